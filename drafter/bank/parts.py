"""What one bank file says, before the layers are laid over each other. Types only."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from drafter.bank.model import Bank
from drafter.report import Finding
from drafter.tree import Kind


class Patch(Struct, frozen=True, omit_defaults=True):
    """What a 词条 says about a sentence of a lower layer; what it leaves unsaid stays.

    Kind, move and roles count for sentences that stand in no passage; in a passage its place says them.
    """

    id: str
    text: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    weight: float | UnsetType = UNSET
    off: bool | UnsetType = UNSET
    until: str | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    move: str | UnsetType = UNSET
    roles: tuple[str, ...] | UnsetType = UNSET


class Switch(Struct, frozen=True, array_like=True):
    """An entry switched off, or on again."""

    sort: str
    id: str
    off: bool


class Spot(Struct, frozen=True, array_like=True):
    """Where an entry stands: sort, id and line; for a sentence also the passage or card that holds it.

    `manner` is "patch" or "switch" where only a change of a lower layer's entry stands there.
    """

    sort: str
    id: str
    line: int
    owner: str = ""
    manner: str = ""


class Part(Struct, frozen=True):
    """One file as read. `dim` says that some sentence in it is switched off."""

    file: str
    bank: Bank
    patches: tuple[Patch, ...] = ()
    switches: tuple[Switch, ...] = ()
    findings: tuple[Finding, ...] = ()
    dim: bool = False
    draws: bool = False
