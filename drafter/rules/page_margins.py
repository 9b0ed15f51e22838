"""The margins leave the type area of 156 × 225 mm."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import BOTTOM, LEFT, RIGHT, TOP, Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.measure import millimetres
from drafter.wordlook.model import Look

ID = "page-margins"
LEVEL: Level = "必错"
TITLE = "天头 37 毫米、订口 28 毫米，版心 156×225 毫米"
SOURCE = "GB/T 9704-2012 §5.2.1"
READS = "layout"

_A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:header="851" w:footer="1446" '
GOOD = (
    Sample(),
    Sample(page=_A4 + 'w:top="2098" w:bottom="1984" w:left="1587" w:right="1474"/>'),
    Sample(page=_A4 + 'w:top="2098" w:bottom="1984" w:left="1304" w:gutter="284" w:right="1474"/>'),
)
BAD = (
    Sample(page=_A4 + 'w:top="1440" w:bottom="1440" w:left="1800" w:right="1800"/>'),
    Sample(page=_A4 + 'w:top="2098" w:bottom="1984" w:left="1474" w:right="1474"/>'),
)

_WANTED = (("上", TOP), ("下", BOTTOM), ("左", LEFT), ("右", RIGHT))
_FINE, _FAR = 1.15, 3.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges each upright section; slightly off is 疑似."""
    for page in look.pages:
        if page.width > page.height:
            continue
        off = []
        for (side, twips), actual in zip(_WANTED, (page.top, page.bottom, page.left, page.right), strict=True):
            wanted = millimetres(twips / 20)
            if abs(millimetres(abs(actual)) - wanted) > _FINE:
                off.append((side, millimetres(abs(actual)), wanted))
        if off:
            what = "、".join(f"{side} {actual:g} 毫米" for side, actual, _ in off)
            far = any(abs(actual - wanted) > _FAR for _, actual, wanted in off)
            how = "请设为上 37、下 35、左 28、右 26 毫米（版心 156×225 毫米）"
            yield Slip(f"页边距不对：{what}", how, "页面设置", level=None if far else "疑似")
