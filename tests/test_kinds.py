"""What a section does: patterns made for searching fast find what they would find if tried at every character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.sections import kinds

_OPEN, _END = "(?<=(?=", ")(?s:.))"
_NAMED = [pattern for _, pattern in kinds._NAMED]
_QUICK = [p for p in (*vars(kinds).values(), *_NAMED) if isinstance(p, re.Pattern) and p.pattern.endswith(_END)]


@pytest.mark.parametrize("quick", _QUICK)
@given(st.data())
def test_a_quick_pattern_finds_what_the_plain_one_finds(quick: re.Pattern[str], data: st.DataObject) -> None:
    plain = re.compile(quick.pattern.split(_OPEN, 1)[1].removesuffix(_END))
    words = re.findall("[\u4e00-\u9fff]+|[，；：。0-9]", plain.pattern)
    text = data.draw(st.lists(st.sampled_from(["甲", "，", "\n", *words]), max_size=5).map("".join))
    assert (quick.search(text) is None) == (plain.search(text) is None)
