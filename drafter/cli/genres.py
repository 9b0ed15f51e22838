"""`drafter genres`: kinds of paper and their outlines."""

from __future__ import annotations

from typing import Annotated

import typer


def genres(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="[list|show]", help="列出全部，或看一个")] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="体裁名称或别名")] = "",
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """体裁：每种稿子分几节、各占多少。"""
    from drafter.cli.banks import workspace_of
    from drafter.cli.listing import listing
    from drafter.genres import genre
    from drafter.genres import genres as every

    here = workspace_of(context)
    workspace = here.folder if here is not None else None
    known = every(workspace)
    entries = [
        {
            "name": found.name,
            "aliases": found.aliases,
            "summary": found.summary,
            "mined_outline": found.source,
            "outline": [
                {
                    "kind": part.kind,
                    "headings": part.headings,
                    "share": part.share,
                    "points": [part.least, part.most],
                    "style": part.style,
                    "source": part.source,
                }
                for part in found.outline
            ],
        }
        for found in known.values()
    ]

    def shown(wanted: str) -> list[str]:
        found = genre(wanted, workspace)
        lines = [found.name, found.summary]
        if found.source:
            lines.append(f"  提纲出自语料　{found.source}")
        for part in found.outline:
            points = f"，{part.least}—{part.most} 个要点" if part.most else ""
            heading = f"　标题如：{'／'.join(part.headings)}" if part.headings else ""
            lines.append(f"  {part.kind}　占 {part.share:g}%{points}{heading}")
        return lines

    return listing("genres", action, name, json, entries, shown)
