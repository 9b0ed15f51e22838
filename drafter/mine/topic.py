"""A topic out of the corpus: our sentences that fit any topic, with the corpus's themes and short pieces in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from drafter.bank.model import ANY, Bank, Card, Family, Frame, Passage, Phrase, Place, Side, Theme, Topic
from drafter.mine.fillers import Fillers, Piece, akin, fillers, starts_with_verb, themes
from drafter.mine.records import Record
from drafter.mine.search import naming
from drafter.mine.store import Store
from drafter.report import DrafterError
from drafter.segment import han

_MOST = 150
_FEW = 40
_FEWEST_THEMES = 3
_TOO_FEW = 5
# How many deeds a theme wants.
_ENOUGH = 7
# What stands in the name of any topic.
_WEAK = frozenset(
    ("工作", "建设", "教育", "学习", "活动", "专题", "主题", "问题", "推进", "落实", "加强", "做好", "开展")
)
_SLOT = re.compile(r"【语料(做法|不足|意义|套语|引语)([一二三]?)】")
_FIELDS = {"做法": "deeds", "不足": "faults", "意义": "meanings", "套语": "rows", "引语": "sayings"}

# How many of the most widespread pieces are for openings, which speak of the topic itself.
_TOLD_FIRST = {"意义": 2, "引语": 1}


class Source(Struct, frozen=True):
    """What a topic was made from: how many families of documents speak of it, and their texts."""

    families: int
    texts: tuple[str, ...]


def documents_on(store: Store, topic: str) -> list[tuple[int, Record]]:
    """The documents that speak of `topic`, each with its family: those that name it in their title first."""
    rows = {row.id: row for row in store.rows()}
    wanted = [number for number, row in rows.items() if topic in row.title][:_MOST]
    # In a small corpus one mention will do.
    least = 1 if len(rows) <= _FEW else 2
    for words in ([_spoken(topic)], _parts(topic)):
        if not words or len(wanted) >= (_MOST if len(words) == 1 else _TOO_FEW):
            continue
        said = [dict(naming(store, word)) for word in words]
        named = [(-min(counts[n] for counts in said), n) for n in said[0] if all(n in counts for counts in said)]
        fresh = [n for count, n in sorted(named) if -count >= least and n not in wanted]
        wanted += fresh[: _MOST - len(wanted)]
    return [(rows[number].family or number, store.record(number)) for number in wanted]


def _spoken(topic: str) -> str:
    """What people say for a topic: 营商环境 for 优化营商环境."""
    return topic[2:] if len(topic) >= 6 and starts_with_verb(topic) else topic


def _parts(topic: str) -> list[str]:
    """The words of a topic that nobody may have put side by side: 机关 and 作风 of 机关作风建设."""
    import rjieba

    words = [word for word in rjieba.cut(_spoken(topic)) if len(word) > 1]
    return [word for word in words if word not in _WEAK] or words


def with_topic(bank: Bank, store: Store, topic: str, seed: int) -> tuple[Bank, Source]:
    """`bank` (which holds the words of `ANY`) with one topic more, made from the corpus."""
    found = documents_on(store, topic)
    if not found:
        raise DrafterError("词库和语料里都没有这个主题", topic, "请核对名称，或先用 drafter mine 读进谈这个主题的稿子")
    texts = tuple("".join(sentence.text for sentence in record.sentences) for _, record in found)
    pieces = fillers(found)
    labels = themes(pieces, texts, topic)
    if len(labels) < _FEWEST_THEMES:
        raise DrafterError(
            "语料太少，分不出要点",
            f"{topic}，只有 {len(found)} 篇文稿",
            "请多放几篇谈这个主题的稿子再运行 drafter mine",
        )
    chance = Random(f"{topic}|{seed}")
    names = _angles(bank.topics[ANY].themes, labels, chance)
    labels = labels[: len(names)]
    writer = _Writer(topic, names, labels, pieces, chance)
    titles = {genre: writer.said(title, "") for genre, title in bank.topics[ANY].titles.items()}
    families = len({family for family, _ in found})
    summary = f"从语料的 {families} 组文稿里挖出"
    made = Topic(topic, summary, terms=(topic, *labels), themes=tuple(map(Theme, labels)), titles=titles)
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
            openings=(*bank.openings, *(made for f in bank.openings if ANY in f.topics for made in writer.frame(f))),
            closings=(*bank.closings, *(made for f in bank.closings if ANY in f.topics for made in writer.frame(f))),
        ),
        Source(families, texts),
    )


def _angles(angles: Sequence[Theme], labels: Sequence[str], chance: Random) -> dict[str, str]:
    """For each angle of `ANY` the theme to be told from it: where its summary names words of a theme, that one."""
    left, waiting = list(angles), list(labels)
    chance.shuffle(left)
    names: dict[str, str] = {}
    while left and waiting:
        angle, label = max(((one, name) for one in left for name in waiting), key=lambda pair: _suits(*pair))
        names[angle.name] = label
        left.remove(angle)
        waiting.remove(label)
    return names


def _suits(angle: Theme, label: str) -> int:
    return sum(label[n : n + 2] in angle.summary for n in range(len(label) - 1))


class _Hand:
    """The pieces that one passage may use, by sort; each comes once."""

    def __init__(self, rows: dict[str, list[Piece]]) -> None:
        self.rows = rows

    def take(self, sort: str, count: int) -> list[Piece]:
        """The next `count` pieces that can stand side by side; fewer where there are no more."""
        taken: list[Piece] = []
        for piece in self.rows.get(sort, []):
            if len(taken) < count and _fits(piece, taken):
                taken.append(piece)
        self.rows[sort] = [piece for piece in self.rows.get(sort, []) if piece not in taken]
        return taken


class _Writer:
    """Puts topic, themes and pieces into sentences; what stands at two places of a draft is never one piece twice."""

    def __init__(
        self, topic: str, names: dict[str, str], labels: Sequence[str], found: Fillers, chance: Random
    ) -> None:
        self.topic, self.names, self.labels = topic, names, labels
        self.told: dict[str, list[Piece]] = {}
        self.stock: dict[str, dict[str, list[Piece]]] = {label: {} for label in labels}
        for sort, field in _FIELDS.items():
            pieces = [piece for piece in getattr(found, field) if sort != "做法" or self._apart(piece.text)]
            if sort in _TOLD_FIRST:
                fitting = [piece for piece in pieces if sort != "意义" or _spoken(topic) in piece.text]
                self.told[sort] = fitting[: _TOLD_FIRST[sort]]
                pieces = [piece for piece in pieces if piece not in self.told[sort]]
            for label, row in _shared_out(pieces, labels, chance, sort == "做法").items():
                self.stock[label][sort] = row

    def _hand(self, label: str, part: int) -> _Hand:
        """The pieces of a theme; passages that may stand in one draft begin at different quarters of them."""
        rows = self.stock[label]
        return _Hand({sort: row[len(row) * part // 4 :] + row[: len(row) * part // 4] for sort, row in rows.items()})

    def _apart(self, deed: str) -> bool:
        """Whether a deed is neither the topic nor a theme."""
        plain = deed.replace("的", "")
        return self.topic not in deed and not any(plain[2:] == label[2:] or label in plain for label in self.labels)

    def said(self, text: str, label: str) -> str:
        return text.replace("【主题】", self.topic).replace("【要点】", label)

    def passage(self, passage: Passage) -> Passage:
        label = self.names[passage.theme]
        thinks = passage.kind == "体会" and "评论文章" not in passage.genres
        hand = self._hand(label, 2 * thinks + passage.id.endswith("乙"))
        return replace(
            passage,
            id=f"{self.topic}-{passage.id}",
            topic=self.topic,
            theme=label,
            places=tuple(self._places(passage.places, label, hand)),
        )

    def card(self, card: Card) -> Card:
        """A card: its numbered deeds are the same in the problem and in the measures that answer it."""
        label = self.names[card.theme]
        hand = self._hand(label, 0)
        fixed = hand.take("做法", 3)

        def side(one: Side) -> Side:
            done = tuple(self._places(one.places, label, hand, fixed))
            return replace(one, heading=self.said(one.heading, label), places=done)

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

    def frame(self, frame: Frame) -> Iterator[Frame]:
        """The opening or closing, once for each of the first pieces that it asks for."""
        text = self.said(frame.text, self.labels[0])
        for number, label in zip("一二", self.labels, strict=False):
            text = text.replace(f"【要点{number}】", label)
        slots = _SLOT.findall(text)
        if not slots:
            yield replace(frame, id=f"{self.topic}-{frame.id}", topics=(self.topic,), text=text)
            return
        for n, piece in enumerate(self.told[slots[0][0]]):
            made = _SLOT.sub(lambda _, piece=piece: piece.text, text)  # type: ignore[misc]
            yield replace(frame, id=f"{self.topic}-{frame.id}-{n + 1}", topics=(self.topic,), text=made)

    def _places(self, places: Sequence[Place], label: str, hand: _Hand, fixed: Sequence[Piece] = ()) -> Iterator[Place]:
        for place in places:
            asked = [[sort for sort, number in _SLOT.findall(p.text) if not number] for p in place.sentences]
            drawn = {
                sort: hand.take(sort, max(row.count(sort) for row in asked))
                for sort in sorted({sort for row in asked for sort in row})
            }
            made = [self._phrase(p, n, label, drawn, fixed) for n, p in enumerate(place.sentences)]
            sentences = tuple(phrase for phrase in made if phrase is not None)
            if sentences:
                yield replace(place, sentences=sentences)

    def _phrase(
        self, phrase: Phrase, turn: int, label: str, drawn: dict[str, list[Piece]], fixed: Sequence[Piece]
    ) -> Phrase | None:
        """A sentence with everything filled in; None where the corpus has nothing more for it."""
        left = {sort: [*row[turn % len(row) :], *row[: turn % len(row)]] for sort, row in drawn.items() if row}
        asked = sum(sort == "做法" and not number for sort, number in _SLOT.findall(phrase.text))
        if asked > 1:
            # In a row the short ones go first.
            left["做法"] = sorted(left.get("做法", [])[:asked], key=lambda piece: han(piece.text))
        used: list[Piece] = []
        for slot in _SLOT.finditer(phrase.text):
            sort, number = slot.groups()
            row = fixed["一二三".index(number) :] if number else left.get(sort, [])
            # What has a 的 of its own is not put before another.
            plain = phrase.text.startswith("的", slot.end())
            piece = next((one for one in row if one not in used and not (plain and "的" in one.text)), None)
            if piece is None:
                return None
            used.append(piece)
        pieces = iter(used)
        text = _SLOT.sub(lambda _: next(pieces).text, self.said(phrase.text, label))
        made = replace(phrase, id=f"{self.topic}-{phrase.id}", text=text)
        if not used:
            return made
        note = "语料：" + "；".join(f"{one.text}（第 {one.families[0]} 号文稿）" for one in used)
        return replace(made, note=note, weight=1.0 + 2 * len(used))


def _fits(piece: Piece, used: Sequence[Piece]) -> bool:
    """Whether a piece can stand beside these: another verb, another thing, another sentence of the corpus."""
    return not any(
        piece.text[:2] == one.text[:2] or akin(piece.text, one.text) or piece.sentence == one.sentence for one in used
    )


def _shared_out(
    pieces: Sequence[Piece], labels: Sequence[str], chance: Random, lend: bool = False
) -> dict[str, list[Piece]]:
    """Each piece to the theme that it is nearest to; what is near to none goes to whichever has least."""
    rows: dict[str, list[tuple[float, Piece]]] = {label: [] for label in labels}
    loose: list[Piece] = []
    for piece in pieces:
        near = {label: _near(piece, label) for label in labels}
        best = max(labels, key=lambda label: near[label])
        if near[best]:
            rows[best].append((near[best] + 0.5 * min(len(piece.families), 4) + chance.random(), piece))
        else:
            loose.append(piece)
    chance.shuffle(loose)
    done = {label: [piece for _, piece in sorted(row, key=lambda item: -item[0])] for label, row in rows.items()}
    for piece in loose:
        done[min(labels, key=lambda label: len(done[label]))].append(piece)
    if lend:
        # In a small corpus a theme that has few gets the nearest of what others have more of.
        for label in labels:
            while len(done[label]) < _ENOUGH:
                rich = max(labels, key=lambda other: len(done[other]))
                if len(done[rich]) < max(len(done[label]) + 2, 3):
                    break
                piece = max(done[rich][2:], key=lambda piece: _near(piece, label) - _near(piece, rich))
                done[rich].remove(piece)
                done[label].append(piece)
    return done


def _near(piece: Piece, label: str) -> float:
    """How much of a theme a piece says, or what stood around it."""
    thing = label[2:]
    halves = (thing[:2], thing[-2:])
    return (
        4.0 * (thing in piece.text)
        + 2.0 * sum(half in piece.text for half in halves)
        + 2.0 * (label in piece.sentence)
        + 1.0 * (thing in piece.around)
        + 0.3 * sum(half in piece.around for half in halves)
    )


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
