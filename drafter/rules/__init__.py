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
# How many places a finding names before it only counts them.
_NAMED = 5


@cache
def every() -> tuple[ModuleType, ...]:
    """All rules, in the order of their ids."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return tuple(sorted((module for module in modules if hasattr(module, "ID")), key=lambda module: str(module.ID)))


def reading(what: str) -> tuple[ModuleType, ...]:
    """The rules that judge `what`, for instance "layout"."""
    return tuple(rule for rule in every() if what == rule.READS)


def findings(rule: ModuleType, slips: Iterable[Slip]) -> list[Finding]:
    """Slips as findings: those that say the same about many places are one finding with a count."""
    groups: dict[tuple[Level, str, str], list[Slip]] = {}
    for slip in slips:
        groups.setdefault((slip.level or rule.LEVEL, slip.what, slip.how), []).append(slip)
    return [
        Finding(
            rule.ID,
            level,
            f"{what}：{_places(group)}：{how}",
            line=group[0].line,
            text=group[0].text,
            span=group[0].span,
            suggestion=how,
            source=rule.SOURCE,
        )
        for (level, what, how), group in groups.items()
    ]


def _places(group: list[Slip]) -> str:
    """Where a group of slips stands: 第3段「……」, or the first few places and how many there are."""
    lines = list(dict.fromkeys(slip.line for slip in group if slip.line is not None))
    if not lines:
        return "、".join(dict.fromkeys(slip.where for slip in group if slip.where)) or "全文"
    numbers = "、".join(str(line) for line in lines[:_NAMED])
    more = f"等{len(lines)}段" if len(lines) > _NAMED else ""
    times = f"（共{len(group)}处）" if len(group) > len(lines) else ""
    return f"第{numbers}段{more}「{group[0].text}」{times}" if len(lines) == 1 else f"第{numbers}段{more}{times}"
