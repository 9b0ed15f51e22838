"""The paper is A4."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import PAGE_HEIGHT, PAGE_WIDTH, Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.measure import millimetres
from drafter.wordlook.model import Look

ID = "page-size"
LEVEL: Level = "必错"
TITLE = "纸张是 A4（210×297 毫米）"
SOURCE = "GB/T 9704-2012 §5.1"
READS = "layout"

GOOD = (Sample(),)
BAD = (Sample(page='<w:pgSz w:w="12240" w:h="15840"/>'), Sample(page='<w:pgSz w:w="10433" w:h="14742"/>'))

_SLACK = 6.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges each section, whichever way round its paper lies."""
    wanted = sorted((PAGE_WIDTH / 20, PAGE_HEIGHT / 20))
    for page in look.pages:
        if any(abs(a - b) > _SLACK for a, b in zip(sorted((page.width, page.height)), wanted, strict=True)):
            size = f"{millimetres(page.width):g}×{millimetres(page.height):g} 毫米"
            yield Slip(f"纸张是 {size}，不是 A4", "请在“布局—纸张大小”里选 A4", "页面设置")
