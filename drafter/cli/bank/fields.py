"""The options of `add` and `edit` as keys and values of an entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.splice import Value


def fields_of(
    sort: str,
    given: dict[str, str | Sequence[str]],
    pairs: Sequence[str],
) -> dict[str, Value]:
    """Keys and values from the options (empty ones left out) and from 键=值 pairs."""
    from drafter.bank.keys import SORTS

    values: dict[str, Value] = {}
    for name, value in given.items():
        if value:
            values[name] = value if isinstance(value, str) else tuple(value)
    for pair in pairs:
        name, equals, text = pair.partition("=")
        key = SORTS[sort].key(name.strip())
        known = f"可用的键：{'、'.join(key.name for key in SORTS[sort].keys)}"
        if not equals:
            raise DrafterError("--set 要写成 键=值", pair, known)
        if key is None:
            raise DrafterError(f"{sort}没有这个键", name, known)
        if key.form in ("entry", "entries", "headings"):
            raise DrafterError("这个键有好几层，--set 写不了", name, "请不带选项运行，在编辑器里改")
        if key.form in ("names", "kinds", "texts"):
            parts = re.split("[、，,；;]" if key.form != "texts" else "[；;]", text)
            values[key.name] = tuple(part.strip() for part in parts if part.strip())
        else:
            values[key.name] = text
    return values
