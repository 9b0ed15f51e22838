"""A title of several lines breaks at word sense, in lines of like length."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, most_size
from drafter.wordlook.pages import columns

ID = "title-lines"
LEVEL: Level = "疑似"
TITLE = "标题回行词意完整、排列对称"
SOURCE = "GB/T 9704-2012 §7.3.1"
READS = "layout"

GOOD = (
    Sample(),
    Sample(body=(P("title", "在全县主题教育学习研讨暨\n机关作风建设推进会上的发言"),)),
    Sample(body=(P("title", "坚持走好新时代党的群众路线"), P("title", "——在机关读书班上的发言"))),
)
BAD = (
    Sample(body=(P("title", "在全县主题教育学习研讨暨机关作风建设推进会上\n的发言"),)),
    Sample(body=(P("title", "在全县主题教育学习研讨暨机关作风建设推进会发言"),)),
)

# No line begins with one of these.
_TAILS = "的了着和与及或、，。；：）》”"
_SHORT = 3


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the lines as they will break on paper."""
    for para in look.of("title"):
        room = max(columns(look.page_of(para), most_size(para.runs), 0.0, snap=False), 1)
        given = [line.strip() for line in para.text.split("\n") if line.strip()]
        lines = [line[n : n + room] for line in given for n in range(0, len(line), room)]
        if len(lines) < 2:
            continue
        how = f"请在词语之间手动换行（Shift+Enter），每行不超过 {room} 字，上下长短相近"
        if any(line[0] in _TAILS for line in lines[1:]):
            bad = next(line for line in lines[1:] if line[0] in _TAILS)
            yield at(para, f"标题回行把“{bad[:2]}”甩到了行首", how)
        elif len(lines[-1]) <= _SHORT < len(lines[0]) - _SHORT:
            yield at(para, f"标题末行只有 {len(lines[-1])} 个字", how)
