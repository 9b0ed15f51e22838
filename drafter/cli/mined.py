"""`drafter mined`: what mining found, most widespread first, each with where it stands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.mine.records import Candidate
    from drafter.mine.store import Store


def mined(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="phrases|frames|headings|outlines|facts|cards", help="看哪一类")],
    like: Annotated[str, typer.Option(metavar="字词", help="只看含这几个字的")] = "",
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="最多列几条，0 是全部")] = 50,
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """看挖到了什么：每条有次数、组数（同一篇的改写算一组）和三处原文；选中的用 bank import --from-mined 收进词库。"""
    from drafter.cli.stores import open_store
    from drafter.mine.passes import SORTS

    if what not in SORTS:
        raise DrafterError("没有这一类", what, f"可用：{'、'.join(SORTS)}")
    with open_store(context) as store:
        found = [one for sort in SORTS[what] for one in store.candidates(sort, like, limit or -1)]
        found.sort(key=lambda one: (-one.families, -one.count, one.sort, one.text))
        del found[limit or len(found) :]
        rows = [_row(store, one) for one in found]
    if json:
        import msgspec

        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n")
        return 0
    for row in rows:
        typer.echo(f"{row['id']}　〔{row['sort']}〕{row['text']}　{row['count']} 次，{row['families']} 组")
        for context_ in row["contexts"]:  # type: ignore[attr-defined]
            typer.echo(f"    {context_['text']}（{context_['document']}）")
    if not rows:
        typer.echo("没有找到")
    return 0


def _row(store: Store, one: Candidate) -> dict[str, object]:
    from drafter.mine.review import contexts, name_of

    return {
        "id": name_of(one),
        "sort": one.sort,
        "text": one.text,
        "kind": one.kind,
        "count": one.count,
        "families": one.families,
        "contexts": [{"text": text, "document": document} for document, text in contexts(store, one)],
        "more": one.more,
    }
