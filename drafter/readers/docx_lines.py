"""One paragraph of a stranger's .docx → lines, with what its look says: centred, bold, a heading that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from drafter.numbering import mark_of
from drafter.readers.docx_styles import Look
from drafter.readers.docx_text import Run
from drafter.segment import HAN
from drafter.tree import Line

_BLANK = " \t\r\n\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
_STOP = re.compile(r"[。！？：:!?][”’）)】]*")
_STOPPED = re.compile(_STOP.pattern + r"\s*$")
# A run-in heading is a short sentence; longer bold text is emphasis.
_LONGEST_RUN_IN = 120


def lines(runs: Sequence[Run], look: Look, number: str, line: int) -> Iterator[Line]:
    """The lines of a paragraph, `line` being the first one's number: one, or as many as it has forced line breaks."""
    role = "title" if look.title else ""
    rows = [[run for run in row if run.text] for row in _rows(runs)]
    if role or look.level:
        # A title or a heading over two lines is still one.
        rows = [[run for row in rows for run in row]]
    for offset, row in enumerate(rows):
        raw = "".join(run.text for run in row)
        text = raw.strip(_BLANK)
        if text:
            lead = _run_in(row) - (len(raw) - len(raw.lstrip(_BLANK)))
            yield Line(
                text,
                line + offset,
                role="title" if role else "",
                level=look.level or None,
                number=number,
                run_in=lead if 0 < lead < len(text) else 0,
                centred=bool(look.centred),
                bold=all(run.bold for run in row if HAN.search(run.text)) and any(HAN.search(run.text) for run in row),
            )
            number = ""


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between forced line breaks."""
    rows: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        rows[-1].append(Run(first, run.bold, run.font, run.style))
        rows.extend([Run(text, run.bold, run.font, run.style)] for text in others)
    return rows


def _run_in(runs: Sequence[Run]) -> int:
    """How many leading characters are set off from the rest by weight or font and end like a sentence."""
    groups: list[tuple[tuple[bool, str], str]] = []
    ends = accumulate(len(run.text) for run in runs)
    runs = [run for run, end in zip(runs, ends, strict=True) if end - len(run.text) < 2 * _LONGEST_RUN_IN]
    for look, group in groupby(runs, lambda run: (run.bold, run.font)):
        text = "".join(run.text for run in group)
        # Figures and marks are often in another font; only Han characters tell one look from another.
        if groups and (groups[-1][0] == look or not HAN.search(text)):
            groups[-1] = (groups[-1][0], groups[-1][1] + text)
        elif groups and not HAN.search(groups[-1][1]):
            groups[-1] = (look, groups[-1][1] + text)
        else:
            groups.append((look, text))
    if len(groups) < 2:
        return 0
    lead, rest = groups[0][1], groups[1:]
    mark = mark_of(lead)
    if mark is not None and mark.end >= len(lead) and len(rest) > 1:
        # The number in one font, the heading in another, the text in a third (or in the first again).
        lead, rest = lead + rest[0][1], rest[1:]
    after = "".join(text for _, text in rest)
    if len(lead) > _LONGEST_RUN_IN or not HAN.search(after):
        return 0
    if _STOPPED.search(lead[-6:]):
        return len(lead)
    stop = _STOP.match(after)
    return len(lead) + stop.end() if stop else 0
