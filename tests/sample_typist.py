"""Word files as people make them: typed with python-docx, rightly and wrongly, or written by WPS."""

from __future__ import annotations

import io
from typing import Any

from sample_docx import build

from drafter.rules.contract import P, Sample

TEXT = "今年以来，全县干部到村到户，“一线工作法”落到了实处，群众反映的126件事办成了118件。我们把问题解决在一线。"
TITLE = "在全县学习研讨会上的发言"
POINTS = "一二三四五六"


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


def default_template() -> bytes:
    """Headings and paragraphs of python-docx's own template, indents typed as spaces."""
    typist = _Typist(margins=None)
    typist.file.add_heading(TITLE, 0)
    typist.file.add_paragraph("各位领导、同志们:")
    for point in POINTS:
        typist.file.add_heading(f"{point}、学深一层，把心思放到基层", 1)
        for _ in range(3):
            typist.file.add_paragraph("    " + TEXT * 2)
    return typist.bytes()


def half_right() -> bytes:
    """The right page and fonts, and the slips that are left then: Times quotes, 1、, blank lines, hyphens."""
    typist = _Typist()
    typist.type((TITLE, _X), size=22, align=_CENTRE)
    typist.type(("县农业农村局局长 张三", _K), align=_CENTRE)
    typist.type(indent=0)
    typist.type(("各位领导、同志们：", _F), indent=0)
    for point in POINTS[:3]:
        typist.type((f"{point}、学深一层，把心思放到基层", _H))
        typist.type(indent=0)
        for second in POINTS[:3]:
            typist.type((f"（{second}）到最远的村里去", _K))
            typist.type((TEXT * 2, _F), latin="Times New Roman")
            for third in "12":
                typist.type((f"{third}、先听群众怎么说", _F))
                typist.type((TEXT, _F), latin="Times New Roman")
    footer = typist.section.footer.paragraphs[0]
    footer.alignment = _CENTRE
    typist.number(footer, "-", "-")
    return typist.bytes()


def school_essay() -> bytes:
    """宋体 小四, one and a half lines, bold headings, a paragraph pasted from the web."""
    from docx.shared import RGBColor

    typist = _Typist(margins=(2.54, 2.54, 3.18, 3.18))
    typist.type(("学习体会", "宋体"), size=18, align=_CENTRE, line=None, bold=True)
    for point in POINTS[:4]:
        typist.type((f"{point}、学深一层，把心思放到基层", "宋体"), size=12, line=1.5, indent=0, bold=True)
        for _ in range(3):
            typist.type((TEXT * 2, "宋体"), size=12, line=1.5, indent=24)
    pasted = typist.type((TEXT, "微软雅黑"), size=12, line=1.5, indent=24)
    pasted.runs[0].font.color.rgb = RGBColor(0x33, 0x33, 0x33)
    return typist.bytes()


def built_in_styles() -> bytes:
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
    add(TITLE, style="Title")
    add()
    add("各位领导、同志们：").paragraph_format.first_line_indent = Pt(0)
    for point in POINTS[:3]:
        add(f"{point}、学深一层，把心思放到基层", style="Heading 1")
        add(TEXT)
        for second in POINTS[:2]:
            add(f"（{second}）到最远的村里去", style="Heading 2")
            for third in "12":
                add(f"{third}.先听群众怎么说", style="Heading 3")
                add(TEXT * 2)
    _outer_numbers(typist)
    return typist.bytes()


def by_hand() -> bytes:
    """All direct formatting: a title in two paragraphs, run-in headings, an attachment, a signature."""
    typist = _Typist()
    typist.type(("在全县主题教育学习研讨暨机关作风建设", "方正小标宋_GBK"), size=22, align=_CENTRE)
    typist.type(("推进会议上的发言", "方正小标宋_GBK"), size=22, align=_CENTRE)
    typist.type(("（2024年5月6日）", _K), align=_CENTRE)
    typist.type(indent=0)
    typist.type(("同志们：", _F), indent=0)
    for point in POINTS[:3]:
        typist.type((f"{point}、学深一层，把心思放到基层", _H))
        for second in POINTS[:3]:
            typist.type((f"（{second}）到最远的村里去。", _K), (TEXT * 2, _F))
            typist.type((f"{second}是听群众怎么说。" + TEXT, _F))
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
    typist.file.core_properties.title, typist.file.core_properties.author = TITLE, "张三"


# What WPS writes: bare numbers as style ids, fonts and indents repeated in every run, the number in a text box.
_WPS_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:pPr><w:widowControl w:val="0"/>'
    '<w:jc w:val="both"/></w:pPr><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/><w:next w:val="1"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="3"><w:name w:val="Default Paragraph Font"/></w:style>'
)


def wps() -> bytes:
    """One section, direct formatting, the page number in a text box put outside."""

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
    body = [typed(TITLE, _X, 44, ppr=centred), typed("同志们：", _F, ppr=flush), typed(TEXT * 12, _F)]
    for point in POINTS[:2]:
        body += [typed(f"{point}、学深一层", _H, style="2"), typed(TEXT * 12, _F)]
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
        'w:header="851" w:footer="1417" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>'
    )
    settings = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="15"/></w:compat>'
    sample = Sample(tuple(body), styles=_WPS_STYLES, page=page, foot=foot, even_foot="", settings=settings)
    return build(sample)
