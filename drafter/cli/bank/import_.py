"""`drafter bank import`: a changed table, or somebody else's bank file, into one's own layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.bank.shelf import Json, Kind, Move, Theme, Topic
from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.catalogue import Catalogue
    from drafter.bank.table import Loaded


def import_(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="表格（.csv）或词库文件（.yaml）")] = None,
    from_mined: Annotated[
        list[str] | None, typer.Option(metavar="编号", help="收进挖到的一条，编号见 drafter mined，可写几次")
    ] = None,
    topic: Topic = "",
    theme: Theme = "",
    kind: Kind = "",
    move: Move = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会改什么，不写文件")] = False,
    json: Json = False,
) -> int:
    """把表格、别人的词库文件或挖到的条目并进来：编号认识的改，不认识的加；有错的行逐条说明，其余照做。"""
    from drafter.bank.edit import commit
    from drafter.bank.save import Refused
    from drafter.cli.bank.shelf import print_json, view_of

    view = view_of(context)
    if from_mined:
        loaded = _mined(context, view, from_mined, topic, theme, kind, move)
    elif file is not None:
        loaded = _loaded(view, file, topic)
    else:
        raise DrafterError("没有写要导入什么", "drafter bank import", "请写文件，或 --from-mined 编号")
    for mistake in loaded.mistakes:
        typer.echo(f"{file or '语料'} {mistake}", err=True)
    try:
        files = [] if dry_run else commit(view, loaded.steps)
    except Refused as refused:
        for finding in refused.findings:
            typer.echo(finding.message, err=True)
        return 2
    places = [str(view.roots[-1] / name) for name, _ in files]
    if json:
        print_json({"changed": loaded.changed, "added": loaded.added, "failed": loaded.mistakes, "files": places})
    else:
        done = "会" if dry_run else "已"
        typer.echo(f"{done}改 {loaded.changed} 条，{done}加 {loaded.added} 条，有错 {len(loaded.mistakes)} 条")
        for place in places:
            typer.echo(f"  {place}")
    return 2 if loaded.mistakes else 0


def _mined(
    context: typer.Context, view: Catalogue, names: list[str], topic: str, theme: str, kind: str, move: str
) -> Loaded:
    """The steps that take candidates of the corpus into the bank, each with where it comes from."""
    import yaml

    from drafter.bank.edit import add
    from drafter.bank.save import Refused
    from drafter.bank.table import Loaded
    from drafter.cli.stores import open_store
    from drafter.mine.review import chosen, entry

    known = list(view.whole.topics)
    if topic not in known:
        raise DrafterError("没有写主题", topic or "--topic", f"可用：{'、'.join(known)}")
    themes = [one.name for one in view.whole.topics[topic].themes]
    loaded = Loaded([])
    with open_store(context) as store:
        found = chosen(store, names)
    for one in found:
        try:
            sort, values = entry(one, theme, kind, move, themes)
            text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
            loaded.steps.append(add(view, sort, text, topic, theme))
            loaded.added += 1
        except Refused as refused:
            loaded.mistakes += [f"“{one.text}”：{said}" for said in refused.said]
        except DrafterError as error:
            loaded.mistakes.append(str(error))
    return loaded


def _loaded(view: Catalogue, file: Path, topic: str) -> Loaded:
    from drafter.bank.merge import from_yaml
    from drafter.bank.table import from_csv, load_rows
    from drafter.cli.files import load
    from drafter.encoding import decode

    suffix = file.suffix.lower()
    if suffix in (".xlsx", ".xls", ".et"):
        raise DrafterError("还不能直接读 Excel 文件", str(file), "请在 Excel 或 WPS 里另存为“CSV UTF-8”再导入")
    text = decode(load(file), str(file))
    if suffix == ".csv":
        return load_rows(view, from_csv(text, str(file)))
    if suffix in (".yaml", ".yml"):
        return from_yaml(view, text, str(file), topic)
    raise DrafterError("只能导入 CSV 和 YAML", str(file), "请换成 .csv 或 .yaml")
