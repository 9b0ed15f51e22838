"""Random well-formed documents, of the words and the traps that real ones hold."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from drafter.tree import Block, Document, Image, Kind, Paragraph, Section, Sentence, Style, Table

_TRAPS = (
    "1. ",
    "1.",
    "12) ",
    "一、",
    "（一）",
    "一是",
    "第一章",
    "第一，",
    "①",
    "#",
    "## ",
    "#话题#",
    "*",
    "**",
    "张**",
    "_",
    "__",
    "`",
    "```",
    "~~",
    "|",
    "| a |",
    "<",
    ">",
    "> ",
    "<b>",
    "</p>",
    "<br>",
    "<!-- 断 -->",
    "-->",
    "--",
    "---",
    "- ",
    "+",
    "===",
    "&",
    "&lt;",
    "&#20;",
    "&nbsp",
    "\\",
    "\\\\",
    "[",
    "]",
    "](http://a.b)",
    "![图](a.png)",
    "【县名】",
    "【",
    "】",
    "“四下基层”",
    "‘",
    "”",
    "（",
    "）",
    "《",
    "》",
    "。",
    "！",
    "？",
    "……",
    "；",
    "：",
    "，",
    "、",
    "——",
    ".",
    "!",
    "?",
    '"',
    "'",
    "{{ x }}",
    "{% if %}",
    "附件：",
    "（2023年10月）",
    "各位同志：",
    "Word 2023",
    "3.5%",
    "10~20",
    "😀",
    "𠮷",
    "é",
    " ",
    "\u3000",
    "\u00a0",
    "\t",
    "老百姓",
    "我们",
    "调查研究",
    "下基层",
    "坚持",
    "把问题解决在",
    "现场",
)
# Neither control characters nor line ends nor characters without meaning: no Word file carries them either.
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
_PIECES = st.one_of(st.sampled_from(_TRAPS), st.text(_CHARACTERS, min_size=1, max_size=4))
_KINDS: tuple[Kind, ...] = get_args(Kind)
_NUMBERS = ("", "一、", "（一）", "1.", "（1）", "一是", "第一章", "第一，", "①", "1、", "*", "甲")


def texts(pieces: int = 6) -> st.SearchStrategy[str]:
    """One line of text, never empty, without spaces at its ends."""
    return st.lists(_PIECES, min_size=1, max_size=pieces).map(lambda p: "".join(p).strip()).filter(bool)


_IDS = st.none() | texts(3)
_SENTENCES = st.builds(Sentence, texts(), _IDS)
_PARAGRAPHS = st.builds(Paragraph, st.lists(_SENTENCES, min_size=1, max_size=4).map(tuple))
_CELLS = st.one_of(st.just(""), texts(3), st.tuples(texts(2), texts(2)).map("\n".join))
_ROWS = st.lists(_CELLS, min_size=1, max_size=3).map(tuple)
_TABLES = st.builds(Table, st.lists(_ROWS, min_size=1, max_size=3).map(tuple))
_IMAGES = st.builds(Image, texts(2))
_LEAVES: st.SearchStrategy[Block] = st.one_of(_PARAGRAPHS, _PARAGRAPHS, _PARAGRAPHS, _TABLES, _IMAGES)


@st.composite
def _section(draw: st.DrawFn, level: int) -> Section:
    style: Style = draw(st.sampled_from(get_args(Style)))
    return Section(
        number="" if style == "none" else draw(st.sampled_from(_NUMBERS)),
        heading="" if style == "none" else draw(texts(4)),
        level=level,
        kind=draw(st.sampled_from(_KINDS)),
        style=style,
        theme=draw(_IDS),
        passage=draw(_IDS),
        card=draw(_IDS),
        body=draw(_blocks(level)),
    )


def _blocks(level: int) -> st.SearchStrategy[tuple[Block, ...]]:
    inner = _LEAVES if level == 4 else st.one_of(_LEAVES, _section(level + 1))
    return st.lists(inner, max_size=3 if level else 5).map(tuple)


def documents() -> st.SearchStrategy[Document]:
    """Whole documents: sections nested one level at a time, paragraphs also after the sections inside a section."""
    lines = st.one_of(st.just(""), texts(4))
    several = st.lists(texts(3), max_size=2).map("\n".join)
    return st.builds(
        Document,
        title=lines,
        byline=several,
        date=lines,
        salutation=lines,
        body=_blocks(0),
        attachments=st.lists(texts(3), max_size=3).map(tuple),
        signature=several,
    )
