"""Plain text as one would paste it, the tree as JSON, and the choice of a writer by suffix."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from round_trip import assert_round_trip
from sample_draft import DRAFT
from strategies import documents

from drafter.reading import read
from drafter.report import DrafterError
from drafter.tree import Document, Image, Paragraph, Section, Sentence, Table, sections
from drafter.writers import formats, write


def test_text_is_what_one_would_paste() -> None:
    assert write(DRAFT, "x.txt").decode() == (
        "在全县走访工作座谈会上的交流发言\n"
        "县委办公室　【姓名】\n"
        "（【日期】）\n\n"
        "各位领导、同志们：\n"
        "　　按照安排，我结合办公室工作谈几点体会。不到之处请指正。\n"
        "　　一、学在深处，弄清走访为什么管用\n"
        "　　（一）从材料的来路看，走访是写实话的头一道工序。稿子好不好，动笔以前就定了一半。"
        "坐在屋里凑，凑得出标题，凑不出灶台边的那句话。\n"
        "　　（二）从老乡的感受看，走访是办实事的近路。门槛低了，话就多了。\n"
        "　　二、查在细处，正视自己身上的差距\n"
        "　　对照要求，有两条不足。\n"
        "　　（一）下去走访蹲得不够深\n"
        "　　起草【某份文件】时，点是对方定的，人是对方请的。\n"
        "　　1.准备不足\n"
        "　　*号标出的12项里，有3项是抄的。\n"
        "　　（二）接访只听不跟。一是登记完就转办；二是回访靠电话。\n"
        "事项\t时限\n入户走访\t每季度3天\n信访回访\t办结后 7日内\n"
        "　　（图：走访路线.png）\n"
        "　　以上发言，不当之处请批评指正。\n"
        "　　附件：1.走访记录表\n"
        "　　　　　2.回访登记表\n\n"
        "县委办公室\n2023年11月6日\n"
    )


def test_text_that_was_pasted_is_understood() -> None:
    (part,) = read(write(DRAFT, "x.txt"), "x.txt").parts
    document = part.document
    assert (document.title, document.salutation) == (DRAFT.title, DRAFT.salutation)
    headings = [(s.level, s.number, s.heading, s.style) for s in sections(document.body) if s.style != "none"]
    assert headings == [(s.level, s.number, s.heading, s.style) for s in sections(DRAFT.body) if s.style != "none"]


def test_an_empty_document_is_an_empty_text() -> None:
    assert write(Document(), "x.txt") == b"\n"


def test_json_is_the_contract() -> None:
    document = Document(
        title="题",
        body=(
            Section("一、", "听", 1, "体会", body=(Paragraph((Sentence("好。", "a.1", 7),)),)),
            Table((("甲", "乙"),)),
            Image("图.png"),
        ),
    )
    written = write(document, "x.json").decode()
    assert '"title": "题",\n' in written
    assert json.loads(written) == {
        "title": "题",
        "byline": "",
        "date": "",
        "salutation": "",
        "body": [
            {
                "type": "section",
                "number": "一、",
                "heading": "听",
                "level": 1,
                "kind": "体会",
                "style": "own-line",
                "theme": None,
                "passage": None,
                "card": None,
                "body": [{"type": "paragraph", "sentences": [{"text": "好。", "phrase": "a.1", "line": 7}]}],
            },
            {"type": "table", "rows": [["甲", "乙"]]},
            {"type": "image", "name": "图.png"},
        ],
        "attachments": [],
        "signature": "",
    }
    assert read(written.encode(), "x.json").parts[0].document == document


@settings(max_examples=100)
@given(documents())
def test_any_document_comes_back_from_json(document: Document) -> None:
    assert_round_trip(document, "x.json")


def test_the_suffix_chooses_the_writer() -> None:
    assert sorted(formats()) == [".docx", ".htm", ".html", ".json", ".markdown", ".md", ".txt"]
    assert write(DRAFT, "稿/X.HTML") == write(DRAFT, "x.html")


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.md.bak"])
def test_an_unknown_suffix_is_refused_with_the_valid_ones(name: str) -> None:
    with pytest.raises(DrafterError) as refused:
        write(DRAFT, name)
    assert str(refused.value).startswith("不会写这种格式（")
    assert ".docx、.htm、.html、.json、.markdown、.md、.txt" in str(refused.value)


@pytest.mark.parametrize("suffix", sorted(formats()))
def test_same_document_same_bytes(suffix: str) -> None:
    assert write(DRAFT, "a" + suffix) == write(DRAFT, "b" + suffix)


@pytest.mark.parametrize("suffix", [".md", ".html", ".json", ".docx"])
def test_a_signed_paper_carries_its_date_below(suffix: str) -> None:
    body = (Paragraph((Sentence("情况就是这样。"),)),)
    document = Document(title="关于水渠的报告", date="2024年3月5日", body=body, signature="某县水利局")
    again = read(write(document, "x" + suffix), "x" + suffix).parts[0].document
    assert (again.title, again.date, again.signature) == (document.title, document.date, document.signature)
    lines = write(document, "x.txt").decode().rstrip().split("\n")
    assert lines[-2:] == ["某县水利局", "2024年3月5日"]
