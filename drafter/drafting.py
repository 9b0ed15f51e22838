"""A whole draft: plan, compose, measure, and try again where it falls short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from drafter.bank.model import Bank, Role
from drafter.check import judge
from drafter.compose import compose
from drafter.genres import genre, named
from drafter.plan import plan
from drafter.plan.again import again
from drafter.plan.brief import Brief, Plan
from drafter.report import DrafterError, Finding
from drafter.segment import han, minutes, words
from drafter.tree import Document, Section, paragraphs
from drafter.writers import text as plain_text

_ATTEMPTS, _DOUBTS = 6, 2
_SLOT = re.compile(r"【([^】]+)】")
_TOLERANCE = 0.03


class SectionLength(Struct, frozen=True):
    heading: str
    share: float
    asked: int
    got: int


class Length(Struct, frozen=True):
    asked: int
    got: int
    han: int
    minutes: float
    sections: tuple[SectionLength, ...]


class OpenSlot(Struct, frozen=True):
    name: str
    hint: str
    count: int


class Quoted(Struct, frozen=True):
    """Somebody else's words in the draft, and how sure the bank is of them."""

    text: str
    source: str
    status: str


class Draft(Struct, frozen=True):
    """A finished draft and what is to be said of it."""

    brief: Brief
    plan: Plan
    document: Document
    length: Length
    slots: tuple[OpenSlot, ...]
    facts: tuple[Quoted, ...]
    findings: tuple[Finding, ...]
    phrases: tuple[str, ...]


def completed(bank: Bank, role: str, genre_name: str, topic: str, workspace: Path | None) -> tuple[str, str, str]:
    """The proper names of role, genre and topic, the role's own where none is given; a wrong pair is refused."""
    if not role:
        raise DrafterError("缺少角色", "drafter draft", "请写 --role，可用：" + "、".join(bank.roles))
    role = named(role, {r.name: r.aliases for r in bank.roles.values()}, "角色")
    speaker = bank.roles[role]
    kind = genre(genre_name or speaker.default_genre, workspace).name
    if kind not in speaker.genres:
        raise DrafterError(f"“{role}”不写“{kind}”", f"{role}×{kind}", f"可用：{'、'.join(speaker.genres)}")
    topics = {t.name: t.aliases for t in bank.topics.values()}
    if not topics:
        raise DrafterError("词库里没有主题", "topics", "请检查词库文件夹")
    return role, kind, named(topic, topics, "主题") if topic else usual_topic(bank, speaker)


def usual_topic(bank: Bank, speaker: Role) -> str:
    """The topic that has most of the themes that this role speaks on."""
    own = set(speaker.themes)
    return max(bank.topics.values(), key=lambda topic: len(own & {theme.name for theme in topic.themes})).name


def usual_length(bank: Bank, role: str, kind: str, workspace: Path | None) -> int:
    """How long such a paper usually is: as the role likes its own genre, as the genre says for the others."""
    speaker = bank.roles[role]
    return speaker.default_length if kind == speaker.default_genre else genre(kind, workspace).length


def draft(
    bank: Bank,
    brief: Brief,
    workspace: Path | None = None,
    used: Mapping[str, int] | None = None,
    rate: int = 200,
) -> Draft:
    """The best of a few tries; the first that meets its length and passes our own rules is taken."""
    kind = genre(brief.genre, workspace)
    problem: DrafterError | None = None
    best: tuple[float, Plan, Document, list[Finding]] | None = None
    for attempt in range(_ATTEMPTS):
        try:
            made = plan(bank, kind, brief, used, attempt)
        except DrafterError as error:
            problem = problem or error
            continue
        document = compose(made, kind, workspace)
        findings = judge(document, brief=brief, role=bank.roles[brief.role], bank=bank)
        off = abs(words(_text(document)) - brief.length) / brief.length
        # What an office would send back weighs more than any length; what may be wrong, a little.
        grave = sum({"必错": 1.0, "疑似": 0.002, "提示": 0.0}[finding.level] for finding in findings)
        if best is None or off + grave < best[0]:
            best = (off + grave, made, document, findings)
        # A doubtful spot is worth another try or two, not all of them.
        if off <= _TOLERANCE * 0.9 and (grave == 0 or (attempt >= _DOUBTS and grave < 0.01)):
            break
    if best is None:
        assert problem is not None
        raise problem
    return _finished(bank, brief, best[1], best[2], best[3], rate)


def rerolled(
    bank: Bank, made: Draft, where: Sequence[str], workspace: Path | None, used: Mapping[str, int], rate: int = 200
) -> Draft:
    """The same draft with other sentences at the places named (二.1), one after the other."""
    plan_now = made.plan
    for turn, place in enumerate(where):
        plan_now = again(bank, made.brief, plan_now, place, used, turn)
    document = compose(plan_now, genre(made.brief.genre, workspace), workspace)
    findings = judge(document, brief=made.brief, role=bank.roles[made.brief.role], bank=bank)
    return _finished(bank, made.brief, plan_now, document, findings, rate)


def _finished(bank: Bank, brief: Brief, made: Plan, document: Document, findings: list[Finding], rate: int) -> Draft:
    phrases = tuple(s.phrase for p in paragraphs(document.body) for s in p.sentences if s.phrase)
    used = set(phrases)
    quoted = (Quoted(v.text, f"{v.author}《{v.work}》", v.status) for v in bank.verses if v.id in used)
    length = _measured(made, document, brief.length, rate)
    return Draft(brief, made, document, length, _slots(document, bank), tuple(quoted), tuple(findings), phrases)


def _text(document: Document) -> str:
    return plain_text.write(document).decode()


def _measured(made: Plan, document: Document, asked: int, rate: int) -> Length:
    text = _text(document)
    parts = [block for block in document.body if isinstance(block, Section)]
    rows = tuple(
        SectionLength(part.heading or part.kind, round(chapter.share, 1), chapter.asked, words(_section_text(part)))
        for chapter, part in zip(made.chapters, parts, strict=False)
    )
    return Length(asked, words(text), han(text), minutes(text, rate), rows)


def _section_text(section: Section) -> str:
    return _text(Document(body=(section,)))


def _slots(document: Document, bank: Bank) -> tuple[OpenSlot, ...]:
    count = Counter(_SLOT.findall(_text(document)))
    return tuple(OpenSlot(name, bank.slots[name].hint if name in bank.slots else "", n) for name, n in count.items())
