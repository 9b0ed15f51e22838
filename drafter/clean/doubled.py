"""Text given twice: a title from two places, a preview before the full text, a block or a line pasted two times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from drafter.clean.contract import HAN, SPACE, Cleaned, Example, cut, fixed, stripped
from drafter.report import Removed
from drafter.tree import Line

ORDER = 62
LABEL = "重复文字"

# What a page writes before a preview and behind it.
_SUMMARY = re.compile(
    rf"^[【\[〔（(]?{SPACE}*(?:摘{SPACE}*要|内容摘要|导读|核心提示|内容提要|提要|简介|内容简介|编者按){SPACE}*[】\]〕）)]?{SPACE}*[:：]?{SPACE}*"
)
_MORE = re.compile(
    rf"(?:\.{{3,}}|…+|。{{3,}})?{SPACE}*[\[【（(<]*(?:展开全[部文]|点击展开|展开|阅读全文|查看全文|全文|详细|详情|更多|收起)[\]】）)>»]*{SPACE}*$|(?:\.{{3,}}|…+){SPACE}*$"
)
# The characters that _MORE can end with, white space left out.
_BLANK = " \t\u3000\u00a0"
_MORE_ENDS = frozenset("部文开全细情多起]】）)>».…")
_LEAST = 20
_LEAST_LINE = 30
_LONGEST_BLOCK = 60
_WITHIN = 12
_LONG = 60
_OTHER = re.compile(f"[^{HAN}A-Za-z0-9]")


def _key(text: str) -> str:
    """`text` for comparing: letters and digits only, so that two kinds of quotation marks are no difference."""
    return _OTHER.sub("", text)


def _short_key(text: str) -> str:
    """The same for titles; whole paragraphs are given twice to the letter, and cost time."""
    return _key(text) if len(text) < _LONG else stripped(text)


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


def _previews(lines: Sequence[Line]) -> set[int]:
    """Lines that a line further down gives again and goes on."""
    out = set()
    for n, line in enumerate(lines[:-1]):
        text = line.text
        if fixed(line) or len(text) < _LEAST:
            continue
        more = _MORE.search(text[-24:]) if text.rstrip(_BLANK)[-1:] in _MORE_ENDS else None
        label = _SUMMARY.match(text[:24])
        start = label.end() if label else 0
        end = len(text) - (len(text[-24:]) - more.start()) if more else len(text)
        if more or start:
            key = _key(text[start:end])
            following = lines[n + 1 : n + 1 + _WITHIN]
            again = len(key) >= _LEAST and any(_runs(key, following[k:]) for k in range(len(following)))
        else:
            after = lines[n + 1].text
            again = (
                len(text) >= _LEAST_LINE and after[:8] == text[:8] and len(after) > len(text) and after.startswith(text)
            )
        if again:
            out.add(n)
    return out


def _runs(key: str, lines: Sequence[Line]) -> bool:
    """Whether `lines`, run together as a preview runs them, begin with `key`."""
    if not lines or fixed(lines[0]) or _key(lines[0].text[:16])[:6] != key[:6]:
        return False
    return _key("".join([line.text for line in lines])[: 2 * len(key) + 64]).startswith(key)


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
    out = _blocks(["" if fixed(line) else _short_key(line.text) for line in work]) | _previews(work)
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
