"""What may stand at a place: sentences with their lengths, openings, costs, and which of them must not meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from msgspec import Struct

from drafter.bank.model import Phrase, Place
from drafter.plan.brief import Said
from drafter.segment import words

_SLOT = re.compile(r"【([^】]*)】")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|【[^】]*】")
_HAN = re.compile(r"[㐀-鿿]")
_RATIONED = re.compile(r"进一步|切实|持续|深入|不断|着力|全面|扎实")
_ORDER = re.compile(r"^(?:我|我们|各级|各部门|大家|同志们)?(?:都|还|更)?要")
RUN = 8


class Option(Struct, frozen=True):
    """One sentence for a place. `start` is how it opens; `order` says that it opens with 要."""

    said: Said
    length: int
    start: str
    order: bool
    cost: float


class Places(Struct, frozen=True):
    """A run of places in one paragraph; None among the options of a place: it may stay empty."""

    options: tuple[tuple[Option | None, ...], ...]

    @property
    def least(self) -> int:
        return sum(min(0 if o is None else o.length for o in place) for place in self.options)

    @property
    def most(self) -> int:
        return sum(max(0 if o is None else o.length for o in place) for place in self.options)


class Desk(Struct):
    """What a plan is made with: chance, facts to fill in, phrases already used, terms that may recur."""

    chance: Random
    facts: Mapping[str, str]
    used: Mapping[str, int]
    terms: Sequence[str]
    taken: set[str]
    barred: frozenset[str] = frozenset()
    made: dict[str, Option] = {}


def filled(text: str, facts: Mapping[str, str]) -> str:
    """`text` with the slots that are known."""
    return _SLOT.sub(lambda m: facts.get(m.group(1)) or m.group(), text) if facts and "【" in text else text


def start_of(text: str) -> str:
    """How a sentence opens: its first two Han characters."""
    return "".join(_HAN.findall(text[:6])[:2])


def option(phrase: Phrase, desk: Desk) -> Option:
    """A bank sentence as an option, with what it costs to use it now."""
    known = desk.made.get(phrase.id)
    if known is not None:
        return known
    text = filled(phrase.text, desk.facts)
    cost = desk.chance.random() + 3.0 * desk.used.get(phrase.id, 0) + 0.5 * len(_RATIONED.findall(text))
    cost -= 0.5 * (phrase.weight - 1.0)
    made = Option(Said(text, phrase.id), words(text), start_of(text), _ORDER.match(text) is not None, cost)
    desk.made[phrase.id] = made
    return made


def said(text: str, desk: Desk) -> Option:
    """Words of the genre itself as an option."""
    text = filled(text, desk.facts)
    return Option(Said(text), words(text), start_of(text), False, desk.chance.random())


def places(run: Iterable[Place], desk: Desk, all_optional: bool = False) -> Places:
    """The places of a passage with what may stand there."""
    found: list[tuple[Option | None, ...]] = []
    for place in run:
        options: list[Option | None] = [
            option(phrase, desk) for phrase in place.sentences if not phrase.off and phrase.id not in desk.barred
        ]
        if place.optional or all_optional or not options:
            options.append(None)
        found.append(tuple(options))
    return Places(tuple(found))


def runs(text: str, terms: Sequence[str]) -> frozenset[str]:
    """Every run of eight Han characters, names and official wording aside."""
    text = _QUOTED.sub("|", text)
    for term in terms:
        if term in text:
            text = text.replace(term, "|")
    found: set[str] = set()
    for piece in text.split("|"):
        han = "".join(_HAN.findall(piece))
        found.update(han[n : n + RUN] for n in range(len(han) - RUN + 1))
    return frozenset(found)


def conflicts(options: Iterable[Option], terms: Sequence[str]) -> dict[str, frozenset[str]]:
    """For every phrase that shares a run with others: which they are."""
    holders: dict[str, list[str]] = {}
    for candidate in options:
        if candidate.said.phrase is not None:
            for run in runs(candidate.said.text, terms):
                holders.setdefault(run, []).append(candidate.said.phrase)
    meet: dict[str, set[str]] = {}
    for ids in holders.values():
        if len(ids) > 1:
            for one in ids:
                meet.setdefault(one, set()).update(other for other in ids if other != one)
    return {one: frozenset(others) for one, others in meet.items() if others}
