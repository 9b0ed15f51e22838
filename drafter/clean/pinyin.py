"""Readings in Latin letters behind Han characters, 党(dang)员(yuan), that some sites strew over their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, edited, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 12
LABEL = "夹注拼音"

# A writer who explains a rare character does it once or twice.
_READING = re.compile(rf"[(（](?<=[{HAN})）][(（])[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{{1,6}}[)）]")
_FEWEST = 8


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without strewn readings."""
    text = whole(lines)
    count = len(_READING.findall(text)) if "(" in text or "（" in text else 0
    if count < _FEWEST:
        return Cleaned(list(lines))
    kept = []
    first: Finding | None = None
    for line in lines:
        spans = [] if fixed(line) else [m.span() for m in _READING.finditer(line.text)]
        if spans and first is None:
            start, end = spans[0]
            old = line.text[max(start - 2, 0) : end]
            first = Finding(
                "strewn-reading",
                "提示",
                f"{count} 处夹注拼音已去掉",
                line.line,
                old,
                None,
                line.text[max(start - 2, 0) : start],
            )
        kept.append(edited(line, [(a, b, "") for a, b in spans]))
    return Cleaned(kept, [], [first] if first else [])


EXAMPLES = (
    Example(
        "12月，支部(bu)开(kai)展民主(zhu)评议(yi)工作(zuo)，党(dang)(dang)员(yuan)对照(zhao)标准谈体会(hui)。",
        "12月，支部开展民主评议工作，党员对照标准谈体会。",
        rules=("strewn-reading",),
    ),
)
SURVIVES = (
    "村支书老郄(qie)六十有二，还在带头干。",
    "老党员乜（niè）大爷和段彧（yù）书记一起讲课。",
    "分为甲(a)、乙(b)、丙(c)三类。",
)
