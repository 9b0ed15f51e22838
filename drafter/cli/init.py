"""`drafter init`: a workspace, where facts are filled in once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="工作区放在哪个文件夹")] = Path()) -> int:
    """建一个工作区：县名、单位名填一次，以后每篇稿子都用上，并记住用过的句子。"""
    from drafter.workspace import FILE, create

    made = create(folder)
    for path in made:
        typer.echo(f"已建：{path}")
    if not made:
        typer.echo(f"已经是工作区：{folder.resolve()}")
    typer.echo(f"下一步：用记事本打开 {folder / FILE}，填上本单位的县名、单位、姓名")
    return 0
