"""What a reviewer marks in one sentence: marks, length, slots, empty phrases, official wording, words of the role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from drafter.bank.catalogue import SENTENCES, Catalogue, Item
from drafter.report import Finding, Level
from drafter.segment import HAN, sentences, words

SHORTEST, LONGEST = 10, 70
# A slot that is filled with what mining found.
_DRAWN = "语料："
_SLOT = re.compile(r"【([^【】]*)】")
_HAN = r"\u4e00-\u9fff"
_STRAIGHT = re.compile(rf"[\"'＂](?=[^\"'＂]{{0,60}}[{_HAN}])|(?<=[{_HAN}])[\"'＂]")
_HALF = re.compile(rf"(?<=[{_HAN}”》】])[,;:?!.()]|[,;:?!()](?=[{_HAN}“《【])")
_ENDED = re.compile(r"[。！？…][”’』」》）]*$")
_HEADING_END = re.compile(r"[。，、；,.;]$")
_PARAGRAPHS = ("开头", "结尾", "过渡")


def judge(view: Catalogue, today: str) -> Iterator[Finding]:
    """All remarks on single entries."""
    hints = set(view.bank.slots)
    right = _alternation([formula.text for formula in view.bank.formulas])
    slips = {slip: formula.text for formula in view.bank.formulas for slip in formula.slips}
    wrong = _alternation(list(slips))
    open_slots: dict[str, list[Item]] = {}
    for item in view.items:
        if item.off:
            continue
        text = item.text
        if item.until and item.until < today:
            yield said(view, item, "expired", "提示", f"已过有效期（{item.until}）", "请更新或停用")
        if item.sort in (*SENTENCES, *_PARAGRAPHS):
            yield from _marks(view, item)
            yield from _slots(view, item, hints, open_slots)
        if item.sort in SENTENCES:
            yield from _length(view, item)
            yield from _verbs(view, item)
        if wrong is not None and item.sort not in ("规范表述", "空话", "空位", "角色"):
            masked = right.sub(lambda match: "\0" * len(match.group()), text) if right else text
            for match in wrong.finditer(masked):
                slip = match.group()
                yield said(view, item, "slip", "必错", f"“{slip}”不是规范表述", f"请改为“{slips[slip]}”")
    mined = {found.text for found in view.bank.mined}
    for name, items in open_slots.items():
        if name.startswith(_DRAWN):
            if name.removeprefix(_DRAWN) not in mined:
                yield said(view, items[0], "slot", "疑似", f"语料里没有【{name}】", "请照 common/语料.yaml 里的文本写")
            continue
        count = f"（共 {len(items)} 处）" if len(items) > 1 else ""
        yield said(view, items[0], "slot", "提示", f"空位【{name}】没有提示{count}", "请在 common/空位.yaml 里加上")
    yield from _empties(view)


def said(view: Catalogue, item: Item, rule: str, level: Level, what: str, how: str) -> Finding:
    """A finding about an entry."""
    message = f"{view.at(item)}：{what}，{how}"
    return Finding(f"bank-{rule}", level, message, item.where.line, item.text, suggestion=how)


def heading_marks(text: str) -> str:
    """What is wrong with the marks of a heading, "" if nothing."""
    if _HEADING_END.search(text):
        return "标题末尾有标点"
    if _STRAIGHT.search(text):
        return "标题用了直引号"
    return "标题用了半角标点" if _HALF.search(text) else ""


def _marks(view: Catalogue, item: Item) -> Iterator[Finding]:
    text = item.text
    if not _ENDED.search(text):
        yield said(view, item, "end", "必错", f"句末没有标点：“…{text[-8:]}”", "请补上句号")
    if _STRAIGHT.search(text):
        yield said(view, item, "quotes", "必错", "用了直引号", "请改为“ ”")
    if _HALF.search(text):
        yield said(view, item, "half-width", "必错", "汉字旁用了半角标点", "请改为全角")
    if text.count("“") != text.count("”"):
        yield said(view, item, "quotes", "必错", "引号没有配对", "请补上另一半")


def _slots(view: Catalogue, item: Item, hints: set[str], open_slots: dict[str, list[Item]]) -> Iterator[Finding]:
    if re.search("[【】]", _SLOT.sub("", item.text)):
        yield said(view, item, "slot", "必错", "空位的【】没有配对", "请补上另一半")
    for name in dict.fromkeys(_SLOT.findall(item.text)):
        if not name.strip():
            yield said(view, item, "slot", "必错", "空位【】里没有名称", "请写明要填什么，如【县名】")
        elif name not in hints and f"【{name}】" not in item.note:
            open_slots.setdefault(name, []).append(item)


def _length(view: Catalogue, item: Item) -> Iterator[Finding]:
    count = words(_SLOT.sub(r"\1", item.text))
    if count < SHORTEST:
        yield said(view, item, "length", "提示", f"只有 {count} 字", f"请写到 {SHORTEST} 字以上，说清一个意思")
    elif count > LONGEST:
        yield said(view, item, "length", "提示", f"有 {count} 字，太长", f"请拆开或精简到 {LONGEST} 字以内")
    if len(sentences(item.text)) > 1:
        yield said(view, item, "length", "提示", "一条里写了两句", "请拆成两条，或把前一句的句号改成分号")


def _verbs(view: Catalogue, item: Item) -> Iterator[Finding]:
    """Words that a role of the entry had better not use."""
    roles = view.bank.roles
    blamed: dict[str, list[str]] = {}
    for name in item.roles or roles:
        for verb in roles[name].may_not if name in roles else ():
            if verb in item.text:
                blamed.setdefault(verb, []).append(name)
    for verb, names in blamed.items():
        who = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        yield said(view, item, "verb", "疑似", f"{who}慎用“{verb}”", "请换一种说法，或改写“角色”")


def _empties(view: Catalogue) -> Iterator[Finding]:
    """Empty phrases that one passage, card or sentence uses more often than their ration allows."""
    rations = {empty.text: empty.most for empty in view.bank.empties}
    pattern = _alternation(list(rations))
    if pattern is None:
        return
    entries: dict[tuple[str, str], list[Item]] = {}
    for item in view.items:
        if item.sort in (*SENTENCES, *_PARAGRAPHS) and not item.off:
            entries.setdefault((item.owner, "" if item.owner else item.id), []).append(item)
    for items in entries.values():
        text = "\n".join(item.text for item in items)
        for phrase, count in Counter(pattern.findall(text)).items():
            # One is always too few to judge by, unless the phrase is not wanted at all.
            allowed = max(rations[phrase] * len(text) / 1000, min(rations[phrase], 1))
            if count > allowed:
                first = next(item for item in items if phrase in item.text)
                place = f"“{first.owner}”里" if first.owner else ""
                what = f"{place}套话“{phrase}”用了 {count} 次"
                yield said(view, first, "empty", "提示", what, "请换成具体的人、事、动作")


@cache
def _compiled(texts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _alternation(texts: list[str]) -> re.Pattern[str] | None:
    """A pattern for any of `texts`, the longest first; None for none."""
    return _compiled(tuple(sorted(set(texts), key=lambda text: (-len(text), text)))) if texts else None


def terms_of(view: Catalogue) -> re.Pattern[str] | None:
    """Names and official wording, which any two sentences may share."""
    bank = view.bank
    terms = [
        text for topic in bank.topics.values() for text in (topic.name, *topic.aliases, *topic.terms, *topic.parts)
    ]
    terms += [theme.name for topic in bank.topics.values() for theme in topic.themes]
    terms += [formula.text for formula in bank.formulas]
    return _alternation([term for term in terms if len(HAN.findall(term)) > 1])
