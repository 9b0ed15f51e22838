"""`drafter bank enable`: entries switched on again."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.bank.shelf import Json, Sort


def enable(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="ID…", help="编号")],
    sort: Sort = "",
    json: Json = False,
) -> int:
    """重新启用停用的词条。"""
    from drafter.cli.bank.shelf import switched

    return switched(context, keys, sort, json, off=False)
