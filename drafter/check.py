"""Judges a file, or a draft of our own: findings, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter import rules as shelf
from drafter.report import Finding
from drafter.rules.text.contract import Known, text_of
from drafter.rules.text.wording import EMPTIES, TERMS
from drafter.segment import words
from drafter.tree import Document
from drafter.writers import text as plain_text

if TYPE_CHECKING:
    from drafter.bank.model import Bank, Role
    from drafter.plan.brief import Brief
    from drafter.reading import Part

# What reading tells of any file, and layout rules tell of a Word file with more certainty.
_TOLD_BY_LAYOUT = {"heading-stop", "number-order", "mixed-marks", "straight-quote", "half-width"}
_NUMBERING = {"number-order", "mixed-marks"}
# What reading mends in passing and somebody who has a file checked wants to know.
_MENDED = {
    "straight-quote": ("用了直引号", "请改为“ ”"),
    "half-width": ("汉字旁用了半角标点", "请改为全角标点"),
    "mark-row": ("省略号或破折号写法不规范", "请改为……、——"),
    "circle-stop": ("句号或〇写成了字母、圆圈", "请改为“。”“〇”"),
    "web-code": ("有残留的网页代码", "请删去"),
}
_COLON = re.compile("：(?![^“]*”)")
_OLD = ("old-format", "旧格式的版式没有查：全文：请用 Word 或 WPS 另存为 .docx 再查一遍")
# How many places a finding names, and how much of each is shown.
_NAMED, _SHOWN = 3, 12


def check(
    data: bytes,
    name: str,
    rules: Collection[ModuleType] | None = None,
    disabled: Collection[str] = frozenset(),
    profile: str = "标准",
    bank: Bank | None = None,
) -> list[Finding]:
    """What is wrong with one file: what its reading found fault with, and what the rules (all, or those given) find.

    Text rules judge any file, layout rules Word documents. `disabled` are ids of rules whose findings are not wanted.
    Raises a DrafterError where the file cannot be read.
    """
    from drafter.package import is_word

    word = is_word(data)
    unit = "段" if word else "行"
    wanted = [*shelf.reading("text"), *shelf.reading("layout")] if rules is None else list(rules)
    texts = [rule for rule in wanted if rule.READS == "text"]
    found: list[Finding] = []
    if texts:
        from drafter.reading import read

        known = _known(bank, unit)
        for part in read(data, name).parts:
            told = _told(part, unit) if rules is None else []
            ids = {finding.rule for finding in told}
            found += told
            # What reading tells with a line of the file, no rule tells again.
            if ids & _NUMBERING:
                ids |= _NUMBERING
            found += _found(part.document, known, [rule for rule in texts if rule.ID not in ids])
        if word:
            found = [finding for finding in found if finding.rule not in _TOLD_BY_LAYOUT]
        elif rules is None and _is_old(data, name):
            found.append(Finding(_OLD[0], "提示", _OLD[1]))
    layouts = [rule for rule in wanted if rule.READS == "layout"] if word else []
    if layouts:
        from drafter.profiles import profile as profile_named
        from drafter.wordlook import look

        seen, page = look(data, name), profile_named(profile)
        for rule in layouts:
            found += shelf.findings(rule, rule.judge(seen, page))
    return _sorted(found, disabled)


def judge(
    document: Document,
    brief: Brief | None = None,
    role: Role | None = None,
    bank: Bank | None = None,
    rules: Collection[ModuleType] | None = None,
    disabled: Collection[str] = frozenset(),
) -> list[Finding]:
    """What the text rules find in a document; with its brief it is a draft of ours and held to the standing rules."""
    known = _known(bank, "行", brief)
    if brief is not None:
        known = replace(known, composed=True, asked=brief.length, got=words(plain_text.write(document).decode()))
    if role is not None:
        known = replace(known, role=role.name, may_not=role.may_not)
    return _sorted(_found(document, known, shelf.reading("text") if rules is None else rules), disabled)


def _found(document: Document, known: Known, rules: Iterable[ModuleType]) -> list[Finding]:
    text = text_of(document, known)
    return [finding for rule in rules for finding in shelf.findings(rule, rule.judge(text), known.unit)]


def _known(bank: Bank | None, unit: str, brief: Brief | None = None) -> Known:
    """What the bank knows of wording: of the topic of the brief where there is one, else of all topics."""
    if bank is None:
        return Known(unit=unit)
    topics = [topic for name, topic in bank.topics.items() if brief is None or name == brief.topic]
    terms = {term for topic in topics for term in (topic.name, *topic.terms, *topic.parts)}
    terms |= {formula.text for formula in bank.formulas} | (set() if brief else set(TERMS))
    empties = tuple((empty.text, empty.most) for empty in bank.empties) or EMPTIES
    return Known(terms=tuple(sorted(terms, key=lambda term: (-len(term), term))), empties=empties, unit=unit)


def _sorted(found: Sequence[Finding], disabled: Collection[str]) -> list[Finding]:
    """Stable, so that findings of one level and line stay in the order of their rules."""
    kept = [finding for finding in found if finding.rule not in disabled]
    return sorted(kept, key=lambda finding: (shelf.LEVELS.index(finding.level), finding.line or 0))


def _told(part: Part, unit: str) -> list[Finding]:
    """What reading found fault with, said as rules say it (what, where, what to do); places of one slip are one."""
    groups: dict[tuple[str, str, str], list[tuple[Finding, str]]] = {}
    for finding in part.findings:
        text = f"「{finding.text[:_SHOWN]}{'…' * (len(finding.text) > _SHOWN)}」" if finding.text else ""
        if finding.rule in _MENDED:
            what, how = _MENDED[finding.rule]
            finding = replace(finding, level="疑似")
        elif finding.level == "提示":
            continue  # What reading only mentions is about reading: what it could not hold or left out.
        else:
            what, *where = _COLON.split(finding.message)
            if where:
                how = where.pop()
                text = "，".join(where) or text
            else:
                what, _, how = what.rpartition("，")
        place = f"第{finding.line}{unit}" if finding.line else "全文"
        groups.setdefault((finding.rule, what, how), []).append((finding, place + text))
    told = []
    for (_, what, how), places in groups.items():
        shown = "、".join([place for _, place in places[:_NAMED]]) + f"等{len(places)}处" * (len(places) > _NAMED)
        told.append(replace(places[0][0], message=f"{what}：{shown}：{how}"))
    return told


def _is_old(data: bytes, name: str) -> bool:
    """Whether this is a text of an older office program, which has a layout that only Word's own format shows."""
    from drafter.readers import office

    return office.claims(data, name)
