"""What may stand at a place: sentences with their lengths, openings, costs, and which of them must not meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log2
from random import Random

from msgspec import Struct

from drafter.bank.model import Phrase, Place
from drafter.plan.brief import Said
from drafter.segment import HAN, words

_SLOT = re.compile(r"【([^】]*)】")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|【[^】]*】")
_RATIONED = re.compile(r"进一步|切实|持续|深入|不断|着力|全面|扎实")
_ORDER = re.compile(r"^(?:我|我们|各级|各部门|大家|同志们)?(?:都|还|更)?要")
RUN = 8
TURNS = frozenset(["要求", "目标", "做法"])


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
    least: int
    most: int
    turn: int = 0


def run_of(options: tuple[tuple[Option | None, ...], ...], turn: int = 0) -> Places:
    """Places with the length of their shortest and longest text; at `turn` a new paragraph may begin."""
    lengths = [[0 if option is None else option.length for option in place] for place in options]
    return Places(options, sum(map(min, lengths)), sum(map(max, lengths)), turn)


class Desk(Struct):
    """What a plan is made with: chance, facts to fill in, phrases already used, terms that may recur.

    `core` are the themes that the topic consists of; `tight`: nothing may stand that could be
    left out of the frame of a draft.
    """

    chance: Random
    facts: Mapping[str, str]
    used: Mapping[str, int]
    terms: tuple[str, ...]
    once: frozenset[str]
    taken: set[str]
    runs: set[str]
    barred: frozenset[str]
    made: dict[str, Option]
    core: frozenset[str] = frozenset()
    tight: bool = False


def filled(text: str, facts: Mapping[str, str]) -> str:
    """`text` with the slots that are known."""
    return _SLOT.sub(lambda m: facts.get(m.group(1)) or m.group(), text) if facts and "【" in text else text


def start_of(text: str) -> str:
    """How a sentence opens: its first two Han characters."""
    return "".join(HAN.findall(text[:6])[:2])


def option(phrase: Phrase, desk: Desk) -> Option:
    """A bank sentence as an option, with what it costs to use it now."""
    known = desk.made.get(phrase.id)
    if known is not None:
        return known
    text = filled(phrase.text, desk.facts)
    # Each further use counts for less: a worn sentence is better than a draft of the wrong length.
    cost = desk.chance.random() + 6.0 * log2(1 + desk.used.get(phrase.id, 0)) + 0.5 * len(_RATIONED.findall(text))
    cost -= 0.5 * (phrase.weight - 1.0)
    made = Option(Said(text, phrase.id), words(text), start_of(text), _ORDER.match(text) is not None, cost)
    desk.made[phrase.id] = made
    return made


def said(text: str, desk: Desk) -> Option:
    """Words of the genre itself as an option."""
    text = filled(text, desk.facts)
    return Option(Said(text), words(text), start_of(text), False, desk.chance.random())


def kept(sentence: Said) -> Option:
    """A sentence of the plan as the only option of its place."""
    return Option(sentence, words(sentence.text), start_of(sentence.text), False, 0.0)


def places(run: Iterable[Place], desk: Desk, all_optional: bool = False) -> Places:
    """The places of a passage with what may stand there."""
    found: list[tuple[Option | None, ...]] = []
    moves: list[str] = []
    for place in run:
        moves.append(place.move)
        options: list[Option | None] = [
            option(phrase, desk) for phrase in place.sentences if not phrase.off and phrase.id not in desk.barred
        ]
        if place.optional or all_optional or not options:
            options.append(None)
        found.append(tuple(options))
    if found and not all_optional and all(None in options for options in found):
        # A passage must say something: where every place may stay empty, the first one that can does not.
        at = next((n for n, options in enumerate(found) if len(options) > 1), None)
        if at is not None:
            found[at] = tuple(option for option in found[at] if option is not None)
    # A paragraph turns where it begins to say what is to be done.
    return run_of(tuple(found), next((n for n, move in enumerate(moves) if n and move in TURNS), 0))


@lru_cache(maxsize=8192)
def runs(text: str, terms: tuple[str, ...]) -> frozenset[str]:
    """Every run of eight Han characters, names and official wording aside."""
    text = _QUOTED.sub("|", text)
    for term in terms:
        if term in text:
            text = text.replace(term, "|")
    found: set[str] = set()
    for piece in text.split("|"):
        han = "".join(HAN.findall(piece))
        found.update([han[n : n + RUN] for n in range(len(han) - RUN + 1)])
    return frozenset(found)


def marks(text: str, desk: Desk) -> frozenset[str]:
    """What should not come again in a draft: runs, and slots that mean another thing each time."""
    found = runs(text, desk.terms)
    if "【" not in text or not desk.once:
        return found
    return found.union(name for name in _SLOT.findall(text) if name in desk.once)


def conflicts(options: Iterable[Option], desk: Desk) -> dict[str, frozenset[str]]:
    """For every phrase that shares a run with others here: which they are. One that shares a run with what stands
    in the draft already conflicts with itself, so that it is never taken while another will do."""
    several = [option for option in options if option.said.phrase is not None]
    seen: set[str] = set()
    suspects: list[tuple[str, frozenset[str]]] = []
    meet: dict[str, set[str]] = {}
    for candidate in several:
        phrase = candidate.said.phrase
        assert phrase is not None
        mine = marks(candidate.said.text, desk)
        if not desk.runs.isdisjoint(mine):
            meet.setdefault(phrase, set()).add(phrase)
        if not seen.isdisjoint(mine):
            suspects.append((phrase, mine))
        seen |= mine
    for phrase, mine in suspects:
        for other in several:
            name = other.said.phrase
            if name is not None and name != phrase and not mine.isdisjoint(marks(other.said.text, desk)):
                meet.setdefault(phrase, set()).add(name)
                meet.setdefault(name, set()).add(phrase)
    return {one: frozenset(others) for one, others in meet.items()}
