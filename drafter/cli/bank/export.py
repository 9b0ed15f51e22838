"""`drafter bank export`: the sentences as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.bank.shelf import Kind, Move, Role, Theme, Topic
from drafter.report import DrafterError


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.csv", help="存成哪个 CSV")],
    topic: Topic = "",
    theme: Theme = "",
    role: Role = "",
    kind: Kind = "",
    move: Move = "",
) -> int:
    """把句子导出成表格：用 Excel 改好、加行，再用 bank import 导回来，只有改过的才动。"""
    from drafter.bank.search import chosen
    from drafter.bank.table import rows, to_csv
    from drafter.cli.bank.shelf import tell_mistakes, view_of
    from drafter.cli.files import save

    if output.suffix.lower() != ".csv":
        raise DrafterError("只能导出 CSV", str(output), "后缀请用 .csv，Excel 和 WPS 都能打开")
    view = view_of(context)
    tell_mistakes(view)
    found = chosen(view.items, topic=topic, theme=theme, role=role, kind=kind, move=move)
    save(output, to_csv(found))
    typer.echo(f"已导出 {len(rows(found))} 句：{output}")
    return 0
