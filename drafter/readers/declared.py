"""Headings that a file declares by depth (`##`, `<h3>`) → title and levels 1, 2, 3, 4."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from drafter.numbering import mark_of
from drafter.tree import Line


def ranked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines`, whose level is still the depth in the file, with the level that this depth means in this file."""
    depths = [line.level for line in lines if line.level is not None]
    if not depths:
        return tuple(lines)
    top = min(depths)
    # The one heading above all others is the title, unless it is a numbered one.
    titles = [line for line in lines if line.level == top and not mark_of(line.text)]
    given = any(line.role == "title" for line in lines)
    title = titles[0] if depths.count(top) == 1 and titles and not given and (depths[0] == top or top == 1) else None
    used = sorted({depth for depth in depths if title is None or depth != top})
    rank = {depth: n for n, depth in enumerate(used, 1)}
    done = []
    for line in lines:
        if line is title:
            done.append(replace(line, role="title", level=None))
        elif line.level is not None:
            done.append(replace(line, role="heading", level=rank[line.level]))
        else:
            done.append(line)
    return tuple(done)
