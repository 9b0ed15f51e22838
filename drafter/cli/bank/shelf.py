"""What the bank commands share: which layers they look at, where changes go, and how entries are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.catalogue import Catalogue, Item
    from drafter.bank.edit import Step

Json = Annotated[bool, typer.Option("--json", help="只打印 JSON")]
Sort = Annotated[str, typer.Option(metavar="类别", help="段落谱、句子、问题卡、词条、标题组、开头、结尾、诗文……")]
Topic = Annotated[str, typer.Option(metavar="主题", help="例如：四下基层")]
Theme = Annotated[str, typer.Option(metavar="要点", help="例如：调查研究")]
Kind = Annotated[str, typer.Option(metavar="类型", help="引言、体会、问题、原因、措施、结语、其他")]
Move = Annotated[str, typer.Option(metavar="语步", help="论点、阐释、事实、要求、表现、举例、根源、目标、做法……")]
Role = Annotated[str, typer.Option(metavar="角色", help="哪个角色能用")]
_OWN = "自己"


def view_of(context: typer.Context) -> Catalogue:
    """The bank with what ships, and over it the workspace's own layer, or the user's where there is no workspace."""
    from drafter.bank.catalogue import catalogue
    from drafter.bank.load import home_layer, shipped_layers
    from drafter.cli.banks import workspace_of

    workspace = workspace_of(context)
    own = workspace.bank if workspace is not None else home_layer()
    return catalogue([*shipped_layers(), own])


def tell_mistakes(view: Catalogue) -> None:
    """Says on stderr what could not be read: it is missing from what follows."""
    for finding in view.findings:
        if finding.level == "必错":
            typer.echo(finding.message, err=True)


def layer_of(view: Catalogue, item: Item) -> str:
    """What people call the layer of an entry: 自带, 挖掘 or 自己."""
    depth = item.where.layer
    if depth == len(view.roots) - 1:
        return _OWN
    return "挖掘" if depth else "自带"


def data_of(view: Catalogue, item: Item) -> dict[str, Any]:
    """An entry for JSON."""
    import msgspec

    data: dict[str, Any] = msgspec.to_builtins(item)
    del data["wheres"]
    file = str(view.roots[item.where.layer] / item.where.file)
    return data | {"layer": layer_of(view, item), "file": file, "line": item.where.line}


def print_json(data: Any) -> None:
    """JSON alone on stdout, whatever the terminal's encoding."""
    import msgspec

    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def tell_items(view: Catalogue, items: Sequence[Item], limit: int, json: bool, none: str) -> None:
    """The entries as JSON, as a table, or the words for having none."""
    if json:
        print_json([data_of(view, item) for item in items])
    elif not items:
        typer.echo(none)
    else:
        print_items(view, items, limit)


def print_items(view: Catalogue, items: Sequence[Item], limit: int) -> None:
    """A table on a terminal, tabbed lines elsewhere."""
    shown = items[:limit] if limit else items
    columns = ("编号", "类别", "要点", "类型", "语步", "角色", "层", "文本")
    rows = [
        (
            item.id,
            item.sort,
            item.theme or item.topic,
            item.kind,
            item.move,
            "、".join(item.roles),
            layer_of(view, item) + ("·停用" if item.off else ""),
            item.text,
        )
        for item in shown
    ]
    print_table(columns, rows)
    if len(shown) < len(items):
        typer.echo(f"……共 {len(items)} 条，列出前 {len(shown)} 条；全部列出请加 --limit 0", err=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal, tabbed lines elsewhere; columns with nothing in them are left out of a table."""
    rows = [tuple(row) for row in rows]
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    used = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for n in used:
        last = n == used[-1]
        table.add_column(columns[n], overflow="fold", ratio=1 if last else None, no_wrap=n == 0)
    for row in rows:
        # A text may look like rich's own markup: it is none.
        table.add_row(*(_plain(row[n]) for n in used))
    Console().print(table)


def _plain(text: str) -> Any:
    from rich.text import Text

    return Text(text)


def do(
    context: typer.Context, json: bool, work: Callable[[Catalogue], tuple[Sequence[Step], str]], lines: bool = False
) -> int:
    """Works out changes on the bank, makes them, and says what stands where now; mistakes with `lines` or without."""
    from drafter.bank.edit import commit
    from drafter.bank.save import Refused

    view = view_of(context)
    try:
        steps, said = work(view)
        files = commit(view, steps)
    except Refused as refused:
        for said in [finding.message for finding in refused.findings] if lines else refused.said:
            typer.echo(said, err=True)
        return 2
    places = [str(view.roots[-1] / file) for file, _ in files]
    if json:
        print_json({"done": said, "files": places})
    elif files:
        typer.echo(f"{said}：{'、'.join(places)}")
        if not _in_workspace(context):
            typer.echo("（现在不在工作区里，改动存在个人词库；要和单位的稿子放在一起，请先 drafter init）")
    else:
        typer.echo(said)
    return 0


def attempt(
    context: typer.Context, json: bool, text: str, path: Path, step: Callable[[Catalogue, str], Step], said: str
) -> int:
    """Saves an entry that came back from the editor; until that is done, its file stays."""
    from drafter.cli.bank.editor import again

    def work(view: Catalogue) -> tuple[Sequence[Step], str]:
        return [step(view, text)], said

    while True:
        try:
            code = do(context, json, work, lines=True)
        except DrafterError as error:
            typer.echo(str(error), err=True)
            code = 2
        if code == 0:
            path.unlink(missing_ok=True)
            return 0
        if not (sys.stdin.isatty() and typer.confirm("再改一次？", default=True)):
            typer.echo(f"没有保存：写的内容还在 {path}", err=True)
            return code
        text = again(path)


def _in_workspace(context: typer.Context) -> bool:
    from drafter.cli.banks import workspace_of

    return workspace_of(context) is not None


def remarks(context: typer.Context, texts: Iterable[str]) -> None:
    """What a reviewer would say about entries just written; it stops nothing."""
    from datetime import date

    from drafter.bank.review import review

    wanted = set(texts)
    for finding in review(view_of(context), date.today().isoformat()):
        if finding.text in wanted:
            typer.echo(f"  〔{finding.level}〕{finding.message}", err=True)


def switched(context: typer.Context, keys: Sequence[str], sort: str, json: bool, off: bool) -> int:
    """Switches entries off or on."""
    from drafter.bank.edit import find, switch

    def work(view: Catalogue) -> tuple[Sequence[Step], str]:
        items = [find(view, key, sort) for key in dict.fromkeys(keys)]
        steps = [switch(view, item, off) for item in items if item.off != off]
        names = "、".join(item.id for item in items)
        if not steps:
            return steps, f"本来就{'停用' if off else '在用'}：{names}"
        return steps, f"已{'停用' if off else '启用'} {names}"

    return do(context, json, work)
