"""The body is set in 三号."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import body_look, body_runs, size_name
from drafter.wordlook.model import Look, most_size

ID = "body-size"
LEVEL: Level = "必错"
TITLE = "正文用三号字"
SOURCE = "GB/T 9704-2012 §5.2.2"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("body", _TEXT, rpr='<w:sz w:val="36"/>'),), profile="大字版"))
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:sz w:val="28"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:sz w:val="36"/>'),)),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges what most of the body stands in; what strays from that is `body-mixed`."""
    _, size = body_look(look)
    if not size or abs(size - profile.size) < 0.1:
        return
    for para in look.of("body"):
        if most_size(body_runs(para)) == size:
            yield at(para, f"正文字号是{size_name(size)}", f"请改为{size_name(profile.size)}")
