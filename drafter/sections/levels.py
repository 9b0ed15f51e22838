"""Headings in a row → levels, as the author meant them."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.numbering import RANK
from drafter.report import Finding
from drafter.sections.marks import Head

_DECLARED_RANK = {1: 1.5, 2: 3.5, 3: 4.5, 4: 5.5}
_INNERMOST = 8.5
_DEEPEST = 4
_STRONG = frozenset({"part", "han", "paren-han", "arabic", "paren-arabic"})


def _ranks(heads: Sequence[Head]) -> list[float]:
    """How far out each heading stands: by its mark, by the level the file declares, or by its neighbours."""
    marks = [head.mark for head in heads]
    if "" not in marks:
        return [RANK[mark] for mark in marks]
    declared = {head.level: float(RANK[head.mark]) for head in reversed(heads) if head.level and head.mark}
    ranks: list[float] = []
    for head in heads:
        if head.mark:
            ranks.append(RANK[head.mark])
        elif head.level:
            ranks.append(declared.get(head.level, _DECLARED_RANK.get(head.level, _INNERMOST)))
        elif head.style == "run-in":
            ranks.append(_INNERMOST)
        else:
            ranks.append(4.5 if heads[0].mark else 1.5)
    return ranks


def levels(heads: Sequence[Head]) -> tuple[list[int], list[Finding]]:
    """The level of every heading, and what is odd about the numbers."""
    found: list[int] = []
    findings: list[Finding] = []
    stack: list[tuple[float, str, int]] = []  # rank, mark, value of every open heading
    marks: list[str] = []  # the marks alone
    for n, (head, rank) in enumerate(zip(heads, _ranks(heads), strict=True)):
        if head.own:
            found.append(head.level or 1)
            continue
        mark, value = head.mark, head.value
        place = marks.index(mark) if mark and mark in marks else None
        if place is not None:
            if value not in (1, stack[place][2] + 1):
                findings.extend(_odd(head, stack[place]))
        elif value > 1 and mark in _STRONG:
            # 一、 … 二、 … 3、: another mark carries the list on.
            place = _carried_on(head, stack)
            if place is not None:
                message = f"编号样式不一：“{head.number}{_short(head.heading)}”接在另一种编号后面：请统一同级编号"
                findings.append(Finding("mixed-marks", "疑似", message, head.line, head.number + head.heading))
                rank = stack[place][0]
        if place is None:
            place = len(stack)
            while place and stack[place - 1][0] >= rank:
                if value == 1 and _goes_on(heads[n : n + 200], stack[place - 1]):
                    break
                place -= 1
        del stack[place:], marks[place:]
        stack.append((rank, mark, value))
        marks.append(mark)
        found.append(min(len(stack), _DEEPEST))
        if head.stop:
            message = f"标题带句号：“{_short(head.heading)}。”单独成行：请删去句末的“。”"
            findings.append(
                Finding("heading-stop", "疑似", message, head.line, head.heading + "。", suggestion=head.heading)
            )
    return found, findings


def _short(heading: str) -> str:
    return heading if len(heading) <= 18 else heading[:17] + "…"


def _carried_on(head: Head, stack: Sequence[tuple[float, str, int]]) -> int | None:
    """The open list that a heading in another mark carries on: one in brackets too or neither, the inner one first."""
    fits = [n for n, (_, mark, value) in enumerate(stack) if mark in _STRONG and value + 1 == head.value]
    alike = [n for n in fits if stack[n][1].startswith("paren") == head.mark.startswith("paren")]
    best = alike or fits
    return best[-1] if best else None


def _goes_on(heads: Sequence[Head], open_: tuple[float, str, int]) -> bool:
    """Whether a list that is open is carried on later: then what stands between is inside it, whatever its mark."""
    _, mark, value = open_
    again = next((head for head in heads[1:] if mark and head.mark == mark), None)
    return again is not None and again.value == value + 1 and heads[0].mark != mark


def _odd(head: Head, before: tuple[float, str, int]) -> list[Finding]:
    """A number that was skipped or stands twice."""
    _, mark, value = before
    if mark not in _STRONG or not value:
        return []
    what = "编号重复" if head.value == value else "编号跳号" if head.value > value else "编号倒退"
    message = f"{what}：“{head.number}{_short(head.heading)}”前一个是第 {value} 个：请核对编号"
    return [Finding("number-order", "疑似", message, head.line, head.number + head.heading)]
