"""The composer's standing properties, on a made-up bank of one role and fifteen themes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import synthetic_bank
from msgspec.structs import replace

from drafter.bank.model import Bank, Frame, Passage, Phrase, Place
from drafter.batching import Person, batch, people, rows
from drafter.compose import compose
from drafter.drafting import Draft, completed, draft, rerolled
from drafter.genres import Genre, genre, genres, parse
from drafter.plan import plan
from drafter.plan.brief import Brief
from drafter.plan.materials import runs
from drafter.report import DrafterError
from drafter.tree import Paragraph, Section, paragraphs, sections

ROOT = Path(__file__).resolve().parent.parent
ROLE, TOPIC = "办公室干部", "四下基层"
PAIRED = ("研讨发言", "学习研讨材料", "对照检查")


@cache
def bank() -> Bank:
    return synthetic_bank.bank(1500)


@cache
def made(name: str, length: int = 2000, seed: int = 1, points: str = "") -> Draft:
    return draft(bank(), Brief(ROLE, name, TOPIC, length, seed, {}, points))


def sentences(found: Draft) -> list[str]:
    return [s.text for p in paragraphs(found.document.body) for s in p.sentences]


@pytest.mark.parametrize("name", synthetic_bank.GENRES)
@pytest.mark.parametrize("length", [1000, 2000, 3500])
def test_lengths_are_kept(name: str, length: int) -> None:
    for seed in (1, 2, 3):
        found = made(name, length, seed).length
        assert abs(found.got - length) <= 0.03 * length
        for row in found.sections:
            assert abs(row.got - row.asked) <= 0.15 * row.asked, row
        assert abs(sum(row.share for row in found.sections) - 100) < 2


@pytest.mark.parametrize("name", synthetic_bank.GENRES)
def test_nothing_is_said_twice(name: str) -> None:
    for seed in range(1, 6):
        found = made(name, 2500, seed)
        texts = sentences(found)
        assert len(set(texts)) == len(texts)
        terms = bank().topics[TOPIC].terms
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(runs(text, terms))
        assert not [run for run, n in seen.items() if n > 1]


@pytest.mark.parametrize("name", synthetic_bank.GENRES)
def test_every_sentence_of_the_bank_knows_its_entry(name: str) -> None:
    found = made(name)
    known = [s.phrase for p in paragraphs(found.document.body) for s in p.sentences]
    assert sum(phrase is not None for phrase in known) >= len(known) - 4
    assert "{{" not in "".join(sentences(found))


@pytest.mark.parametrize("name", PAIRED)
def test_problems_and_measures_come_from_the_same_cards(name: str) -> None:
    for seed in range(1, 6):
        found = made(name, 2400, seed)
        cards = {
            block.kind: [s.card for s in block.body if isinstance(s, Section)]
            for block in found.document.body
            if isinstance(block, Section)
        }
        assert cards["问题"] == cards["措施"]
        assert len(cards["问题"]) >= 2
        assert None not in cards["问题"]
        if name == "对照检查":
            reasons = next(b for b in found.document.body if isinstance(b, Section) and b.kind == "原因")
            assert sum(isinstance(b, Paragraph) for b in reasons.body) == len(cards["问题"])


@pytest.mark.parametrize("name", synthetic_bank.GENRES)
def test_headings_of_one_section_are_parallel(name: str) -> None:
    for seed in range(1, 4):
        document = made(name, 2400, seed).document
        groups = [document.body, *(section.body for section in sections(document.body))]
        for group in groups:
            inside = [b for b in group if isinstance(b, Section) and b.theme and b.heading]
            sizes = [len(section.heading) for section in inside]
            assert not sizes or max(sizes) - min(sizes) <= 2


def test_the_same_brief_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "import synthetic_bank; from drafter.drafting import draft; from drafter.plan.brief import Brief\n"
        "from drafter.writers import write\n"
        "d = draft(synthetic_bank.bank(600), Brief('办公室干部', '研讨发言', '四下基层', 1500, 7)).document\n"
        "import hashlib\n"
        "print([hashlib.sha256(write(d, 'x' + s)).hexdigest() for s in ('.md', '.docx', '.html', '.json')])\n"
    )
    outputs = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "UTC" if seed == "0" else "Asia/Shanghai"}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_different_seeds_give_different_drafts() -> None:
    one, other = set(sentences(made("研讨发言", 2400, 1))), set(sentences(made("研讨发言", 2400, 2)))
    assert len(one & other) <= 0.4 * min(len(one), len(other))


def test_used_phrases_are_avoided() -> None:
    first = made("研讨发言", 2400, 1)
    again = draft(bank(), first.brief, used=dict.fromkeys(first.phrases, 1))
    assert len(set(first.phrases) & set(again.phrases)) <= 0.15 * len(first.phrases)


def test_one_point_changes_and_the_rest_stays() -> None:
    first = made("研讨发言", 2400, 1)
    changed = rerolled(bank(), first, ["二.1"], None, {})
    before = [b for b in first.document.body if isinstance(b, Section)]
    after = [b for b in changed.document.body if isinstance(b, Section)]
    for n, (old, new) in enumerate(zip(before, after, strict=True)):
        if n != 2:
            assert old == new
    old_points, new_points = before[2].body, after[2].body
    assert [b for b in old_points if isinstance(b, Section)][1:] == [b for b in new_points if isinstance(b, Section)][
        1:
    ]
    assert old_points != new_points
    twice = rerolled(bank(), first, ["二.1", "二.1"], None, {})
    assert twice.document != changed.document
    for wrong in ("九.1", "二.9", "甲", ""):
        with pytest.raises(DrafterError):
            rerolled(bank(), first, [wrong], None, {})


@pytest.mark.parametrize("style", ["own-line", "run-in"])
def test_points_stand_as_asked(style: str) -> None:
    document = made("研讨发言", 2000, 1, style).document
    inside = [s for s in sections(document.body) if s.level == 2]
    assert inside
    assert {s.style for s in inside} == {style}


def test_facts_fill_slots_and_open_ones_are_counted() -> None:
    filled = draft(bank(), Brief(ROLE, "研讨发言", TOPIC, 1500, 1, {"日期": "2026年3月", "单位": "某县某局"}))
    assert filled.document.date == "2026年3月"
    assert "某县某局" in filled.document.byline
    assert [slot.name for slot in filled.slots] == ["姓名"]


@pytest.mark.parametrize("length", [100, 10**6])
def test_impossible_lengths_are_refused(length: int) -> None:
    with pytest.raises(DrafterError, match="300 到 50000"):
        draft(bank(), Brief(ROLE, "研讨发言", TOPIC, length))


def led_over() -> Bank:
    """The bank with a root of the topic and with words that lead over to sections."""
    theme = bank().topics[TOPIC].themes[0].name
    moves = ("论点", "阐释", "阐释", "要求")
    run = tuple(
        Place(move, tuple(Phrase(f"r{n}{k}", chr(0x5000 + 40 * n + k) * 38 + "。") for k in range(3)))
        for n, move in enumerate(moves)
    )
    root = Passage("root", TOPIC, theme, "引言", run)
    leads = [
        Frame(f"l{kind}{n}", chr(0x6000 + 9 * len(kind) + n) * 30 + "。", kind=kind)
        for kind in ("问题", "措施")
        for n in range(3)
    ]
    return replace(bank(), passages=(*bank().passages, root), leads=tuple(leads))


def test_an_introduction_says_first_where_the_topic_comes_from() -> None:
    for seed in range(1, 6):
        found = draft(led_over(), Brief(ROLE, "研讨发言", TOPIC, 2000, seed)).document.body[0]
        assert isinstance(found, Section)
        first, second = (block for block in found.body if isinstance(block, Paragraph))
        assert [str(s.phrase)[:2] for s in first.sentences] == ["r0", "r1", "r2", "r3"]
        assert {str(s.phrase)[0] for s in second.sentences} == {"o"}
    short = draft(led_over(), Brief(ROLE, "研讨发言", TOPIC, 900)).document.body[0]
    assert isinstance(short, Section)
    assert all(str(s.phrase)[0] == "o" for p in paragraphs(short.body) for s in p.sentences)


def test_a_section_begins_with_what_leads_over_to_it() -> None:
    found = draft(led_over(), Brief(ROLE, "研讨发言", TOPIC, 2000, 3)).document.body
    for kind in ("问题", "措施"):
        section = next(block for block in found if isinstance(block, Section) and block.kind == kind)
        first = section.body[0]
        assert isinstance(first, Paragraph)
        assert [str(s.phrase)[:-1] for s in first.sentences] == [f"l{kind}"]
        assert any(isinstance(block, Section) for block in section.body[1:])


def test_headings_for_other_roles_are_left_out() -> None:
    own = replace(bank(), families=tuple(replace(f, roles=("县委书记",)) for f in bank().families if f.level == 2))
    with pytest.raises(DrafterError, match="段落谱"):
        draft(own, Brief(ROLE, "研讨发言", TOPIC, 2000))


def test_verse_leads_as_many_paragraphs_as_the_genre_wants() -> None:
    verses = {verse.id for verse in bank().verses}
    found = made("评论文章", 1500)
    assert (
        sum(s.phrase in verses for p in paragraphs(found.document.body) for s in p.sentences) == 1
    )  # all are of one work


def test_what_the_bank_cannot_reach_is_said() -> None:
    small = synthetic_bank.bank(200)
    with pytest.raises(DrafterError, match="词库"):
        draft(small, Brief(ROLE, "研讨发言", TOPIC, 40_000))
    with pytest.raises(DrafterError, match="问题卡"):
        draft(replace(small, cards=()), Brief(ROLE, "研讨发言", TOPIC, 1500))
    with pytest.raises(DrafterError, match="段落谱"):
        draft(replace(small, passages=()), Brief(ROLE, "研讨发言", TOPIC, 1500))
    with pytest.raises(DrafterError, match="开头"):
        draft(replace(small, openings=()), Brief(ROLE, "研讨发言", TOPIC, 1500))


def test_unknown_names_offer_the_nearest() -> None:
    with pytest.raises(DrafterError, match=ROLE):
        completed(bank(), "办公室干事", "", "", None)
    with pytest.raises(DrafterError, match="研讨发言"):
        completed(bank(), ROLE, "研讨", "", None)
    assert completed(bank(), ROLE, "研讨发言材料", "", None) == (ROLE, "研讨发言", TOPIC)


def hostile(body: str, folder: Path) -> Genre:
    target = folder / "templates" / "genres"
    target.mkdir(parents=True)
    head = "---\n名称: 坏\n结构:\n  - {类型: 引言, 来源: 开头, 占比: 50}\n  - {类型: 结语, 来源: 结尾, 占比: 50}\n---\n"
    (target / "坏.md.jinja").write_text(head + body, "utf-8")
    return genre("坏", folder)


@pytest.mark.parametrize(
    "body",
    [
        "{{ plan.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ nothing }}",
        "{% for a in range(100000) %}{% for b in range(100000) %}{{ plan.title }}{% endfor %}{% endfor %}",
        "{% for a in range(9999999) %}x{% endfor %}",
        "{% include '../../secret' %}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "{{ 'x' * 99999999999 }}",
    ],
)
def test_a_hostile_template_is_one_clear_line(body: str, tmp_path: Path) -> None:
    kind = hostile(body, tmp_path)
    planned = plan(bank(), genre("研讨发言"), Brief(ROLE, "研讨发言", TOPIC, 1500))
    with pytest.raises(DrafterError) as caught:
        compose(planned, kind, tmp_path)
    assert "\n" not in str(caught.value)


def test_a_template_that_never_ends_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.compose._MOST_SECONDS", 0.2)
    kind = hostile("{% for a in range(6000) %}{% for b in range(6000) %}{% endfor %}{% endfor %}", tmp_path)
    planned = plan(bank(), genre("研讨发言"), Brief(ROLE, "研讨发言", TOPIC, 1500))
    with pytest.raises(DrafterError, match="停不下来"):
        compose(planned, kind, tmp_path)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("没有结构", "---"),
        ("---\n名称: x\n---\n", "结构"),
        ("---\n结构:\n  - {类型: 体会, 来源: 段落谱, 占比: 50}\n---\n", "100"),
        ("---\n结构:\n  - {类型: 胡说, 来源: 段落谱, 占比: 100}\n---\n", "胡说"),
        ("---\n结构:\n  - {类型: 体会, 来源: 段落谱, 占比: 100, 颜色: 红}\n---\n", "颜色"),
        ("---\n结构: [\n---\n", "YAML"),
    ],
)
def test_a_broken_outline_says_what_is_wrong(text: str, word: str) -> None:
    with pytest.raises(DrafterError, match=word):
        parse(text, "坏")


def test_every_shipped_genre_is_there_and_a_users_own_goes_before(tmp_path: Path) -> None:
    assert set(genres()) == set(synthetic_bank.GENRES)
    hostile("{% include '_正文.md.jinja' %}", tmp_path)
    assert "坏" in genres(tmp_path)
    own = (tmp_path / "templates" / "genres" / "心得体会.md.jinja").write_text(
        "---\n说明: 我的\n结构:\n  - {类型: 引言, 来源: 开头, 占比: 100}\n---\n", "utf-8"
    )
    assert own
    assert genres(tmp_path)["心得体会"].summary == "我的"


def test_twenty_people_of_one_office() -> None:
    everyone = [Person(f"人{n}", Brief(ROLE, "研讨发言", TOPIC, 2000, n), n) for n in range(20)]
    done = batch(bank(), everyone, 15.0, None, {})
    assert len(done.pairs) == 190
    assert not done.over
    tight = batch(synthetic_bank.bank(220), everyone[:6], 0.0, None, {})
    assert tight.over
    assert all(pair.similarity > 0 for pair in tight.over)


def test_a_list_of_people() -> None:
    data = "姓名,字数,分钟,单位\n张三,1500,,某局\n李四,,8,\n".encode("gb18030")
    given = Brief(ROLE, "", "", 0)
    found = people(bank(), rows(data, "名单.csv"), given, "名单.csv", None, 200)
    assert [(p.name, p.brief.length) for p in found] == [("张三", 1500), ("李四", 1600)]
    assert found[0].brief.facts == {"姓名": "张三", "单位": "某局"}
    for bad in ("名字\n张三\n", "姓名\n", "姓名,字数\n张三,很多\n", "姓名,角色\n张三,皇帝\n"):
        with pytest.raises(DrafterError):
            people(bank(), rows(bad.encode(), "x.csv"), given, "x.csv", None, 200)


def test_an_excel_list_of_people(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["姓名", "字数"], ["张三", 1500], [None, None], ["李四", None]):
        sheet.append(row)
    path = tmp_path / "名单.xlsx"
    book.save(path)
    assert rows(path.read_bytes(), "名单.xlsx") == [{"姓名": "张三", "字数": "1500"}, {"姓名": "李四", "字数": ""}]
    with pytest.raises(DrafterError):
        rows(b"PK\x03\x04broken", "坏.xlsx")


def test_a_passage_of_optional_places_still_says_something() -> None:
    bank = synthetic_bank.bank(600)
    loose = tuple(replace(p, places=tuple(replace(place, optional=True) for place in p.places)) for p in bank.passages)
    made = draft(replace(bank, passages=loose), Brief("办公室干部", "研讨发言", "四下基层", 1200))
    assert abs(made.length.got - 1200) <= 36


def test_measures_answer_the_symptoms_that_were_drawn() -> None:
    met = answered = 0
    cards = {card.id: card for card in bank().cards}
    for seed in range(12):
        done = draft(bank(), Brief(ROLE, "研讨发言", TOPIC, 2000, seed))
        used = set(done.phrases)
        for section in sections(done.document.body):
            if section.card and section.kind == "措施":
                card = cards[section.card]
                symptoms = [p.id for p in card.problem.places[0].sentences]
                deeds = [p.id for p in next(p for p in card.measures.places if p.move == "做法").sentences]
                met += 1
                answered += any(s in used and d in used for s, d in zip(symptoms, deeds, strict=False))
    # By chance it would be one in four.
    assert answered * 10 >= met * 6, (answered, met)


def test_a_long_paragraph_breaks_where_it_turns_to_deeds() -> None:
    done = draft(bank(), Brief(ROLE, "专题研讨交流发言", TOPIC, 4000, 1))
    points = [section for section in sections(done.document.body) if section.heading]
    assert points
    assert any(len(section.body) > 1 for section in points)
    for section in points:
        for paragraph in paragraphs(section.body):
            assert sum(len(s.text) for s in paragraph.sentences) >= 60
