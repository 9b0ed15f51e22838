"""Families: copies and rewritten copies together, strangers apart, whatever public wording they share."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import Corpus, corpus
from drafter.mine.families import Sketch, families, placed, sketch, sketches
from drafter.segment import sentences

Documents = list[list[str]]


@pytest.fixture(scope="module")
def planted() -> Corpus:
    return corpus(1_200_000, seed=11)


@pytest.fixture(scope="module")
def documents(planted: Corpus) -> Documents:
    return [sentences(text) for text in planted.texts]


@pytest.fixture(scope="module")
def found(documents: Documents) -> list[int]:
    return families([sketch(document) for document in documents])


@given(st.lists(st.lists(st.text("学习党的建设，。“”\n 𠀀a", max_size=12), max_size=5), max_size=6))
def test_many_are_sketched_as_each_alone(documents: Documents) -> None:
    assert sketches(documents) == [sketch(document) for document in documents]


def _roots(planted: Corpus) -> list[int]:
    of = {one.document: one.of for one in planted.planted}
    return [of.get(number, number) for number in range(len(planted.texts))]


@pytest.mark.parametrize(("sort", "recall"), [("copy", 1.0), ("edit", 0.98), ("rewrite", 0.95)])
def test_finds_what_was_planted(planted: Corpus, found: list[int], sort: str, recall: float) -> None:
    pairs = [one for one in planted.planted if one.sort == sort]
    assert len(pairs) > 20
    right = sum(found[one.document] == found[one.of] for one in pairs)
    assert right >= recall * len(pairs)


def test_keeps_strangers_apart(planted: Corpus, found: list[int]) -> None:
    roots = _roots(planted)
    false = sum(roots[found[number]] != roots[number] for number in range(len(found)))
    assert false <= 0.01 * len(found)


def test_a_family_is_named_by_its_first_document(found: list[int]) -> None:
    assert all(family <= number and found[family] == family for number, family in enumerate(found))


def test_new_documents_find_their_family_beside_a_store(planted: Corpus, documents: Documents) -> None:
    sketches = [sketch(document) for document in documents]
    half = len(sketches) // 2
    old = families(sketches[:half])
    firsts = sorted(set(old))
    placed_at = placed(sketches[half:], [sketches[first] for first in firsts])
    roots = _roots(planted)
    for number, family in enumerate(placed_at, half):
        first = firsts[family] if family < len(firsts) else family - len(firsts) + half
        assert roots[first] == roots[number]
    known = {roots[first] for first in firsts}
    expected = sum(roots[number] in known for number in range(half, len(sketches)))
    assert sum(family < len(firsts) for family in placed_at) >= 0.99 * expected


def _speech(seed: int, size: int = 30) -> list[str]:
    """Sentences that nobody else has."""
    chance = Random(seed)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 4000)]
    return [
        "".join(chance.choices(letters, k=12)) + "，" + "".join(chance.choices(letters, k=9)) + "。"
        for _ in range(size)
    ]


def _families(*documents: list[str]) -> list[int]:
    return families([sketch(document) for document in documents])


def test_public_wording_ties_no_strangers() -> None:
    public = [f"这是第{n}句大家都要说的官话套话。" for n in "一二三四五六七八九十"]
    speeches = [[*_speech(seed, 12), *public] for seed in range(40)]
    assert _families(*speeches) == list(range(40))


def test_a_much_copied_speech_is_one_family() -> None:
    speech = _speech(1)
    edited = [[*_speech(100 + n, 2), *speech[2:]] for n in range(200)]
    rewritten = [*speech[:15], *_speech(900, 15)]
    assert _families(speech, *edited, rewritten, _speech(2)) == [0] * 202 + [202]


def test_families_are_no_chains() -> None:
    parts = [_speech(seed, 15) for seed in range(6)]
    chain = [[*one, *two] for one, two in pairwise(parts)]
    assert _families(*chain) == [0, 0, 2, 2, 4]


def test_a_collection_is_not_a_copy_of_one_of_its_speeches() -> None:
    speeches = [_speech(seed) for seed in range(12)]
    collection = [sentence for speech in speeches for sentence in speech]
    assert _families(speeches[0], collection) == [0, 1]
    assert _families(collection, *speeches) == [0] * 13


def test_marks_and_quotation_marks_make_no_difference() -> None:
    one = sketch(["坚持把“院坝会”开到群众家门口，能办的事当场就办。"])
    assert one == sketch(["坚持把院坝会开到群众家门口；", "能办的事  当场就办！"])
    assert one.hashes().tolist() == sorted(one.hashes().tolist())


def test_sketches_outlive_the_program() -> None:
    """They are kept in stores: the same text must give the same bytes tomorrow, whatever PYTHONHASHSEED is."""
    assert sketch(["修桥补路办实事，是村里人的盼望。"]).clauses.hex() == "94c802c863eed954dca65399b6e9acb2"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(sketch(["修桥补路办实事"])), type=Sketch) == sketch(
        ["修桥补路办实事"]
    )


def test_short_clauses_and_nothing_at_all_are_no_likeness() -> None:
    assert sketch(["各位同志：", "一是抓，二是管。", "\ud800"]) == Sketch(b"")
    assert _families(["各位同志："], ["各位同志："], []) == [0, 1, 2]
    assert families([]) == []


@given(st.lists(st.text("甲乙丙丁，。“”1a \n", max_size=80), max_size=5))
def test_every_long_clause_is_hashed_once(texts: list[str]) -> None:
    joined = "\n".join(texts)
    for mark in "“” ":
        joined = joined.replace(mark, "")
    clauses = {clause for line in joined.split("\n") for part in line.split("，") for clause in part.split("。")}
    long = {clause for clause in clauses if sum(char >= "一" for char in clause) >= 6}
    assert len(sketch(texts).hashes()) == len(long)
    for clause in long:
        assert sketch([clause]).hashes()[0] in sketch(texts).hashes()


def test_the_corpus_is_the_same_for_the_same_seed() -> None:
    once = corpus(60_000, seed=4)
    assert corpus(60_000, seed=4) == once
    assert corpus(60_000, seed=5).texts != once.texts
    assert sum(map(len, once.texts)) == pytest.approx(60_000, rel=0.05)
    assert any(data != text.encode() for (_, data), text in zip(once.files, once.texts, strict=True))
