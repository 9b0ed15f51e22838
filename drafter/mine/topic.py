"""A topic out of the corpus: our sentences that fit any topic, with the corpus's themes and short clauses in them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from drafter.bank.model import ANY, Bank, Card, Family, Frame, Passage, Phrase, Place, Side, Theme, Topic
from drafter.mine.fillers import Clause, Fillers, fillers, themes
from drafter.mine.records import Record
from drafter.mine.search import naming
from drafter.mine.store import Store
from drafter.report import DrafterError

_MOST = 150
_FEWEST_THEMES = 3
_EACH = 2
_SLOTS = {"【语料做法】": "deeds", "【语料不足】": "faults", "【语料意义】": "meanings"}


class Source(Struct, frozen=True):
    """What a topic was made from: how many families of documents speak of it, and their texts."""

    families: int
    texts: tuple[str, ...]


def documents_on(store: Store, topic: str) -> list[tuple[int, Record]]:
    """The documents that speak of `topic`, each with its family: those that name it in their title first."""
    rows = {row.id: row for row in store.rows()}
    wanted = [number for number, row in rows.items() if topic in row.title][:_MOST]
    if len(wanted) < _MOST:
        named = [(-count, n) for n, count in naming(store, topic) if count >= 2 and topic not in rows[n].title]
        wanted += [number for _, number in sorted(named)[: _MOST - len(wanted)]]
    return [(rows[number].family or number, store.record(number)) for number in wanted]


def with_topic(bank: Bank, store: Store, topic: str, seed: int) -> tuple[Bank, Source]:
    """`bank` (which holds the words of `ANY`) with one topic more, made from the corpus."""
    found = documents_on(store, topic)
    if not found:
        raise DrafterError("词库和语料里都没有这个主题", topic, "请核对名称，或先用 drafter mine 读进谈这个主题的稿子")
    records = [record for _, record in found]
    labels = themes(records, topic)
    if len(labels) < _FEWEST_THEMES:
        raise DrafterError(
            "语料太少，分不出要点",
            f"{topic}，只有 {len(found)} 篇文稿",
            "请多放几篇谈这个主题的稿子再运行 drafter mine",
        )
    chance = Random(f"{topic}|{seed}")
    places = [theme.name for theme in bank.topics[ANY].themes]
    chance.shuffle(places)
    names = dict(zip(places, labels, strict=False))
    writer = _Writer(topic, names, fillers(found), chance)
    titles = {genre: writer.said(title, "") for genre, title in bank.topics[ANY].titles.items()}
    families = len({family for family, _ in found})
    summary = f"从语料的 {families} 组文稿里挖出"
    made = Topic(topic, summary, terms=(topic,), themes=tuple(map(Theme, labels)), titles=titles)
    source = Source(families, tuple("".join(sentence.text for sentence in record.sentences) for record in records))
    return (
        replace(
            bank,
            topics={**bank.topics, topic: made},
            passages=(
                *bank.passages,
                *(writer.passage(p) for p in bank.passages if p.topic == ANY and p.theme in names),
            ),
            cards=(*bank.cards, *(writer.card(c) for c in bank.cards if c.topic == ANY and c.theme in names)),
            families=(*bank.families, *(f for f in map(writer.family, bank.families) if f is not None)),
            openings=(*bank.openings, *(writer.frame(f) for f in bank.openings if ANY in f.topics)),
            closings=(*bank.closings, *(writer.frame(f) for f in bank.closings if ANY in f.topics)),
        ),
        source,
    )


class _Writer:
    """Puts topic, themes and clauses into sentences; a clause is given out once before any is given out again."""

    def __init__(self, topic: str, names: dict[str, str], found: Fillers, chance: Random) -> None:
        self.topic, self.names = topic, names
        self.chance = chance
        self.left = {slot: list(getattr(found, field)) for slot, field in _SLOTS.items()}

    def said(self, text: str, label: str) -> str:
        return text.replace("【主题】", self.topic).replace("【要点】", label)

    def passage(self, passage: Passage) -> Passage:
        label = self.names[passage.theme]
        return replace(
            passage,
            id=f"{self.topic}-{passage.id}",
            topic=self.topic,
            theme=label,
            places=self._places(passage.places, label),
        )

    def card(self, card: Card) -> Card:
        label = self.names[card.theme]

        def side(one: Side) -> Side:
            return replace(one, heading=self.said(one.heading, label), places=self._places(one.places, label))

        return replace(
            card,
            topic=self.topic,
            theme=label,
            problem=side(card.problem),
            roots=side(card.roots),
            measures=side(card.measures),
        )

    def family(self, family: Family) -> Family | None:
        """The family with headings for the themes that were found; None if it is none of ours."""
        if self.names.keys().isdisjoint(family.headings):
            return None
        headings = {
            self.names[at]: self.said(h, self.names[at]) for at, h in family.headings.items() if at in self.names
        }
        return replace(family, id=f"{self.topic}-{family.id}", headings=headings)

    def frame(self, frame: Frame) -> Frame:
        return replace(
            frame,
            id=f"{self.topic}-{frame.id}",
            topics=(self.topic,),
            text=self.said(frame.text, next(iter(self.names.values()))),
        )

    def _places(self, places: Sequence[Place], label: str) -> tuple[Place, ...]:
        done = []
        for place in places:
            sentences = tuple(made for phrase in place.sentences for made in self._phrases(phrase, label))
            if sentences:
                done.append(replace(place, sentences=sentences))
        return tuple(done)

    def _phrases(self, phrase: Phrase, label: str) -> list[Phrase]:
        """A sentence with everything filled in: as many as the corpus has clauses for it, none where it has none."""
        slot = next((slot for slot in _SLOTS if slot in phrase.text), None)
        text = self.said(phrase.text, label)
        if slot is None:
            return [replace(phrase, id=f"{self.topic}-{phrase.id}", text=text)]
        made = []
        for n, clause in enumerate(self._drawn(slot, label)):
            made.append(
                replace(
                    phrase,
                    id=f"{self.topic}-{phrase.id}-{n + 1}",
                    text=text.replace(slot, clause.text, 1),
                    note=f"语料：{clause.text}（第 {clause.family} 号文稿）",
                )
            )
        return made

    def _drawn(self, slot: str, label: str) -> list[Clause]:
        """Clauses for one sentence: those that speak of the theme first, none that speaks of another one."""
        left = self.left[slot]
        others = [name for name in self.names.values() if name != label]
        near = {n: _near(f"{clause.text} {clause.headings}", label) for n, clause in enumerate(left)}
        fitting = [
            n
            for n, clause in enumerate(left)
            if near[n] or not any(_near(f"{clause.text} {clause.headings}", other) for other in others)
        ]
        order = sorted(fitting, key=lambda n: (-near[n], self.chance.random()))[:_EACH]
        drawn = [left[n] for n in order]
        for n in sorted(order, reverse=True):
            del left[n]
        return drawn


def _near(clause: str, label: str) -> int:
    """How much of a theme's name a clause, or a heading over it, says."""
    return 2 * (label in clause) + (label[:2] in clause) + (label[2:] in clause)


def overlap(text: str, source: Source, run: int = 13) -> tuple[int, float]:
    """The longest run of Han characters that `text` shares with a source, and the share of it in runs of 13 or more."""
    from drafter.segment import HAN

    said = "".join(HAN.findall(text))
    sources = ["".join(HAN.findall(one)) for one in source.texts]
    covered = bytearray(len(said))
    longest = 0
    for one in sources:
        at = 0
        while at + run <= len(said):
            size = run
            if said[at : at + run] not in one:
                at += 1
                continue
            while at + size < len(said) and said[at : at + size + 1] in one:
                size += 1
            longest = max(longest, size)
            covered[at : at + size] = b"\1" * size
            at += size
    if not longest:
        longest = next((n for n in range(run - 1, 0, -1) if _shares(said, sources, n)), 0)
    return longest, sum(covered) / max(len(said), 1)


def _shares(said: str, sources: Sequence[str], size: int) -> bool:
    return any(said[at : at + size] in one for one in sources for at in range(len(said) - size + 1))
