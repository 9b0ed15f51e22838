"""Brief → Plan: which phrases stand where, chosen for the whole draft.

Sections first get a length, then points (passages under one family of headings, cards that pair problems with
measures), then the sentences of all their places by a beam search. Deterministic: chance comes from the seed alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from msgspec.structs import replace

from drafter.bank.model import Bank, Frame, Role
from drafter.genres import Genre, Outline
from drafter.plan import choose
from drafter.plan.brief import LONGEST, SHORTEST, Brief, Chapter, Plan, Point, Said
from drafter.plan.fit import fit
from drafter.plan.hang_together import answering, broken
from drafter.plan.materials import Desk, Option, Places, conflicts, filled, marks, places, run_of, said, start_of
from drafter.report import DrafterError
from drafter.segment import words

__all__ = ["Brief", "Plan", "plan"]

_FRAMES = ("开头", "结尾")
# How far a frame may miss its length before that costs; a later attempt takes the nearest.
_NEARLY, _MISFIT = 0.33, 6.0
# What a draft must at least be asked for to have room for words that lead from section to section, and an introduction
# for all that a passage of its kind says.
_SPACIOUS, _ROOMY = 1200, 230
_ROOT = "习近平"
# The attempt from which on the frame of a draft gives way to its body.
_TIGHT = 3
_CARDS = ("问题", "原因", "措施", "对照")


def plan(
    bank: Bank,
    genre: Genre,
    brief: Brief,
    used: Mapping[str, int] | None = None,
    attempt: int = 0,
) -> Plan:
    """The plan of a draft; `used` counts phrases of earlier drafts, `attempt` makes another one of the same seed."""
    role = bank.roles[brief.role]
    if not SHORTEST <= brief.length <= LONGEST:
        raise DrafterError("字数不合适", str(brief.length), f"请在 {SHORTEST} 到 {LONGEST} 之间")
    topic = bank.topics[brief.topic]
    chance = Random(f"{brief.seed}|{brief.role}|{brief.genre}|{brief.topic}|{brief.length}|{attempt}")
    desk = desk_for(bank, brief, used or {}, chance)
    desk.tight = attempt >= _TIGHT
    shown = next(
        (term for term in topic.terms if brief.topic in term and len(term) <= len(brief.topic) + 2), brief.topic
    )
    usual = chance.choice(genre.titles).replace("{主题}", shown)
    title = filled(topic.titles.get(genre.name, usual), brief.facts)
    byline = filled("【单位】　【姓名】", brief.facts) if genre.byline else ""
    date = brief.facts.get("日期") or ("【日期】" if genre.byline else "")
    salutation = role.salutation if genre.salutation else ""
    front = words(title) + words(byline) + words(f"（{date}）" if date else "") + words(salutation)
    chapters = _chapters(bank, role, genre, brief, desk, brief.length - front, _NEARLY if attempt < 2 else 0.0)
    return Plan(title, byline, date, salutation, tuple(chapters))


def desk_for(bank: Bank, brief: Brief, used: Mapping[str, int], chance: Random) -> Desk:
    """An empty desk: nothing taken yet, and the terms that may recur."""
    topic = bank.topics[brief.topic]
    known = {topic.name, *topic.terms, *topic.parts, *(formula.text for formula in bank.formulas)}
    terms = tuple(sorted(known, key=lambda term: (-len(term), term)))
    once = frozenset(slot.name for slot in bank.slots.values() if slot.once)
    core = frozenset(theme.name for theme in topic.themes if any(theme.name[:2] in part for part in topic.parts))
    return Desk(chance, brief.facts, used, terms, once, set(), set(), frozenset(), {}, core)


def _chapters(bank: Bank, role: Role, genre: Genre, brief: Brief, desk: Desk, room: int, near: float) -> list[Chapter]:
    """Frames first, for they come in fixed lengths; the rest of the length is shared out among the other sections."""
    made: dict[int, list[Chapter]] = {}
    left, shares = room, 100.0
    for n, part in enumerate(genre.outline):
        if part.source in _FRAMES:
            chapter = _frame(bank, brief, part, round(room * part.share / 100), desk, near)
            made[n] = [chapter]
            left -= _length(chapter)
            shares -= part.share
    budgets = {
        n: round(left * part.share / shares) for n, part in enumerate(genre.outline) if part.source not in _FRAMES
    }
    rows: dict[str, list[choose.Unit]] = {}
    sides = {
        part.source: (part, budgets[n] - _heading_length(part))
        for n, part in enumerate(genre.outline)
        if part.source in _CARDS
    }
    if sides:
        rows = choose.paired(bank, brief, role, sides, desk)
        if not any(rows.values()):
            raise DrafterError(
                "词库里没有这个角色的问题卡",
                f"{brief.role}×{brief.topic}",
                "请先用 drafter bank add 补充，或换一个体裁",
            )
        # What the thing means is said of the same themes that faults and measures are about.
        desk.core = frozenset(unit.theme for units in rows.values() for unit in units)
    families: set[str] = set()
    carry = 0
    for n, part in enumerate(genre.outline):
        if n in made:
            continue
        budget = budgets[n]
        target = budget + max(-budget // 10, min(budget // 10, carry))
        if part.each:
            made[n] = _each(bank, role, brief, part, target, desk, families)
        elif part.source in _CARDS:
            units = rows[part.source]
            if part.source == "措施":
                units = [answering(unit, bank, desk, unit is units[-1]) for unit in units]
            made[n] = [_section(brief, part, target, units, desk, _lead(bank, brief, part, desk))]
        else:
            family, units = choose.points(bank, brief, role, part, target - _heading_length(part), 2, desk, families)
            if family is None:
                raise _lacking(brief, part)
            families.add(family.id)
            made[n] = [_section(brief, part, target, units, desk, _lead(bank, brief, part, desk))]
        carry += budget - sum(_length(chapter) for chapter in made[n])
    chapters = [chapter for n in sorted(made) for chapter in made[n]]
    total = sum(_length(chapter) for chapter in chapters)
    uneven = [c for c in chapters if abs(_length(c) - c.asked) > 0.145 * c.asked]
    if uneven or not 0.96 <= total / room <= 1.04:
        raise DrafterError(
            "字数够不着",
            f"{brief.role}×{brief.genre}×{brief.topic}，要 {brief.length} 字",
            f"现有词库大约能写 {brief.length - room + total} 字，请改字数或先补充词库",
        )
    return chapters


def _lacking(brief: Brief, part: Outline) -> DrafterError:
    return DrafterError(
        f"词库里“{part.kind}”的段落谱不够",
        f"{brief.role}×{brief.topic}",
        f"至少要 {part.least} 个不同要点，请先补充词库",
    )


def _heading_length(part: Outline) -> int:
    return max((words(heading) for heading in part.headings), default=0) + 2 if part.headings else 0


def _length(chapter: Chapter) -> int:
    """How many characters a chapter has, numbers and stops of its headings included."""
    own = words(chapter.heading) + 2 if chapter.heading else 0
    own += sum(words(s.text) for p in chapter.paragraphs for s in p)
    for point in chapter.points:
        heads = words(point.heading) + 3 if point.heading else 0
        own += heads + sum(words(s.text) for p in point.paragraphs for s in p)
    return own


def _paragraph(options: list[Option]) -> tuple[Said, ...]:
    return tuple(option.said for option in options)


def fitted(paragraphs: list[Places], target: int, desk: Desk) -> list[tuple[Said, ...]]:
    """Sentences for the paragraphs, marked as taken."""
    everything = [o for p in paragraphs for place in p.options for o in place if o is not None]
    done = fit(paragraphs, target, conflicts(everything, desk), desk.taken)
    _take([option for row in done for option in row], desk)
    return [_paragraph(row) for row in done]


def _take(options: list[Option], desk: Desk) -> None:
    """Marks what now stands in the draft."""
    for option in options:
        if option.said.phrase is not None:
            desk.taken.add(option.said.phrase)
        desk.runs |= marks(option.said.text, desk)


def _frame(bank: Bank, brief: Brief, part: Outline, target: int, desk: Desk, near: float) -> Chapter:
    """An introduction or a closing: one entry, before it where the topic comes from unless the entry says so itself."""
    entries = [frame for frame in (bank.openings if part.source == "开头" else bank.closings) if _suits(frame, brief)]
    options = [said_frame(frame, desk) for frame in entries]
    if not options:
        raise DrafterError(
            f"词库里没有合用的{part.source}", f"{brief.role}×{brief.genre}", f"请在 common/{part.source}.yaml 里补充"
        )
    root = _root(bank, brief, part, target, desk)
    wished = target - (root.least + root.most) // 2 if root else target
    # Whole entries differ in length; within a third of the target any will do, or the same one would win every time.
    first = min(options, key=lambda o: o.cost + _MISFIT * max(0.0, abs(o.length - wished) / max(wished, 1) - near))
    if root is not None and _ROOT in first.said.text:
        root = None
    rows = fitted([*([root] if root else []), run_of(((first,),))], target, desk)
    chapter = Chapter("", part.kind, "none", part.share, target, tuple(rows))
    got = _length(chapter)
    # Frames come whole: where none has the wished length, the outline gives way, not the frame.
    return (
        chapter if abs(got - target) <= 0.12 * target else Chapter("", part.kind, "none", part.share, got, tuple(rows))
    )


def _root(bank: Bank, brief: Brief, part: Outline, target: int, desk: Desk) -> Places | None:
    """Where the topic comes from and what it asks, before the speaker's own words; in short the first two places."""
    found = choose.liked(choose.passages(bank, brief, [part.kind]), bank.roles[brief.role], desk)
    if not found or brief.length < _SPACIOUS:
        return None
    run = places(found[0].places, desk)
    if target >= _ROOMY and not desk.tight:
        return run
    return run_of((*run.options[:2], *((*place, None) for place in run.options[2:])))


def said_frame(frame: Frame, desk: Desk) -> Option:
    """An opening or a closing as an option."""
    option = said(frame.text, desk)
    cost = option.cost + 3.0 * desk.used.get(frame.id, 0) - (0.3 if frame.roles else 0.0)
    return Option(Said(option.said.text, frame.id), option.length, option.start, option.order, cost)


def _suits(frame: Frame, brief: Brief) -> bool:
    return (
        (not frame.genres or brief.genre in frame.genres)
        and (not frame.roles or brief.role in frame.roles)
        and (not frame.topics or brief.topic in frame.topics)
    )


def _lead(bank: Bank, brief: Brief, part: Outline, desk: Desk) -> Option | None:
    """What leads over to a section with a heading of its own."""
    entries = [frame for frame in bank.leads if frame.kind == part.kind and _suits(frame, brief)]
    if not entries or not part.headings or brief.length < _SPACIOUS or desk.tight:
        return None
    lead = min((said_frame(frame, desk) for frame in entries), key=lambda option: option.cost)
    _take([lead], desk)
    return lead


def _section(
    brief: Brief, part: Outline, target: int, units: list[choose.Unit], desk: Desk, lead: Option | None
) -> Chapter:
    """One section with its heading and points."""
    heading = desk.chance.choice(part.headings) if part.headings else ""
    style = brief.points if brief.points and part.style != "none" else part.style
    if len(units) == 1:
        units, style = [replace(units[0], heading="")], "none"  # one point alone needs no number
    tie = {"run-in": 3, "run-in-paren": 4}.get(style, 3)
    heads = sum(words(unit.heading) + tie for unit in units if unit.heading)
    room = target - words(heading) - 2 - heads - (lead.length if lead else 0)
    units = [_opened(unit, part.openers, n) for n, unit in enumerate(units)]
    runs = [run for unit in units for run in unit.paragraphs]
    rows = iter(fitted(runs, room, desk))
    points = tuple(
        Point(
            unit.heading,
            part.kind,
            style if unit.heading else "none",
            tuple(row for row in (next(rows) for _ in unit.paragraphs) if row),
            unit.theme,
            unit.passage,
            unit.card,
        )
        for unit in units
    )
    own = ((lead.said,),) if lead else ()
    return Chapter(heading, part.kind, "own-line", part.share, target, own, points)


def _opened(unit: choose.Unit, openers: tuple[str, ...], n: int) -> choose.Unit:
    """A unit without heading whose first sentence says what it is about: 之所以下去浅，根子上是怕麻烦。"""
    if not openers or not unit.about:
        return unit
    lead = openers[n % len(openers)].replace("{标题}", unit.about)
    first = unit.paragraphs[0]
    led = tuple(
        None
        if option is None
        else replace(
            option,
            said=replace(option.said, text=lead + option.said.text),
            length=option.length + words(lead),
            start=start_of(lead),
        )
        for option in first.options[0]
    )
    return replace(unit, paragraphs=(run_of((led, *first.options[1:])), *unit.paragraphs[1:]))


def _each(
    bank: Bank, role: Role, brief: Brief, part: Outline, target: int, desk: Desk, taken: set[str]
) -> list[Chapter]:
    """A row of level-1 sections that are the points themselves."""
    family, units = choose.points(bank, brief, role, part, target, 1, desk, taken)
    if family is None:
        raise _lacking(brief, part)
    taken.add(family.id)
    verses = _verses(bank, [unit.theme for unit in units], part.verse, desk) if part.verse else {}
    wished = _wished(units, target)
    chapters = []
    left = 0
    for unit, wish in zip(units, wished, strict=True):
        asked = wish + max(-wish // 12, min(wish // 12, left))
        verse = verses.get(unit.theme)
        style = "none" if part.verse else brief.points or part.style
        heading = "" if part.verse else unit.heading
        head = words(heading) + 2 if heading else 0
        rows = fitted(list(unit.paragraphs), asked - head - (words(verse.text) if verse else 0), desk)
        if verse is not None and rows[0]:
            rows[0] = (verse, *rows[0])
        paragraphs = tuple(half for row, run in zip(rows, unit.paragraphs, strict=True) for half in broken(row, run))
        share = part.share * wish / sum(wished)
        chapter = Chapter(heading, part.kind, style, share, wish, paragraphs, (), unit.theme, unit.passage)
        left += wish - _length(chapter)
        chapters.append(chapter)
    return chapters


def _wished(units: list[choose.Unit], target: int) -> list[int]:
    """How long each point should be: all stretched alike between their shortest and their longest."""
    least, most = sum(u.least + u.head for u in units), sum(u.most + u.head for u in units)
    stretch = min(1.0, max(0.0, (target - least) / max(most - least, 1)))
    return [round(u.least + u.head + stretch * (u.most - u.least)) for u in units]


def _verses(bank: Bank, themes: list[str], most: int, desk: Desk) -> dict[str, Said]:
    """A line of verse for `most` of the themes, none twice."""
    found: dict[str, Said] = {}
    spent: set[str] = set()
    desk.chance.shuffle(themes)
    for theme in themes:
        if len(found) == most:
            break
        fitting = [v for v in bank.verses if theme in v.themes and v.work not in spent and v.status != "说法不一"]
        if fitting:
            verse = min(fitting, key=lambda v: (desk.used.get(v.id, 0), desk.chance.random()))
            spent.add(verse.work)
            stop = "" if verse.text[-1] in "！？" else "。"
            found[theme] = Said(f"“{verse.text.rstrip('。')}{stop}”", verse.id)
    return found
