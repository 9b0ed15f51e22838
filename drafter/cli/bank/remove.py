"""`drafter bank remove`: an entry of one's own goes; one that ships is switched off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.bank.shelf import Json, Sort

if TYPE_CHECKING:
    from drafter.bank.catalogue import Catalogue
    from drafter.bank.edit import Step


def remove(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="ID…", help="编号")],
    sort: Sort = "",
    json: Json = False,
) -> int:
    """删自己加的词条；改过的自带词条恢复原样，没改过的自带词条改为停用。删掉的原文会打印出来。"""
    from drafter.bank.edit import find, is_own, source
    from drafter.bank.edit import remove as removal
    from drafter.cli.bank.shelf import do

    def work(view: Catalogue) -> tuple[Sequence[Step], str]:
        items = [find(view, key, sort) for key in dict.fromkeys(keys)]
        for item in items:
            if is_own(view, item):
                typer.echo(source(view, item).text, err=True, nl=False)
        own = all(is_own(view, item) for item in items)
        said = "已删去" if own else "自带的词条不删，已停用" if len(items) == 1 else "自己的已删去，自带的已停用"
        return [removal(view, item) for item in items], f"{said} {'、'.join(item.id for item in items)}"

    return do(context, json, work)
