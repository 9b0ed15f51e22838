"""No underlines, strokes or italics in the body."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import body_runs
from drafter.wordlook.model import Look

ID = "text-marks"
LEVEL: Level = "疑似"
TITLE = "正文不用下划线、删除线、斜体"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("body", _TEXT, lead="一是办实事。"),)))
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:u w:val="single"/>'),)),
    Sample(body=(P("body", _TEXT, rpr="<w:i/>"),)),
    Sample(body=(P("body", _TEXT, rpr="<w:dstrike/>"),)),
    Sample(body=(P("body", xml=f"<w:r><w:t>{_TEXT}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{_TEXT}</w:t></w:r>"),)),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Bold beyond a run-in heading is custom in some offices and only mentioned."""
    for para in look.of("salutation", "heading", "body"):
        for run in body_runs(para):
            if not run.text.strip():
                continue
            for name, given in (("下划线", run.underline), ("删除线", run.struck), ("斜体", run.italic)):
                if given:
                    yield at(para, f"文字带{name}", "请取消")
            if run.bold and para.role == "body":
                yield at(para, "正文里有加粗文字", "公文正文不加粗，请取消", "提示")
