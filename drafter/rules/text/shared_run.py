"""No two sentences share a long run of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Said, Text, at
from drafter.segment import HAN

ID = "shared-run"
LEVEL: Level = "必错"
TITLE = "不同的句子里没有一长串相同的字"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "干部要把“宣传党的方针政策下基层”当成日常。\n\n村里人说，“宣传党的方针政策下基层”不是新鲜事。",
    "以人民为中心的发展思想要落到窗口。\n\n一张表填几遍，对照的是以人民为中心的发展思想。",
    Given("今年到【某个联系村的名字】走了几趟。\n\n年底再去【某个联系村的名字】看一看。", OURS),
    Given("把难题解决在现场，靠的是脚。\n\n难题在现场解决，靠的是人。", OURS),
)
BAD = (
    Given("办公室把群众反映的每一件事记下来。\n\n过了三个月，群众反映的每一件事又翻出来看。", OURS),
    Given("我到村里把困难群众的名单，一户一户对了一遍。\n\n名单一户一户对了一遍才交上去。", OURS),
    "会上定下的事由分管领导牵头办理、限期回复群众。\n\n年底由分管领导牵头办理、限期回复群众，再作通报。",
)

RUN = 8
# In a text of somebody else's: from here on it is no common phrase, and what recurs oftener is the text's own subject.
_STRIKING, _SUBJECT = 12, 3
# Marks may stand between the characters of a run.
_GAP = r"[^\u3400-\u9fff\uf900-\ufaff]*"
_SHOWN = 24
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|【[^】]*】")


def judge(text: Text) -> Iterator[Slip]:
    """Judges body sentences; quotations, slots, official wording and, in others' texts, the words of headings aside."""
    terms = [term for term in text.known.terms if term in text.whole]
    ours = text.known.composed
    if not ours:
        titles = (HAN.findall(spot.text) for spot in text.spots if spot.role in ("title", "heading"))
        known = {run for title in titles for run in _grams("".join(title))}
    else:
        known = set()
    first: dict[str, int] = {}
    often: dict[str, int] = {}
    hits: list[tuple[Said, int, str]] = []
    sayings = [said for spot in text.body for said in spot.sentences]
    for n, said in enumerate(sayings):
        if len(said.han) < RUN:
            continue
        for piece in _pieces(said.text, said.han, terms):
            shared: tuple[int, int, int] | None = None  # where the run began, where it ends, which sentence has it too
            for place in range(len(piece) - RUN + 1):
                gram = piece[place : place + RUN]
                other = first.setdefault(gram, n)
                if other == n or gram in known or sayings[other].han == said.han:
                    continue
                often[gram] = often.get(gram, 1) + 1
                if shared is not None and shared[1] == place + RUN - 1:
                    shared = (shared[0], place + RUN, shared[2])
                else:
                    if shared is not None:
                        hits.append((said, shared[2], piece[shared[0] : shared[1]]))
                    shared = (place, place + RUN, other)
            if shared is not None:
                hits.append((said, shared[2], piece[shared[0] : shared[1]]))
    for said, other, run in hits:
        if ours or often[run[:RUN]] < _SUBJECT:
            level: Level = "必错" if ours else "疑似" if len(run) >= _STRIKING else "提示"
            yield _slip(text, said, sayings[other], run, level)


def _grams(han: str) -> Iterator[str]:
    return (han[n : n + RUN] for n in range(len(han) - RUN + 1))


def _pieces(text: str, han: str, terms: Sequence[str]) -> list[str]:
    """The Han characters of a sentence, cut where something stands that may recur."""
    rest = _QUOTED.sub("|", text) if "“" in text or "【" in text or "《" in text else text
    for term in terms:
        if term in rest:
            rest = rest.replace(term, "|")
    if rest is text:
        return [han]
    return ["".join(HAN.findall(piece)) for piece in rest.split("|")]


def _slip(text: Text, said: Said, other: Said, run: str, level: Level) -> Slip:
    match = re.search(_GAP.join(run[:_SHOWN]), said.text)
    start, end = match.span() if match else (0, len(said.text))
    again = other.line is not None and other.line != said.line
    where = f"又见第{other.line}{text.known.unit}" if again else ""
    return at(text, said.start + start, said.start + end, "两句话里有一长串相同的字", "请改写其中一句", level, where)
