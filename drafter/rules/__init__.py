"""Check rules, one file each: see `drafter.rules.contract` for what a rule is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType

from drafter.report import Finding, Level
from drafter.rules.contract import Slip

LEVELS: tuple[Level, ...] = ("必错", "疑似", "提示")
# How many places a finding names before it only counts them, and how much of each is shown.
_NAMED, _SHOWN = 3, 10


@cache
def _shelf(package: str) -> tuple[ModuleType, ...]:
    home = importlib.import_module(package)
    modules = (importlib.import_module(f"{package}.{info.name}") for info in pkgutil.iter_modules(home.__path__))
    return tuple(sorted((module for module in modules if hasattr(module, "ID")), key=lambda module: str(module.ID)))


def every() -> tuple[ModuleType, ...]:
    """All rules, in the order of their ids."""
    return tuple(sorted((*_shelf(__name__), *reading("text")), key=lambda module: str(module.ID)))


def reading(what: str) -> tuple[ModuleType, ...]:
    """The rules that judge `what`: "layout", or "text", which the composer asks of its own drafts in a moment."""
    home = f"{__name__}.text" if what == "text" else __name__
    return tuple(rule for rule in _shelf(home) if what == rule.READS)


def findings(rule: ModuleType, slips: Iterable[Slip], unit: str = "段") -> list[Finding]:
    """Slips as findings: those that say the same about many places are one finding with a count.

    `unit` is what a line of the file is called.
    """
    groups: dict[tuple[Level, str, str], list[Slip]] = {}
    for slip in slips:
        groups.setdefault((slip.level or rule.LEVEL, slip.what, slip.how), []).append(slip)
    return [
        Finding(
            rule.ID,
            level,
            f"{what}：{_places(group, unit)}：{how}",
            line=group[0].line,
            text=group[0].text,
            span=group[0].span,
            suggestion=how,
            source=rule.SOURCE,
        )
        for (level, what, how), group in groups.items()
    ]


def _places(group: list[Slip], unit: str) -> str:
    """Where a group of slips stands: the first few paragraphs by number and beginning, and how many there are."""
    first: dict[int | str, Slip] = {}
    for slip in group:
        first.setdefault(slip.text + slip.where if slip.line is None else slip.line, slip)
    named = [_place(slip, unit) for slip in list(first.values())[:_NAMED]]
    places = "、".join(dict.fromkeys(place for place in named if place)) or "全文"
    if len(first) > _NAMED:
        return f"{places}等{len(first)}{unit if group[0].line is not None else '处'}"
    return f"{places}共{len(group)}处" if len(group) > len(first) and group[0].line is not None else places


def _place(slip: Slip, unit: str) -> str:
    text = slip.text.rstrip("…")
    shown = f"「{text[:_SHOWN]}{'…' * (len(text) > _SHOWN)}」" if text else ""
    if slip.line is not None:
        shown = f"第{slip.line}{unit}{shown}"
    return f"{shown}（{slip.where}）" if shown and slip.where else shown or slip.where
