"""What ships, tried as users will: every role in every genre that it lists, many seeds, every standing rule."""

from __future__ import annotations

import re
from functools import cache

import pytest
from msgspec import json
from round_trip import without_lines
from word_tools import faults

from drafter.bank import load, shipped_layers
from drafter.bank.model import ANY, Bank
from drafter.batching import Person, batch
from drafter.check import check
from drafter.cli.draft import as_json
from drafter.drafting import draft, usual_length
from drafter.genres import genres
from drafter.plan.brief import Brief
from drafter.plan.materials import runs
from drafter.reading import read
from drafter.segment import han
from drafter.tree import Section, paragraphs, sections
from drafter.writers.docx import typeset

TOPIC = "四下基层"
# Every pair is tried with twenty seeds on the oldest topic, with fewer on the others: 1,376 drafts.
SEEDS = {TOPIC: 20, "大兴调查研究": 4, "中央八项规定精神学习教育": 4, "树立和践行正确政绩观": 4}


@cache
def bank() -> Bank:
    found, findings = load(shipped_layers())
    assert not [finding.message for finding in findings if finding.level == "必错"]
    return found


PAIRS = [(role.name, genre) for role in bank().roles.values() for genre in role.genres]


@pytest.mark.parametrize("about", SEEDS)
@pytest.mark.parametrize(("role", "genre"), PAIRS, ids=[f"{r}-{g}" for r, g in PAIRS])
def test_every_role_writes_every_genre_it_lists(role: str, genre: str, about: str) -> None:
    length = usual_length(bank(), role, genre, None)
    topic = bank().topics[about]
    terms = tuple(sorted({topic.name, *topic.terms, *(f.text for f in bank().formulas)}, key=lambda t: (-len(t), t)))
    for seed in range(1, SEEDS[about] + 1):
        made = draft(bank(), Brief(role, genre, about, length, seed))
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


OFFICES = (
    ("办公室干部", "研讨发言"),
    ("县委书记", "研讨发言"),
    ("组工干部", "学习研讨材料"),
    ("乡镇党委书记", "研讨发言"),
    ("信访局长", "对照检查"),
    ("机关党员", "心得体会"),
)


@pytest.mark.parametrize(("role", "genre"), OFFICES)
def test_twenty_people_of_one_office_hand_in_different_papers(role: str, genre: str) -> None:
    everyone = [Person(f"人{n}", Brief(role, genre, TOPIC, 2000, n), n) for n in range(20)]
    done = batch(bank(), everyone, 15.0, None, {})
    worst = max(pair.similarity for pair in done.pairs)
    named = {(pair.first, pair.second) for pair in done.over}
    assert named == {(pair.first, pair.second) for pair in done.pairs if pair.similarity > 15.0}
    assert worst <= 15.0


def test_fifty_people_of_one_office_share_little() -> None:
    everyone = [Person(f"人{n}", Brief("办公室干部", "研讨发言", TOPIC, 2000, n), n) for n in range(50)]
    assert max(pair.similarity for pair in batch(bank(), everyone, 25.0, None, {}).pairs) <= 25.0


def test_all_topics_that_ship_are_drafted() -> None:
    assert set(SEEDS) | {ANY} == set(bank().topics)


def test_what_mining_found_is_drawn_on() -> None:
    """Shipped outlines, headings and sentences name what they were mined from, and it is in the shipped layer."""
    known = {found.text: found for found in bank().mined}
    outlines = {genre.name: genre.source for genre in genres().values() if genre.source}
    assert len(outlines) == 5
    for name, outline in outlines.items():
        assert known[outline].sort == "提纲"
        kinds = [part.kind for part in genres()[name].outline]
        told = [kind for kind in re.findall("引言|体会|问题|原因|措施|结语", outline) if kind in kinds]
        row = list(dict.fromkeys(told))
        assert row == [kind for kind in kinds if kind in row], name
    sources = {family.source for family in bank().families if family.source}
    assert sources <= set(known)
    assert len(sources) >= 3
    drawn = [p for passage in bank().passages for place in passage.places for p in place.sentences if "语料“" in p.note]
    assert drawn
    assert not [p.text for p in drawn if "【语料：" in p.text]
    assert all(han(piece) <= 20 for text in known for piece in text.split("＿"))


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
