"""`drafter bank show`: one entry, whole, with where it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.bank.shelf import Json, Sort


def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="ID", help="编号，或角色、主题、空位的名称")],
    sort: Sort = "",
    json: Json = False,
) -> int:
    """看一条：在哪个文件第几行、怎么写的、有没有停用。"""
    from drafter.bank.edit import find, source
    from drafter.cli.bank.shelf import data_of, layer_of, print_json, view_of

    view = view_of(context)
    item = find(view, key, sort)
    text = source(view, item).text
    if json:
        print_json(data_of(view, item) | {"source": text})
        return 0
    state = "（已停用）" if item.off else ""
    typer.echo(f"{item.sort} {item.id}　{layer_of(view, item)}{state}")
    if item.owner:
        typer.echo(f"  在 {item.owner}　{item.theme}　{item.kind}　{item.move}".rstrip())
    for where in item.wheres:
        typer.echo(f"  {view.roots[where.layer] / where.file} 第 {where.line} 行")
    typer.echo("")
    typer.echo(text, nl=False)
    return 0
