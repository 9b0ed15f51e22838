"""What a bank holds, and where it has nothing to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from drafter.bank.layers import holders
from drafter.bank.model import Bank, Card, Passage

# The kinds that a draft needs for every theme; an opening or a closing belongs to no theme.
NEEDED = ("体会", "问题", "原因", "措施")


class Cell(Struct, frozen=True):
    """A role that has nothing to say of a theme of its own in one kind of text."""

    role: str
    theme: str
    kind: str


class Stats(Struct, frozen=True):
    """Counts; `by` counts sentences. A sentence that all roles may use counts for each."""

    sentences: int
    passages: int
    cards: int
    families: int
    openings: int
    closings: int
    verses: int
    facts: int
    by: dict[str, dict[str, int]]
    empty_cells: list[Cell]


# Topic, theme, kind, move and roles of one sentence.
_Row = tuple[str, str, str, str, tuple[str, ...]]


def _rows(bank: Bank) -> Iterator[_Row]:
    entries: tuple[Passage | Card, ...] = (*bank.passages, *bank.cards)
    for entry in entries:
        for kind, place in holders(entry):
            for _ in place.sentences:
                yield entry.topic, entry.theme, kind, place.move, entry.roles
    for loose in bank.loose:
        yield loose.topic, loose.theme, loose.kind, loose.move, loose.roles


def stats(bank: Bank) -> Stats:
    """Counts what drafts can be made of."""
    topics: Counter[str] = Counter()
    roles: Counter[str] = Counter(dict.fromkeys(bank.roles, 0))
    kinds: Counter[str] = Counter()
    moves: Counter[str] = Counter()
    filled: set[tuple[str, str, str]] = set()
    spoken: set[tuple[str, str]] = set()
    total = 0
    for topic, theme, kind, move, speakers in _rows(bank):
        total += 1
        topics[topic] += 1
        kinds[kind] += 1
        moves[move] += 1
        for role in speakers or bank.roles:
            roles[role] += 1
            filled.add((role, theme, kind))
        spoken |= {(role, kind) for role in speakers}
    known = dict.fromkeys(theme.name for topic_entry in bank.topics.values() for theme in topic_entry.themes)
    heard = {role for role, _ in spoken}
    return Stats(
        sentences=total,
        passages=len(bank.passages),
        cards=len(bank.cards),
        families=len(bank.families),
        openings=len(bank.openings),
        closings=len(bank.closings),
        verses=len(bank.verses),
        facts=sum(len(topic_entry.facts) for topic_entry in bank.topics.values()),
        by={"topic": dict(topics), "role": dict(roles), "kind": dict(kinds), "move": dict(moves)},
        empty_cells=[
            Cell(role, theme, kind)
            for role, speaker in bank.roles.items()
            for theme in speaker.themes or known
            for kind in NEEDED
            # Who never speaks of problems, a commentator say, has nothing missing there.
            if theme in known and ((role, kind) in spoken or role not in heard) and (role, theme, kind) not in filled
        ],
    )
