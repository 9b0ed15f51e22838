"""Where the mined corpus lies: in the workspace, else in the user's data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from drafter.mine.store import Store

_NAME = "语料.sqlite"


def store_path(context: typer.Context) -> Path:
    """The file of the mined corpus."""
    from drafter.bank.load import home_layer
    from drafter.cli.banks import workspace_of

    workspace = workspace_of(context)
    return workspace.folder / ".drafter" / _NAME if workspace is not None else home_layer().parent / _NAME


def open_store(context: typer.Context) -> Store:
    """The mined corpus; says how to make one where there is none."""
    from drafter.mine.store import Store

    return Store(store_path(context))
