"""Phrases: counted exactly, whatever the number of shards, and only those that stand on their own feet."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import corpus
from drafter.mine import phrases
from drafter.mine.records import Candidate
from drafter.segment import sentences


def mined(documents: Sequence[Sequence[str]], least: int = 2, shards: int = 1, most: int = 10_000) -> list[Candidate]:
    text = phrases.laid_out(documents)
    parts = [phrases.found(text, part, least, most) for part in phrases.plan(text, shards)]
    whole = [phrases.whole(text, some) for some in phrases.best(parts, most).cut(shards)]
    return phrases.candidates(text, whole, [f"{n}.txt" for n in range(len(documents))], most)


@pytest.fixture(scope="module")
def speeches() -> list[list[str]]:
    return [sentences(text) for text in corpus(250_000, seed=3).texts]


def naive(documents: Sequence[Sequence[str]], least: int, shortest: int) -> dict[str, tuple[int, int, float, float]]:
    """Every run counted one by one: (count, families, left, right)."""
    places: dict[str, set[int]] = defaultdict(set)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    alone = 0
    for number, document in enumerate(documents):
        for sentence in document:
            for clause in re.findall("[一-鿿“”、]+", sentence):
                for start in range(len(clause)):
                    for end in range(start + shortest, min(len(clause), start + phrases.LONGEST) + 1):
                        run = clause[start:end]
                        places[run].add(number)
                        for side, near in ((left, clause[start - 1 : start]), (right, clause[end : end + 1])):
                            alone += 1
                            side[run][near if near and near not in "“”、" else f"alone {alone}"] += 1
    out = {}
    for run, where in places.items():
        count = sum(left[run].values())
        bits = [-sum(n / count * math.log2(n / count) for n in side[run].values()) for side in (left, right)]
        whole = run[0] not in "“”、" and run[-1] not in "“”、"
        if whole and len(where) >= least and min(bits) >= phrases.FREE - 1e-4:
            out[run] = (count, len(where), bits[0], bits[1])
    return out


SENTENCES = st.lists(st.text("甲乙丙，“”、", min_size=1, max_size=60), min_size=1, max_size=4)


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.integers(1, 3), st.integers(2, 4), st.integers(1, 5))
def test_counts_as_a_person_would(documents: list[list[str]], least: int, shortest: int, shards: int) -> None:
    text = phrases.laid_out(documents)
    codes = text.codes
    assert isinstance(codes, np.ndarray)
    got = {}
    for part in phrases.plan(text, shards):
        result = phrases.found(text, part, least, 10**6, shortest)
        for row, bits in zip(result.rows.tolist(), result.entropies.tolist(), strict=True):
            start, length, count, families = row
            run = "".join(text.alphabet[code] for code in codes[start : start + length])
            assert run not in got
            got[run] = (count, families, *bits)
    want = naive(documents, least, shortest)
    assert got.keys() == want.keys()
    for run, numbers in want.items():
        assert got[run] == pytest.approx(numbers, abs=1e-4)


def test_any_number_of_shards_gives_the_same(speeches: list[list[str]]) -> None:
    once = mined(speeches, least=3)
    assert len(once) > 1000
    for shards in (2, 5, 13):
        assert mined(speeches, least=3, shards=shards) == once


def test_a_cap_keeps_the_best_whatever_the_shards(speeches: list[list[str]]) -> None:
    once = mined(speeches, least=3, most=150)
    assert len(once) == 150
    assert mined(speeches, least=3, shards=5, most=150) == once
    ranks = [(-phrase.families, -phrase.count, phrase.text) for phrase in once]
    assert ranks == sorted(ranks)


def test_chunks_of_a_shard_do_not_show(speeches: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    once = mined(speeches, least=3)
    monkeypatch.setattr(phrases, "_CHUNK", 5000)
    assert mined(speeches, least=3) == once


def test_workers_share_the_text_by_its_file(speeches: list[list[str]], tmp_path: Path) -> None:
    text = phrases.laid_out(speeches)
    path = tmp_path / "codes.npy"
    np.save(path, text.codes)
    shared = msgspec.structs.replace(text, codes=str(path))
    plan = phrases.plan(shared, 4)
    with ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(phrases.found, shared, part, 3, 500) for part in plan]
        best = phrases.best([future.result() for future in futures], 500)
        checks = [pool.submit(phrases.whole, shared, some) for some in best.cut(3)]
        parts = [check.result() for check in checks]
    names = [f"{n}.txt" for n in range(len(speeches))]
    assert phrases.candidates(shared, parts, names, 500) == mined(speeches, least=3, most=500)


SAMPLE = [
    ["首先，党员干部要扛起清单化管理的责任。", "坚持把“干部夜校”作为抓手，把难题解决在院坝会上。"],
    ["村里推行清单化管理，党员干部要带头。", "开办“干部夜校”，难题解决在院坝会上才算数。"],
    ["清单化管理不是挂在墙上！", "党员干部要说：村民点菜、干部下厨，这事能成。"],
    ["坚持把“干部夜校”作为课堂，党员干部要先学。", "提倡村民点菜、干部下厨，推广清单化管理经验。"],
]


def test_phrases_are_what_a_person_would_keep() -> None:
    found = {phrase.text: phrase for phrase in mined(SAMPLE)}
    assert found["清单化管理"].families == 4
    assert found["村民点菜、干部下厨"].count == 2
    assert found["坚持把“干部夜校”作为"].families == 2
    assert found["干部夜校"].count == 3
    # Parts of longer ones, broken words and trailing particles are none.
    assert "解决在院坝会上" not in found
    assert "党员干部要" not in found
    assert not [text for text in found if text.startswith("单化") or text.endswith("清单化管")]


def test_examples_say_where() -> None:
    found = {phrase.text: phrase for phrase in mined(SAMPLE)}
    assert found["清单化管理"].examples == (("0.txt", 0), ("1.txt", 0), ("2.txt", 0))
    assert found["村民点菜、干部下厨"].examples == (("2.txt", 1), ("3.txt", 1))


def test_rare_characters_and_empty_documents_do_no_harm() -> None:
    odd = [["\U00020000\U00020001修桥补路办实事。"], [], ["要修桥补路办实事\ud800，"], [""], ["来修桥补路办实事了"]]
    found = {phrase.text: phrase for phrase in mined(odd)}
    assert found["修桥补路办实事"].examples == (("0.txt", 0), ("2.txt", 0), ("4.txt", 0))
    assert mined([]) == []
    assert mined([[]]) == []
