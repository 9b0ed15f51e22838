"""No tracked changes are left."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.wordlook.model import Look

ID = "tracked-changes"
LEVEL: Level = "必错"
TITLE = "没有未接受的修订"
SOURCE = "办公惯例"
READS = "layout"

GOOD = (Sample(),)
BAD = (
    Sample(body=(P("body", xml='<w:ins w:id="1" w:author="x"><w:r><w:t>今年以来，干部到村。</w:t></w:r></w:ins>'),)),
    Sample(
        body=(P("body", xml='<w:r><w:t>今年</w:t></w:r><w:del w:id="1"><w:r><w:delText>来</w:delText></w:r></w:del>'),)
    ),
    Sample(body=(P("body", "今年以来", rpr='<w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange>'),)),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the document as a whole: revisions come in heaps."""
    by_line = {para.line: para for para in look.paragraphs}
    for line in look.changes:
        text = by_line[line].text[:16] if line in by_line else ""
        yield Slip("有修订没有接受或拒绝", "请在“审阅”里接受或拒绝全部修订", line=line, text=text)
