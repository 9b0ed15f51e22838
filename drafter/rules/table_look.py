"""A table has lines, and text in one of the fonts of the document."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import font_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, most_font

ID = "table-look"
LEVEL: Level = "提示"
TITLE = "表格有框线，表内用仿宋、宋体或黑体"
SOURCE = "GB/T 9704-2012 §8"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_TABLE = (
    "<w:tbl><w:tblPr>{0}</w:tblPr><w:tr><w:tc><w:p><w:r>{1}<w:t>事项</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r>{1}<w:t>办结</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
_LINES = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>'
_GRID = '<w:style w:type="table" w:styleId="g"><w:name w:val="Table Grid"/><w:tblPr>' + _LINES + "</w:tblPr></w:style>"
GOOD = (
    Sample(),
    Sample(tables=_TABLE.format(_LINES, "")),
    Sample(tables=_TABLE.format('<w:tblStyle w:val="g"/>', ""), styles=_GRID),
)
BAD = (
    Sample(tables=_TABLE.format("", "")),
    Sample(tables=_TABLE.format(_LINES, '<w:rPr><w:rFonts w:eastAsia="微软雅黑"/></w:rPr>')),
)

_FINE = ("仿宋", "宋体", "黑体", "楷体")


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A table of a single cell is a frame, not a table."""
    for table in look.tables:
        if len(table.cells) < 2:
            continue
        text = next((cell.text.strip() for cell in table.cells if cell.text.strip()), "")
        if not table.lines:
            yield Slip("表格没有框线", "请加上框线，或改成文字", line=table.line, text=text[:12])
        font = most_font(run for cell in table.cells for run in cell.runs)
        if font and family(font) not in _FINE:
            yield Slip(f"表内文字是{font_name(font)}", "请改为仿宋或宋体", line=table.line, text=text[:12])
