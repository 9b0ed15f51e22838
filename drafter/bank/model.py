"""What a phrase bank holds. Types only; the YAML keys that users write stand in `drafter.bank.keys`."""

from __future__ import annotations

from msgspec import Struct

from drafter.tree import Kind

# Moves of a place, by the kinds that they serve.
MOVES = ("论点", "阐释", "事实", "要求", "表现", "举例", "根源", "目标", "做法", "机制", "检验", "表态", "承接")
STATUSES = ("已核", "待核", "说法不一")
# The topic whose sentences fit any other.
ANY = "通用"


class Phrase(Struct, frozen=True):
    """One sentence that may stand in a draft. `id` is given or made from the text; `until` is YYYY-MM-DD."""

    id: str
    text: str
    note: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    off: bool = False
    until: str = ""


class Place(Struct, frozen=True):
    """A place of a passage: one of its sentences stands here, or none where it is optional."""

    move: str
    sentences: tuple[Phrase, ...]
    optional: bool = False


class Passage(Struct, frozen=True):
    """How somebody makes one point: an ordered run of places. Empty `roles` or `genres` mean all."""

    id: str
    topic: str
    theme: str
    kind: Kind
    places: tuple[Place, ...]
    roles: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    angle: str = ""


class Side(Struct, frozen=True):
    """One side of a card: a heading (roots have none) and its places."""

    places: tuple[Place, ...]
    heading: str = ""


class Card(Struct, frozen=True):
    """A problem with its roots and the measures that answer it."""

    id: str
    topic: str
    theme: str
    problem: Side
    roots: Side
    measures: Side
    roles: tuple[str, ...] = ()


class Loose(Struct, frozen=True):
    """A sentence that stands in no passage, by kind and move: the fallback where no passage fits."""

    phrase: Phrase
    topic: str
    theme: str
    kind: Kind
    move: str
    roles: tuple[str, ...] = ()


class Family(Struct, frozen=True):
    """Headings that are parallel to each other, one for each theme."""

    id: str
    level: int
    kinds: tuple[Kind, ...]
    pattern: str
    headings: dict[str, str]
    genres: tuple[str, ...] = ()
    source: str = ""
    roles: tuple[str, ...] = ()


class Frame(Struct, frozen=True):
    """An opening or a closing: a short paragraph; or what leads from one section to the next one, of kind `kind`."""

    id: str
    text: str
    genres: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kind: Kind = "其他"


class Verse(Struct, frozen=True):
    """A line of classical verse or a saying."""

    id: str
    text: str
    author: str
    work: str
    themes: tuple[str, ...] = ()
    status: str = "待核"


class Formula(Struct, frozen=True):
    """Official wording, and how people get it wrong."""

    text: str
    slips: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    since: str = ""


class Empty(Struct, frozen=True):
    """An empty phrase, and how often it may stand in a thousand characters."""

    text: str
    most: float = 1.0


class Mined(Struct, frozen=True):
    """What mining found in a corpus: a set phrase, a frame with what fills its places, an outline; and where."""

    text: str
    sort: str
    count: int
    families: int
    documents: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()


class Slot(Struct, frozen=True):
    """What a slot asks for; `once`: it means another thing each time, so that a draft had better have it but once."""

    name: str
    hint: str
    example: str = ""
    once: bool = False


class Fact(Struct, frozen=True):
    """A quotation, date or figure, where it is from and how sure it is."""

    text: str
    source: str
    status: str
    note: str = ""


class Theme(Struct, frozen=True):
    name: str
    summary: str = ""


class Topic(Struct, frozen=True):
    """What a draft is about: official wording, parts, facts, themes, and titles by genre where the usual ones jar."""

    name: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    themes: tuple[Theme, ...] = ()
    titles: dict[str, str] = {}


class Role(Struct, frozen=True):
    """Who speaks: how they call themselves, to whom, of what, and what they may demand."""

    name: str
    summary: str
    self_names: tuple[str, ...]
    hearers: tuple[str, ...]
    salutation: str
    scopes: tuple[str, ...]
    duties: tuple[str, ...]
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    genres: tuple[str, ...]
    default_genre: str
    default_length: int
    themes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Bank(Struct, frozen=True):
    """Everything that a draft can be made of, all layers laid over each other, in the order of files and entries."""

    roles: dict[str, Role] = {}
    topics: dict[str, Topic] = {}
    passages: tuple[Passage, ...] = ()
    cards: tuple[Card, ...] = ()
    loose: tuple[Loose, ...] = ()
    families: tuple[Family, ...] = ()
    openings: tuple[Frame, ...] = ()
    closings: tuple[Frame, ...] = ()
    leads: tuple[Frame, ...] = ()
    verses: tuple[Verse, ...] = ()
    formulas: tuple[Formula, ...] = ()
    empties: tuple[Empty, ...] = ()
    slots: dict[str, Slot] = {}
    mined: tuple[Mined, ...] = ()
