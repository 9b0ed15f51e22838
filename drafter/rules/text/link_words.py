"""Link words are not run down one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Said, Text, sentence

ID = "link-words"
LEVEL: Level = "提示"
TITLE = "“首先、其次、同时、此外”不一路排下去"
SOURCE = "办公惯例"
READS = "text"

_REST = "群众反映的事一件一件记在本子上，办到什么程度当面说清楚。"
GOOD = (
    f"首先，学会等。{_REST}\n\n其次，学会问。{_REST}\n\n最后，学会认。{_REST}",
    "同时，把窗口的事办好。办不了的及时报上来。此外，请群众当面打分。",
)
BAD = (
    f"首先，学会等。{_REST}\n\n其次，学会问。{_REST}\n\n同时，学会认。{_REST}\n\n最后，学会改。{_REST}",
    "同时，把窗口的事办好。此外，办不了的及时报上来。另外，请群众当面打分。",
)

_LINKS = ("首先", "其次", "再次", "再者", "然后", "与此同时", "同时", "此外", "另外", "另一方面", "最后")
_ROW, _IN_PARAGRAPH = 4, 3


def judge(text: Text) -> Iterator[Slip]:
    """A row ends where a paragraph passes without a link word."""
    row: dict[str, Said] = {}
    last = -1
    for n, spot in enumerate(text.body):
        inside: dict[str, Said] = {}
        for said in spot.sentences:
            link = next((link for link in _LINKS if said.text.startswith(link)), None)
            if link is not None:
                inside.setdefault(link, said)
        if not inside:
            continue
        row = {**row, **inside} if last == n - 1 else inside
        last = n
        if len(inside) >= _IN_PARAGRAPH or len(row) >= _ROW:
            shown = inside if len(inside) >= _IN_PARAGRAPH else row
            what, how = "连接词一路排下来", "请删去几个，让意思自己接上"
            yield sentence(text, next(iter(shown.values())), what, how, where="、".join(shown))
            row, last = {}, -1
