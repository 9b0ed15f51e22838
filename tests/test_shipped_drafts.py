"""What ships, tried as users will: every role in every genre that it lists, many seeds, every standing rule."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec import json
from round_trip import without_lines
from word_tools import faults

from drafter.bank import load, shipped_layers
from drafter.bank.model import Bank
from drafter.batching import Person, batch
from drafter.check import check
from drafter.cli.draft import as_json
from drafter.drafting import draft, usual_length
from drafter.plan.brief import Brief
from drafter.plan.materials import runs
from drafter.reading import read
from drafter.tree import Section, paragraphs, sections
from drafter.writers.docx import typeset

TOPIC = "四下基层"
SEEDS = range(1, 21)


@cache
def bank() -> Bank:
    found, findings = load(shipped_layers())
    assert not [finding.message for finding in findings if finding.level == "必错"]
    return found


PAIRS = [(role.name, genre) for role in bank().roles.values() for genre in role.genres]


@pytest.mark.parametrize(("role", "genre"), PAIRS, ids=[f"{r}-{g}" for r, g in PAIRS])
def test_every_role_writes_every_genre_it_lists(role: str, genre: str) -> None:
    length = usual_length(bank(), role, genre, None)
    topic = bank().topics[TOPIC]
    terms = tuple(sorted({topic.name, *topic.terms, *(f.text for f in bank().formulas)}, key=lambda t: (-len(t), t)))
    for seed in SEEDS:
        made = draft(bank(), Brief(role, genre, TOPIC, length, seed))
        told = f"seed {seed}"
        assert abs(made.length.got - length) <= 0.03 * length, told
        for row in made.length.sections:
            assert abs(row.got - row.asked) <= 0.15 * row.asked, (told, row)
        assert not [finding.message for finding in made.findings if finding.level == "必错"], told
        texts = [s.text for p in paragraphs(made.document.body) for s in p.sentences]
        assert len(set(texts)) == len(texts), told
        seen: set[str] = set()
        for text in texts:
            mine = runs(text, terms)
            assert seen.isdisjoint(mine), (told, seen & mine)
            seen |= mine
        whole = json.encode(as_json(made)).decode()
        for markup in ("{{", "{%", "<!--", "**"):
            assert markup not in whole, told
        for block in made.document.body:
            inside = [s for s in getattr(block, "body", ()) if isinstance(s, Section) and s.heading]
            sizes = [len(section.heading) for section in inside]
            assert not sizes or max(sizes) - min(sizes) <= 2, (told, [s.heading for s in inside])


@pytest.mark.parametrize("genre", ["研讨发言", "学习研讨材料", "对照检查"])
def test_problems_and_measures_are_the_same_cards_in_the_same_order(genre: str) -> None:
    for role in (role for role, other in PAIRS if other == genre):
        made = draft(bank(), Brief(role, genre, TOPIC, usual_length(bank(), role, genre, None), 3))
        rows = {
            section.kind: [inner.card for inner in section.body if isinstance(inner, Section)]
            for section in sections(made.document.body)
            if section.level == 1
        }
        assert rows["问题"] == rows["措施"], role
        assert len(rows["问题"]) >= 2, role


def test_twenty_people_of_one_office_hand_in_different_papers() -> None:
    everyone = [Person(f"人{n}", Brief("办公室干部", "研讨发言", TOPIC, 2000, n), n) for n in range(20)]
    done = batch(bank(), everyone, 15.0, None, {})
    worst = max(pair.similarity for pair in done.pairs)
    named = {(pair.first, pair.second) for pair in done.over}
    assert named == {(pair.first, pair.second) for pair in done.pairs if pair.similarity > 15.0}
    assert worst <= 40.0


@pytest.mark.parametrize("genre", sorted({genre for _, genre in PAIRS}))
def test_a_draft_in_word_is_what_an_office_accepts(genre: str) -> None:
    role = next(role for role, other in PAIRS if other == genre)
    made = draft(bank(), Brief(role, genre, TOPIC, usual_length(bank(), role, genre, None), 2))
    data = typeset(made.document, slots={name: (slot.hint, slot.example) for name, slot in bank().slots.items()}).data
    assert faults(data) == []
    told = [finding for finding in check(data, "稿.docx", bank=bank()) if finding.level == "必错"]
    assert told == []
    again = read(data, "稿.docx").parts[0].document
    assert without_lines(again) == made.document
