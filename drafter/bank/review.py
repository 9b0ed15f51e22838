"""What `bank check` says: how far the bank keeps to the standard that its writers agreed on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from drafter.bank import alike, wording
from drafter.bank.catalogue import Catalogue, Item
from drafter.bank.layers import holders
from drafter.bank.model import Card, Passage
from drafter.bank.wording import heading_marks, said
from drafter.report import Finding
from drafter.segment import words

_LEVELS = ("必错", "疑似", "提示")
FEWEST = 3
THEMES = 5
APART = 2
# A card says what goes wrong and shows it, why, and what will be done.
_PARTS = (("问题", ("表现", "举例")), ("原因", ("根源",)), ("措施", ("做法",)))
# A passage must be able to be this short and this long.
_SHORT, _LONG = 250, 100


def review(view: Catalogue, today: str) -> list[Finding]:
    """All remarks on a bank, the gravest first; `today` (YYYY-MM-DD) decides what has expired."""
    found = [
        *view.findings,
        *_names(view),
        *_places(view),
        *_lonely(view),
        *_cards(view),
        *_families(view),
        *alike.judge(view),
        *wording.judge(view, today),
    ]
    return sorted(found, key=lambda finding: _LEVELS.index(finding.level))


def _active(view: Catalogue, *sorts: str) -> Iterator[Item]:
    return (item for item in view.items if item.sort in sorts and not item.off)


def _owners(view: Catalogue) -> dict[tuple[str, str], Item]:
    return {(item.sort, item.id): item for item in _active(view, "段落谱", "问题卡", "标题组")}


def _names(view: Catalogue) -> Iterator[Finding]:
    """Roles, genres, topics and themes that nobody knows: such an entry would never be used."""
    bank = view.bank
    genres = {genre for role in bank.roles.values() for genre in role.genres}
    themes = {theme.name for topic in bank.topics.values() for theme in topic.themes}
    for item in _active(view, "段落谱", "问题卡", "词条", "标题组", "开头", "结尾", "过渡", "诗文"):
        if bank.roles:
            yield from _unknown(view, item, "角色", item.roles, bank.roles)
            yield from _unknown(view, item, "体裁", item.genres, genres)
        speaking = [bank.roles[name] for name in item.roles if name in bank.roles]
        if speaking and item.genres and not any(set(item.genres) & set(role.genres) for role in speaking):
            yield said(view, item, "names", "疑似", "所列角色都不写所列体裁，这一条用不上", "请改“角色”或“体裁”")
        known = [topic for topic in item.topic.split("、") if topic]
        if bank.topics:
            yield from _unknown(view, item, "主题", known, bank.topics)
        if themes and item.sort in ("段落谱", "问题卡", "词条"):
            yield from _unknown(view, item, "要点", [item.theme], themes)
    owners = _owners(view)
    for family in bank.families:
        if themes:
            yield from _unknown(view, owners["标题组", family.id], "要点", family.headings, themes)


def _unknown(
    view: Catalogue, item: Item, what: str, names: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1, 0.4)
            hint = f"请改为“{near[0]}”" if near else f"可用：{'、'.join(sorted(known)[:12])}"
            yield said(view, item, "names", "必错", f"没有“{name}”这个{what}", hint)


def _places(view: Catalogue) -> Iterator[Finding]:
    owners = _owners(view)
    entries: tuple[Passage | Card, ...] = (*view.bank.passages, *view.bank.cards)
    for entry in entries:
        owner = owners["段落谱" if isinstance(entry, Passage) else "问题卡", entry.id]
        thin = [place.move for _, place in holders(entry) if len(place.sentences) < FEWEST]
        if thin:
            what = f"“{entry.id}”的{'、'.join(dict.fromkeys(thin))}不到 {FEWEST} 句"
            yield said(view, owner, "places", "提示", what, "请添几种能互换的说法")
        if isinstance(entry, Passage):
            lengths = [[words(phrase.text) for phrase in place.sentences] for place in entry.places]
            least = sum(min(count) for count, place in zip(lengths, entry.places, strict=True) if not place.optional)
            most = sum(max(count) for count in lengths)
            if least > _SHORT:
                what = f"“{entry.id}”最短也有 {least} 字"
                yield said(view, owner, "passage-length", "提示", what, "请把几个位置标成“可省: true”")
            elif most < _LONG:
                what = f"“{entry.id}”最长也只有 {most} 字"
                yield said(view, owner, "passage-length", "提示", what, "请添一两个位置")


def _lonely(view: Catalogue) -> Iterator[Finding]:
    """Themes where a role has but one passage: colleagues of that role would all say the same."""
    owners = _owners(view)
    found: dict[tuple[str, str, str], list[str]] = {}
    for passage in view.bank.passages:
        for role in passage.roles:
            if passage.kind in ("体会", "措施"):
                found.setdefault((role, passage.kind, passage.theme), []).append(passage.id)
    lonely: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (role, kind, theme), ids in found.items():
        if len(ids) == 1:
            lonely.setdefault((role, kind), []).append((theme, ids[0]))
    for (role, kind), themes in lonely.items():
        what = f"{role}在{'、'.join(theme for theme, _ in themes)}上只有一套讲{kind}的段落谱"
        yield said(view, owners["段落谱", themes[0][1]], "lonely", "提示", what, "请再写一套角度不同的")


def _cards(view: Catalogue) -> Iterator[Finding]:
    owners = _owners(view)
    for card in view.bank.cards:
        owner = owners["问题卡", card.id]
        has = {(kind, place.move) for kind, place in holders(card)}
        missing = [move for kind, moves in _PARTS for move in moves if (kind, move) not in has]
        if missing:
            what = f"问题卡“{card.id}”没有{'、'.join(missing)}"
            yield said(view, owner, "card", "疑似", what, "请补上，措施要回应问题里说的那件事")
        for heading in (card.problem.heading, card.measures.heading):
            wrong = heading_marks(heading)
            if wrong:
                yield said(view, owner, "heading", "必错", f"{wrong}：“{heading}”", "请去掉或改为全角")


def _families(view: Catalogue) -> Iterator[Finding]:
    owners = _owners(view)
    for family in view.bank.families:
        owner = owners["标题组", family.id]
        lengths = {heading: words(heading) for heading in family.headings.values()}
        shortest, longest = min(lengths.values()), max(lengths.values())
        if longest - shortest > APART:
            texts = [next(text for text, count in lengths.items() if count == size) for size in (shortest, longest)]
            what = f"标题组“{family.id}”长短差 {longest - shortest} 字：“{texts[0]}”和“{texts[1]}”"
            yield said(view, owner, "family", "必错", what, f"请改到相差 {APART} 字以内")
        if len(family.headings) < THEMES:
            what = f"标题组“{family.id}”只有 {len(family.headings)} 个要点"
            yield said(view, owner, "family", "提示", what, f"请补到 {THEMES} 个以上")
        if len(lengths) < len(family.headings):
            yield said(view, owner, "family", "必错", f"标题组“{family.id}”里有相同的标题", "请改写一个")
        for heading in lengths:
            wrong = heading_marks(heading)
            if wrong:
                yield said(view, owner, "heading", "必错", f"{wrong}：“{heading}”", "请去掉或改为全角")
