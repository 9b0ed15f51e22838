"""Changes one point of a plan and keeps the rest: other sentences for the same places, nothing used elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from msgspec.structs import replace

from drafter.bank.model import Bank, Place
from drafter.numbering import value_of
from drafter.plan import desk_for, fitted
from drafter.plan.brief import Brief, Chapter, Plan, Point, Said
from drafter.plan.materials import Desk, kept, marks, places, run_of
from drafter.report import DrafterError
from drafter.segment import words

_WHERE = re.compile(r"([一二三四五六七八九十]{1,3}|\d{1,2})(?:[.．、]([一二三四五六七八九十]{1,3}|\d{1,2}))?")


def again(bank: Bank, brief: Brief, made: Plan, where: str, used: Mapping[str, int], turn: int) -> Plan:
    """`made` with other sentences at `where`: 二.1 is the first point of section 二, 二 the whole of it."""
    match = _WHERE.fullmatch(where.strip())
    numbered = [n for n, chapter in enumerate(made.chapters) if chapter.style != "none" or chapter.passage]
    if match is None or not 1 <= value_of(match.group(1)) <= len(numbered):
        raise DrafterError("没有这一条", where, f"请写成 二.1 的样子，共 {len(numbered)} 节")
    at = numbered[value_of(match.group(1)) - 1]
    chapter = made.chapters[at]
    wanted = value_of(match.group(2)) if match.group(2) else 0
    if wanted > len(chapter.points):
        raise DrafterError("没有这一条", where, f"这一节有 {len(chapter.points)} 个要点")
    here = set(range(len(chapter.points))) if not wanted else {wanted - 1}
    desk = desk_for(bank, brief, used, Random(f"{brief.seed}|{where}|{turn}"))
    old = _phrases(chapter, here if chapter.points else None)
    for other in made.chapters:
        for paragraph in _all(other):
            for said in paragraph:
                if said.phrase not in old:
                    desk.taken.add(said.phrase or "")
                    desk.runs |= marks(said.text, desk)
    desk.barred = frozenset(old)
    if not chapter.points:
        changed = replace(chapter, paragraphs=_paragraphs(bank, chapter.paragraphs, desk))
    else:
        points = tuple(
            replace(point, paragraphs=_paragraphs(bank, point.paragraphs, desk)) if n in here else point
            for n, point in enumerate(chapter.points)
        )
        changed = replace(chapter, points=points)
    if changed == chapter:
        raise DrafterError("这一条没有别的说法可换", where, "请先在词库里给它补几句")
    return replace(made, chapters=(*made.chapters[:at], changed, *made.chapters[at + 1 :]))


def _all(chapter: Chapter) -> list[tuple[Said, ...]]:
    return [*chapter.paragraphs, *(paragraph for point in chapter.points for paragraph in point.paragraphs)]


def _phrases(chapter: Chapter, here: set[int] | None) -> set[str]:
    """Phrases that are to go: of the points `here`, or of the chapter's own paragraphs."""
    chosen: list[tuple[Said, ...]] = list(chapter.paragraphs) if here is None else []
    points: list[Point] = [] if here is None else [chapter.points[n] for n in sorted(here)]
    chosen += [paragraph for point in points for paragraph in point.paragraphs]
    return {said.phrase for paragraph in chosen for said in paragraph if said.phrase}


def _paragraphs(bank: Bank, paragraphs: tuple[tuple[Said, ...], ...], desk: Desk) -> tuple[tuple[Said, ...], ...]:
    """The same places with other sentences; a place that has no other keeps what it has."""
    homes: dict[str, Place] = {}
    for run in (
        *(p.places for p in bank.passages),
        *(side.places for c in bank.cards for side in (c.problem, c.roots, c.measures)),
    ):
        for place in run:
            homes.update((phrase.id, place) for phrase in place.sentences)
    wished = []
    for paragraph in paragraphs:
        spots = []
        for said in paragraph:
            home = homes.get(said.phrase or "")
            others = places([replace(home, optional=False)], desk).options[0] if home is not None else (None,)
            choices = tuple(option for option in others if option is not None)
            spots.append(choices or (kept(said),))
        wished.append(run_of(tuple(spots)))
    target = sum(words(said.text) for paragraph in paragraphs for said in paragraph)
    return tuple(row for row in fitted(wished, target, desk))
