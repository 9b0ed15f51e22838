"""Sentences, 字数 and reading time."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.segment import compact, han, minutes, opening, sentences, words

CASES = [
    ("走好这条路。要坚持群众路线！对吗？", ["走好这条路。", "要坚持群众路线！", "对吗？"]),
    ("他说：“好。”说完就走。", ["他说：“好。”", "说完就走。"]),
    ("他说：“先去看。再回来讲。”大家都记住了。", ["他说：“先去看。再回来讲。”", "大家都记住了。"]),
    ("“等一等。”他说，“再看看。”", ["“等一等。”", "他说，“再看看。”"]),
    ("“马上就办。”，这是要求。", ["“马上就办。”，这是要求。"]),
    ("（这一条见附件。）其余照办。", ["（这一条见附件。）", "其余照办。"]),
    ("难点……堵点……都要摸清。", ["难点……", "堵点……", "都要摸清。"]),
    ("难点……，都要摸清。", ["难点……，都要摸清。"]),
    ("增长3.5个百分点。投入1.2万元。", ["增长3.5个百分点。", "投入1.2万元。"]),
    ("问题不大.工作还要抓。", ["问题不大.", "工作还要抓。"]),
    ("分号；不断句；到句号才断。", ["分号；不断句；到句号才断。"]),
    ("真的吗？！当然。", ["真的吗？！", "当然。"]),
    ("没有句号", ["没有句号"]),
    ("　　前面有空格。", ["前面有空格。"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:12] or "empty" for c in CASES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="党群甲乙。！？；，“”‘’（）《》……—.:3a \u3000\n", max_size=200))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    assert compact("".join(sentences(text))) == compact(text)


@given(st.text(alphabet="党群甲乙。！？；，“”‘’（）《》……—.:3a \u3000\n", min_size=1, max_size=200).filter(str.strip))
def test_the_first_sentence_is_found_without_the_others(text: str) -> None:
    text = text.strip()
    assert opening(text) == sentences(text)[0]
    assert (opening(text) == text) == (len(sentences(text)) == 1)


@given(st.text(alphabet="党群甲乙。！？；，“”（）.3a", max_size=120))
def test_a_sentence_alone_stays_one(text: str) -> None:
    for sentence in sentences(text):
        if sentence.count("“") == sentence.count("”") and sentence.count("（") == sentence.count("）"):
            assert sentences(sentence) == [sentence.strip(" \u3000\n")]


@given(st.text("。！？!?…. \u3000“”（）《》\"'，、的甲乙a1\n", max_size=16))
def test_a_quick_cut_is_the_careful_one(text: str) -> None:
    bare = text.strip()
    with patch("drafter.segment._plain_cuts", return_value=None):
        careful = sentences(bare)
    assert sentences(bare) == careful


def test_an_unclosed_quotation_does_not_swallow_the_text() -> None:
    text = "他说：“" + "这件事要办好。" * 60
    assert len(sentences(text)) > 30


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("四下基层", 4),
        ("“四下基层”。", 7),
        ("1988年6月", 4),
        ("1,000户", 2),
        ("GB/T 9704", 2),
        ("做到A、B两点", 7),
        ("百分之3.5", 4),
        ("——这是", 4),
        ("……", 2),
        ("　空 格　", 2),
        ("", 0),
    ],
)
def test_words_as_word_shows_them(text: str, count: int) -> None:
    assert words(text) == count


def test_han_and_minutes() -> None:
    assert han("四下基层 2024，abc") == 4
    assert minutes("字" * 1000) == 5.0
    assert minutes("字" * 1000, 250) == 4.0
    assert minutes("字", 0) == 0.0
