"""Which bank a command works with: what ships, and over it the workspace's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.model import Bank


def workspace_of(context: typer.Context) -> Path | None:
    """The workspace that was named, else the nearest folder upward that holds drafter.yaml, else none."""
    named = (context.obj or {}).get("workspace")
    if named is not None:
        if not (named / "drafter.yaml").is_file():
            raise DrafterError("不是工作区", str(named), "里面没有 drafter.yaml，请先运行 drafter init")
        return Path(named)
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "drafter.yaml").is_file()), None)


def load_bank(context: typer.Context) -> tuple[Bank, Path | None]:
    """The bank with all its layers; broken entries are told on stderr and left out."""
    from drafter.bank import load, shipped_layers

    workspace = workspace_of(context)
    layers = shipped_layers()
    if workspace is not None and (workspace / "词库").is_dir():
        layers = [*layers, workspace / "词库"]
    bank, findings = load(layers)
    for finding in findings:
        if finding.level == "必错":
            typer.echo(finding.message, err=True)
    return bank, workspace
