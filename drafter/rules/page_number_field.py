"""The page number counts by itself."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import page_numbers
from drafter.wordlook.model import Look

ID = "page-number-field"
LEVEL: Level = "必错"
TITLE = "页码用页码域，不是敲的数字"
SOURCE = "办公惯例"
READS = "layout"

_SIMPLE = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr="PAGE \\* MERGEFORMAT">'
    "<w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p>"
)
GOOD = (Sample(), Sample(foot=_SIMPLE, even_foot=_SIMPLE))
BAD = (Sample(foot="<w:p><w:r><w:t>— 1 —</w:t></w:r></w:p>", even_foot=""),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Typed digits are the same on every page."""
    if any(not any(run.field == "PAGE" for run in para.runs) for para in page_numbers(look).values()):
        yield Slip("页码是手敲的数字，每一页都一样", "请删去，改用“插入—页码”", "页脚")
