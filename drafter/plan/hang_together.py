"""What makes sentences hang together: measures answer what was confessed, paragraphs break where thought turns."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.bank.model import Bank
from drafter.plan.brief import Said
from drafter.plan.choose import Unit
from drafter.plan.materials import Desk, Option, Places, run_of
from drafter.segment import words

_ANSWERS, _ASKED_BY_NOBODY, _TESTED_AGAIN = -1.5, 1.5, 3.0
# A paragraph longer than this may be broken, where neither half is a scrap.
_LONG, _SCRAP = 400, 110


def answering(unit: Unit, bank: Bank, desk: Desk, last: bool) -> Unit:
    """A card's measures, those preferred that answer the symptoms drawn: the first 做法 the first 表现, one by one.

    How they will be tested had better be said but once, of the `last`.
    """
    card = next((card for card in bank.cards if card.id == unit.card), None)
    if card is None:
        return unit
    shown = [place for place in card.problem.places if place.move == "表现"]
    acts = [n for n, place in enumerate(card.measures.places) if place.move == "做法"]
    rows = list(unit.paragraphs[0].options)
    for place, at in zip(shown, acts, strict=False):
        drawn = next((n for n, phrase in enumerate(place.sentences) if phrase.id in desk.taken), None)
        order = {phrase.id: n for n, phrase in enumerate(card.measures.places[at].sentences)}
        rows[at] = tuple(option and _weighed(option, drawn, order) for option in rows[at])
    for at, place in enumerate(card.measures.places):
        if place.move == "检验" and not last:
            rows[at] = tuple(option and replace(option, cost=option.cost + _TESTED_AGAIN) for option in rows[at])
    return replace(unit, paragraphs=(run_of(tuple(rows)), *unit.paragraphs[1:]))


def _weighed(option: Option, drawn: int | None, order: dict[str, int]) -> Option:
    """A measure by whether its symptom was drawn; where none was, what answers it had better not stand."""
    if drawn is None:
        return replace(option, cost=option.cost + _ASKED_BY_NOBODY)
    return replace(option, cost=option.cost + _ANSWERS) if order.get(option.said.phrase or "") == drawn else option


def broken(row: tuple[Said, ...], run: Places) -> list[tuple[Said, ...]]:
    """A long paragraph as two: what a thing means, and from `run.turn` on what is to be done about it."""
    if not row:
        return []
    later = {o.said.phrase for place in run.options[run.turn :] for o in place if o is not None} if run.turn else set()
    at = next((n for n, said in enumerate(row) if said.phrase in later), 0)
    halves = [row[:at], row[at:]]
    sizes = [sum(words(said.text) for said in half) for half in halves]
    return halves if sum(sizes) >= _LONG and min(sizes) >= _SCRAP else [row]
