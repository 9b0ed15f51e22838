"""Every entry of a bank in one list, with where it stands: what listing, searching, exporting and reviewing go by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from drafter.bank.ids import id_of
from drafter.bank.layers import Layer, holders, lay, switched_off
from drafter.bank.load import read_layer
from drafter.bank.model import Bank, Card, Loose, Passage, Phrase
from drafter.report import Finding
from drafter.segment import compact

# The sorts that are one sentence each.
SENTENCES = ("句子", "词条")


class Where(Struct, frozen=True):
    """A place where something is said about an entry: the layer's number, the file inside it, the line."""

    layer: int
    file: str
    line: int
    manner: str = ""


class Item(Struct, frozen=True, kw_only=True):
    """One entry, whatever its sort. `owner` is the passage, card or topic that holds it."""

    sort: str
    id: str
    text: str
    topic: str = ""
    theme: str = ""
    kind: str = ""
    move: str = ""
    roles: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    owner: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    until: str = ""
    off: bool = False
    wheres: tuple[Where, ...] = ()

    @property
    def where(self) -> Where:
        """Where its words stand: the highest place that is no mere switch."""
        said = [where for where in self.wheres if where.manner != "switch"]
        return (said or [*self.wheres, Where(0, "", 0)])[-1]


class Catalogue(Struct, frozen=True):
    """A bank with its entries as a list; `bank` is what drafts are made of, `whole` also holds what is switched off.

    `sentences` are those of passages, cards and none, by their words without spaces.
    """

    roots: tuple[Path, ...]
    bank: Bank
    whole: Bank
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    sentences: dict[str, Item]

    def at(self, item: Item) -> str:
        """Where an entry stands, for people: 「phrasebank/topics/四下基层/调查研究.yaml 第 12 行」."""
        where = item.where
        return f"{self.roots[where.layer].name}/{where.file} 第 {where.line} 行"


def catalogue(roots: Sequence[Path]) -> Catalogue:
    """The catalogue of some layers, the lowest first."""
    layers = [read_layer(root) for root in roots]
    whole, _ = lay(layers, everything=True)
    bank, findings = lay(layers)
    items = tuple(_items(whole, layers))
    sentences = {compact(item.text): item for item in items if item.sort in SENTENCES}
    return Catalogue(tuple(roots), bank, whole, items, tuple(findings), sentences)


class _Places:
    """Where everything stands, and what is switched off."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.off = switched_off(layers)
        self.found: dict[tuple[str, str, str], list[Where]] = {}
        for depth, layer in enumerate(layers):
            for part, spots in zip(layer.parts, layer.spots(), strict=True):
                for spot in spots:
                    where = Where(depth, part.file, spot.line, spot.manner)
                    self.found.setdefault((spot.sort, spot.id, spot.owner), []).append(where)

    def item(self, sort: str, key: str, text: str, owner: str = "", **more: Any) -> Item:
        """An entry with all the places where something is said about it, lower layers first."""
        wheres = self.found.get((sort, key, owner), [])
        if sort == "句子" and ("词条", key, "") in self.found:
            wheres = sorted(wheres + self.found["词条", key, ""], key=lambda where: where.layer)
        more.setdefault("off", (sort, key) in self.off)
        return Item(sort=sort, id=key, text=text, owner=owner, wheres=tuple(wheres), **more)

    def phrase(self, sort: str, phrase: Phrase, owner: str = "", **more: Any) -> Item:
        """A sentence, in a passage or loose."""
        said = asdict(phrase)
        return self.item(sort, said.pop("id"), said.pop("text"), owner, **said, **more)


def _items(bank: Bank, layers: Sequence[Layer]) -> Iterator[Item]:
    """Every entry of `bank`, shelf by shelf."""
    places = _Places(layers)
    for passage in bank.passages:
        first = passage.places[0].sentences[0].text
        text = f"{passage.angle}：{first}" if passage.angle else first
        yield places.item("段落谱", passage.id, text, kind=passage.kind, genres=passage.genres, **_about(passage))
        yield from _held(passage, places)
    for card in bank.cards:
        text = f"{card.problem.heading} → {card.measures.heading}"
        yield places.item("问题卡", card.id, text, **_about(card))
        yield from _held(card, places)
    for loose in bank.loose:
        yield places.phrase("词条", loose.phrase, kind=loose.kind, move=loose.move, **_about(loose))
    for family in bank.families:
        text = "、".join(family.headings.values())
        text = f"{family.pattern}：{text}" if family.pattern else text
        yield places.item(
            "标题组", family.id, text, kind="、".join(family.kinds), genres=family.genres, roles=family.roles
        )
    for sort, frames in (("开头", bank.openings), ("结尾", bank.closings), ("过渡", bank.leads)):
        for frame in frames:
            topic = "、".join(frame.topics)
            yield places.item(sort, frame.id, frame.text, roles=frame.roles, genres=frame.genres, topic=topic)
    for verse in bank.verses:
        note = f"{verse.author}《{verse.work.strip('《》')}》"
        yield places.item("诗文", verse.id, verse.text, theme="、".join(verse.themes), note=note)
    for formula in bank.formulas:
        yield places.item("规范表述", formula.text, formula.text, note="、".join(formula.slips))
    for empty in bank.empties:
        yield places.item("空话", empty.text, empty.text, note=f"每千字最多 {empty.most:g} 次")
    for found in bank.mined:
        note = f"{found.sort}，{found.count} 次，见 {'、'.join(found.documents)}"
        yield places.item("语料", found.text, found.text, note=note)
    for slot in bank.slots.values():
        yield places.item("空位", slot.name, f"【{slot.name}】{slot.hint}", note=slot.example)
    for topic_entry in bank.topics.values():
        name = topic_entry.name
        yield places.item("主题", name, f"{name}：{topic_entry.summary}".strip("："), topic=name)
        for fact in topic_entry.facts:
            yield places.item(
                "事实", id_of(fact.text), fact.text, name, topic=name, note=f"{fact.status}，{fact.source}"
            )
    for role in bank.roles.values():
        yield places.item("角色", role.name, f"{role.name}：{role.summary}".strip("："), genres=role.genres)


def _about(entry: Passage | Card | Loose) -> dict[str, Any]:
    return {"topic": entry.topic, "theme": entry.theme, "roles": entry.roles}


def _held(entry: Passage | Card, places: _Places) -> Iterator[Item]:
    """The sentences of a passage or card; off with it."""
    off = ("段落谱" if isinstance(entry, Passage) else "问题卡", entry.id) in places.off
    for kind, place in holders(entry):
        for phrase in place.sentences:
            item = places.phrase("句子", phrase, entry.id, kind=kind, move=place.move, **_about(entry))
            yield replace(item, off=True) if off else item
