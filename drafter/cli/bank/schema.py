"""`drafter bank schema`: what editors need to complete keys and underline mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", help="存进哪个文件夹")] = None,
) -> int:
    """给编辑器用的格式说明：会提示有哪些键、标出写错的地方。不写 -o 时打印出来。"""
    import msgspec

    from drafter.bank.schema import schemas
    from drafter.cli.bank.shelf import print_json
    from drafter.cli.files import reason, save
    from drafter.report import DrafterError

    made = schemas()
    if output is None:
        print_json(made)
        return 0
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError("建不了文件夹", str(output), reason(error)) from None
    for name, content in made.items():
        save(output / name, msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n")
    typer.echo(f"已写入 {len(made)} 个文件：{output}")
    typer.echo("用法：在词库文件第一行写  # yaml-language-server: $schema=路径/要点.schema.json")
    return 0
