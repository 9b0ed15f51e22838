"""Bytes of any file → lines. One module per format; content decides which, never the suffix."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from drafter.report import DrafterError
from drafter.tree import Source


@cache
def formats() -> tuple[ModuleType, ...]:
    """Every reader, the most particular first."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted((m for m in modules if hasattr(m, "claims")), key=lambda m: (m.ORDER, m.__name__)))


def read(data: bytes, name: str) -> Source:
    """What `data` holds, read by the first reader that claims it. `name` is for messages and weak hints only."""
    if not data.strip(b" \t\r\n\0"):
        raise DrafterError("文件是空的", name, "请检查文件是否保存完整")
    for module in formats():
        if module.claims(data, name):
            source: Source = module.read(data, name)
            return source
    raise DrafterError("认不出文件格式", name, "请换成 .docx、.txt、.md、.html 或 .pdf 再试")
