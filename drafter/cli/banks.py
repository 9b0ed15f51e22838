"""What a command works with: the workspace it stands in, and the bank with that workspace's own phrases over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from drafter.bank.load import Wanted
    from drafter.bank.model import Bank
    from drafter.workspace import Workspace


def workspace_of(context: typer.Context) -> Workspace | None:
    """The workspace that was named, else the nearest folder upward that holds drafter.yaml, else none."""
    from drafter.workspace import find, load

    named: Path | None = (context.obj or {}).get("workspace")
    folder = named if named is not None else find(Path.cwd())
    return load(folder) if folder is not None else None


def load_bank(
    context: typer.Context, wanted: Callable[[Workspace | None, Bank], Wanted] | None = None
) -> tuple[Bank, Workspace | None]:
    """The bank with all its layers; broken entries are told on stderr and left out.

    `wanted` says whose words are, as for `bank.load`.
    """
    from msgspec.structs import replace

    from drafter.bank import load, shipped_layers
    from drafter.bank.load import home_layer

    workspace = workspace_of(context)
    own = workspace.bank if workspace is not None else home_layer()
    layers = [*shipped_layers(), *([own] if own.is_dir() else [])]
    bank, findings = load(layers, None if wanted is None else partial(wanted, workspace))
    for finding in findings:
        if finding.level == "必错":
            typer.echo(finding.message, err=True)
    if workspace is not None and workspace.settings.terms:
        own_words = workspace.settings.terms
        known = {name: replace(topic, terms=(*topic.terms, *own_words)) for name, topic in bank.topics.items()}
        bank = replace(bank, topics=known)
    return bank, workspace
