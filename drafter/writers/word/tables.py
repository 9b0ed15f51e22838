"""A table as Word's table: borders, a head row that repeats on every page, columns as wide as their words ask for."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.wordstyles import CELL, TABLE
from drafter.writers.word.runs import characters
from drafter.writers.word.shells import Shell

# A column is reckoned at no less and no more than this many characters.
_NARROWEST, _WIDEST = 3, 20


def grid(rows: Sequence[Sequence[str]], cells: Sequence[Sequence[str]], shell: Shell) -> str:
    """The table whose cells hold the runs `cells`; `rows` are the same cells as plain text."""
    widths = _widths(rows, len(cells[0]), shell.width)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = []
    for n, line in enumerate(cells):
        align = '<w:jc w:val="center"/>' if n == 0 else ""
        head = f'<w:p><w:pPr><w:pStyle w:val="{shell.ids[CELL]}"/>{align}</w:pPr>'
        row = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{head}{words}</w:p></w:tc>"
            for words, width in zip(line, widths, strict=True)
        )
        repeat = "<w:tblHeader/>" if n == 0 and len(cells) > 1 else ""
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{row}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{shell.ids[TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{''.join(lines)}</w:tbl>"
    )


def _widths(rows: Sequence[Sequence[str]], columns: int, width: int) -> list[int]:
    """Widths in twips that add up to at most `width`."""
    longest = [
        max((characters(line) for row in rows if column < len(row) for line in row[column].split("\n")), default=0.0)
        for column in range(columns)
    ]
    weights = [min(max(length + 1, _NARROWEST), _WIDEST) for length in longest]
    return [int(width * weight / sum(weights)) for weight in weights]
