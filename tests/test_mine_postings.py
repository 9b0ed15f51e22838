"""The search index: finds every sentence that a look at all of them would find, from two characters down to one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import corpus
from drafter.mine import postings
from drafter.segment import sentences

SENTENCES = [
    "“院坝会”开到群众家门口。",
    "全镇累计召开院坝会30场，化解矛盾12件。",
    "把5G基站建在山顶，群众用上了ＧＤＰ之外的好日子。",
    "坚持会前摸底、会后督办。",
    "𠮷村修通了路，家家通了车。",
    "",
]


def found(pages: Sequence[postings.Page], words: Sequence[str]) -> list[int]:
    kept = dict(pages)
    rows = postings.find(lambda unit: [kept[unit]] if unit in kept else [], words)
    return [int(number) for number in rows]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["群众"], [0, 2]),
        (["院坝会"], [0, 1]),
        (["会"], [0, 1, 3]),
        (["院坝会", "群众"], [0]),
        (["摸底、会后"], [3]),
        (["30场"], [1]),
        (["30"], [1]),
        (["5g基站"], [2]),
        (["gdp"], [2]),
        (["𠮷村"], [4]),
        (["群众路线"], []),
        (["车。"], [4]),
        (["，"], []),
        ([], []),
        ([""], []),
    ],
)
def test_finds(words: list[str], numbers: list[int]) -> None:
    assert found(postings.pages(SENTENCES, range(6)), words) == numbers


TEXT = st.text("甲乙丙，“ 𠮷", max_size=30)


@given(st.lists(TEXT, max_size=12), st.lists(st.text("甲乙丙𠮷", min_size=1, max_size=3), min_size=1, max_size=2))
def test_finds_what_looking_finds(texts: list[str], words: list[str]) -> None:
    numbers = [10 + 3 * n for n in range(len(texts))]
    want = [n for n, text in zip(numbers, texts, strict=True) if all(word in text for word in words)]
    got = found(postings.pages(texts, numbers), words)
    assert got == sorted(set(got))
    assert [n for n in got if all(word in texts[(n - 10) // 3] for word in words)] == want
    # Two characters are never too many; only longer words may be found in pieces.
    if all(len(word.encode("utf-16-le")) <= 4 for word in words):
        assert got == want


@given(st.lists(st.text("a1B 甲，", max_size=20), max_size=10), st.sampled_from(["a", "1", "ab", "b1a", "甲a", "1甲"]))
def test_words_are_found_whole(texts: list[str], word: str) -> None:
    runs = re.findall("[a-z0-9]+|甲", word)
    want = []
    for number, text in enumerate(texts):
        units = re.findall("[a-z0-9]+|.", text.lower())
        if any(units[at : at + len(runs)] == runs for at in range(len(units))):
            want.append(number)
    assert set(want) <= set(found(postings.pages(texts, range(len(texts))), [word]))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [sentence for text in corpus(150_000, seed=5).texts for sentence in sentences(text)]


@pytest.mark.parametrize("shards", [2, 5, 13])
def test_parts_of_a_corpus_are_searched_as_one(texts: list[str], shards: int) -> None:
    whole = postings.pages(texts, range(len(texts)))
    size = -(-len(texts) // shards)
    parts = [
        postings.pages(texts[low : low + size], range(low, min(low + size, len(texts))))
        for low in range(0, len(texts), size)
    ]
    assert len(parts) == shards
    together, backwards = postings.joined(parts), postings.joined(parts[::-1])
    for words in (["工作机制"], ["群众"], ["抓"], ["硬骨头", "服务"], ["30户"], ["没有这个词"]):
        once = found(whole, words)
        assert found(together, words) == once
        assert found(backwards, words) == once
        assert [n for n in once if all(word in texts[n] for word in words)] == [
            n for n, text in enumerate(texts) if all(word in text for word in words)
        ]


def test_pieces_do_not_show(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    once = found(postings.pages(texts, range(len(texts))), ["群众"])
    assert len(once) > 100
    monkeypatch.setattr(postings, "_PIECE", 3000)
    assert found(postings.pages(texts, range(len(texts))), ["群众"]) == once


def test_a_search_reads_few_pages(texts: list[str]) -> None:
    kept = dict(postings.pages(texts, range(len(texts))))
    asked: list[int] = []

    def page(unit: int) -> list[bytes]:
        asked.append(unit)
        return [kept[unit]]

    assert len(postings.find(page, ["工作机制", "工作"])) > 0
    assert asked == sorted({ord(char) for char in "工作机"})
