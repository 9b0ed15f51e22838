"""The .docx writer: its parts, its annotations, unit templates, cleaning."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st
from round_trip import without_lines
from sample_speeches import CHOICES, EVERYTHING, MEDIA, SLOTS, TRACE, paragraph, png, speech
from strategies import documents
from word_tools import faults

from drafter import wordstyles
from drafter.profiles import PROFILES, STANDARD, profile
from drafter.reading import read
from drafter.report import DrafterError
from drafter.tree import Block, Document, Image, Paragraph, Section, Sentence, Table
from drafter.writers.docx import Written, clean, typeset, write
from drafter.writers.word.pictures import picture
from drafter.writers.word.runs import characters
from drafter.writers.word.titles import broken

ROOT = Path(__file__).resolve().parent.parent


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package; opening it with zipfile also checks it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def opened(data: bytes) -> Opened:
    return docx.Document(io.BytesIO(data))


def body_xml(data: bytes) -> str:
    return parts(data)["word/document.xml"].decode()


def template(change: Callable[[Opened], None] = lambda document: None) -> bytes:
    """A unit's template made with python-docx, changed as a test wants it."""
    document = docx.Document()
    document.add_paragraph("这是模板里的旧字")
    document.sections[0].header.paragraphs[0].text = "某某县人民政府文件"
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """A package with some parts replaced, added or (None) left out; names with __ for / and _ for the dot."""
    stream = io.BytesIO()
    kept = parts(data) | {name: content for name, content in changed.items() if content is not None}
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in kept.items():
            if changed.get(name, b"") is not None:
                archive.writestr(name, content)
    return stream.getvalue()


# Shells and figures


def test_the_script_makes_the_shells_that_are_committed(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, ROOT / "tools" / "make_official_docx.py", tmp_path], check=True, capture_output=True
    )
    for layout in PROFILES.values():
        committed = (ROOT / "templates" / "word" / layout.shell).read_bytes()
        assert parts((tmp_path / layout.shell).read_bytes()) == parts(committed), layout.name


def test_page_and_grid_are_those_of_the_standard() -> None:
    section = opened(write(EVERYTHING)).sections[0]
    assert [
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
        section.footer_distance,
    ] == [twips * 635 for twips in (2098, 1588, 1474, 1985, 1446)]
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in section._sectPr.xml
    assert (STANDARD.characters, STANDARD.lines) == (28, 22)


@pytest.mark.parametrize(
    ("style", "font", "size", "level"),
    [
        (wordstyles.TITLE, "方正小标宋简体", 22, None),
        (wordstyles.BYLINE, "楷体_GB2312", 16, None),
        (wordstyles.DATE, "楷体_GB2312", 16, None),
        (wordstyles.SALUTATION, "仿宋_GB2312", 16, None),
        (wordstyles.BODY, "仿宋_GB2312", 16, None),
        ("heading 1", "黑体", 16, "0"),
        ("heading 2", "楷体_GB2312", 16, "1"),
        ("heading 3", "仿宋_GB2312", 16, "2"),
        ("heading 4", "仿宋_GB2312", 16, "3"),
        (wordstyles.ATTACHMENT, "仿宋_GB2312", 16, None),
        (wordstyles.SIGNATURE, "仿宋_GB2312", 16, None),
    ],
)
def test_styles_say_font_size_and_outline_level(style: str, font: str, size: int, level: str | None) -> None:
    every = opened(write(EVERYTHING)).styles.element.findall(qn("w:style"))
    found = next(one for one in every if one.find(qn("w:name")).get(qn("w:val")) == style)
    fonts = found.find(qn("w:rPr")).find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{which}")) for which in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert not [name for name in fonts.attrib if "heme" in name]
    assert found.find(qn("w:rPr")).find(qn("w:sz")).get(qn("w:val")) == str(2 * size)
    outline = found.find(qn("w:pPr")).find(qn("w:outlineLvl"))
    assert (outline.get(qn("w:val")) if outline is not None else None) == level


def test_settings_and_properties() -> None:
    document = opened(write(EVERYTHING, MEDIA))
    assert document.settings.odd_and_even_pages_header_footer
    properties = document.core_properties
    assert properties.title == EVERYTHING.title
    assert properties.author == EVERYTHING.byline
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-03-05"
    settings = parts(write(EVERYTHING))["word/settings.xml"].decode()
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert opened(write(Document(date="2024年2月30日"))).core_properties.created is not None


def test_page_numbers_stand_at_the_outer_edge_or_in_the_middle() -> None:
    section = opened(write(EVERYTHING)).sections[0]
    assert [section.footer.paragraphs[0].text, section.even_page_footer.paragraphs[0].text] == ["— 1 —", "— 1 —"]
    assert section.footer.paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "right"
    assert section.even_page_footer.paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "left"
    assert len(section.footer.paragraphs[0]._p.findall(f".//{qn('w:fldChar')}")) == 3
    centred = opened(typeset(EVERYTHING, profile=profile("居中页码")).data)
    assert not centred.settings.odd_and_even_pages_header_footer
    assert centred.sections[0].footer.paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "center"


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DrafterError, match="标准、大字版、居中页码"):
        profile("大字")


# The tree


def test_every_element_has_its_style() -> None:
    found = [(p.style.name if p.style else "", p.text) for p in opened(write(EVERYTHING, MEDIA)).paragraphs]
    names = [name for name, _ in found]
    assert names[:5] == ["Title", wordstyles.DATE, wordstyles.BYLINE, wordstyles.SALUTATION, wordstyles.BODY]
    assert ("Heading 3", "1.先分清轻重") in found
    assert ("Heading 4", "（1）再排出先后") in found
    assert (wordstyles.DATE, "（2024年3月5日）") in found
    assert (wordstyles.SALUTATION, "同志们：") in found
    assert (wordstyles.BODY, "（二）事要办得成【乡镇名】。办成一件是一件。") in found
    assert (wordstyles.ATTACHMENT, "附件：1.群众来信来访办理情况一览表") in found
    assert [text for name, text in found if name == wordstyles.SIGNATURE] == EVERYTHING.signature.split("\n")
    assert not [text for name, text in found if name == wordstyles.BODY and not text]


def test_run_in_headings_are_runs_of_their_own_style() -> None:
    document = opened(write(EVERYTHING))
    lead = next(p for p in document.paragraphs if p.text.startswith("（一）话要听得进"))
    assert [(run.text, run.style.name) for run in lead.runs if run.style and run.style.name in wordstyles.RUN_IN] == [
        ("（一）话要听得进。", wordstyles.RUN_IN[1])
    ]


def test_tables_are_tables_and_never_touch() -> None:
    document = opened(write(EVERYTHING, MEDIA))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        list(row)
        for row in EVERYTHING.body[2].body[0].rows  # type: ignore[union-attr]
    ]
    assert "</w:tbl><w:tbl>" not in body_xml(write(EVERYTHING))
    last = opened(write(Document(body=(Table((("甲", "乙"), ("丙",))),))))
    assert [len(row.cells) for row in last.tables[0].rows] == [2, 2]
    assert len(last.paragraphs) == 1


def test_quotation_marks_and_dashes_are_marked_chinese() -> None:
    for paragraph_ in opened(write(EVERYTHING)).paragraphs:
        for run in paragraph_.runs:
            if any(mark in run.text for mark in "“”——……"):
                assert '<w:rFonts w:hint="eastAsia"/>' in run._r.xml, run.text


def test_what_xml_cannot_hold_is_left_out_and_told() -> None:
    written = typeset(Document(body=(paragraph("上\x01半句\x0b，\ufffe下半\ud800句。\t再\n来。"),)))
    assert opened(written.data).paragraphs[0].text == "上半句，下半句。\t再\n来。"
    assert [finding.level for finding in written.findings] == ["提示"]
    assert "4 个" in written.findings[0].message


def test_pictures_fit_the_page_and_missing_ones_are_told() -> None:
    media = {"大.png": png(3000, 200), "高.png": png(100, 4000), "坏.png": b"no picture"}
    document = Document(body=tuple(Image(name) for name in (*media, "没有.png", "大.png")))
    written = typeset(document, media=media)
    shapes = opened(written.data).inline_shapes
    assert len(shapes) == 3
    assert abs(shapes[0].width - 156 * 36000) < 20000
    assert shapes[1].height < 225 * 36000
    assert [finding.text for finding in written.findings] == ["坏.png", "没有.png"]
    assert sum("media/" in name for name in parts(written.data)) == 2
    assert "［图片：没有.png］" in [p.text for p in opened(written.data).paragraphs]


def _jpeg() -> bytes:
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\1\0\x48\0\x48\0\0\xff\xc0\0\x11\x08\0\x90\1\x20\3" + b"\0" * 12


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(96, 48), ("png", 914400, 457200)),
        (_jpeg(), ("jpeg", 4 * 914400, 2 * 914400)),
        (b"GIF89a" + b"\x60\0\x30\0" + b"\0" * 8, ("gif", 914400, 457200)),
        (b"BM" + b"\0" * 16 + b"\x60\0\0\0" + b"\xd0\xff\xff\xff" + b"\0" * 8, ("bmp", 914400, 457200)),
        (b"\1\0\0\0" + b"\0" * 20 + b"\0" * 8 + b"\xe8\3\0\0\xd0\7\0\0" + b" EMF", ("emf", 360000, 720000)),
        (
            b"\xd7\xcd\xc6\x9a" + b"\0\0" + b"\0" * 4 + b"\x90\1\xc8\0\x64\0" + b"\0" * 8,
            ("wmf", 4 * 914400, 2 * 914400),
        ),
        (b"\xff\xd8\xff", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"GIF89a\0\0\0\0\0\0", None),
        (b"%PDF", None),
    ],
)
def test_size_of_pictures_from_their_first_bytes(data: bytes, expected: tuple[str, int, int] | None) -> None:
    found = picture(data)
    assert (found and (found.suffix, found.width, found.height)) == expected


# Annotations


def comments(data: bytes) -> list[str]:
    document = opened(data)
    return [comment.text for comment in document.comments] if "word/comments.xml" in parts(data) else []


def test_slots_are_highlighted_and_explained_once_in_full() -> None:
    two = Document(body=(paragraph("到【县名】去。"), paragraph("回【县名】来，见【乡镇名】。")))
    written = typeset(two, slots=SLOTS)
    assert comments(written.data) == [
        "请填写：县名\n填本县全称\n示例：某某县",
        "请填写：县名（同前）",
        "请填写：乡镇名",
    ]
    runs = [run for p in opened(written.data).paragraphs for run in p.runs if run.font.highlight_color]
    assert [run.text for run in runs] == ["【县名】", "【县名】", "【乡镇名】"]


def test_trace_names_entry_and_alternatives_at_each_phrase() -> None:
    assert "词条：开头1\n备选：先说一件小事。" in comments(typeset(EVERYTHING, trace=TRACE).data)
    assert not [text for text in comments(write(EVERYTHING)) if "词条" in text]


def test_choices_are_lists_to_choose_from_and_slots_are_fields() -> None:
    xml = body_xml(typeset(EVERYTHING, choices=CHOICES).data)
    assert '<w:listItem w:displayText="先说一件小事。" w:value="先说一件小事。"/>' in xml
    assert xml.count("<w:dropDownList>") == 1
    assert xml.count("<w:comboBox>") == 1
    assert xml.count("<w:showingPlcHdr/>") == 2
    assert "<w:sdt>" not in body_xml(write(EVERYTHING))


def test_bare_text_carries_nothing_that_was_for_the_writer() -> None:
    data = typeset(EVERYTHING, media=MEDIA, trace=TRACE, choices=CHOICES, annotated=False).data
    xml = body_xml(data)
    assert not [mark for mark in ("bookmark", "comment", "w:sdt", wordstyles.SLOT) if mark in xml]
    assert not [name for name in parts(data) if "comments" in name or "customXml" in name]


# Bytes


def test_same_document_same_bytes_in_every_process() -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from sample_speeches import *; from drafter.writers.docx import typeset\n"
        "data = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE, choices=CHOICES).data\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"))
    }
    assert len(seen) == 1


_VARIANTS = (*PROFILES, "trace", "choices", "bare", "clean", "base", "own base", "empty", "run-in")


@cache
def _variants() -> dict[str, Written]:
    """A file from every path through the writer."""

    def write_(**options: object) -> Written:
        return typeset(EVERYTHING, media=MEDIA, slots=SLOTS, **options)  # type: ignore[arg-type]

    made = {name: write_(profile=layout) for name, layout in PROFILES.items()}
    made["trace"] = write_(trace=TRACE)
    made["choices"] = write_(trace=TRACE, choices=CHOICES)
    made["bare"] = write_(annotated=False)
    made["clean"] = clean(made["choices"].data, "a.docx")
    made["base"] = write_(base=template(), trace=TRACE, choices=CHOICES)
    made["own base"] = write_(base=made["标准"].data, profile=PROFILES["大字版"])
    made["empty"] = typeset(Document())
    made["run-in"] = typeset(speech(3000, style="run-in"))
    return made


@pytest.mark.parametrize("name", _VARIANTS)
def test_the_sdk_validator_finds_no_fault(name: str) -> None:
    assert faults(_variants()[name].data) == []


def test_the_sdk_validator_does_find_faults() -> None:
    broken_ = repacked(
        write(EVERYTHING), **{"word/document.xml": body_xml(write(EVERYTHING)).replace("<w:jc ", "<w:jd ").encode()}
    )
    assert faults(broken_)


# Cleaning


def test_cleaning_takes_every_mark_and_leaves_every_word() -> None:
    marked = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE, choices=CHOICES).data
    cleaned = clean(marked, "a.docx")
    bare = typeset(EVERYTHING, media=MEDIA, annotated=False)
    assert [p.text for p in opened(cleaned.data).paragraphs] == [p.text for p in opened(bare.data).paragraphs]
    xml = body_xml(cleaned.data)
    assert not [mark for mark in ("bookmark", "comment", "w:sdt", "highlight") if mark in xml]
    assert not [name for name in parts(cleaned.data) if "comments" in name or "customXml" in name]
    assert "空位没有填：共 3 处：【县名】、【乡镇名】、【几】，请填上实际内容" in [
        finding.message for finding in cleaned.findings
    ]
    assert clean(cleaned.data, "a.docx").data == cleaned.data


def test_cleaning_names_other_peoples_comments() -> None:
    document = opened(write(Document(body=(paragraph("一句话。"),))))
    document.add_comment(document.paragraphs[0].runs, text="这里要核实", author="王主任", initials="W")
    stream = io.BytesIO()
    document.save(stream)
    cleaned = clean(stream.getvalue(), "a.docx")
    assert [finding.message for finding in cleaned.findings] == ["批注已删去：王主任：这里要核实"]
    assert comments(cleaned.data) == []


# A unit's own template


def test_a_template_gives_page_headers_and_styles() -> None:
    def change(document: Opened) -> None:
        style = document.styles.add_style("公文正文", WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(15)
        document.sections[0].left_margin = Pt(100)

    written = typeset(EVERYTHING, base=template(change))
    document = opened(written.data)
    assert document.sections[0].header.paragraphs[0].text == "某某县人民政府文件"
    assert document.sections[0].left_margin == Pt(100)
    texts = [p.text for p in document.paragraphs]
    assert "这是模板里的旧字" not in texts
    body = next(p for p in document.paragraphs if p.text.startswith("我想从一件小事说起"))
    assert body.style is not None
    assert (body.style.name, body.style.font.size) == ("公文正文", Pt(15))


def test_each_missing_style_is_named_and_brought_along() -> None:
    written = typeset(EVERYTHING, base=template())
    told = [finding.message for finding in written.findings if finding.rule == "template-style"]
    names = (wordstyles.DATE, wordstyles.BYLINE, wordstyles.SALUTATION, wordstyles.ATTACHMENT, wordstyles.SIGNATURE)
    assert [next(name for name in names if f"：{name}：" in message) for message in told] == list(names)
    assert "Title" not in "".join(told)
    date = next(p for p in opened(written.data).paragraphs if p.text == "（2024年3月5日）")
    assert date.style is not None
    assert date.style.name == wordstyles.DATE
    assert date.style.font.size == Pt(16)


def test_a_template_of_word_templates_kind_and_one_without_page_do() -> None:
    data = template()
    types = parts(data)["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    assert opened(typeset(EVERYTHING, base=repacked(data, **{"[Content_Types].xml": types})).data).paragraphs
    document = parts(data)["word/document.xml"].decode()
    start, end = document.index("<w:sectPr"), document.index("</w:sectPr>") + len("</w:sectPr>")
    bare = repacked(data, **{"word/document.xml": (document[:start] + document[end:]).encode()})
    assert opened(typeset(EVERYTHING, base=bare).data).sections[0].top_margin == 2098 * 635


def test_a_template_that_numbers_headings_does_not_number_ours_twice() -> None:
    def change(document: Opened) -> None:
        properties = document.styles["Heading 1"].element.get_or_add_pPr()
        properties.append(OxmlElement("w:numPr"))

    data = typeset(EVERYTHING, base=template(change)).data
    paragraphs = {p.text: p._p.xml for p in opened(data).paragraphs}
    assert '<w:numId w:val="0"/>' in paragraphs["二、还有哪些不足"]
    assert "w:numPr" not in paragraphs["1.先分清轻重"]
    assert "w:numPr" not in body_xml(write(EVERYTHING))


def test_headers_keep_their_pictures() -> None:
    def change(document: Opened) -> None:
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(20, 10)))

    data = typeset(EVERYTHING, media=MEDIA, base=template(change)).data
    kept = {name: part for name, part in parts(data).items() if "media/" in name}
    assert sorted(kept.values()) == sorted((png(20, 10), MEDIA["走访 一.png"]))
    assert faults(data) == []


def test_headers_of_earlier_sections_are_inherited() -> None:
    def change(document: Opened) -> None:
        document.add_section()

    document = opened(typeset(EVERYTHING, base=template(change)).data)
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "某某县人民政府文件"


_OUTSIDE = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
)


def _with_outside(part: str, kind: str) -> bytes:
    data = template()
    listing = parts(data).get(
        part, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    return repacked(data, **{part: listing.replace(b"</Relationships>", _OUTSIDE.format(kind).encode())})


def _with_field() -> bytes:
    def change(document: Opened) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        field = OxmlElement("w:instrText")
        field.text = ' INCLUDEPICTURE "http://127.0.0.1:9/logo.png" '
        run._r.append(field)

    return template(change)


def _entities() -> bytes:
    trick = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:styles>&a;</w:styles>'
    return repacked(template(), **{"word/styles.xml": trick})


@pytest.mark.parametrize(
    ("base", "message"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04 broken", "损坏"),
        (template()[:4000], "损坏"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (repacked(template(), **{"word/vbaProject.bin": b"x"}), "带有宏"),
        (_entities(), "实体"),
        (_with_outside("word/_rels/header1.xml.rels", "image"), "链接了外部文件"),
        (_with_field(), "引用外部文件的域"),
        (repacked(template(), **{"word/document.xml": b"<x/>"}), "Word"),
        (repacked(template(), **{"word/styles.xml": None}), "样式"),
    ],
)
def test_a_bad_template_is_refused_in_one_line(base: bytes, message: str) -> None:
    with pytest.raises(DrafterError, match=message) as caught:
        typeset(EVERYTHING, base=base, base_name="单位模板.docx")
    assert "\n" not in str(caught.value)
    assert "单位模板" in str(caught.value)


def test_a_link_to_the_templates_own_template_is_cut() -> None:
    data = _with_outside("word/_rels/settings.xml.rels", "attachedTemplate")
    settings = parts(data)["word/settings.xml"].decode()
    head = settings.index(">", settings.index("<w:settings")) + 1
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<w:attachedTemplate xmlns:r="{relations}" r:id="rIdX"/>'
    settings = settings[:head] + link + settings[head:]
    written = typeset(EVERYTHING, base=repacked(data, **{"word/settings.xml": settings.encode()}))
    assert not [
        name for name, part in parts(written.data).items() if b"127.0.0.1" in part or b"attachedTemplate" in part
    ]
    assert faults(written.data) == []


def test_a_template_carries_nothing_of_its_body_along() -> None:
    def change(document: Opened) -> None:
        document.add_picture(io.BytesIO(png(10, 10)))
        document.add_comment(document.paragraphs[0].runs, text="旧批注", author="某人", initials="M")

    data = typeset(EVERYTHING, base=template(change)).data
    assert not [name for name in parts(data) if "media/image" in name]
    assert "旧批注" not in comments(data)


# Titles


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("做群众的贴心人", ["做群众的贴心人"]),
        ("在全县干部下沉一线座谈会上的发言", ["在全县干部下沉一线座谈会上的发言"]),
        ("在全县学习推广“院坝会”工作推进会上的研讨发言", ["在全县学习推广“院坝会”", "工作推进会上的研讨发言"]),
        ("让笔头跟着脚步走——专题研讨发言", ["让笔头跟着脚步走", "——专题研讨发言"]),
        ("用脚步丈量民情 用真心服务群众 用实干推动发展", ["用脚步丈量民情 ", "用真心服务群众 ", "用实干推动发展"]),
        (
            "在县委专题研讨会上关于加强和改进基层信访工作的交流发言",
            ["在县委专题研讨会上", "关于加强和改进基层信访工作的交流发言"],
        ),
        ("学习《某某县干部下沉一线工作办法》心得体会", ["学习《某某县干部下沉一线工作办法》", "心得体会"]),
    ],
)
def test_titles_break_at_word_sense(title: str, lines: list[str]) -> None:
    assert broken(title, 20) == lines


_TITLES = st.text(
    st.sampled_from("在全县学习推广四下基层工作推进会上的研讨发言关于和、，“”《》——（）：2024a 某"), max_size=90
)


@given(_TITLES)
def test_titles_lose_nothing_and_fit_the_line(title: str) -> None:
    lines = broken(title, 20)
    assert "".join(lines) == title
    assert len(lines) <= max(1, -(-int(characters(title)) // 14) + 1)


def test_an_endless_title_is_left_alone() -> None:
    assert broken("在会上的发言" * 5000, 20) == ["在会上的发言" * 5000]


# The reading copy


def test_a_reading_copy_says_how_long_it_takes_and_how_rare_words_are_read() -> None:
    written = typeset(EVERYTHING, profile=profile("大字版"), rate=180)
    notes = [p.text for p in opened(written.data).paragraphs if p.style and p.style.name == wordstyles.NOTE]
    assert notes[0].startswith("本稿约 ")
    assert "每分钟 180 字" in notes[0]
    assert notes[1] == "生僻字读音：笃行不怠 dǔ xíng bù dài。"
    assert profile("大字版").lines == 21
    plain = typeset(Document(body=(paragraph("大家好。"),)), profile=profile("大字版"))
    assert len([p for p in opened(plain.data).paragraphs if p.style and p.style.name == wordstyles.NOTE]) == 1


def test_the_list_of_rare_words_has_a_syllable_for_each_character() -> None:
    lines = (ROOT / "templates/word/生僻字.txt").read_text("utf-8").splitlines()
    entries = [line.split(" ") for line in lines if not line.startswith("#")]
    assert len(entries) > 150
    assert [word for word, *syllables in entries if len(word) != len(syllables)] == []
    assert len({word for word, *_ in entries}) == len(entries)


# Reading back


def _holds(blocks: tuple[Block, ...]) -> bool:
    """Whether each section without heading has a first paragraph to stand at: Word has no other place for it."""
    sections = [block for block in blocks if isinstance(block, Section)]
    return all((section.style != "none" or bool(section.body)) and _holds(section.body) for section in sections)


@given(documents().filter(lambda document: _holds(document.body)))
def test_reading_gives_the_same_tree_back(document: Document) -> None:
    if document == Document():
        return
    (part,) = read(write(document), "a.docx").parts
    assert without_lines(part.document) == without_lines(document)


def test_empty_sections_and_paragraphs_do_no_harm() -> None:
    odd = Document(
        body=(
            Section(style="none"),
            Section("一、", "只有标题"),
            Section("（一）", "", 2, style="run-in"),
            Paragraph(()),
            Paragraph((Sentence(""),)),
            Table(()),
            Section("第一部分", "深处", 9, body=(paragraph("话。"),)),
        )
    )
    assert [p.text for p in opened(write(odd)).paragraphs] == ["一、只有标题", "（一）", "第一部分\u3000深处", "话。"]
