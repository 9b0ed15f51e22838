"""Page numbers: on lines of their own, in mid-sentence, and the 「1、」「2、」 that a viewer puts before every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from drafter.clean.contract import (
    HAN,
    SPACE,
    Cleaned,
    Example,
    cut,
    edited,
    fixed,
    joined,
    opens,
    stripped,
    unfinished,
    whole,
)
from drafter.report import Removed
from drafter.tree import Line

ORDER = 50
LABEL = "页码"

# Where no dash and no other mark of a page stands, this word does.
HINTS = ("页",)
_DASH = "[—–―－─~·•-]"
# Shapes that nothing but a page number has.
_PAGE = re.compile(
    rf"{_DASH}{{1,3}}{SPACE}*\d{{1,4}}{SPACE}*{_DASH}{{1,3}}"
    rf"|[（(\[]?{SPACE}*第{SPACE}*\d{{1,4}}{SPACE}*页{SPACE}*(?:[,，/／|、]?{SPACE}*[（(]?共{SPACE}*\d{{1,4}}{SPACE}*页[）)]?)?{SPACE}*[）)\]]?"
    rf"|第{SPACE}*\d{{1,4}}{SPACE}*[/／]{SPACE}*\d{{1,4}}{SPACE}*页|共{SPACE}*\d{{1,4}}{SPACE}*页{SPACE}*[,，]?{SPACE}*第{SPACE}*\d{{1,4}}{SPACE}*页"
    rf"|[Pp](?:age|AGE)\.?{SPACE}*\d{{1,4}}(?:{SPACE}*(?:of|/){SPACE}*\d{{1,4}})?"
)
_TOTAL = re.compile(rf"(\d{{1,4}}){SPACE}*[/／]{SPACE}*(\d{{1,4}})")
_DIGIT = re.compile(r"\d")
# 01 and 02 are headings of a layout, not pages.
_NUMBER = re.compile(r"[1-9]\d{0,2}")
# Inside a line only what is set off on both sides, with Han on both sides.
_INSIDE = re.compile(
    rf"(?<=[{HAN}，、；。！？”）]){SPACE}*(?:[—–―－─-]{{1,2}}{SPACE}+\d{{1,3}}{SPACE}+[—–―－─-]{{1,2}}|[—–-]{SPACE}?\d{{1,3}}{SPACE}?[—–-]|第{SPACE}*\d{{1,3}}{SPACE}*页{SPACE}*[,，/／]?{SPACE}*共{SPACE}*\d{{1,3}}{SPACE}*页){SPACE}*(?=[{HAN}“（，、；。]|$)"
)
_VIEWER = re.compile(rf"{SPACE}*(\d{{1,3}})[、.．]{SPACE}*")
# A page of a viewer is long; an item of a list that ends without a stop is short.
_LEAST_PAGE = 120
_CLOSING = "，、；。：！？”’）》,;"


def _splits(before: Line, after: Line) -> bool:
    """Whether a sentence runs from one line into the other, so that what stood between them split it."""
    text, rest = stripped(before.text), stripped(after.text)
    if fixed(before) or fixed(after) or not text or not rest or before.level is not None or after.level is not None:
        return False
    if rest[0] in _CLOSING:
        return True
    if opens(after) or not unfinished(text) or after.text[0] in " \t\u3000\u00a0":
        return False
    if text[-1] in "，、；,的" or len(text) >= 80:
        return True
    return not opens(before) and (len(text) >= 40 or (len(text) >= 25 and "，" in text))


def _numbers(lines: Sequence[Line]) -> set[int]:
    """Lines of nothing but a number that count pages: they go up by one with a page of text between, or split a sentence."""
    bare = [
        (n, int(stripped(line.text)))
        for n, line in enumerate(lines)
        if line.text[-1:] not in _CLOSING and not fixed(line) and _NUMBER.fullmatch(stripped(line.text))
    ]
    if not bare:
        return set()
    size = [0]
    for line in lines:
        size.append(size[-1] + len(line.text))
    found = set()
    for (a, low), (b, high) in pairwise(bare):
        # A number before its text is a heading; one behind a page of text counts pages.
        if high == low + 1 and size[b] - size[a + 1] >= _LEAST_PAGE and size[a] >= _LEAST_PAGE:
            found |= {a, b}
    for n, value in bare:
        if 0 < n < len(lines) - 1:
            if len(stripped(lines[n - 1].text)) >= 15 and _splits(lines[n - 1], lines[n + 1]):
                found.add(n)
        elif n and value <= 40 and size[n] >= _LEAST_PAGE * 2 and not unfinished(lines[n - 1].text):
            found.add(n)
    return found


def _heads(lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Running heads and feet: the same short line beside a page number three times or more."""
    beside = Counter(
        stripped(lines[m].text)
        for n in sorted(pages)
        for m in (n - 1, n + 1)
        if 0 <= m < len(lines) and m not in pages and not fixed(lines[m])
    )
    often = {text for text, count in beside.items() if count >= 3 and len(text) <= 40 and text[-1:] not in "。！？；，"}
    if not often:
        return set()
    return {
        m
        for n in pages
        for m in (n - 1, n + 1)
        if 0 <= m < len(lines) and m not in pages and stripped(lines[m].text) in often and m > 0
    }


def _viewer(lines: Sequence[Line]) -> list[int]:
    """Lines that a viewer numbered as pages: 1、 2、 3、 in order, long, most of them broken off in mid-sentence."""
    found, wanted = [], 1
    for n, line in enumerate(lines):
        if fixed(line) or not line.text[:6].strip()[:1].isdigit():
            continue
        match = _VIEWER.match(line.text)
        if match and int(match.group(1)) == wanted and (wanted > 1 or len(line.text) >= _LEAST_PAGE):
            found.append(n)
            wanted += 1
    if len(found) < 2:
        return []
    broken = 0
    for n in found[1:]:
        rest = _VIEWER.sub("", lines[n].text, count=1)
        before = stripped(lines[n - 1].text)
        broken += rest[:1] in _CLOSING or (
            len(before) >= _LEAST_PAGE and (unfinished(before) or before[-1] in "，、；：")
        )
    return found if broken * 2 >= len(found) - 1 else []


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without page numbers, the sentences that they split put together again."""
    removed: list[Removed] = []
    text = whole(lines)
    work = list(lines)
    viewer = set(_viewer(work)) if re.search(r"(?:^|\n)[ \t\u3000]*1[、.．]", text) else set()
    pages = _alone(work)
    if not pages and not viewer and not (re.search(rf"{_DASH}\s?\d{{1,3}}\s?{_DASH}", text) or "页" in text):
        return Cleaned(work)
    heads = _heads(work, pages)
    kept: list[Line] = []
    open_page = False
    for n, line in enumerate(work):
        if n in pages or n in heads:
            removed.append(Removed(stripped(line.text), LABEL if n in pages else "页眉页脚", line.line))
            open_page = True
            continue
        if n in viewer:
            match = _VIEWER.match(line.text)
            assert match is not None
            removed.append(Removed(stripped(match.group()), "文库页码", line.line))
            line = edited(line, [(0, match.end(), "")])
            open_page = n != min(viewer)
        elif not fixed(line):
            spans = (
                [m.span() for m in _INSIDE.finditer(line.text)]
                if "—" in line.text or "-" in line.text or "页" in line.text or "－" in line.text or "–" in line.text
                else []
            )
            line = cut(line, spans, LABEL, removed)[0] if spans else line
        if open_page and kept and _splits(kept[-1], line):
            kept[-1] = joined(kept[-1], line)
        else:
            kept.append(line)
        open_page = False
    return Cleaned(kept, removed)


def _alone(lines: Sequence[Line]) -> set[int]:
    """Lines that are page numbers and nothing else."""
    found = set()
    totals = []
    for n, line in enumerate(lines):
        if len(line.text) > 30 or fixed(line) or not _DIGIT.search(line.text):
            continue
        bare = stripped(line.text)
        if _PAGE.fullmatch(bare):
            found.add(n)
        elif match := _TOTAL.fullmatch(bare):
            totals.append((n, int(match.group(1)), match.group(2)))
    same = Counter(total for _, _, total in totals)
    found |= {n for n, page, total in totals if same[total] >= 2 and page <= int(total)}
    return found | _numbers(lines)


_LONG = (
    "我们要把调查研究作为谋事之基、成事之道，沉到田间地头、车间班组，听真话、察实情、找症结，把群众的操心事、烦心事、揪心事一件一件记下来、办下去，"
    * 2
)
EXAMPLES = (
    Example(
        "要坚持问题导向，沉到一线去发现矛盾、\n— 3 —\n化解矛盾，把功夫下在平时。",
        "要坚持问题导向，沉到一线去发现矛盾、化解矛盾，把功夫下在平时。",
        removed=("— 3 —",),
    ),
    Example("把问题解决在— 12 —基层。", "把问题解决在基层。", removed=("— 12 —",)),
    Example("一、学习体会\n第 2 页 共 9 页\n要学深悟透。", "一、学习体会\n要学深悟透。", removed=("第 2 页 共 9 页",)),
    Example(
        f"{_LONG}\n1\n直到群众满意为止。\n{_LONG}\n2\n这样才算到位。",
        f"{_LONG}直到群众满意为止。\n{_LONG}这样才算到位。",
        removed=("1", "2"),
    ),
    Example(
        f"1、{_LONG}直到群众\n2、满意为止。{_LONG}要落实好\n3、，决不走过场。",
        f"{_LONG}直到群众满意为止。{_LONG}要落实好，决不走过场。",
        removed=("1、", "2、", "3、"),
    ),
    Example("要实干。\n1/3\n要苦干。\n2/3\n要巧干。", "要实干。\n要苦干。\n要巧干。", removed=("1/3", "2/3")),
)
SURVIVES = (
    "翻到材料第3页，上面写着群众的原话。",
    "这份材料共22页，请各位会后细看。",
    "推行“1—3—5”工作法，任务当天交办。",
    "2020—2023年，全县共整治问题126个。",
    "建设周期为3-5年，投资约2/3来自上级资金。",
    "1、加强组织领导，压实工作责任",
    "2、强化督促检查，确保取得实效",
    "3、注重总结提炼，形成长效机制",
    "下面讲第3个问题。",
)
