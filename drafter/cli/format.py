"""`drafter format`: any readable file in the layout of an official document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafter.report import DrafterError


def format(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="要排版的文件：docx、doc、wps、txt、md、html、pdf、json")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="存成哪个 .docx")],
    profile: Annotated[str, typer.Option(metavar="NAME", help="版式：标准、大字版、居中页码")] = "标准",
    base: Annotated[Path | None, typer.Option(metavar="FILE", help="套用本单位的 Word 模板")] = None,
    clean: Annotated[bool, typer.Option("--clean", help="定稿：不留底色、批注和空位标记")] = False,
) -> int:
    """把任何一份稿子排成公文格式（GB/T 9704）：每页 22 行、每行 28 字。"""
    from drafter.cli.files import load, save
    from drafter.numbering import renumbered
    from drafter.profiles import profile as profile_named
    from drafter.reading import read
    from drafter.writers.docx import typeset

    if output.suffix.lower() != ".docx":
        raise DrafterError("排版只存成 Word", str(output), "后缀请用 .docx；其他格式用 drafter read -o")
    chosen = profile_named(profile)
    shell = load(base) if base is not None else None
    reading = read(load(file), str(file))
    for part in reading.parts:
        several = len(reading.parts) > 1
        target = output.with_name(f"{output.stem}_{part.part:02}.docx") if several else output
        document, changes = renumbered(part.document)
        written = typeset(
            document,
            media=reading.media,
            profile=chosen,
            base=shell,
            base_name=str(base or ""),
            annotated=not clean,
        )
        save(target, written.data)
        typer.echo(f"已写入：{target}")
        if part.removed:
            typer.echo(f"  删去杂质 {len(part.removed)} 处，逐条见：drafter read {file}")
        for finding in (*part.findings, *changes, *written.findings):
            typer.echo(f"  〔{finding.level}〕{finding.message}")
    return 0
