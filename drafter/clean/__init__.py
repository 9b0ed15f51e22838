"""Takes noise out of lines, one module per kind of noise. Everything taken out is listed; nothing is guessed."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from drafter.clean.contract import Cleaned
from drafter.tree import Line


@cache
def cleaners() -> tuple[ModuleType, ...]:
    """Every cleaner, in the order in which they run."""
    names = [info.name for info in pkgutil.iter_modules(__path__) if info.name != "contract"]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(modules, key=lambda module: (module.ORDER, module.__name__)))


def clean(lines: list[Line]) -> Cleaned:
    """`lines` without noise, with all that was removed and all that only a person may decide."""
    done = Cleaned(lines)
    for cleaner in cleaners():
        step: Cleaned = cleaner.clean(done.lines)
        done = Cleaned(step.lines, done.removed + step.removed, done.findings + step.findings)
    done.removed.sort(key=lambda removed: removed.line)
    return done
