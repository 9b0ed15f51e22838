"""What a cleaner is: a module with ORDER, LABEL, EXAMPLES, SURVIVES and `clean`, and what all of them share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.numbering import mark_of
from drafter.report import Finding, Removed
from drafter.tree import Line

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
SPACE = r"[ \t\u3000\u00a0]"
BLANK = " \t\r\n\u3000\u00a0"
_ENDED = re.compile(r"[。！？!?…；;：:][”’」』）)》】\"']*$")
_STOPPED = re.compile(r"[。！？!?…][”’」』）)》】\"']*$")

# A piece of a line to replace: where it starts, where it ends, what stands there instead.
Edit = tuple[int, int, str]


class Cleaned(Struct):
    """Lines after one cleaner, what it took out, and what only a person may decide."""

    lines: list[Line]
    removed: list[Removed] = []
    findings: list[Finding] = []


class Example(Struct, frozen=True):
    """Text before and after; `removed` are the removed texts in order, `rules` the rules of the findings in order."""

    before: str
    after: str
    removed: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def fixed(line: Line) -> bool:
    """Whether a line is none of the cleaners' business: one of our own files', a table or a picture."""
    return line.own or bool(line.rows) or bool(line.image)


def whole(lines: Sequence[Line]) -> str:
    """The text of all lines, for a quick look whether a kind of noise is there at all."""
    return "\n".join([line.text for line in lines])


def hit(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    """Those of `texts`, one line each, in which `pattern` is found; one look at all is faster than one at each."""
    text = "\n".join((*texts, ""))
    end = 0
    for match in pattern.finditer(text):
        at = match.start()
        if at >= end:
            end = text.find("\n", at)
            yield text[text.rfind("\n", 0, at) + 1 : end]


def edited(line: Line, edits: Iterable[Edit]) -> Line:
    """`line` with pieces replaced, its run-in heading kept in step; edits stand in order and do not overlap."""
    parts: list[str] = []
    at, run_in = 0, line.run_in
    for start, end, new in edits:
        parts += (line.text[at:start], new)
        at = end
        if start < line.run_in:
            run_in += len(new) - (min(end, line.run_in) - start)
    if not parts:
        return line
    parts.append(line.text[at:])
    return replace(line, text="".join(parts), run_in=max(run_in, 0))


def cut(line: Line, spans: Sequence[tuple[int, int]], reason: str, removed: list[Removed]) -> list[Line]:
    """`line` without `spans`, each of them noted in `removed`; no line if nothing is left."""
    if not spans:
        return [line]
    removed += [Removed(line.text[start:end].strip(BLANK), reason, line.line) for start, end in spans]
    left = edited(line, [(start, end, "") for start, end in spans])
    return [left] if left.text.strip(BLANK) else []


def stripped(text: str) -> str:
    """`text` without the white space around it."""
    return text.strip(BLANK)


def unfinished(text: str) -> bool:
    """Whether a line ends in the middle of something: no mark that closes a sentence, a clause or a lead-in."""
    return not _ENDED.search(text.rstrip(BLANK)[-4:])


def is_body(text: str) -> bool:
    """Whether a line is surely running text: long, and it ends as a sentence ends."""
    return len(text) >= 30 and bool(_STOPPED.search(text.rstrip(BLANK)[-4:]))


def opens(line: Line) -> bool:
    """Whether a line begins something of its own: the file says so, or a number does."""
    return (
        bool(line.role or line.number or line.level is not None or line.centred) or mark_of(line.text[:24]) is not None
    )


def glued(before: str, after: str) -> str:
    """Two halves of a line put together: a space only between Latin words."""
    before, after = before.rstrip(BLANK), after.lstrip(BLANK)
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return before + (" " if latin else "") + after


def joined(before: Line, after: Line) -> Line:
    """Two lines as one; what the first says of itself and its number hold for both."""
    return replace(before, text=glued(before.text, after.text))
