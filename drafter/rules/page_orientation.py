"""Text stands upright; only a section of tables may lie on its side."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.model import Look

ID = "page-orientation"
LEVEL: Level = "必错"
TITLE = "纸张竖放"
SOURCE = "GB/T 9704-2012 §5.1"
READS = "layout"

GOOD = (Sample(),)
BAD = (Sample(page='<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the sections that hold body text."""
    with_text = {para.page for para in look.of("title", "body", "heading")}
    with_table = {table.page for table in look.tables}
    for number, page in enumerate(look.pages):
        if page.width > page.height and number in with_text:
            level: Level = "提示" if number in with_table and len(look.pages) > 1 else "必错"
            yield Slip("纸张横放", "请在“布局—纸张方向”里选纵向", "页面设置", level=level)
