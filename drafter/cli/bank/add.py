"""`drafter bank add`: a new entry in one's own layer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.bank.shelf import Json, Kind, Move, Theme, Topic
from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.catalogue import Catalogue
    from drafter.bank.edit import Step


def add(
    context: typer.Context,
    text: Annotated[str, typer.Option(metavar="文本", help="一句完整的话；地方上的事实用【】留空")] = "",
    sort: Annotated[str, typer.Option(metavar="类别", help="词条（默认）、开头、结尾、诗文、空位、段落谱……")] = "词条",
    topic: Topic = "",
    theme: Theme = "",
    kind: Kind = "",
    move: Move = "",
    role: Annotated[list[str] | None, typer.Option(metavar="角色", help="哪个角色能用，可写几次")] = None,
    to: Annotated[str, typer.Option(metavar="ID", help="加进哪一套段落谱，再用 --move 说明哪个位置")] = "",
    note: Annotated[str, typer.Option(metavar="备注", help="给人看的说明")] = "",
    tag: Annotated[list[str] | None, typer.Option(metavar="标签", help="可写几次")] = None,
    weight: Annotated[str, typer.Option(metavar="权重", help="越大越常用，默认 1")] = "",
    until: Annotated[str, typer.Option(metavar="有效期", help="2026-12-31")] = "",
    key: Annotated[str, typer.Option("--id", metavar="编号", help="不写就由文本算出")] = "",
    pairs: Annotated[list[str] | None, typer.Option("--set", metavar="键=值", help="其他的键，可写几次")] = None,
    json: Json = False,
) -> int:
    """加一条。一句话用选项就够；段落谱、问题卡、标题组不带 --text 运行，在编辑器里填。"""
    from drafter.bank.edit import add as addition
    from drafter.bank.edit import add_to, find
    from drafter.bank.keys import SORTS
    from drafter.bank.splice import entry_text
    from drafter.cli.bank.fields import fields_of
    from drafter.cli.bank.shelf import do, remarks, view_of

    if sort not in SORTS:
        raise DrafterError("没有这个类别", sort, f"可用：{'、'.join(SORTS)}")
    given: dict[str, str | Sequence[str]] = {
        "编号": key,
        "类型": "" if to else kind,
        "语步": "" if to else move,
        "角色": role or (),
        "文本": text,
        "备注": note,
        "标签": tag or (),
        "权重": weight,
        "有效期": until,
    }
    values = fields_of(sort, given, pairs or ())
    if not values:
        return _in_editor(context, sort, topic, theme, json)

    def work(view: Catalogue) -> tuple[Sequence[Step], str]:
        entry = entry_text(values)
        if to:
            return [add_to(view, find(view, to, "段落谱"), move, entry)], f"已加进 {to}"
        return [addition(view, sort, entry, topic or _only(view, sort), theme)], f"已加一条{sort}"

    code = do(context, json, work)
    if code == 0 and text:
        view = view_of(context)
        made = [item for item in view.items if item.text == text.strip()]
        for item in made[:1] if not json else ():
            typer.echo(f"  编号 {item.id}，{view.at(item)}")
        remarks(context, [text.strip()])
    return code


def _only(view: Catalogue, sort: str) -> str:
    """The topic, where the bank has but one."""
    from drafter.bank.keys import LISTS

    topics = list(view.whole.topics)
    return topics[0] if len(topics) == 1 and sort in LISTS else ""


def _in_editor(context: typer.Context, sort: str, topic: str, theme: str, json: bool) -> int:
    """Lets the user fill in an empty entry."""
    from drafter.bank.edit import add as addition
    from drafter.bank.skeleton import skeleton
    from drafter.cli.bank.editor import edit_text
    from drafter.cli.bank.shelf import attempt, view_of

    if not sys.stdin.isatty() and not _editor_named():
        raise DrafterError("没有写内容", f"drafter bank add --sort {sort}", "请写 --text 或 --set 键=值")
    view = view_of(context)
    topic = topic or _only(view, sort)
    empty = skeleton(sort)
    text, path = edit_text(empty, (f"新的{sort}：填好后保存并关闭；用不着的键空着或删去", "什么也不填就是不加了"))
    if text == empty:
        path.unlink()
        typer.echo("没有加")
        return 0
    return attempt(
        context, json, text, path, lambda view, entry: addition(view, sort, entry, topic, theme), f"已加一条{sort}"
    )


def _editor_named() -> bool:
    import os

    return bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))
