"""`drafter topics`: what drafts can be about."""

from __future__ import annotations

from typing import Annotated

import typer


def topics(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="[list|show]", help="列出全部，或看一个")] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="主题名称或别名")] = "",
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """主题：规范表述、要点，以及每条事实的出处和核实状态。"""
    from drafter.cli.banks import load_bank
    from drafter.cli.listing import listing
    from drafter.genres import named

    bank, _ = load_bank(context)
    entries = [
        {
            "name": topic.name,
            "aliases": topic.aliases,
            "summary": topic.summary,
            "themes": [theme.name for theme in topic.themes],
        }
        for topic in bank.topics.values()
    ]

    def shown(wanted: str) -> list[str]:
        topic = bank.topics[named(wanted, {t.name: t.aliases for t in bank.topics.values()}, "主题")]
        lines = [topic.name, topic.summary, f"  规范表述　{'；'.join(topic.terms)}"]
        lines += [f"  要点　{theme.name}　{theme.summary}" for theme in topic.themes]
        lines += [f"  事实〔{fact.status}〕{fact.text}（{fact.source}）{fact.note}" for fact in topic.facts]
        return lines

    return listing("topics", action, name, json, entries, shown)
