"""Short clauses of the corpus that fit into sentences of our own: what is done, what goes wrong, what a thing means.

None is longer than twenty characters, so that no draft repeats a longer run of somebody's text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from drafter.mine.labels import kind_of
from drafter.mine.places import localized
from drafter.mine.records import Record
from drafter.segment import han

LONGEST = 18
_ENOUGH = 4
_SHORTEST = 6
_CLAUSE = re.compile(r"[，。；：！？,;:!?]")
_LEAD = re.compile(
    r"^(?:(?:同时|此外|另外|首先|其次|再次|最后|一方面|另一方面|特别是|尤其是|下一步|今后)|[一二三四五六]是|(?:我们?|大家|各级|各部门|全县|全市)?(?:都|也|还|更|就|又)?(?:要|必须|应当|应该|需要|务必|将)"
    r"|进一步|切实|不断|持续|深入|着力|扎实|坚持)+"
)
_BLAME = re.compile(
    r"^(?:(?:还|仍|仍然|依然)?存在|(?:有的|有时|个别|部分|少数|一些)(?:同志|干部|党员|单位|部门|地方)?(?:还|仍|仍然)?(?:存在)?)"
)
_FAULT = re.compile(
    r"不够|不强|不深|不足|不高|不实|不到位|不严|不透|不多|不细|不勤|欠缺|缺乏|薄弱|滞后|短板|流于|停留在|浅尝辄止|走过场|应付|满足于|重.{1,6}轻"
    r"|走马观花|蜻蜓点水"
)
# A clause that hangs on another one, or tells what came of something, is no deed.
_HANGS = re.compile(r"才|了|就|便|却|着|过|时$|后$|不得|不能|如有|以及|等$")
_NO_DEED = frozenset(
    re.findall(
        r"\S+",
        "有 是 没有 作为 成为 取得 出现 存在 进行 能 能够 可以 希望 感到 认为 回复 使 令 受 得到 获得 带来 影响 属于"
        " 等于 来自 看 说 想 听 请 让 如 宣讲",
    )
)
_ENDS = frozenset(["n", "vn", "v", "a", "an", "l", "i"])
_MEANS = re.compile(r"^[^是，]{2,9}(?:是|就是|乃)[^是，]{4,13}$")
_PERSON = re.compile(r"我|你|他|她|本人|自己|同志|书记|主任|上述|如下|以下|这[一种些个]|那[一种些个]|此|其|该")
_QUOTES = re.compile(r"[“”‘’（）《》【】0-9０-９A-Za-z]")
_ODD_END = frozenset("的地得和与及或而把将被对向为从在于以等了着过是")


class Clause(Struct, frozen=True):
    """A clause, the first family it stands in, and the headings that it stands under."""

    text: str
    family: int
    headings: str


class Fillers(Struct, frozen=True):
    """What may fill the places of our sentences, the most widespread first."""

    deeds: tuple[Clause, ...]
    faults: tuple[Clause, ...]
    meanings: tuple[Clause, ...]


def fillers(records: Iterable[tuple[int, Record]]) -> Fillers:
    """The clauses of these documents that can stand inside another sentence."""
    found: dict[str, dict[str, set[int]]] = {"做法": {}, "不足": {}, "意义": {}}
    under: dict[str, set[str]] = {}
    for family, record in records:
        for sentence in record.sentences:
            for sort, clause in _clauses(sentence.text, kind_of(sentence)):
                found[sort].setdefault(clause, set()).add(family)
                at = sentence.heading
                while at >= 0:
                    under.setdefault(clause, set()).add(record.headings[at].text)
                    at = record.headings[at].parent

    def ranked(sort: str) -> tuple[Clause, ...]:
        order = sorted(found[sort], key=lambda clause: (-len(found[sort][clause]), clause))
        return tuple(
            Clause(clause, min(found[sort][clause]), " ".join(sorted(under.get(clause, ())))) for clause in order
        )

    return Fillers(ranked("做法"), ranked("不足"), ranked("意义"))


def _clauses(text: str, kind: str) -> Iterable[tuple[str, str]]:
    if kind not in ("措施", "问题", "体会"):
        return
    for n, raw in enumerate(_CLAUSE.split(text)):
        if kind == "体会" and n:
            return  # what a thing is may hang on the clause before it
        if _PERSON.search(raw) or _QUOTES.search(raw):
            continue
        if kind == "措施":
            clause, sort = _LEAD.sub("", raw), "做法"
        elif kind == "问题":
            clause, sort = _BLAME.sub("", raw), "不足"
            if not _FAULT.search(clause):
                continue
        else:
            clause, sort = raw, "意义"
            if not _MEANS.match(clause):
                continue
        if _SHORTEST <= han(clause) <= LONGEST and clause[-1] not in _ODD_END and _whole(clause, sort):
            yield sort, clause


def _whole(clause: str, sort: str) -> bool:
    """Whether the words of a clause make one that stands by itself: a deed begins with a verb and has an object."""
    import rjieba

    if localized(clause)[1]:
        return False
    tags = rjieba.tag(clause)
    if any(tag in ("m", "t", "nr", "ns", "nt", "r", "y", "e") for _, tag in tags):
        return False
    if sort == "做法":
        opens = (tags[0][1] == "v" or tags[0][0] == "把") and tags[0][0] not in _NO_DEED
        return opens and len(tags) >= 3 and not _HANGS.search(clause) and tags[-1][1] in _ENDS
    if sort == "不足":
        return tags[0][1] not in ("c", "d", "u", "uj", "p")
    return tags[0][1] in ("n", "vn", "v", "l", "i", "an") and tags[-1][1] in ("n", "vn", "l", "i", "an")


def themes(records: Sequence[Record], topic: str, most: int = 6) -> list[str]:
    """What these documents speak about under the topic: words of four characters that head sections, then clauses."""
    heads: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for record in records:
        heads.update({term for heading in record.headings for term in _terms(heading.text, ("n", "vn", "v"))})
        spread.update({term for sentence in record.sentences for term in _terms(sentence.text, ("n", "vn"))})
    chosen: list[str] = []
    for counts, least in ((heads, 2), (spread, 3), (heads, 1), (spread, 2)):
        # Words that only stand inside sentences are taken where too few head anything.
        if len(chosen) >= _ENOUGH:
            break
        for term in sorted(counts, key=lambda term: (-counts[term], -spread[term], term)):
            if counts[term] < least or len(chosen) == most:
                break
            if term in topic or topic in term or _GENERAL.search(term):
                continue
            if not any(term[:2] in other or term[2:] in other for other in chosen):
                chosen.append(term)
    return chosen


_GENERAL = re.compile(
    r"主义|之风|原因|剖析|^提高|^形成|^定期|现状|站位|作风建设取|学习|体会|存在|问题|措施|下步|今后|打算|改进|自身|不足|发言|工作[要安计总]|思想认识|以来|总书记|同志|时代|中国|重要|全面|进行|[这那各每]"
)
# Where a term stands that a clause speaks about: at its head, or behind a word that takes it up.
_TAKES_UP = frozenset(
    [
        "抓好",
        "做好",
        "抓",
        "在",
        "对",
        "加强",
        "推进",
        "强化",
        "优化",
        "深化",
        "落实",
        "开展",
        "推动",
        "提升",
        "改进",
        "围绕",
        "聚焦",
        "把",
        "以",
        "坚持",
    ]
)


def _terms(text: str, opening: Sequence[str]) -> Iterable[str]:
    """Nouns of four characters that a clause is about: one word, or two words of two that make one."""
    import rjieba

    before = ""
    tags = rjieba.tag(text)
    for n, (word, tag) in enumerate(tags):
        if not before or before in _TAKES_UP or tags[n - 1][1] == "x":
            if len(word) == 4 and tag in ("n", "vn", "nz", "l"):
                yield word
            elif len(word) == 2 and tag in opening and word not in _TAKES_UP and n + 1 < len(tags):
                after, other = tags[n + 1]
                if len(after) == 2 and other in ("n", "vn", "v"):
                    yield word + after
        before = word
