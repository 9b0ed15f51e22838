"""Document → bytes of a file. One module per format; the suffix of the file's name says which."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from types import ModuleType

from drafter.report import DrafterError
from drafter.tree import Document


@cache
def formats() -> dict[str, ModuleType]:
    """Every suffix that can be written, and the module that writes it."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return dict(sorted((suffix, module) for module in modules for suffix in getattr(module, "SUFFIXES", ())))


@cache
def _writer(suffix: str) -> ModuleType | None:
    """The module that writes `suffix`: the one named like it comes first, so that a .docx loads no other."""
    names = sorted(
        (info.name for info in pkgutil.iter_modules(__path__)), key=lambda name: (f".{name}" != suffix, name)
    )
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return next((module for module in modules if suffix in getattr(module, "SUFFIXES", ())), None)


def write(document: Document, name: str, media: Mapping[str, bytes] | None = None) -> bytes:
    """`document` in the format that the suffix of `name` asks for; `media` are its pictures by name."""
    suffix = PurePath(name).suffix.lower()
    module = _writer(suffix)
    if module is None:
        valid = "、".join(formats())
        raise DrafterError(f"不会写这种格式（{suffix or '没有后缀'}）", name, f"后缀请用 {valid}")
    data: bytes = module.write(document, media=media)
    return data
