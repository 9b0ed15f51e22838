"""Facts: who said what, dates, figures, posts and lists, each with a key under which two documents can contradict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from drafter.mine.found import Found, Script, table
from drafter.mine.records import Candidate
from drafter.numbering import value_of

# A quotation with a word of saying before it; the speaker stands somewhere before that in the sentence.
_SAID = re.compile(
    r"(?:指出|强调|说过?|讲过?|有言|云|曰|写道|告诫|要求|提出|叮嘱|批示)(?:我们|大家)?[：，]?“([^”\n]{4,90})”"
)
_SPEAKER = re.compile(
    r"([一-鿿]{2,3}(?:总书记|主席|同志|书记|县长)|古人|俗话|古语|老话|群众|老百姓|《[^》]{2,20}》|[孔孟老荀庄]子)"
)
_DIGITS = table("0123456789０１２３４５６７８９")
_FIGURE = re.compile(
    r"([0-9０-９]+(?:[.．][0-9]+)?|[一二两三四五六七八九十百半]{1,3}(?=个月|年|天|周))"
    r"(个百分点|个月|[%％年月日天周岁]|世纪|年代|[个名人户次件场家项条亩篇处起公元万亿余多位届]{1,3})?([一-鿿]{0,2})"
)
_ABOUT = ("不到", "不足", "超过", "近", "约", "多达", "达", "共", "第")
_ABOUT_ENDS = tuple({word[-1] for word in _ABOUT})
_DATES = frozenset(("年", "月", "日", "世纪", "年代"))
_TIMES = frozenset(("个月", "年", "天", "周", "月"))
_POST = re.compile(r"任(?:了|过|职)?([一-鿿]{0,4}?)((?:[省市地县区州镇乡]委)(?:副)?书记|[省市县区镇乡]长|专员)")
_PLACE_OF_POST = re.compile(r"在([一-鿿]{2,4}?)(?:担?$|工作)")
_PERSON = re.compile(r"([一-鿿]{2,3}?)(?:总书记|同志)")
_LIST_CUE = re.compile(
    r"(?:即|是指|包括|分别是|指的是|“)“?([^。；：！？\n“”]{2,16}[、，](?:[^。；：！？\n“”、，]{2,16}[、，]){1,7}[^。；：！？\n“”、，]{2,16})"
)
_LONGEST = 60
# 不到 3 个月, or 9 个 县: a number with the word before it, its unit and what is counted.
_Figure = tuple[str, str, str, str]


def facts(script: Script) -> Iterator[Found]:
    """Every fact of a document: its class, its figures or speaker, and key and value for comparing."""
    yield from _sayings(script)
    yield from _figures(script)
    yield from _posts(script)
    yield from _lists(script)


def _sayings(script: Script) -> Iterator[Found]:
    text = script.text
    for match in _SAID.finditer(text):
        start = match.start()
        before = text[max(script.document(start)[0], start - 50) : start]
        speakers = _SPEAKER.findall(before, before.rfind("。") + 1)
        if speakers:
            yield match.group(1), start, ("引文", speakers[-1], "", "")


def _figures(script: Script) -> Iterator[Found]:
    text = script.text
    stops = script.stops[script.codes[script.stops] != ord("、")]
    digits = np.searchsorted(stops, np.flatnonzero(_DIGITS[script.codes]))
    after = digits[np.diff(digits, prepend=0) > 0]
    starts, ends = stops[after - 1] + 1, stops[after]
    short = ends - starts <= _LONGEST
    for start, end in zip(starts[short].tolist(), ends[short].tolist(), strict=True):
        clause = text[start:end]
        figures = []
        for found in _FIGURE.finditer(clause):
            number, unit, what = found.groups("")
            about, at = "", found.start()
            if clause.startswith(_ABOUT_ENDS, at - 1):
                about = next((word for word in _ABOUT if clause.endswith(word, 0, at)), "")
            if unit or about:
                figures.append((about, number, unit, what))
        if figures:
            sort = "日期" if {unit for _, _, unit, _ in figures} <= _DATES else "数字"
            said = "、".join([about + number + unit for about, number, unit, _ in figures])
            yield clause, start, (sort, said, *_span_and_count(figures))


def _span_and_count(figures: Sequence[_Figure]) -> tuple[str, str]:
    """不到3个月走遍9个县: what was counted is the key, how long it took the value."""
    if len(figures) < 2:
        return "", ""
    spans = [figure for figure in figures if figure[2] in _TIMES]
    counts = [figure for figure in figures if figure[2] and figure[2] not in _TIMES and figure[3]]
    if len(spans) != 1 or len(counts) != 1:
        return "", ""
    (about, long, time, _), (_, number, unit, what) = spans[0], counts[0]
    return f"{_value(number)}{unit}{what[:1]}/{time}", f"{about}{_value(long)}{time}"


def _value(figure: str) -> str:
    if "半" in figure:  # 半年走遍9个县: a half is no whole number
        return figure
    plain = figure.replace("两", "二")
    return str(value_of(plain)) if plain.isdigit() or not plain[0].isascii() else figure


def _posts(script: Script) -> Iterator[Found]:
    text = script.text
    for match in _POST.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        start, last = max(line, text.rfind("。", line, match.start()) + 1), script.document(line)[1]
        end = text.find("。", match.end(), last)
        before = text[start : match.start()]
        place = match.group(1) or next(iter(_PLACE_OF_POST.findall(before)), "")
        person = _PERSON.search(text, start, end if end >= 0 else last)
        if person and len(place) >= 2:
            clause = re.split("[，；：]", before)[-1] + match.group()
            post = match.group(2)
            yield clause, match.start(), ("任职", person.group(1), f"{person.group(1)}@{place}{post[-2:]}", post)


def _lists(script: Script) -> Iterator[Found]:
    """Things that end alike (…下基层): their heads, sorted, are the key; how they are said, in order, the value."""
    for match in _LIST_CUE.finditer(script.text):
        listed = match.group(1)
        items = alike(listed)
        if len(items) >= 3:
            tail = items[-1][-2:]
            heads = "+".join(sorted(item[:2] for item in items))
            said = listed[: listed.rindex(tail) + 2]
            yield said, match.start(1), ("列举", str(len(items)), f"{tail}:{heads}", said)


_SPLIT = re.compile("[、，]")


def alike(listed: str) -> list[str]:
    """The items of a list that end alike, a piece without that end joined to the next; [] where fewer than three do."""
    pieces = _SPLIT.split(listed)
    ends = Counter(piece[-2:] for piece in pieces)
    tail = max(ends, key=lambda end: (ends[end], end))
    if ends[tail] < 3:
        return []
    items, held = [], ""
    for piece in pieces:
        held += ("、" if held else "") + piece
        if piece.endswith(tail):
            items.append(held)
            held = ""
    return items


def contradicted(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, each fact with the facts that say something else under the same key."""
    listed = list(candidates)
    by_key: dict[tuple[str, str], list[Candidate]] = {}
    for one in listed:
        if one.sort == "事实" and one.more.get("key"):
            by_key.setdefault((one.more["class"], one.more["key"]), []).append(one)
    other = {
        one.text: sorted(rival.text for rival in rivals if rival.more["value"] != one.more["value"])
        for rivals in by_key.values()
        if len({rival.more["value"] for rival in rivals}) > 1
        for one in rivals
    }
    return [
        replace(one, more={**one.more, "contradicts": other[one.text]})
        if one.sort == "事实" and one.text in other
        else one
        for one in listed
    ]
