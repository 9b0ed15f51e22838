"""Chooses passages, cards and heading families for the sections of a draft, before any sentence is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from drafter.bank.model import Bank, Card, Family, Passage, Role
from drafter.genres import Outline
from drafter.plan.brief import Brief
from drafter.plan.materials import Desk, Places, places, run_of
from drafter.segment import words

_SPREAD = 2
_MOST_CARDS = 40
# What so many roles may say is as good as anybody's.
_MANY = 3
_Item = TypeVar("_Item", Passage, Card)
# How much sooner themes that a topic consists of are taken: cards carry most of a draft, and passages follow them.
_CORE = {Passage: 0.35, Card: 0.8}


class Unit(Struct, frozen=True):
    """A point to be: its heading and the paragraphs that may fill it. Lengths are those of the text alone."""

    heading: str
    theme: str
    paragraphs: tuple[Places, ...]
    least: int
    most: int
    head: int
    passage: str = ""
    card: str = ""
    about: str = ""


def unit_of(heading: str, theme: str, paragraphs: tuple[Places, ...], passage: str = "", card: str = "") -> Unit:
    """A unit with its lengths."""
    least, most = sum(p.least for p in paragraphs), sum(p.most for p in paragraphs)
    return Unit(heading, theme, paragraphs, least, most, words(heading) + 4 if heading else 0, passage, card)


def liked(items: Sequence[_Item], role: Role, desk: Desk) -> list[_Item]:
    """Items the most wanted first: themes of the role and of the topic's parts, little used so far, then chance."""
    own = set(role.themes)

    def cost(item: _Item) -> float:
        runs = item.places if isinstance(item, Passage) else (*item.problem.places, *item.measures.places)
        used = [desk.used.get(phrase.id, 0) for place in runs for phrase in place.sentences] if desk.used else []
        worn = sum(used) / max(len(used), 1)
        general = 1.0 if not item.roles or len(item.roles) >= _MANY else 0.0
        wanted = (0.25 if item.theme in own else 0.0) + (_CORE[type(item)] if item.theme in desk.core else 0.0)
        return desk.chance.random() + 6.0 * worn + general - wanted

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
    themes = {theme.name for theme in bank.topics[brief.topic].themes}
    found = [
        family
        for family in bank.families
        if family.level == level
        and not themes.isdisjoint(family.headings)
        and family.id not in taken
        and (not family.kinds or part.kind in family.kinds)
        and (not family.genres or brief.genre in family.genres)
        and (not family.roles or brief.role in family.roles)
    ]
    desk.chance.shuffle(found)
    # A family made for this genre says it better than one for all.
    return sorted(found, key=lambda family: not family.genres)


def points(
    bank: Bank, brief: Brief, role: Role, part: Outline, budget: int, level: int, desk: Desk, taken: set[str]
) -> tuple[Family | None, list[Unit]]:
    """Points from passages: themes that one heading family can carry, as many as the length wants."""
    by_kind = [liked(passages(bank, brief, [kind]), role, desk) for kind in (part.kinds or (part.kind,))]
    fitting = families(bank, brief, part, level, desk, taken)
    wanted = (_parts(fitting, brief) if part.whole else None) or None
    more = [*by_kind, *([] if part.kind == "体会" else [liked(passages(bank, brief, ["体会"]), role, desk)])]
    best: tuple[float, Family, list[Unit]] | None = None
    for family in fitting:
        units = _units(family, by_kind, wanted, desk)
        if wanted is not None:
            units = [
                unit
                for theme in (t.name for t in bank.topics[brief.topic].themes)
                for unit in units
                if unit.theme == theme
            ]
        least = len(wanted) if wanted is not None else part.least
        if len(units) < least:
            continue
        chosen = units if wanted is not None else enough(units, part, budget, desk)
        # What is too short may grow, unless it then misses the length by more.
        if not _reaches(chosen, budget):
            chosen = min(chosen, _longer(chosen, more, part, budget, desk), key=lambda units: _off(units, budget))
        for n in range(len(chosen) + 1, len(units) + 1) if wanted is None else ():
            if _reaches(chosen, budget):
                break
            chosen = min(chosen, _longer(units[:n], more, part, budget, desk), key=lambda units: _off(units, budget))
        off = _off(chosen, budget)
        if best is None or off < best[0]:
            # The order in which a topic lists its themes is the one in which they read.
            order = [theme.name for theme in bank.topics[brief.topic].themes]
            best = (off, family, sorted(chosen, key=lambda unit: order.index(unit.theme)))
        if not off:
            break
    return (best[1], best[2]) if best is not None else (None, [])


def _parts(fitting: Sequence[Family], brief: Brief) -> set[str]:
    """The parts of a topic: themes that every family made for this genre carries."""
    carried = [set(family.headings) for family in fitting if brief.genre in family.genres]
    return set.intersection(*carried) if carried else set()


def _units(family: Family, by_kind: Sequence[Sequence[Passage]], wanted: set[str] | None, desk: Desk) -> list[Unit]:
    """One point for each theme that the family can head, the best liked first."""
    units: list[Unit] = []
    for lead in by_kind[0]:
        heading = family.headings.get(lead.theme)
        if heading is None or (wanted is not None and lead.theme not in wanted):
            continue
        if any(unit.theme == lead.theme for unit in units):
            continue
        others = [_fellow(found, lead) for found in by_kind[1:]]
        if all(other is not None for other in others):
            group = (lead, *(other for other in others if other is not None))
            units.append(unit_of(heading, lead.theme, tuple(places(p.places, desk) for p in group), lead.id))
    return units


def _longer(
    units: Sequence[Unit], more: Sequence[Sequence[Passage]], part: Outline, budget: int, desk: Desk
) -> list[Unit]:
    """For a long draft: further passages on the same themes as further paragraphs, the shortest points first.

    What a thing means goes before what is to be done about it.
    """
    spent = {unit.passage for unit in units}
    leads = {passage.id: passage for found in more for passage in found}
    grown = list(units)
    open_ = set(range(len(grown)))
    while open_ and not _reaches(grown, budget):
        n = min(open_, key=lambda n: (grown[n].most, n))
        unit = grown[n]
        extra = next((p for found in more for p in found if p.theme == unit.theme and p.id not in spent), None)
        if extra is None:
            open_.discard(n)
            continue
        spent.add(extra.id)
        added = places(extra.places, desk)
        lead = leads.get(unit.passage)
        # What a thing means comes before what is done about it.
        meaning = (_sets_out(extra), lead is not None and _sets_out(lead))
        before = (extra.kind == "体会" and part.kind == "措施" and not part.kinds) or meaning == (True, False)
        paragraphs = (added, *unit.paragraphs) if before else (*unit.paragraphs, added)
        grown[n] = unit_of(unit.heading, unit.theme, paragraphs, unit.passage)
    return grown


def _sets_out(passage: Passage) -> bool:
    """Whether a passage begins with what it holds, not with what is to be done."""
    return passage.places[0].move in ("论点", "承接", "阐释", "事实")


def _fellow(found: Sequence[Passage], lead: Passage) -> Passage | None:
    """A passage of another kind on the same theme."""
    return next((p for p in found if p.theme == lead.theme and p.id != lead.id), None)


def enough(units: Sequence[Unit], part: Outline, budget: int, desk: Desk) -> list[Unit]:
    """As many units as the length wants, within the genre's range."""
    counts = range(part.least, min(max(part.most, part.least), len(units)) + 1)
    fitting = [n for n in counts if not _off(units[:n], budget)]
    if fitting:
        return list(units[: desk.chance.choice(fitting)])
    if sum(unit.least + unit.head for unit in units[: part.least]) > budget:
        return sorted(units, key=lambda unit: unit.least)[: part.least]
    return list(units[: min(counts, key=lambda n: (_off(units[:n], budget), -n))])


def _reaches(units: Sequence[Unit], budget: int) -> bool:
    return sum(unit.most + unit.head for unit in units) >= budget * 0.95


def paired(
    bank: Bank, brief: Brief, role: Role, parts: Mapping[str, tuple[Outline, int]], desk: Desk
) -> dict[str, list[Unit]]:
    """Units for all the sections that live on cards: the same cards in the same order in each."""
    found = liked(cards(bank, brief), role, desk)
    with_roots = "原因" in parts
    outline = next(iter(parts.values()))[0]
    sides: dict[tuple[str, str], Unit] = {}
    best: tuple[float, dict[str, list[Unit]]] = (float("inf"), {})
    for anchor in range(min(len(found), 4)):
        row = _parallel(found[anchor:] + found[:anchor])
        for n in range(min(outline.least, len(row)), len(row) + 1):
            rows: dict[str, list[Unit]] = {}
            for source in parts:
                for card in row[:n]:
                    if (card.id, source) not in sides:
                        sides[card.id, source] = side(card, source, desk, with_roots)
                rows[source] = [sides[card.id, source] for card in row[:n]]
            off = sum(_off(rows[source], budget) for source, (_, budget) in parts.items())
            cost = off + 40 * max(n - outline.most, 0) + 3 * anchor + 2 * desk.chance.random()
            if cost < best[0]:
                best = (cost, rows)
            if n >= outline.most and not off:
                break
    # In the order of the topic's themes, like what is said of them before.
    order = {theme.name: n for n, theme in enumerate(bank.topics[brief.topic].themes)}
    return {
        source: sorted(units, key=lambda unit: order.get(unit.theme, len(order))) for source, units in best[1].items()
    }


def _parallel(found: Sequence[Card]) -> list[Card]:
    """Cards whose headings stay within two characters of each other, no more than any draft could use.

    A theme comes again only behind all others: two cards of one theme say much the same.
    """
    row: list[Card] = []
    ranges = [(10**6, 0), (10**6, 0)]
    fresh = {theme: n for n, theme in reversed(list(enumerate(card.theme for card in found)))}
    first = set(fresh.values())
    order = [n for n in range(len(found)) if n in first] + [n for n in range(len(found)) if n not in first]
    for card in (found[n] for n in order):
        if not all(_one_set(card, other) for other in row):
            continue
        sizes = len(card.problem.heading), len(card.measures.heading)
        grown = [(min(low, size), max(high, size)) for (low, high), size in zip(ranges, sizes, strict=True)]
        if all(high - low <= _SPREAD for low, high in grown):
            row.append(card)
            ranges = grown
            if len(row) == _MOST_CARDS:
                break
    return row


def _one_set(card: Card, other: Card) -> bool:
    """Whether two cards go together: what their ids begin with, 办公室- or 办公室乙-, names the set whose headings are
    parallel; a card with a bare id joins any."""
    mine, others = card.id.partition("-"), other.id.partition("-")
    return mine[0] == others[0] or not (mine[1] and others[1])


def _off(units: Sequence[Unit], budget: int) -> float:
    """How far a section of these units must miss its length."""
    low, high = sum(unit.least + unit.head for unit in units), sum(unit.most + unit.head for unit in units)
    return float(max(low - budget, budget - high, 0))


def side(card: Card, source: str, desk: Desk, with_roots: bool) -> Unit:
    """One side of a card as a unit; roots stand with their problem where they have no section of their own."""
    problem, measures = card.problem, card.measures
    if source == "问题":
        run = places(problem.places, desk)
        if not with_roots:
            run = run_of(run.options + places(card.roots.places, desk, all_optional=True).options)
        return unit_of(problem.heading, card.theme, (run,), card=card.id)
    if source == "原因":
        return replace(unit_of("", card.theme, (places(card.roots.places, desk),), card=card.id), about=problem.heading)
    run = places(measures.places, desk)
    if source == "对照":
        run = run_of(places(problem.places[:1], desk).options + run.options)
    return unit_of(measures.heading, card.theme, (run,), card=card.id)
