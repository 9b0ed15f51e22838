"""Sentences of the bank that are the same, or nearly: a draft must not say a thing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.bank.catalogue import SENTENCES, Catalogue, Item
from drafter.bank.wording import said, terms_of
from drafter.report import Finding
from drafter.segment import compact

# So many characters in a row are no accident.
RUN = 10
_SET_APART = re.compile(r"“[^“”]*”|《[^《》]*》|【[^【】]*】")
_RUNS = re.compile(rf"[\u3400-\u4dbf\u4e00-\u9fff]{{{RUN},}}")


def judge(view: Catalogue) -> Iterator[Finding]:
    """Equal ids, equal texts, and runs of ten characters that two sentences share (terms and slots aside)."""
    items = [item for item in view.items if item.sort in SENTENCES and not item.off]
    yield from _equal(view, items)
    yield from _near(view, items)


def _equal(view: Catalogue, items: list[Item]) -> Iterator[Finding]:
    ids: dict[str, Item] = {}
    texts: dict[str, Item] = {}
    for item in items:
        text = compact(item.text)
        twin = texts.setdefault(text, item)
        if twin is not item:
            yield said(view, item, "same-text", "必错", f"和 {view.at(twin)} 一字不差", "请删去一处或改写")
        other = ids.setdefault(item.id, item)
        if compact(other.text) != text:
            yield said(view, item, "same-id", "必错", f"编号“{item.id}”和 {view.at(other)} 重复", "请换一个编号")


def _near(view: Catalogue, items: list[Item]) -> Iterator[Finding]:
    terms = terms_of(view)
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        text = _SET_APART.sub("\n", item.text)
        if terms is not None:
            text = terms.sub("\n", text)
        shared: Counter[int] = Counter()
        samples: dict[int, str] = {}
        fresh = []
        for run in _RUNS.findall(text):
            last, length = -1, 0
            for start in range(len(run) - RUN + 1):
                window = run[start : start + RUN]
                holder = first.get(window, number)
                if holder == number:
                    last = -1
                    fresh.append(window)
                    continue
                length = length + 1 if holder == last else RUN
                last = holder
                if length > shared[holder]:
                    shared[holder], samples[holder] = length, run[start + RUN - length : start + RUN]
        for window in fresh:
            first.setdefault(window, number)
        for holder, length in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:1]:
            twin = items[holder]
            if compact(twin.text) == compact(item.text):
                continue
            what = f"和 {view.at(twin)} 有 {length} 个字连着相同：“{samples[holder]}”"
            yield said(view, item, "near", "疑似", what, "请改写一处")
