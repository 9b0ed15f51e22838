"""Speeches of our own to lay out: one with every kind of element, and plain ones of any length."""

from __future__ import annotations

import struct
import zlib

from drafter.numbering import number_text
from drafter.segment import sentences
from drafter.tree import Block, Document, Image, Paragraph, Section, Sentence, Table

_SENTENCES = (
    "把凳子搬到院坝里，话就容易说到一处去。",
    "老乡们最看重的不是讲了多少道理，是答应过的事有没有回音。",
    "我在【乡镇名】蹲点的那几天，先后敲开了十几户人家的门，记下来的难处有三条最集中。",
    "一张表格来回跑了四趟还没有盖上章，问题出在我们自己的流程上，怪不到群众头上。",
    "所以先要改的是办事的路子，再谈提高办事的本领。",
    "往后每个月留出固定的日子到村里去，当场能定的当场定，定不了的说清楚什么时候给答复。",
    "“今天的事不过夜”这句话，要说到，更要做到……哪怕慢一点，也不能断了线。",
    "账要一笔一笔地算，路要一步一步地走；走得稳，才走得远。",
)
_HEADINGS = (
    "把门槛放低，让群众愿意来说",
    "把脚步放勤，让情况看得真切",
    "把时限写明，让回音落到实处",
    "把账本摊开，让结果有人来评",
)


def paragraph(text: str, *phrases: str) -> Paragraph:
    """`text` in sentences; `phrases` are the ids of the first ones."""
    ids = [*phrases, *[None] * len(text)]
    return Paragraph(tuple(Sentence(piece, ids[n]) for n, piece in enumerate(sentences(text))))


def speech(characters: int, *, style: str = "own-line") -> Document:
    """A speech of about so many characters: three parts with points, as many paragraphs as it takes."""
    parts: list[list[list[Block]]] = [[[] for _ in _HEADINGS] for _ in range(3)]
    written = n = 0
    while written < characters:
        text = "".join(_SENTENCES[(n + k) % len(_SENTENCES)] for k in range(2 + n % 5))
        parts[n % 3][(n // 3) % len(_HEADINGS)].append(paragraph(text))
        written, n = written + len(text), n + 1
    body = tuple(
        Section(
            number_text(1, one),
            heading,
            1,
            "措施",
            body=tuple(
                Section(
                    number_text(2, k),
                    _HEADINGS[k - 1],
                    2,
                    "措施",
                    "run-in" if style == "run-in" else "own-line",
                    body=tuple(blocks),
                )
                for k, blocks in enumerate((blocks for blocks in points if blocks), 1)
            ),
        )
        for one, (heading, points) in enumerate(zip(("看法", "差距", "打算"), parts, strict=True), 1)
        if any(points)
    )
    opening = Section(style="none", kind="引言", body=(paragraph(_SENTENCES[0] + _SENTENCES[1]),))
    return Document(
        title="在全县干部下沉一线座谈会上的发言",
        byline="某某乡　李某某",
        date="2024年5月6日",
        salutation="同志们：",
        body=(opening, *body),
    )


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xc8\xdc\xff" * width) * height
    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


MEDIA = {"走访 一.png": png(800, 300)}
SLOTS = {"县名": ("填本县全称", "某某县")}
TRACE = {"开头1": "词条：开头1\n备选：先说一件小事。", "开头2": "词条：开头2"}
CHOICES = {"开头1": ("我想从一件小事说起。", "先说一件小事。"), "开头2": ("到【县名】去走一走。",)}
EVERYTHING = Document(
    title="以“院坝会”为抓手把问题解决在家门口——在全县基层治理现场推进会上的发言",
    byline="某某镇党委书记　张某某",
    date="2024年3月5日",
    salutation="同志们:",
    body=(
        Section(
            style="none",
            kind="引言",
            body=(paragraph("我想从一件小事说起。到【县名】去，听老乡怎么说。", "开头1", "开头2"),),
        ),
        Section(
            "一、",
            "院坝会开到了家门口，干部的凳子也就跟着搬到了家门口，这是一个长得要转行的标题",
            1,
            "体会",
            theme="现场办公",
            passage="镇书记-现场-1",
            body=(
                Section(
                    "（一）",
                    "话要听得进",
                    2,
                    "体会",
                    "run-in",
                    card="卡3",
                    body=(
                        paragraph("群众的话是最准的尺子。笃行不怠，才走得远。", "词1"),
                        paragraph("A & B <注> 也照样排。"),
                    ),
                ),
                Section(
                    "（二）",
                    "事要办得成【乡镇名】",
                    2,
                    "体会",
                    "run-in",
                    body=(
                        paragraph("办成一件是一件。"),
                        Section(
                            "1.",
                            "先分清轻重",
                            3,
                            body=(
                                paragraph("急的先办。"),
                                Section("（1）", "再排出先后", 4, body=(paragraph("难的合力办。"),)),
                            ),
                        ),
                        paragraph("这一条最难，也最要紧。"),
                    ),
                ),
            ),
        ),
        Section(
            "二、",
            "还有哪些不足",
            1,
            "问题",
            body=(
                Table(
                    (
                        ("序号", "事项", "进展"),
                        ("1", "修路", "已完成【几】公里，余下的路段正在备料\n下月开工"),
                        ("2", "通水", "办结"),
                    )
                ),
                Table((("村", "户"), ("东村", "三"))),
                Image("走访 一.png"),
                Image("丢了的.png"),
                paragraph("以上数字会后再核。"),
            ),
        ),
        Section(style="none", kind="结语", body=(paragraph("我的发言完了。谢谢大家！"),)),
    ),
    attachments=("群众来信来访办理情况一览表", "2024年度下沉一线工作安排以及各村联系干部名单和联系电话"),
    signature="中共某某县某某镇委员会\n2024年3月5日",
)
