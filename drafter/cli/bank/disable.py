"""`drafter bank disable`: entries that drafts no longer use."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.bank.shelf import Json, Sort


def disable(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="ID…", help="编号")],
    sort: Sort = "",
    json: Json = False,
) -> int:
    """停用词条，起草时不再用；自带的词条也能停用，原文件不动。"""
    from drafter.cli.bank.shelf import switched

    return switched(context, keys, sort, json, off=True)
