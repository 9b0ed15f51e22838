"""Set units: quotations, four-character units, rows of units of equal length, number words and what they number."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from drafter.mine.found import Found, Script, table
from drafter.numbering import HAN_DIGITS

# 我们要把“…”, 式的调研, 坚决做到“…”: four characters between two marks that are part of something longer.
_BEGINS_INSIDE = table("我你他她它这那哪个的了着过式要把被将并但而若就使令即及与和或各该每也还都地得们")
_ENDS_INSIDE = table("的了着过把在对将与和及是到被从向于就像说地得")
_FOUR_ENDS = frozenset(("转为", "成为", "作为", "称为", "因为", "变为", "定为", "认为", "视为"))


def quotations(script: Script) -> Iterator[Found]:
    """What stands in quotation marks."""
    text = script.text
    starts, ends = script.quoted(1, 30)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield text[start:end], start, ()


def four_characters(script: Script) -> Iterator[Found]:
    """Four Han characters that stand alone between two marks."""
    text = script.text
    starts = script.marks[:-1][np.diff(script.marks) == 5] + 1
    units = script.codes[starts[:, None] + np.arange(4)]
    alone = (
        ((units >= 0x4E00) & (units <= 0x9FFF)).all(axis=1) & ~_BEGINS_INSIDE[units[:, 0]] & ~_ENDS_INSIDE[units[:, 3]]
    )
    for at in starts[alone].tolist():
        unit = text[at : at + 4]
        if unit[2:] not in _FOUR_ENDS:
            yield unit, at, ()


_LONGEST_UNIT = 16


def rows(script: Script) -> Iterator[Found]:
    """Three or more units of equal length in a row: 早介入、早谋划; with ， only where they share a character."""
    text = script.text
    stops = script.stops  # units may hold quotations
    lengths, marks = np.diff(stops) - 1, script.codes[stops[1:-1]]
    comma = marks == ord("，")
    alike = (lengths[:-1] == lengths[1:]) & (lengths[1:] >= 2 + comma) & (lengths[1:] <= _LONGEST_UNIT)
    alike &= comma | (marks == ord("、"))
    same = marks[:-1] == marks[1:]
    goes_on, inside = np.zeros((2, len(alike)), dtype=bool)
    goes_on[:-1] = alike[:-1] & alike[1:] & same
    inside[1:] = same & (lengths[:-2] > lengths[1:-1])
    firsts, lasts = np.flatnonzero(alike & ~np.roll(goes_on, 1)), np.flatnonzero(alike & ~goes_on)
    enough = (lasts > firsts) | inside[firsts]
    begins = script.codes[stops[:-1] + 1]
    enough &= ~comma[firsts] | (begins[firsts] == begins[firsts + 1])
    for n, last in zip(firsts[enough].tolist(), lasts[enough].tolist(), strict=True):
        start, length, mark = int(stops[n]) + 1, int(lengths[n]), text[stops[n + 1]]
        units = [text[at + 1 : at + 1 + length] for at in stops[n : last + 2].tolist()]
        if inside[n]:
            # 做到早介入、早谋划: what is alike may begin inside the first unit.
            first = text[start - 1 - length : start - 1]
            if _alike([first, *units], mark):
                units.insert(0, first)
        if len(units) >= 3 and (mark == "、" or _alike(units, mark)):
            yield mark.join(units), start, ()


def _alike(units: list[str], mark: str) -> bool:
    """Whether units of one length have a character in common at one place, between ， at the first."""
    same = [len(set(column)) == 1 for column in zip(*units, strict=True)]
    return same[0] if mark == "，" else any(same)


_DIGIT = "[两二三四五六七八九十]"
_NUMBER_WORD = re.compile(rf"“({_DIGIT}(?![月年天里分])[一-鿿]{{2,7}})”")
_PROGRAMME = re.compile(
    rf"({_DIGIT}(?:治(?=等|工作|行动|[，。、])|字诀|不两直|严三实|会一课|级联动|张清单|本台账))(?!”)"
)
_PLACE_OF_PROGRAMME = re.compile("[一-鿿]{2}$")
_NO_ITEM = re.compile(r"[，。；：！？\n“”（）]")
_LISTED_AFTER = re.compile(
    r"(?:是指|，?即|，?就是|包括|分别是|指的是|：|（)“?((?:[^，。；：！？\n”）]{2,16}[、，；]){1,9}[^，。；：！？、\n”）]{2,16})"
)
_SPLIT = re.compile("[、，；]")


def number_words(script: Script) -> Iterator[Found]:
    """两个维护, 三个清单: the number they say, and the items that stand beside them."""
    text = script.text
    for pattern in (_NUMBER_WORD, _PROGRAMME):
        for match in pattern.finditer(text):
            start, end, word = match.start(), match.end(), match.group(1)
            says = 2 if word[0] == "两" else 10 if word[0] == "十" else HAN_DIGITS.find(word[0]) - 1
            items: list[str] = []
            if text[end : end + 1] in "是即，：（包分指":
                after = _LISTED_AFTER.match(text, end, end + 90)
                items = _items(after.group(1)) if after else []
            if not items:
                before = _NO_ITEM.split(text[max(0, start - 60) : start])[-1].removesuffix("等")
                # 问题清单、责任清单“两个清单”: what is listed ends as the word does.
                if "、" in before and before[-1] == word[-1]:
                    listed = _items(before)
                    items = listed if all(item.endswith(word[-1]) for item in listed) else []
            if pattern is _PROGRAMME:
                what = _PLACE_OF_PROGRAMME.search(text[start - 2 : start])
                word = (what.group() if what else "") + word
            yield word, start, (str(says), *items)


def _items(listed: str) -> list[str]:
    """A list cut up; where the items end alike (…下基层), a piece without that end belongs to the next one."""
    pieces = _SPLIT.split(listed)
    tail = pieces[-1][-2:]
    if sum(piece.endswith(tail) for piece in pieces) >= 2:
        items, held = [], ""
        for piece in pieces:
            held += ("、" if held else "") + piece
            if piece.endswith(tail):
                items.append(held)
                held = ""
        pieces = [*items, held] if held else items
    if len(pieces) > 2 and "、" not in pieces[0] and len({len(piece) for piece in pieces[1:]}) == 1:
        pieces[0] = pieces[0][-len(pieces[1]) :]
    return pieces
