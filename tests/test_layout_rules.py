"""Layout rules on whole documents: the mistakes that people make, other good layouts, our own files, hostile ones."""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_docx import GOOD_BODY, build

from drafter.check import check
from drafter.package import open_parts
from drafter.profiles import PROFILES
from drafter.report import DrafterError
from drafter.rules.contract import P, Sample
from drafter.segment import sentences
from drafter.tree import Document, Paragraph, Section, Sentence, Table
from drafter.wordlook import look
from drafter.wordlook.model import Look
from drafter.writers.docx import typeset

_TEXT = "今年以来，全县干部到村到户，“一线工作法”落到了实处，群众反映的126件事办成了118件。我们把问题解决在一线。"
_TITLE = "在全县学习研讨会上的发言"
_POINTS = "一二三四五六"


def _found(data: bytes, profile: str = "标准") -> dict[str, set[str]]:
    """The rules that find something, by level."""
    found: dict[str, set[str]] = {"必错": set(), "疑似": set(), "提示": set()}
    for finding in check(data, "稿.docx", profile=profile):
        found[finding.level].add(finding.rule)
    return found


class _Typist:
    """Types a document with python-docx as people do: by hand, paragraph by paragraph."""

    def __init__(self, margins: tuple[float, float, float, float] | None = (3.7, 3.5, 2.8, 2.6)) -> None:
        import docx
        from docx.shared import Cm

        self.file = docx.Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if margins:
            section.top_margin, section.bottom_margin = Cm(margins[0]), Cm(margins[1])
            section.left_margin, section.right_margin = Cm(margins[2]), Cm(margins[3])
        self.section = section

    def font(self, run: Any, font: str, size: float, latin: str = "", bold: bool = False) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run.font.size, run.font.name = Pt(size), latin or font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if bold:
            run.bold = True

    def type(
        self,
        *parts: tuple[str, str],
        size: float = 16,
        align: Any = None,
        indent: float = 32,
        line: float | None = 28,
        latin: str = "",
        bold: bool = False,
        ends: float = 0,
    ) -> Any:
        from docx.shared import Pt

        paragraph = self.file.add_paragraph()
        for text, font in parts:
            self.font(paragraph.add_run(text), font, size, latin, bold)
        layout = paragraph.paragraph_format
        layout.space_after = Pt(0)
        layout.line_spacing = Pt(line) if line and line > 3 else line
        if align is not None:
            paragraph.alignment = align
        elif indent:
            layout.first_line_indent = Pt(indent)
        if ends:
            layout.right_indent = Pt(ends)
        return paragraph

    def number(self, paragraph: Any, before: str, after: str, font: str = "", size: float = 14) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        runs = [paragraph.add_run(before)]
        for kind in ("begin", "PAGE", "separate", "1", "end"):
            run = paragraph.add_run("1" if kind == "1" else "")
            if kind == "PAGE":
                node = OxmlElement("w:instrText")
                node.text = " PAGE \\* MERGEFORMAT "
                run._r.append(node)
            elif kind != "1":
                node = OxmlElement("w:fldChar")
                node.set(qn("w:fldCharType"), kind)
                run._r.append(node)
            runs.append(run)
        runs.append(paragraph.add_run(after))
        for run in runs:
            if font:
                self.font(run, font, size)

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()


_LEFT, _CENTRE, _RIGHT, _BOTH = 0, 1, 2, 3
_F, _K, _H, _X = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"


def _default_template() -> bytes:
    """Headings and paragraphs of python-docx's own template, indents typed as spaces."""
    typist = _Typist(margins=None)
    typist.file.add_heading(_TITLE, 0)
    typist.file.add_paragraph("各位领导、同志们:")
    for point in _POINTS:
        typist.file.add_heading(f"{point}、学深一层，把心思放到基层", 1)
        for _ in range(3):
            typist.file.add_paragraph("    " + _TEXT * 2)
    return typist.bytes()


def _half_right() -> bytes:
    """The right page and fonts, and the slips that are left then: Times quotes, 1、, blank lines, hyphens."""
    typist = _Typist()
    typist.type((_TITLE, _X), size=22, align=_CENTRE)
    typist.type(("县农业农村局局长 张三", _K), align=_CENTRE)
    typist.type(indent=0)
    typist.type(("各位领导、同志们：", _F), indent=0)
    for point in _POINTS[:3]:
        typist.type((f"{point}、学深一层，把心思放到基层", _H))
        typist.type(indent=0)
        for second in _POINTS[:3]:
            typist.type((f"（{second}）到最远的村里去", _K))
            typist.type((_TEXT * 2, _F), latin="Times New Roman")
            for third in "12":
                typist.type((f"{third}、先听群众怎么说", _F))
                typist.type((_TEXT, _F), latin="Times New Roman")
    footer = typist.section.footer.paragraphs[0]
    footer.alignment = _CENTRE
    typist.number(footer, "-", "-")
    return typist.bytes()


def _school_essay() -> bytes:
    """宋体 小四, one and a half lines, bold headings, a paragraph pasted from the web."""
    from docx.shared import RGBColor

    typist = _Typist(margins=(2.54, 2.54, 3.18, 3.18))
    typist.type(("学习体会", "宋体"), size=18, align=_CENTRE, line=None, bold=True)
    for point in _POINTS[:4]:
        typist.type((f"{point}、学深一层，把心思放到基层", "宋体"), size=12, line=1.5, indent=0, bold=True)
        for _ in range(3):
            typist.type((_TEXT * 2, "宋体"), size=12, line=1.5, indent=24)
    pasted = typist.type((_TEXT, "微软雅黑"), size=12, line=1.5, indent=24)
    pasted.runs[0].font.color.rgb = RGBColor(0x33, 0x33, 0x33)
    return typist.bytes()


_FROM_TEMPLATE = {"compatibility", "language"}


def test_the_default_template_is_wrong_in_all_that_offices_see() -> None:
    found = _found(_default_template())
    assert found["必错"] >= {
        "page-margins", "page-number-present", "text-colour", "title-centred", "title-font", "salutation-colon",
        "heading-font", "heading-size", "body-font", "body-size", "line-pitch",
    }  # fmt: skip
    assert found["疑似"] >= {"heading-indent", "paragraph-spacing", "quote-font", "space-indent", "title-size"}
    assert found["提示"] == {"core-author", "core-title", *_FROM_TEMPLATE}


def test_slips_of_a_half_right_file_are_found_and_nothing_else() -> None:
    assert _found(_half_right()) == {
        "必错": {"heading-number-form"},
        "疑似": {
            "blank-paragraphs", "page-grid", "page-number-font", "page-number-form", "page-number-place", "quote-font",
        },
        "提示": {
            "core-author", "core-title", "footer-distance", "heading-keep-next", "heading-outline", "page-number-font",
            *_FROM_TEMPLATE,
        },
    }  # fmt: skip


def test_an_essay_is_no_official_paper() -> None:
    found = _found(_school_essay())
    assert found["必错"] == {
        "body-font", "body-size", "heading-font", "heading-size", "line-pitch", "page-margins", "page-number-present",
    }  # fmt: skip
    assert found["疑似"] == {
        "body-mixed", "heading-indent", "text-colour", "title-bold", "title-font", "title-size",
    }  # fmt: skip


@pytest.mark.parametrize("make", [_default_template, _half_right, _school_essay])
def test_findings_are_few_and_each_is_one_line(make: Callable[[], bytes]) -> None:
    found = check(make(), "稿.docx")
    assert len(found) <= 30
    for finding in found:
        assert len(finding.message) <= 130
        assert finding.message.count("：") >= 2
        assert finding.source


def _built_in_styles() -> bytes:
    """Word's own Title and Heading styles made right, 29 points, 32-point indents, Times for digits."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    typist = _Typist()
    fonts = {"Normal": (_F, 16), "Title": (_X, 22), "Heading 1": (_H, 16), "Heading 2": (_K, 16), "Heading 3": (_F, 16)}
    for name, (font, size) in fonts.items():
        style = typist.file.styles[name]
        style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), False
        style.font.color.rgb = RGBColor(0, 0, 0)
        node = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in node.attrib if key.lower().endswith("theme")]:
            del node.attrib[key]
        node.set(qn("w:eastAsia"), font)
        node.set(qn("w:hint"), "eastAsia")
        layout = style.paragraph_format
        layout.line_spacing, layout.space_before, layout.space_after = Pt(29), Pt(0), Pt(0)
        layout.first_line_indent = Pt(0 if name == "Title" else 32)
        layout.alignment = _CENTRE if name == "Title" else _BOTH
    add = typist.file.add_paragraph
    add(_TITLE, style="Title")
    add()
    add("各位领导、同志们：").paragraph_format.first_line_indent = Pt(0)
    for point in _POINTS[:3]:
        add(f"{point}、学深一层，把心思放到基层", style="Heading 1")
        add(_TEXT)
        for second in _POINTS[:2]:
            add(f"（{second}）到最远的村里去", style="Heading 2")
            for third in "12":
                add(f"{third}.先听群众怎么说", style="Heading 3")
                add(_TEXT * 2)
    _outer_numbers(typist)
    return typist.bytes()


def _by_hand() -> bytes:
    """All direct formatting: a title in two paragraphs, run-in headings, an attachment, a signature."""
    typist = _Typist()
    typist.type(("在全县主题教育学习研讨暨机关作风建设", "方正小标宋_GBK"), size=22, align=_CENTRE)
    typist.type(("推进会议上的发言", "方正小标宋_GBK"), size=22, align=_CENTRE)
    typist.type(("（2024年5月6日）", _K), align=_CENTRE)
    typist.type(indent=0)
    typist.type(("同志们：", _F), indent=0)
    for point in _POINTS[:3]:
        typist.type((f"{point}、学深一层，把心思放到基层", _H))
        for second in _POINTS[:3]:
            typist.type((f"（{second}）到最远的村里去。", _K), (_TEXT * 2, _F))
            typist.type((f"{second}是听群众怎么说。" + _TEXT, _F))
    typist.type(indent=0)
    typist.type(("附件：1.问题清单", _F))
    typist.type(indent=0)
    typist.type(("县农业农村局", _F), align=_RIGHT)
    typist.type(("2024年5月6日", _F), align=_RIGHT, ends=64)
    _outer_numbers(typist)
    return typist.bytes()


def _outer_numbers(typist: _Typist) -> None:
    from docx.shared import Cm

    typist.section.footer_distance = Cm(2.5)
    typist.file.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((typist.section.footer, _RIGHT), (typist.section.even_page_footer, _LEFT)):
        footer.paragraphs[0].alignment = align
        footer.paragraphs[0].paragraph_format.first_line_indent = 0
        typist.number(footer.paragraphs[0], "— ", " —", "宋体")
    typist.file.core_properties.title, typist.file.core_properties.author = _TITLE, "张三"


def test_other_good_layouts_have_no_error() -> None:
    assert _found(_built_in_styles()) == {"必错": set(), "疑似": {"page-grid"}, "提示": _FROM_TEMPLATE}
    assert _found(_by_hand()) == {
        "必错": set(),
        "疑似": {"page-grid"},
        "提示": {"heading-keep-next", "heading-outline", *_FROM_TEMPLATE},
    }


# What WPS writes: bare numbers as style ids, fonts and indents repeated in every run, the number in a text box.
_WPS_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:pPr><w:widowControl w:val="0"/>'
    '<w:jc w:val="both"/></w:pPr><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/><w:next w:val="1"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="3"><w:name w:val="Default Paragraph Font"/></w:style>'
)


def _wps() -> bytes:
    def typed(text: str, font: str, size: int = 32, style: str = "1", ppr: str = "") -> P:
        rpr = (
            f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
            f'<w:b w:val="0"/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        line = '<w:spacing w:line="560" w:lineRule="exact"/>'
        indent = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
        # WPS splits runs at random.
        halves = (text[: len(text) // 2], text[len(text) // 2 :])
        runs = "".join(f'<w:r>{rpr}<w:t xml:space="preserve">{half}</w:t></w:r>' for half in halves)
        return P(style, xml=runs, ppr=line + (ppr or indent))

    flush, centred = '<w:ind w:firstLine="0" w:firstLineChars="0"/>', '<w:jc w:val="center"/>'
    font = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
    field = "".join(
        f"<w:r>{font}{part}</w:r>"
        for part in (
            "<w:t>— </w:t>",
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText> PAGE  \\* MERGEFORMAT </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            "<w:t> —</w:t>",
        )
    )
    box = f'<w:txbxContent><w:p><w:pPr><w:pStyle w:val="9"/></w:pPr>{field}</w:p></w:txbxContent>'
    foot = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:positionH relativeFrom="margin">'
        f"<wp:align>outside</wp:align></wp:positionH>{box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="position:absolute;mso-position-horizontal:outside">{box}</v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    body = [typed(_TITLE, _X, 44, ppr=centred), typed("同志们：", _F, ppr=flush), typed(_TEXT * 12, _F)]
    for point in _POINTS[:2]:
        body += [typed(f"{point}、学深一层", _H, style="2"), typed(_TEXT * 12, _F)]
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
        'w:header="851" w:footer="1417" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>'
    )
    settings = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="15"/></w:compat>'
    sample = Sample(tuple(body), styles=_WPS_STYLES, page=page, foot=foot, even_foot="", settings=settings)
    return build(sample)


def test_a_file_made_by_wps_is_read_like_any_other() -> None:
    found = _found(_wps())
    assert found == {"必错": set(), "疑似": {"page-grid"}, "提示": set()}


def _ours(run_in: bool) -> Document:
    def paragraph(text: str) -> Paragraph:
        return Paragraph(tuple(Sentence(sentence) for sentence in sentences(text)))

    def second(number: int) -> Section:
        third = Section("1.", "先听群众怎么说", 3, "措施", body=(paragraph(_TEXT),))
        heading = f"到最远的村里去看第{_POINTS[number]}回"
        style = "run-in" if run_in else "own-line"
        return Section(f"（{_POINTS[number]}）", heading, 2, "措施", style, body=(paragraph(_TEXT * 3), third))  # type: ignore[arg-type]

    sections = [
        Section(f"{point}、", "学深一层，把心思放到基层", 1, "体会", body=(paragraph(_TEXT), second(0), second(1)))
        for point in _POINTS[:3]
    ]
    table = Table((("事项", "办结"), ("修路", "是")))
    return Document(
        "在全县主题教育学习研讨暨机关作风建设推进会议上的发言",
        "县农业农村局局长　张明",
        "2024年5月6日",
        "各位领导、同志们：",
        (paragraph(_TEXT), *sections, table, paragraph("发言完毕，谢谢大家！")),
        ("问题清单", "任务清单"),
        "县农业农村局\n2024年5月6日",
    )


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("run_in", [False, True])
def test_our_own_files_pass(profile: str, run_in: bool) -> None:
    found = check(typeset(_ours(run_in), profile=PROFILES[profile]).data, "稿.docx", profile=profile)
    assert [finding.message for finding in found] == []


def test_our_own_files_pass_after_a_save_by_libreoffice(tmp_path: Path) -> None:
    for number, profile in enumerate(PROFILES.values()):
        (tmp_path / f"{number}.docx").write_bytes(typeset(_ours(run_in=True), profile=profile).data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    files = [str(tmp_path / f"{number}.docx") for number in range(len(PROFILES))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=100)
    for number, name in enumerate(PROFILES):
        found = check((tmp_path / "out" / f"{number}.docx").read_bytes(), "稿.docx", profile=name)
        assert [finding.message for finding in found] == []


def test_the_wrong_profile_is_found_out() -> None:
    found = _found(typeset(_ours(run_in=False), profile=PROFILES["大字版"]).data)
    assert found["必错"] >= {"body-size", "heading-size"}


def test_rules_can_be_switched_off_and_chosen() -> None:
    data = _default_template()
    everything = {finding.rule for finding in check(data, "稿.docx")}
    assert {finding.rule for finding in check(data, "稿.docx", disabled={"body-font"})} == everything - {"body-font"}


def test_what_is_no_word_file_has_no_layout_but_may_be_at_fault() -> None:
    text = "关于走访的体会\n\n一、学深一层\n今年以来，全县干部到村到户。\n{}、干实一步\n今年以来，事事有回音。\n"
    assert check(text.format("二").encode(), "稿.txt") == []
    assert [finding.rule for finding in check(text.format("三").encode(), "稿.txt")] == ["number-order"]
    with pytest.raises(DrafterError, match=r"稿\.bin"):
        check(bytes(range(256)) * 4, "稿.bin")


def test_layout_of_an_old_format_is_said_to_be_unchecked() -> None:
    rtf = r"{\rtf1\ansi\ansicpg936 {\b \'b7\'a2\'d1\'d4}\par \'bd\'f1\'c4\'ea\'d2\'d4\'c0\'b4\'a1\'a3\par}"
    assert [finding.rule for finding in check(rtf.encode(), "稿.doc")] == ["old-format"]


def test_twenty_pages_take_no_time() -> None:
    data = typeset(Document(_TITLE, body=_ours(run_in=True).body * 7)).data
    assert sum(len(para.text) for para in look(data, "稿.docx").paragraphs) > 20 * 22 * 28 * 0.9
    start = time.perf_counter()
    check(data, "稿.docx")
    assert time.perf_counter() - start < 0.5


_ATTRIBUTE = re.compile(r'(w:(?!styleId|type=|space)[A-Za-z]+=")([^"]*)(")')


@pytest.mark.parametrize(
    "garbage", ["", "-1", "99999999999999999999", "１２", "auto", "1e9", "NaN", "12,5", "0x10", "中文"]
)
def test_garbage_in_attributes_never_breaks_the_check(garbage: str) -> None:
    data = build(
        Sample(body=(*GOOD_BODY, P("body", _TEXT, ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')))
    )
    parts = open_parts(data, "稿.docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in parts.names:
            text = parts.read(name).decode()
            if name.startswith("word/") and name.endswith(".xml"):
                text = _ATTRIBUTE.sub(rf"\g<1>{garbage}\g<3>", text)
            archive.writestr(name, text)
    assert check(buffer.getvalue(), "稿.docx")


def test_a_word_file_without_styles_settings_or_text_is_judged_all_the_same() -> None:
    data = build(Sample(body=(P("", _TEXT * 3),)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            archive.writestr(name, given.read(name))
    assert {"body-font", "body-size"} <= _found(buffer.getvalue())["必错"]
    with pytest.raises(DrafterError, match="没有文字"):
        check(build(Sample(body=(P("", xml="<w:r/>"),))), "稿.docx")


def test_a_broken_file_is_one_clear_line() -> None:
    data = build(Sample())
    with pytest.raises(DrafterError, match=r"损坏.*稿\.docx"):
        check(data[: len(data) // 2] + data[-200:], "稿.docx")


def _look(sample: Sample) -> Look:
    return look(build(sample), "例.docx")


def test_formatting_comes_down_from_defaults_styles_and_the_run_itself() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/><w:rPr><w:sz w:val="30"/>'
        "<w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="c"/><w:basedOn w:val="b"/><w:rPr>'
        '<w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="d"><w:name w:val="d"/><w:rPr><w:b/><w:i/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="e"><w:name w:val="e"/><w:basedOn w:val="f"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="f"><w:name w:val="f"/><w:basedOn w:val="e"/><w:rPr><w:sz w:val="36"/>'
        "</w:rPr></w:style>"
    )
    defaults = '<w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    body = (
        P("", "甲"),
        P("c", "乙"),
        P("c", "丙", rpr='<w:rStyle w:val="d"/>'),
        P("c", "丁", rpr='<w:sz w:val="44"/><w:b w:val="0"/>'),
        P("没有的样式", "戊"),
        P("e", "己"),
    )
    paras = _look(Sample(body, styles=styles, defaults=defaults)).paragraphs
    seen = [(para.runs[0].east, para.runs[0].size, para.runs[0].bold, para.runs[0].italic) for para in paras]
    assert seen == [
        ("宋体", 10.5, False, False),
        ("楷体", 15, True, False),
        ("楷体", 15, False, True),  # bold twice is not bold
        ("楷体", 22, False, False),
        ("宋体", 10.5, False, False),
        ("宋体", 18, False, False),  # styles in a circle
    ]


def test_indents_in_characters_win_and_a_list_brings_its_own() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>'
        '<w:lvlText w:val="%1、"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = (
        P("", "甲", ppr='<w:ind w:firstLine="420" w:firstLineChars="200"/>'),
        P("", "乙", ppr='<w:ind w:firstLine="420" w:firstLineChars="0"/>'),
        P("", "丙", ppr=number.format(0)),
        P("", "丁", ppr=number.format(1)),
        P("", "戊", ppr=number.format(0) + '<w:ind w:left="0" w:firstLine="640"/>'),
    )
    paras = _look(Sample(body, numbering=numbering)).paragraphs
    seen = [(para.number, para.left, para.first) for para in paras]
    assert seen == [("", 0, 32), ("", 0, 21), ("一、", 36, -36), ("1.3", 0, 0), ("二、", 0, 32)]


def test_fields_revisions_and_hidden_text_show_as_on_paper() -> None:
    field = (
        '<w:r><w:t>见</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>REF a \\h</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>上文</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    changed = (
        '<w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>"
    )
    seen = _look(Sample((P("", xml=field), P("", xml=changed))))
    assert [para.text for para in seen.paragraphs] == ["见上文", "新链控"]
    assert seen.changes == (2,)


def test_a_stranger_paper_is_told_apart_without_any_style() -> None:
    plain = '<w:rPr><w:rFonts w:eastAsia="{}"/><w:sz w:val="{}"/></w:rPr>'
    centred = '<w:jc w:val="center"/>'

    def typed(text: str, font: str = "仿宋", size: int = 32, ppr: str = "") -> P:
        return P("", xml=f"<w:r>{plain.format(font, size)}<w:t>{text}</w:t></w:r>", ppr=ppr)

    body = (
        typed("内部资料"),
        P(""),
        typed("走好新时代的群众路线", "宋体", 44, centred),
        typed("——在全县读书班上的发言", "楷体", 32, centred),
        typed("县水利局局长　李四", "楷体", 32, centred),
        typed("（2024年5月）", "楷体", 32, centred),
        typed("同志们："),
        typed(_TEXT),
        typed("一、学深一层", "黑体"),
        typed("（一）到村里去。" + _TEXT),
        typed("一是听。" + _TEXT),
        typed("1.听群众怎么说"),
        typed(_TEXT),
        typed("附件：1.问题清单"),
        typed("2.任务清单"),
        typed("县水利局"),
        typed("2024年5月6日"),
        typed("附件1"),
        typed("问题清单", "宋体", 44, centred),
    )
    roles = [para.role for para in _look(Sample(body)).paragraphs]
    assert roles == [
        "note", "blank", "title", "byline", "byline", "date", "salutation", "body", "heading", "body", "body",
        "heading", "body", "attachment", "attachment", "signature", "signature", "annex", "annex",
    ]  # fmt: skip


def test_lines_are_counted_as_the_reader_counts_them() -> None:
    from drafter import readers

    def typed(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{typed(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    table = "<w:tbl>" + row("甲", "乙") + row("丙", "丁") + "</w:tbl>" + typed("表后的话。")
    frame = f"<w:tbl>{row('框里的话。')}</w:tbl>"
    body = (P("title", "在干部大会上的\n发言"), P(""), P("body", "第一段。\n第二段。"), P("body", "第三段。"))
    data = build(Sample(body, tables=table + frame + typed("最后。")))
    given = {line.text: line.line for line in readers.read(data, "稿.docx").lines if line.text}
    seen = look(data, "稿.docx")
    for para in seen.paragraphs:
        text = para.text.split("\n")[0]
        if text:
            assert next(line for known, line in given.items() if known.startswith(text)) == para.line
    assert [line.line for line in readers.read(data, "稿.docx").lines if line.rows] == [t.line for t in seen.tables]
