"""Where the mined corpus lies: in the workspace, else in the user's data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.bank.model import ANY

if TYPE_CHECKING:
    from drafter.bank.model import Bank
    from drafter.mine.store import Store
    from drafter.mine.topic import Source

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


def from_corpus(context: typer.Context, bank: Bank, topic: str) -> bool:
    """Whether `topic` is one that only the corpus can know."""
    known = {name for entry in bank.topics.values() for name in (entry.name, *entry.aliases)}
    return bool(topic) and topic not in known and ANY in bank.topics and store_path(context).exists()


def mined_topic(context: typer.Context, bank: Bank, topic: str, seed: int) -> tuple[Bank, Source | None]:
    """`bank` with `topic` made from the corpus, where the bank does not know it."""
    if not from_corpus(context, bank, topic):
        return bank, None
    from drafter.mine.topic import with_topic

    with open_store(context) as store:
        return with_topic(bank, store, topic, seed)
