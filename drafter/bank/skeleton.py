"""An empty entry of any sort, to be filled in with an editor."""

from __future__ import annotations

from drafter.bank.keys import CHOICES, SORTS, Key


def skeleton(sort: str) -> str:
    """Every key of a sort, with a word on what belongs there; what stays empty counts as left out."""
    return "\n".join(_lines(sort)) + "\n"


def _lines(sort: str) -> list[str]:
    lines: list[str] = []
    for key in SORTS[sort].keys:
        if key.name in ("停用", "编号", "权重", "有效期", "标签") and not key.required:
            continue
        if key.form in ("entry", "entries"):
            inner = _lines(key.of)
            lead, rest = ("  - ", "    ") if key.form == "entries" else ("  ", "  ")
            lines += [f"{key.name}:", lead + inner[0], *(rest + line for line in inner[1:])]
        elif key.form == "headings":
            lines += [f"{key.name}:", "  调查研究: ", "  信访接待: "]
        else:
            hint = _hint(key)
            lines.append(f"{key.name}: " + (f"  # {hint}" if hint else ""))
    return lines


def _hint(key: Key) -> str:
    choices = CHOICES.get(key.form)
    words = ["必填"] if key.required else []
    words += ["、".join(choices)] if choices else []
    words += [key.says] if key.says else []
    return "；".join(words)
