"""A made-up bank of any size, for measuring: sentences of random Han characters, no run of eight twice."""

from __future__ import annotations

from random import Random

from drafter.bank.model import Bank, Card, Family, Frame, Passage, Phrase, Place, Role, Side, Theme, Topic, Verse

GENRES = (
    "研讨发言",
    "研讨发言提纲",
    "学习研讨材料",
    "专题研讨交流发言",
    "评论文章",
    "对照检查",
    "表态发言",
    "心得体会",
)
_CHARACTERS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3000))


class _Writer:
    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.count = 0

    def words(self, least: int, most: int) -> str:
        return "".join(self.chance.choices(_CHARACTERS, k=self.chance.randint(least, most)))

    def phrase(self, least: int = 24, most: int = 66) -> Phrase:
        self.count += 1
        first = self.words(8, 20)
        return Phrase(f"s{self.count}", f"{first}，{self.words(max(least - 22, 6), most - 22)}。")

    def place(self, move: str, optional: bool = False) -> Place:
        return Place(move, tuple(self.phrase() for _ in range(4)), optional)


def bank(sentences: int, seed: int = 1) -> Bank:
    """A bank of about so many sentences, for one role and one topic."""
    writer = _Writer(seed)
    themes = [Theme(f"要点{n}") for n in range(15)]
    passages: list[Passage] = []
    cards: list[Card] = []
    while writer.count < sentences:
        theme = themes[len(passages) % len(themes)].name
        for kind in ("体会", "措施"):
            run = tuple(writer.place(move, n == 2) for n, move in enumerate(("论点", "阐释", "事实", "阐释", "要求")))
            passages.append(Passage(f"p{len(passages)}", "四下基层", theme, kind, run))
        problem = Side((writer.place("表现"), writer.place("表现", True), writer.place("举例")), writer.words(9, 9))
        roots = Side((writer.place("根源"),))
        measures = Side(
            tuple(writer.place(move, move in ("机制", "检验")) for move in ("目标", "做法", "做法", "机制", "检验")),
            writer.words(10, 10),
        )
        cards.append(Card(f"c{len(cards)}", "四下基层", theme, problem, roots, measures))
    families = [
        Family(f"f{level}{n}", level, (), "句式", {theme.name: writer.words(12, 12) for theme in themes})
        for level in (1, 2)
        for n in range(6)
    ]
    openings = [Frame(f"o{n}", writer.words(30 + n * 4, 30 + n * 4) + "。") for n in range(60)]
    closings = [Frame(f"e{n}", writer.words(20 + n * 3, 20 + n * 3) + "。") for n in range(60)]
    verses = [Verse(f"v{n}", writer.words(7, 7), "某", "某", (theme.name,), "已核") for n, theme in enumerate(themes)]
    role = Role("办公室干部", "", ("我",), ("同志们",), "各位同志：", (), (), (), (), GENRES, "研讨发言", 2000, (), ())
    topic = Topic("四下基层", terms=("“四下基层”",), themes=tuple(themes))
    return Bank(
        roles={role.name: role},
        topics={topic.name: topic},
        passages=tuple(passages),
        cards=tuple(cards),
        families=tuple(families),
        openings=tuple(openings),
        closings=tuple(closings),
        verses=tuple(verses),
    )
