"""Distance is not made by blank paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.wordlook.model import Look, Para

ID = "blank-paragraphs"
LEVEL: Level = "疑似"
TITLE = "不用空行隔开段落"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_TITLE = P("title", "在全县干部大会上的发言")
GOOD = (
    Sample(),
    Sample(
        body=(
            _TITLE,
            P("body"),
            P("body", _TEXT),
            P("body"),
            P("signature", "县农业农村局"),
            P("signature", "2024年5月6日"),
        )
    ),
    Sample(
        body=(
            P("body"),
            P("body"),
            _TITLE,
            P("byline", "张　明"),
            P("body"),
            P("salutation", "同志们："),
            P("body", _TEXT),
        )
    ),
)
BAD = (
    Sample(body=(_TITLE, P("body", _TEXT), P("body"), P("body", _TEXT))),
    Sample(body=(_TITLE, P("body"), P("body"), P("body"), P("body", _TEXT))),
    Sample(body=(_TITLE, P("body", _TEXT), P("1"), P("1", "一、学深一层"), P("body", _TEXT))),
    Sample(body=(_TITLE, P("body", _TEXT), P("body"), P("body"))),
)

_INSIDE = ("body", "heading")
# One blank line is custom under the title, before a note of attachments and a signature; two stand above a title.
_ALLOWED = {"title": 2, "signature": 4, "attachment": 1, "annex": 9, "caption": 1}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges each run of blank paragraphs by what stands before and after it."""
    before: Para | None = None
    blanks: list[Para] = []
    beside = {line for table in look.tables for line in table.beside}
    for para in look.paragraphs:
        if para.role == "blank":
            blanks.append(para)
            continue
        if (
            blanks
            and not any(blank.line in beside for blank in blanks)
            and not any(blank.page_break for blank in blanks)
        ):
            if before is not None and before.role in _INSIDE and para.role in _INSIDE:
                yield _slip(before, blanks, "正文里有空行", "请删去空行；要隔开就用段前段后间距，公文正文一般不隔")
            elif len(blanks) > _ALLOWED.get(para.role, 1) and (before is None or before.role not in ("annex", "note")):
                yield _slip(before, blanks, f"连着空了 {len(blanks)} 行", "请只留一行或删去", "提示")
        before, blanks = para, []
    if len(blanks) > 1 and blanks[0].line not in beside:
        yield _slip(before, blanks, "文末有多余的空行", "请删去，免得多出空白页", "提示")


def _slip(before: Para | None, blanks: list[Para], what: str, how: str, level: Level | None = None) -> Slip:
    text = before.text.strip()[:6] + "…之后" if before is not None else ""
    return Slip(what, how, line=blanks[0].line, text=text, level=level)
