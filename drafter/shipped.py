"""Finds what ships with the program: templates/ and phrasebank/, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from drafter.report import DrafterError

_HERE = Path(__file__).resolve().parent
_ROOTS = (_HERE / "shipped_files", _HERE.parent)


@cache
def shipped(name: str) -> Path:
    """The file or folder `name` (such as templates/word/official.docx) as it ships."""
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise DrafterError("安装不完整", name, "请重新安装 drafter")
