"""`drafter bank search`: entries by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.bank.shelf import Json, Kind, Move, Role, Sort, Theme, Topic


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="字词，几个词要同时出现")],
    sort: Sort = "",
    topic: Topic = "",
    theme: Theme = "",
    role: Role = "",
    kind: Kind = "",
    move: Move = "",
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="最多列几条，0 是全部")] = 100,
    json: Json = False,
) -> int:
    """按字词查找：句子、标题、编号、备注都查。"""
    from drafter.bank.search import chosen
    from drafter.bank.search import search as found_in
    from drafter.cli.bank.shelf import tell_items, tell_mistakes, view_of

    view = view_of(context)
    found = found_in(view.items, words)
    found = chosen(found, sort=sort, topic=topic, theme=theme, role=role, kind=kind, move=move)
    tell_mistakes(view)
    tell_items(view, found, limit, json, "没有找到")
    return 0
