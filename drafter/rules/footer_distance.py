"""The page number stands 7 mm below the type area."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import page_numbers
from drafter.wordlook.measure import millimetres
from drafter.wordlook.model import Look

ID = "footer-distance"
LEVEL: Level = "提示"
TITLE = "页码的一字线上距版心下边缘 7 毫米"
SOURCE = "GB/T 9704-2012 §7.5"
READS = "layout"

_A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" '
GOOD = (Sample(), Sample(page=_A4 + 'w:footer="1587"/>'))
BAD = (Sample(page=_A4 + 'w:footer="992"/>'), Sample(page=_A4 + 'w:footer="1985"/>'))

# The bottom margin of 35 mm less 7 mm less the height of the number, which programs measure differently.
_LEAST, _MOST = 22.0, 29.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the first section, where pages are numbered at all."""
    distance = millimetres(look.pages[0].footer)
    if page_numbers(look) and not _LEAST <= distance <= _MOST:
        yield Slip(f"页脚距下边界 {distance:g} 毫米", "请设为 25.5 毫米，页码才在版心下 7 毫米处", "页面设置")
