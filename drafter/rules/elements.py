"""What several layout rules ask of a document: its body text, what a heading is set in, slots, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from drafter.wordlook.model import Look, Para, Run, cut, most_font, most_size
from drafter.wordlook.pages import columns

# Family that a heading of each level is set in, and the font by its full name.
HEADING_FAMILY = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}
FULL_NAME = {"黑体": "黑体", "楷体": "楷体_GB2312", "仿宋": "仿宋_GB2312"}
SIZE_NAMES = {10.5: "五号", 12: "小四", 14: "四号", 15: "小三", 16: "三号", 18: "小二", 22: "二号", 26: "一号"}

_SLOT = re.compile(r"【[^【】]{1,24}】")
_TYPED_NUMBER = re.compile(
    r"[\s\u00a0]*[—–―─－\-·]*[\s\u00a0]*(?:第\s*)?\d{1,3}(?:\s*页)?[\s\u00a0]*[—–―─－\-·]*[\s\u00a0]*"
)


def size_name(size: float) -> str:
    """16 as 三号（16磅）, 13 as 13磅."""
    return f"{SIZE_NAMES[size]}（{size:g}磅）" if size in SIZE_NAMES else f"{size:g}磅"


def font_name(font: str) -> str:
    """A font as a finding names it."""
    return font or "未指定（由电脑自行替换）"


def body_runs(para: Para) -> tuple[Run, ...]:
    """The text of a body paragraph without a run-in heading."""
    return cut(para, para.run_in, len(para.text)) if para.run_in else para.runs


def body_look(look: Look) -> tuple[str, float]:
    """The font and size that most of the body is set in; ("", 0) for a document without body text."""
    runs = [run for para in look.of("body") for run in body_runs(para)]
    return most_font(runs), most_size(runs)


def slots(text: str) -> list[str]:
    """The slots 【…】 in `text`."""
    return _SLOT.findall(text)


def outside_slots(para: Para) -> Iterator[Run]:
    """The runs of a paragraph without what stands in a slot."""
    edges = iter([place for match in _SLOT.finditer(para.text) for place in match.span()])
    edge, inside, place = next(edges, len(para.text)), False, 0
    for run in para.runs:
        end, start = place + len(run.text), place
        while edge < end:
            if start < edge and not inside:
                yield replace(run, text=run.text[start - place : edge - place])
            start, edge, inside = edge, next(edges, len(para.text)), not inside
        if start < end and not inside:
            yield replace(run, text=run.text[start - place :])
        place = end


def page_numbers(look: Look) -> dict[str, Para]:
    """The line that numbers the pages, by kind of page ("default", "even" …), from the first section with one."""
    for page in look.pages:
        found: dict[str, Para] = {}
        for shelf in (page.feet, page.heads):
            for kind, paras in shelf.items():
                number = next((para for para in paras if numbered(para)), None)
                if number is not None:
                    found.setdefault(kind, number)
        if found:
            return found
    return {}


def numbered(para: Para) -> bool:
    """Whether a line of a header or footer numbers the page, by a field or by typed digits."""
    return any(run.field == "PAGE" for run in para.runs) or (
        0 < len(para.text.strip()) < 40 and _TYPED_NUMBER.fullmatch(para.text.strip()) is not None
    )


def spans_pages(look: Look) -> bool:
    """Whether the text surely fills more than one page."""
    lines = 0
    for para in look.paragraphs:
        size = most_size(para.runs) or look.normal_size
        lines += 1 + len(para.text) // max(columns(look.page_of(para), size, 0.0), 1)
    return lines > 30 or any(para.page_break for para in look.paragraphs) or len(look.pages) > 1
