"""Chooses passages, cards and heading families for the sections of a draft, before any sentence is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from drafter.bank.model import Bank, Card, Family, Passage, Role
from drafter.genres import Outline
from drafter.plan.brief import Brief
from drafter.plan.materials import Desk, Places, places
from drafter.segment import words

_SPREAD = 2
_Item = TypeVar("_Item", Passage, Card)


class Unit(Struct, frozen=True):
    """A point to be: its heading and the paragraphs that may fill it."""

    heading: str
    theme: str
    paragraphs: tuple[Places, ...]
    passage: str = ""
    card: str = ""

    @property
    def least(self) -> int:
        return sum(p.least for p in self.paragraphs)

    @property
    def most(self) -> int:
        return sum(p.most for p in self.paragraphs)


def _liked(items: Sequence[_Item], role: Role, desk: Desk) -> list[_Item]:
    """Items the most wanted first: the role's own themes, little used so far, then chance."""
    own = set(role.themes)

    def cost(item: _Item) -> float:
        runs = item.places if isinstance(item, Passage) else (*item.problem.places, *item.measures.places)
        used = [desk.used.get(phrase.id, 0) for place in runs for phrase in place.sentences]
        worn = sum(used) / max(len(used), 1)
        general = 0.15 if not item.roles else 0.0
        return desk.chance.random() + 6.0 * worn + general - (0.25 if item.theme in own else 0.0)

    return [item for _, _, item in sorted((cost(item), n, item) for n, item in enumerate(items))]


def passages(bank: Bank, brief: Brief, kinds: Sequence[str]) -> list[Passage]:
    """Passages of these kinds that this role may say in this genre."""
    return [
        p
        for p in bank.passages
        if p.topic == brief.topic
        and p.kind in kinds
        and (not p.roles or brief.role in p.roles)
        and (not p.genres or brief.genre in p.genres)
    ]


def cards(bank: Bank, brief: Brief) -> list[Card]:
    """Cards of this role on this topic."""
    return [card for card in bank.cards if card.topic == brief.topic and (not card.roles or brief.role in card.roles)]


def families(bank: Bank, brief: Brief, part: Outline, level: int, desk: Desk, taken: set[str]) -> list[Family]:
    """Heading families for the points of a section, in chance order; those used in another section are left out."""
    found = [
        family
        for family in bank.families
        if family.level == level
        and family.id not in taken
        and (not family.kinds or part.kind in family.kinds)
        and (not family.genres or brief.genre in family.genres)
    ]
    desk.chance.shuffle(found)
    # A family made for this genre says it better than one for all.
    return sorted(found, key=lambda family: not family.genres)


def points(
    bank: Bank, brief: Brief, role: Role, part: Outline, budget: int, level: int, desk: Desk, taken: set[str]
) -> tuple[Family | None, list[Unit]]:
    """Points from passages: themes that one heading family can carry, as many as the length wants."""
    by_kind = [_liked(passages(bank, brief, [kind]), role, desk) for kind in (part.kinds or (part.kind,))]
    made: list[tuple[Family, list[Unit]]] = []
    for family in families(bank, brief, part, level, desk, taken):
        units: list[Unit] = []
        for lead in by_kind[0]:
            heading = family.headings.get(lead.theme)
            if heading is None or any(unit.theme == lead.theme for unit in units):
                continue
            others = [_fellow(found, lead) for found in by_kind[1:]]
            if any(other is None for other in others):
                continue
            group = (lead, *(other for other in others if other is not None))
            units.append(Unit(heading, lead.theme, tuple(places(p.places, desk) for p in group), passage=group[0].id))
            if len(units) == max(part.most, part.least) + 6:
                break
        if len(units) >= part.least:
            chosen = enough(units, part, budget, desk)
            made.append((family, chosen))
            if _reaches(chosen, budget):
                return family, chosen
    if not made:
        return None, []
    return max(made, key=lambda pair: sum(unit.most for unit in pair[1]))


def _fellow(found: Sequence[Passage], lead: Passage) -> Passage | None:
    """A passage of another kind on the same theme."""
    return next((p for p in found if p.theme == lead.theme and p.id != lead.id), None)


def enough(units: Sequence[Unit], part: Outline, budget: int, desk: Desk) -> list[Unit]:
    """As many units as the length wants: within the genre's range, beyond it only where a long draft needs more."""
    counts = list(range(part.least, min(part.most, len(units)) + 1)) or [len(units)]
    overhead = 6

    def room(n: int) -> bool:
        low = sum(unit.least + words(unit.heading) + overhead for unit in units[:n])
        high = sum(unit.most + words(unit.heading) + overhead for unit in units[:n])
        return low <= budget <= high

    fitting = [n for n in counts if room(n)]
    if fitting:
        return list(units[: desk.chance.choice(fitting)])
    more = [n for n in range(counts[-1] + 1, len(units) + 1) if room(n)]
    if more:
        return list(units[: more[0]])
    shortest = sorted(units, key=lambda unit: unit.least)[: part.least]
    if sum(unit.least + words(unit.heading) + overhead for unit in units[: part.least]) > budget:
        return [unit for unit in units if unit in shortest]
    return list(units)


def _reaches(units: Sequence[Unit], budget: int) -> bool:
    return sum(unit.most + words(unit.heading) + 6 for unit in units) >= budget * 0.95


def paired(
    bank: Bank, brief: Brief, role: Role, parts: Mapping[str, tuple[Outline, int]], desk: Desk
) -> tuple[list[Card], dict[str, list[Unit]]]:
    """Cards for all the sections that live on them, the same cards in the same order in each."""
    found = _liked(cards(bank, brief), role, desk)
    with_roots = "原因" in parts
    best: tuple[float, list[Card]] = (float("inf"), [])
    for anchor in range(min(len(found), 4)):
        row = _parallel(found[anchor:] + found[:anchor])
        outline = next(iter(parts.values()))[0]
        for n in range(outline.least, len(row) + 1):
            picked = row[:n]
            off = sum(_off(side(picked, source, desk, with_roots), budget) for source, (_, budget) in parts.items())
            beyond = 40 * max(n - outline.most, 0)
            if off + beyond + 3 * anchor < best[0]:
                best = (off + beyond + 3 * anchor, picked)
    picked = best[1]
    return picked, {source: side(picked, source, desk, with_roots) for source in parts}


def _parallel(found: Sequence[Card]) -> list[Card]:
    """Cards whose headings stay within two characters of each other."""
    row: list[Card] = []
    for card in found:
        sizes = [len(c.problem.heading) for c in (*row, card)], [len(c.measures.heading) for c in (*row, card)]
        if all(max(s) - min(s) <= _SPREAD for s in sizes):
            row.append(card)
    return row


def _off(units: Sequence[Unit], budget: int) -> float:
    """How far a section of these units must miss its length."""
    heads = sum(words(unit.heading) + 5 for unit in units)
    low, high = sum(unit.least for unit in units) + heads, sum(unit.most for unit in units) + heads
    return float(max(low - budget, budget - high, 0))


def side(picked: Sequence[Card], source: str, desk: Desk, with_roots: bool) -> list[Unit]:
    """One side of each card as units; roots stand with their problem where they have no section of their own."""
    units = []
    for card in picked:
        if source == "问题":
            run = places(card.problem.places, desk)
            if not with_roots:
                roots = places(card.roots.places, desk, all_optional=True)
                run = Places(run.options + roots.options)
            unit = Unit(card.problem.heading, card.theme, (run,), card=card.id)
        elif source == "原因":
            unit = Unit("", card.theme, (places(card.roots.places, desk),), card=card.id)
        elif source == "对照":
            both = places(card.problem.places[:1], desk), places(card.measures.places, desk)
            unit = Unit(card.measures.heading, card.theme, (Places(both[0].options + both[1].options),), card=card.id)
        else:
            unit = Unit(card.measures.heading, card.theme, (places(card.measures.places, desk),), card=card.id)
        units.append(unit)
    return units
