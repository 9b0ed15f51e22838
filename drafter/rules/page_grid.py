"""A full page has 22 lines, a full line 28 characters."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import HEIGHT, WIDTH, Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.rules.elements import body_look, body_runs
from drafter.wordlook.model import Look, most_size
from drafter.wordlook.pages import columns, pitch, rows

ID = "page-grid"
LEVEL: Level = "疑似"
TITLE = "每页 22 行、每行 28 字"
SOURCE = "GB/T 9704-2012 §5.2.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音。" * 4
_A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1446"/>'
)
_GRID = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>'
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="580" w:lineRule="exact"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="560" w:lineRule="exact"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:spacing w:val="0"/>'),), page=_A4 + _GRID),
    Sample(
        body=(
            P(
                "body",
                _TEXT,
                ppr='<w:spacing w:line="600" w:lineRule="exact"/>',
                rpr='<w:spacing w:val="0"/><w:sz w:val="36"/>',
            ),
        ),
        profile="大字版",
    ),
)
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:spacing w:val="0"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="600" w:lineRule="exact"/>'),)),
)

_SLACK = 6.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the first page of body text; wrong margins, sizes and line heights are other rules' business."""
    para = max(look.of("body"), key=lambda para: len(para.text), default=None)
    if para is None:
        return
    page, size = look.page_of(para), body_look(look)[1]
    width, height = page.width - page.left - page.right, page.height - page.top - page.bottom
    if size != profile.size or abs(width - WIDTH / 20) > _SLACK or abs(height - HEIGHT / 20) > _SLACK:
        return
    spacing = next((run.spacing for run in body_runs(para)), 0.0)
    found = columns(page, size, spacing, para.snap)
    if found != profile.characters:
        how = (
            f"请把正文字符间距设为紧缩 {abs(profile.spacing) / 20:g} 磅"
            if found < profile.characters
            else "请检查字符间距"
        )
        yield Slip(f"每行排 {found} 字，不是 {profile.characters} 字", how, "正文")
    distance = pitch(para, page, most_size(para.runs))
    lines = rows(page, distance)
    if lines != profile.lines and 27.9 <= distance <= 30.1:
        how = f"请把行距设为固定值 {profile.pitch / 20:g} 磅"
        yield Slip(f"每页排 {lines} 行，不是 {profile.lines} 行", how, "正文", level="提示")
