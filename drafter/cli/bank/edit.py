"""`drafter bank edit`: one entry, by options or in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.bank.shelf import Json, Sort

if TYPE_CHECKING:
    from drafter.bank.catalogue import Catalogue
    from drafter.bank.edit import Step


def edit(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="ID", help="编号，或角色、主题、空位的名称")],
    text: Annotated[str, typer.Option(metavar="文本", help="新的说法")] = "",
    note: Annotated[str, typer.Option(metavar="备注", help="给人看的说明")] = "",
    tag: Annotated[list[str] | None, typer.Option(metavar="标签", help="可写几次")] = None,
    weight: Annotated[str, typer.Option(metavar="权重", help="越大越常用")] = "",
    until: Annotated[str, typer.Option(metavar="有效期", help="2026-12-31")] = "",
    role: Annotated[list[str] | None, typer.Option(metavar="角色", help="哪个角色能用，可写几次")] = None,
    pairs: Annotated[list[str] | None, typer.Option("--set", metavar="键=值", help="其他的键，可写几次")] = None,
    unset: Annotated[list[str] | None, typer.Option(metavar="键", help="删去这个键，可写几次")] = None,
    sort: Sort = "",
    json: Json = False,
) -> int:
    """改一条。不带选项时用编辑器打开这一条；自带的词条不动，改动写在自己的词库里。"""
    from drafter.bank.edit import find, put
    from drafter.cli.bank.fields import fields_of
    from drafter.cli.bank.shelf import do, remarks

    given: dict[str, str | Sequence[str]] = {
        "文本": text,
        "备注": note,
        "标签": tag or (),
        "权重": weight,
        "有效期": until,
        "角色": role or (),
    }
    if not any(given.values()) and not pairs and not unset:
        return _in_editor(context, key, sort, json)

    def work(view: Catalogue) -> tuple[Sequence[Step], str]:
        item = find(view, key, sort)
        return [put(view, item, fields_of(item.sort, given, pairs or ()), unset or ())], f"已改 {key}"

    code = do(context, json, work)
    if code == 0 and text:
        remarks(context, [text.strip()])
    return code


def _in_editor(context: typer.Context, key: str, sort: str, json: bool) -> int:
    """Opens just this entry; what comes back with mistakes stays in its file."""
    from drafter.bank.edit import find, is_own, rewrite, source
    from drafter.cli.bank.editor import edit_text
    from drafter.cli.bank.shelf import attempt, view_of

    view = view_of(context)
    item = find(view, key, sort)
    before = source(view, item)
    aside = "" if is_own(view, item) else "这是自带的，改动会存进自己的词库"
    asides = (f"{item.sort} {key}：改好后保存并关闭", *([aside] if aside else []))
    text, path = edit_text(before.text, asides)
    if text.strip() == before.text.strip():
        path.unlink()
        typer.echo("没有改动")
        return 0

    def step(view: Catalogue, entry: str) -> Step:
        return rewrite(view, find(view, key, sort), entry, before.digest)

    return attempt(context, json, text, path, step, f"已改 {key}")
