"""A topic that nobody wrote words for: mined from a folder, then drafted by every role in every genre."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import sample_topic
from test_mine import TOPIC, mined, run

from drafter.bank import Wanted, load, shipped_layers
from drafter.bank.model import ANY, Bank
from drafter.drafting import draft, usual_length
from drafter.mine.fillers import LONGEST, fillers, themes
from drafter.mine.records import Record, Sentence
from drafter.mine.store import Store
from drafter.mine.topic import Source, documents_on, overlap, with_topic
from drafter.plan.brief import Brief
from drafter.report import DrafterError
from drafter.segment import han, sentences
from drafter.tree import Section, paragraphs, sections

Made = tuple[Bank, Source]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("topic")
    mined(sample_topic.folder(folder / "讲话"), folder / "语料.sqlite")
    shipped, _ = load(shipped_layers(), lambda outline: Wanted([ANY]))
    with Store(folder / "语料.sqlite") as store:
        return with_topic(shipped, store, TOPIC, 1)


def test_themes_and_clauses_come_from_the_corpus(tmp_path: Path) -> None:
    mined(sample_topic.folder(tmp_path / "讲话"), tmp_path / "语料.sqlite")
    with Store(tmp_path / "语料.sqlite") as store:
        found = documents_on(store, TOPIC)
    assert len(found) == 24
    pieces = fillers(found)
    texts = ["".join(sentence.text for sentence in record.sentences) for _, record in found]
    assert set(themes(pieces, texts, TOPIC)) == {verb + thing for thing, verb in sample_topic.VERBS.items()}
    headings = "".join(heading.text for _, record in found for heading in record.headings)
    for piece in (*pieces.deeds, *pieces.faults, *pieces.meanings):
        assert piece.text in "".join(texts) + headings
        assert han(piece.text) <= LONGEST
    assert any("差评回访" in piece.text for piece in pieces.deeds)
    assert any("流于形式" in piece.text for piece in pieces.faults)
    assert any("试金石" in piece.text for piece in pieces.meanings)
    # 「文件写得再好，到不了账都是空头支票」: half of it says something else.
    assert not any("空头支票" in piece.text for piece in pieces.meanings)


def record(text: str) -> Record:
    """A document of one paragraph."""
    said = tuple(Sentence(one, "措施", -1, 0) for one in sentences(text))
    return Record("一.txt", "", "", (), said, len(text))


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("要健全公共安全体系，整合应急力量，加大监管力度。", ["健全公共安全体系", "整合应急力量", "加大监管力度"]),
        # What is to be done stands alone: no subject, no event, no place of somebody's, nothing that anything could be.
        ("优化服务有待提升，学习内容应涵盖基本理论。", []),
        ("贯彻落实全市大会精神，深化思想认识，打造“四季花开”品牌。", []),
        ("推动产业发展的重要保障，落实主体责任的企业。", []),
        ("加强安全管理，履行岗位职责。", ["加强安全管理"]),
        # A list that goes on is no whole: 促进产业链、创新链融合.
        ("能够促进产业链、资金链、人才链深度融合。", []),
        ("进一步强化纪律意识、加强自我约束、提高免疫能力。", ["强化纪律意识", "加强自我约束", "提高免疫能力"]),
        ("搭建“连心桥”平台，完善全县网格体系。", []),
        # The same thing said longer is no second deed.
        ("提升服务质量。提升服务质量和效率。", ["提升服务质量"]),
    ],
)
def test_a_deed_is_a_verb_and_its_object(text: str, deeds: list[str]) -> None:
    assert sorted(piece.text for piece in fillers([(1, record(text))]).deeds) == sorted(deeds)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("部分单位安全意识淡薄，部门之间联动还不够。", ["安全意识淡薄", "部门之间联动还不够"]),
        ("如果思想上不重视，绝不能麻痹松懈。", []),
        ("重视不重视，效果大不一样。", []),
    ],
)
def test_a_fault_says_what_falls_short(text: str, faults: list[str]) -> None:
    assert sorted(piece.text for piece in fillers([(1, record(text))]).faults) == sorted(faults)


def test_sayings_need_somebody_who_said_them() -> None:
    said = record("习近平总书记强调，“加强纪律建设是治本之策”。有人说“多一事总是不如少一事”。")
    assert [piece.text for piece in fillers([(1, said)]).sayings] == ["加强纪律建设是治本之策"]


def test_a_saying_of_the_corpus_asks_for_its_source() -> None:
    shipped, _ = load(shipped_layers(), lambda outline: Wanted([ANY]))
    texts = [frame.text for frame in (*shipped.openings, *shipped.closings) if ANY in frame.topics]
    texts += [s.text for p in shipped.passages if p.topic == ANY for place in p.places for s in place.sentences]
    said = [text for text in texts if "【语料引语】" in text]
    assert said
    assert all("“【语料引语】”【引语出处】" in text for text in said)


def test_rows_are_set_phrases_and_no_complaints() -> None:
    text = "要学纪、知纪、明纪、守纪。招工难、用工难、留人难。以更大决心、更实举措、更优作风抓落实。"
    assert [piece.text for piece in fillers([(1, record(text))]).rows] == ["学纪、知纪、明纪、守纪"]


def test_a_deed_does_not_come_again_in_its_passage(made: Made) -> None:
    bank, _ = made
    for passage in (passage for passage in bank.passages if passage.topic == TOPIC):
        notes = [re.findall(r"[：；]([^（；]+)（第", s.note) for place in passage.places[:1] for s in place.sentences]
        later = [re.findall(r"[：；]([^（；]+)（第", s.note) for place in passage.places[1:] for s in place.sentences]
        assert not {piece for row in notes for piece in row} & {piece for row in later for piece in row}
        for phrase in (phrase for place in passage.places for phrase in place.sentences):
            clauses = re.findall(r"[：；]([^（；]+)（第", phrase.note)
            assert not any("的" in clause and f"{clause}的" in phrase.text for clause in clauses)


def test_no_theme_is_told_of_another_ones_faults(made: Made) -> None:
    bank, _ = made
    told = 0
    for card in (card for card in bank.cards if card.topic == TOPIC):
        for phrase in (phrase for place in card.problem.places for phrase in place.sentences):
            for theme, faults in sample_topic.FAULTS.items():
                clauses = re.findall(r"[：；]([^（]+)（第", phrase.note)
                if any(clause in fault for clause in clauses for fault in faults):
                    assert card.theme.endswith(theme), phrase.text
                    told += 1
    assert told


PAIRS = [
    (role.name, genre)
    for role in load(shipped_layers(), lambda outline: Wanted(()))[0].roles.values()
    for genre in role.genres
]


@pytest.mark.parametrize(("role", "genre"), PAIRS, ids=[f"{r}-{g}" for r, g in PAIRS])
def test_every_role_can_speak_on_it(made: Made, role: str, genre: str) -> None:
    bank, source = made
    length = usual_length(bank, role, genre, None)
    done = draft(bank, Brief(role, genre, TOPIC, length, 3))
    assert abs(done.length.got - length) <= 0.03 * length
    assert not [finding.message for finding in done.findings if finding.level == "必错"]
    texts = [s.text for p in paragraphs(done.document.body) for s in p.sentences]
    said = "".join([done.document.title, *texts, *(section.heading for section in sections(done.document.body))])
    for slot in ("【主题】", "【要点】", "【语料"):
        assert slot not in said
    assert TOPIC in done.document.title
    assert len(set(texts)) == len(texts)
    longest, share = overlap("".join(texts), source)
    assert longest <= 20
    assert share <= 0.05
    kinds = [block.kind for block in done.document.body if isinstance(block, Section)]
    assert kinds[0] == "引言"
    assert kinds[-1] == "结语"


def test_the_corpus_is_heard_in_the_draft(made: Made) -> None:
    bank, _ = made
    done = draft(bank, Brief("机关党员", "研讨发言提纲", TOPIC, 1800, 2))
    notes = {
        phrase.id: phrase.note for p in bank.passages for place in p.places for phrase in place.sentences if phrase.note
    }
    assert any("语料：" in notes.get(used, "") for used in done.phrases)


def test_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    unknown = run("draft", "--role", "部门局长", "--topic", TOPIC, cwd=tmp_path)
    assert unknown.returncode == 2
    assert "没有这个主题" in unknown.stderr
    folder = sample_topic.folder(tmp_path / "讲话")
    assert run("mine", str(folder), cwd=tmp_path).returncode == 0
    asked = ("draft", "--role", "部门局长", "--topic", TOPIC, "--length", "2000", "-o")
    done = run(*asked, "稿.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "与语料最长连续相同" in done.stdout
    told = json.loads((tmp_path / "稿.json").read_text("utf-8"))
    assert told["overlap"]["longest"] <= 20
    first = run(*asked, "甲.txt", cwd=tmp_path)
    assert first.returncode == 0
    assert (tmp_path / "甲.txt").read_text("utf-8")
    checked = run("check", "甲.txt", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    (tmp_path / "名单.csv").write_text(f"姓名,主题\n张三,{TOPIC}\n李四,四下基层\n", "utf-8")
    batched = run("batch", "名单.csv", "--role", "部门局长", "--to", "txt", "-o", "一批", cwd=tmp_path)
    assert batched.returncode == 0, batched.stderr
    assert TOPIC in (tmp_path / "一批" / "01_张三.txt").read_text("utf-8")
    other = run("draft", "--role", "部门局长", "--topic", "没有人谈过的事", cwd=tmp_path)
    assert (other.returncode, len(other.stderr.strip().splitlines())) == (2, 1)
    assert "词库和语料里都没有这个主题" in other.stderr


def test_too_little_is_said_to_be_too_little(tmp_path: Path) -> None:
    folder = tmp_path / "讲话"
    folder.mkdir()
    (folder / "一.txt").write_text("关于节水的发言\n节水是好事。大家都来节水。\n", "utf-8")
    mined(folder, tmp_path / "语料.sqlite")
    shipped, _ = load(shipped_layers(), lambda outline: Wanted([ANY]))
    with Store(tmp_path / "语料.sqlite") as store, pytest.raises(DrafterError, match="分不出要点"):
        with_topic(shipped, store, "节水", 1)


def test_a_topic_is_found_by_its_words_where_nobody_wrote_it_so(tmp_path: Path) -> None:
    mined(sample_topic.folder(tmp_path / "讲话"), tmp_path / "语料.sqlite")
    with Store(tmp_path / "语料.sqlite") as store:
        assert len(documents_on(store, "营商环境工作")) == 24
        assert documents_on(store, "节水护水工作") == []


def test_shared_runs_are_measured() -> None:
    source = Source(1, ("建立问题清单和整改台账并且逐项对账销号到人", "别的话"))
    assert overlap("我们先建立问题清单和整改台账并且", source) == (13, 13 / 16)
    assert overlap("全不相干的一句", source)[1] == 0.0
