"""Text given twice: a title from two places, a preview before the full text, a block or a line pasted two times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from drafter.clean.contract import HAN, SPACE, Cleaned, Example, cut, fixed, stripped
from drafter.report import Removed
from drafter.tree import Line

ORDER = 75
LABEL = "重复文字"

# What a page writes before a preview and behind it.
_SUMMARY = re.compile(
    rf"^[【\[〔（(]?{SPACE}*(?:摘{SPACE}*要|内容摘要|导读|核心提示|内容提要|提要|简介|内容简介|编者按){SPACE}*[】\]〕）)]?{SPACE}*[:：]?{SPACE}*"
)
_MORE = re.compile(
    rf"(?:\.{{3,}}|…+|。{{3,}})?{SPACE}*[\[【（(<]*(?:展开全[部文]|点击展开|展开|阅读全文|查看全文|全文|详细|详情|更多|收起)[\]】）)>»]*{SPACE}*$|(?:\.{{3,}}|…+){SPACE}*$"
)
_NUMBERED = re.compile(rf"^{SPACE}*[〔\[【（(]?\*?[〕\]】）)]?{SPACE}*")
_LEAST = 20
_LEAST_LINE = 30
_LONGEST_BLOCK = 60
_WITHIN = 12
_OTHER = re.compile(f"[^{HAN}A-Za-z0-9]")


def _key(text: str) -> str:
    """`text` for comparing: letters and digits only, so that two kinds of quotation marks are no difference."""
    return _OTHER.sub("", text)


def _blocks(keys: Sequence[str]) -> set[int]:
    """Lines of blocks that stand twice, one behind the other; the first copy, or the second if both are whole."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        if len(key) >= 4:
            places[key].append(n)
    out: set[int] = set()
    for key, found in places.items():
        if len(found) < 2:
            continue
        for low, high in pairwise(found):
            size = high - low
            if low in out or high in out or size > _LONGEST_BLOCK or high + size > len(keys):
                continue
            if size == 1 and len(key) < 6:
                continue
            same = all(keys[low + k] == keys[high + k] for k in range(size))
            length = sum(len(keys[low + k]) for k in range(size))
            if same and (size == 1 or length >= _LEAST * 2):
                out |= set(range(high, high + size))
    return out


def _previews(lines: Sequence[Line], keys: Sequence[str]) -> set[int]:
    """Lines that a line further down gives again and goes on."""
    out = set()
    for n, line in enumerate(lines):
        text = line.text
        if fixed(line) or len(keys[n]) < _LEAST:
            continue
        more = _MORE.search(text[-24:])
        label = _SUMMARY.match(text[:24])
        bare = text[label.end() if label and label.end() else 0 :]
        if more:
            bare = bare[: len(bare) - (len(text[-24:]) - more.start())]
        key = _key(bare)
        if len(key) < _LEAST:
            continue
        marked = bool(more or (label and label.end()))
        for later in range(n + 1, min(n + 1 + _WITHIN, len(lines))):
            if marked:
                # A preview runs paragraphs together, so it is held against all that follows, run together too.
                again = "".join(keys[later : later + _WITHIN]).startswith(key)
            else:
                again = (
                    later == n + 1 and len(key) >= _LEAST_LINE and keys[later].startswith(key) and keys[later] != key
                )
            if again:
                out.add(n)
                break
    return out


def _halves(text: str) -> tuple[int, int] | None:
    """Where a line repeats itself: the same again and again, or a preview with …… before the whole."""
    size = len(text)
    again = text.find(text[:_LEAST], 6) if size >= _LEAST_LINE else -1
    if again < 0:
        return None
    first = text[:again]
    more = _MORE.search(first[-24:])
    if more and again >= _LEAST:
        bare = first[: len(first) - (len(first[-24:]) - more.start())]
        return (0, again) if text.startswith(bare, again) else None
    unit = first.rstrip(" \t\u3000")
    copies = text.count(unit)
    enough = copies >= 2 if len(unit) >= _LEAST_LINE else copies >= 3 and len(unit) >= 6
    return (len(unit), size) if enough and not text.replace(unit, "").strip(" \t\u3000") else None


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without what is given twice; of two copies the whole one stays."""
    removed: list[Removed] = []
    work: list[Line] = []
    for line in lines:
        span = None if fixed(line) or len(line.text) < _LEAST_LINE else _halves(line.text)
        work += cut(line, [span] if span else [], LABEL, removed)
    keys = ["" if fixed(line) else _key(line.text) for line in work]
    out = _blocks(keys) | _previews(work, keys)
    removed += [Removed(stripped(work[n].text), LABEL, work[n].line) for n in sorted(out)]
    return Cleaned([line for n, line in enumerate(work) if n not in out], removed)


_P = "我们要把群众的事当成自己的事，用心用情用力解决好急难愁盼问题，让群众得到实实在在的好处。"
_Q = "要沉下身子、迈开步子，到矛盾多的地方去，把功夫下在平时。"
EXAMPLES = (
    Example(
        f'关于“四下基层”的发言\n关于"四下基层"的发言\n{_P}',
        f"关于“四下基层”的发言\n{_P}",
        removed=('关于"四下基层"的发言',),
    ),
    Example(f"摘要：{_P[:30]}……\n{_P}", _P, removed=(f"摘要：{_P[:30]}……",)),
    Example(f"{_P[:26]}...阅读全文\n{_Q}\n{_P}", f"{_Q}\n{_P}", removed=(f"{_P[:26]}...阅读全文",)),
    Example(f"动员讲话\n{_P}\n{_Q}\n动员讲话\n{_P}\n{_Q}", f"动员讲话\n{_P}\n{_Q}", removed=("动员讲话", _P, _Q)),
    Example(f"{_P[:28]}……展开{_P}", _P, removed=(f"{_P[:28]}……展开",)),
    Example(
        "七月微党课讲稿 七月微党课讲稿 七月微党课讲稿 七月微党课讲稿",
        "七月微党课讲稿",
        removed=("七月微党课讲稿 七月微党课讲稿 七月微党课讲稿",),
    ),
    Example(f"{_P}{_P}", _P, removed=(_P,)),
)
SURVIVES = (
    "摘要：本文谈三点体会。",
    "我们要把群众放在心上，时时处处想着群众，事事为了群众。",
    "我们要把群众放在心上，时时处处想着群众，一切依靠群众。",
    "坚持问题导向，坚持问题导向，还是坚持问题导向。",
    "马上就办，真抓实干；真抓实干，马上就办。",
)
