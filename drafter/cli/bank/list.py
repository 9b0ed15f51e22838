"""`drafter bank list`: entries by what they are."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.bank.shelf import Json, Kind, Move, Role, Sort, Theme, Topic


def list(
    context: typer.Context,
    sort: Sort = "",
    topic: Topic = "",
    theme: Theme = "",
    role: Role = "",
    kind: Kind = "",
    move: Move = "",
    own: Annotated[bool, typer.Option("--own", help="只列自己加的、改的")] = False,
    off: Annotated[bool, typer.Option("--off", help="只列停用的")] = False,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="最多列几条，0 是全部")] = 100,
    json: Json = False,
) -> int:
    """列出词条：不写 --sort 时列段落谱、问题卡和各类整条，写 --sort 句子 时列每一句。"""
    from drafter.bank.search import chosen
    from drafter.cli.bank.shelf import tell_items, tell_mistakes, view_of

    view = view_of(context)
    found = chosen(view.items, sort=sort, topic=topic, theme=theme, role=role, kind=kind, move=move)
    found = [
        item
        for item in found
        if (sort or move or off or own or item.sort != "句子")
        and (not own or any(where.layer == len(view.roots) - 1 for where in item.wheres))
        and (not off or item.off)
    ]
    tell_mistakes(view)
    tell_items(view, found, limit, json, "没有这样的词条")
    return 0
