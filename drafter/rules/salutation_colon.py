"""A salutation ends in a full-width colon."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "salutation-colon"
LEVEL: Level = "必错"
TITLE = "称谓后用全角冒号"
SOURCE = "GB/T 9704-2012 §7.3.2"
READS = "layout"

_TITLE = P("title", "在全县干部大会上的发言")
GOOD = (Sample(), Sample(body=(_TITLE, P("salutation", "同志们："))))
BAD = (Sample(body=(_TITLE, P("salutation", "各位领导、同志们:"))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A line is a salutation only with a colon, so only its width is in question."""
    for para in look.of("salutation"):
        if not para.text.rstrip().endswith("："):
            yield at(para, "称谓后面不是全角冒号", "请改为“：”")
