"""Headings and paragraphs in a row → sections within sections, each with its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast

from msgspec import Struct

from drafter.sections.kinds import Around, announced, genre_of, is_closing, kind_of
from drafter.sections.marks import POINTS, Head, Item, Within
from drafter.tree import Block, Kind, Paragraph, Section


class _Open(Struct):
    """A section whose body is still growing; `inner` is how many others it holds."""

    head: Head
    level: int
    body: list[Block | _Open]
    inner: int = 0


def _text(block: Block | _Open) -> str:
    return "".join(s.text for s in block.sentences) if isinstance(block, Paragraph) else ""


def _tree(found: Sequence[Item], depth: Sequence[int]) -> list[Block | _Open]:
    """Every item below the heading that it belongs to."""
    top: list[Block | _Open] = []
    open_: list[_Open] = []
    here = top
    numbers = iter(depth)
    for item in found:
        if isinstance(item, Head):
            level = next(numbers)
            while open_ and open_[-1].level >= level:
                open_.pop()
            section = _Open(item, level, [])
            if open_:
                open_[-1].inner += 1
                open_[-1].body.append(section)
            else:
                top.append(section)
            open_.append(section)
            here = section.body
        elif isinstance(item, Within):
            while open_ and open_[-1].level > item.level:
                open_.pop()
            here = open_[-1].body if open_ else top
        else:
            here.append(item)
    return top


def _lift(blocks: list[Block | _Open]) -> list[Block | _Open]:
    """Takes back what stands after a row of points: a paragraph of its own after points of one paragraph each."""
    inside = [block for block in blocks if isinstance(block, _Open)]
    for block in inside:
        if block.inner:
            block.body = _lift(block.body)
    row = [block for block in inside if block.head.mark in POINTS]
    if len(row) < 2 or blocks[-1] is not row[-1] or any(_later(point) < len(point.body) for point in row[:-1]):
        return blocks
    last = row[-1]
    start = _later(last)
    extra, last.body = last.body[start:], last.body[:start]
    return [*blocks, *extra]


def _later(point: _Open) -> int:
    """How many of a point's blocks stand in the line that opens it; all of them where anything else than text follows."""
    if not all(isinstance(block, Paragraph) for block in point.body):
        return len(point.body)
    return sum(block.sentences[0].line == point.head.line for block in point.body if isinstance(block, Paragraph))


def _without_head(kind: Kind, blocks: Sequence[Block | _Open]) -> _Open:
    return _Open(Head("", 0, style="none", kind=kind), 1, list(blocks))


def _closing(section: _Open) -> list[Block | _Open]:
    """Takes the closing paragraphs off the end of the last section, however deep they stand."""
    holder = section
    while holder.body and isinstance(holder.body[-1], _Open):
        holder = holder.body[-1]
    taken: list[Block | _Open] = []
    while holder.body:
        last = holder.body[-1]
        enough = len(holder.body) >= 2 or (holder.head.style == "run-in" and bool(holder.head.heading))
        if not enough or not isinstance(last, Paragraph) or not is_closing(_text(last), True, enough):
            break
        taken.insert(0, holder.body.pop())
    return taken


def _frame(top: list[Block | _Open]) -> list[Block | _Open]:
    """Introduction and closing of a stranger's document as sections of their own."""
    first = next((n for n, block in enumerate(top) if isinstance(block, _Open)), None)
    if first is None:
        return _frame_plain(top)
    framed: list[Block | _Open] = [_without_head("引言", top[:first])] if first else []
    end = len(top)
    while not isinstance(top[end - 1], _Open):
        end -= 1
    framed.extend(top[first:end])
    if end < len(top):
        closes = all(is_closing(_text(block), True, True) for block in top[end:])
        after = _without_head("结语", top[end:])
        framed.append(after if closes else _Open(Head("", 0, style="none"), 1, after.body))
    last = framed[-1]
    if isinstance(last, _Open) and last.head.style != "none":
        closing = _closing(last)
        if closing:
            framed.append(_without_head("结语", closing))
    return framed


def _frame_plain(top: list[Block | _Open]) -> list[Block | _Open]:
    """A document without headings: introduction, middle, closing."""
    if not top:
        return []
    end = len(top)
    while end > 1 and is_closing(_text(top[end - 1]), end == len(top), end > 2):
        end -= 1
    start = 1 if end >= 3 else 0
    framed = [_without_head("引言", top[:start])] if start else []
    middle = _without_head("其他", top[start:end])
    framed.append(_Open(Head("", 0, style="none"), 1, middle.body))
    if end < len(top):
        framed.append(_without_head("结语", top[end:]))
    return list(framed)


def _close(section: _Open, around: Around, place: float) -> Section:
    """The finished section, its kind found before those of its points."""
    head, body = section.head, section.body
    kind, said = (head.kind, True) if head.kind else kind_of(head.heading, partial(_wording, body), around, place)
    if section.inner:
        inside = _finished(body, section.inner, Around(around.genre, kind, said))
    else:
        inside = cast("tuple[Block, ...]", tuple(body))
    return Section(
        number=head.number,
        heading=head.heading,
        level=section.level,
        kind=kind,
        style=head.style,
        theme=head.theme,
        passage=head.passage,
        card=head.card,
        body=inside,
    )


def _finished(blocks: Sequence[Block | _Open], inner: int, around: Around) -> tuple[Block, ...]:
    """The blocks of one body with its `inner` sections finished; what leads up to points tells their kind."""
    last = max(inner - 1, 1)
    seen = 0
    told = around.said and around.kind != "其他"
    done: list[Block] = []
    here = around
    led: Block | _Open | None = None
    for block in blocks:
        if not isinstance(block, _Open):
            done.append(block)
            led = block
            here = around
            continue
        in_row = around
        if block.head.mark in POINTS:
            before = _text(led) if led and not told else ""
            if before:
                kind = announced(before)
                here = Around(around.genre, kind, True) if kind is not None else around
            in_row = here
        done.append(_close(block, in_row, seen / last))
        seen += 1
        led = block.body[-1] if block.head.style == "none" and block.body else None
    return tuple(done)


def _wording(blocks: Iterable[Block | _Open]) -> list[str]:
    """The sentences of growing sections, their headings among them."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += [sentence.text for sentence in block.sentences]
        elif isinstance(block, _Open):
            if block.head.heading:
                found.append(block.head.heading + "。")
            found += _wording(block.body)
    return found


def nest(found: Sequence[Item], depth: Sequence[int], own: bool, title: str) -> tuple[Block, ...]:
    """The body of a document; our own formats say themselves what is introduction and closing."""
    top = _tree(found, depth)
    around = Around(genre_of(title, "".join(_text(block) for block in top[:3])[:400]))
    if not own:
        top = _frame(_lift(top))
    return _finished(top, sum(isinstance(block, _Open) for block in top), around)
