"""Numbers in WordprocessingML: twentieths of a point, or a length with its unit, or whatever a program wrote there."""

from __future__ import annotations

import re

_MEASURE = re.compile(r"\s*([+-]?\d{1,9}(?:\.\d{1,9})?)\s*(pt|cm|mm|in|pc|pi)?\s*$")
_UNITS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "pi": 12.0}


def points(text: str | None, default: float) -> float:
    """A length in points."""
    match = _MEASURE.match(text or "")
    if match is None:
        return default
    return round(float(match[1]) * (_UNITS[match[2]] if match[2] else 0.05), 2)


def number(text: str | None, default: float) -> float:
    """A bare number."""
    match = _MEASURE.match(text or "")
    return float(match[1]) if match is not None else default


def millimetres(length: float) -> float:
    """Points as millimetres, to a tenth."""
    return round(length * 25.4 / 72, 1)
