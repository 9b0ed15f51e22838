"""Builds the small Word documents that layout rules are tried on: a faultless one, changed as a sample says."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from drafter.rules.contract import P, Sample

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DRAWN = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINE = '<w:spacing w:line="579" w:lineRule="exact"/>'
_FIRST = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="eastAsia"/>'


def _style(ident: str, name: str, ppr: str, rpr: str, kind: str = "paragraph", extra: str = "") -> str:
    paragraph = f"<w:pPr>{ppr}</w:pPr>" if kind == "paragraph" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}" {extra}><w:name w:val="{name}"/>'
        + ('<w:basedOn w:val="a"/>' if kind == "paragraph" and ident != "a" else "")
        + f"{paragraph}<w:rPr>{rpr}</w:rPr></w:style>"
    )


_STYLES = (
    _style(
        "a",
        "Normal",
        '<w:jc w:val="both"/>',
        _fonts("仿宋_GB2312") + '<w:spacing w:val="-5"/><w:sz w:val="32"/><w:lang w:eastAsia="zh-CN"/>',
        extra='w:default="1"',
    ),
    _style(
        "title",
        "Title",
        '<w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
        _fonts("方正小标宋简体") + '<w:spacing w:val="0"/><w:sz w:val="44"/>',
    ),
    _style("byline", "单位样式2", _LINE + '<w:jc w:val="center"/>', _fonts("楷体_GB2312")),
    _style("date", "单位样式3", _LINE + '<w:jc w:val="center"/>', _fonts("楷体_GB2312")),
    _style("salutation", "单位样式4", _LINE, ""),
    _style("body", "单位样式5", _LINE + _FIRST, ""),
    _style("attachment", "单位样式6", _LINE + _FIRST, ""),
    _style("signature", "单位样式7", _LINE + '<w:ind w:right="1264"/><w:jc w:val="right"/>', ""),
    *(
        _style(str(n), f"heading {n}", f'<w:keepNext/>{_LINE}{_FIRST}<w:outlineLvl w:val="{n - 1}"/>', _fonts(font))
        for n, font in enumerate(("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"), 1)
    ),
    _style("lead", "单位样式8", "", _fonts("楷体_GB2312"), "character"),
)
_SETTINGS = (
    "<w:evenAndOddHeaders/><w:compat><w:compatSetting "
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1446" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/>'
)
_FOOT_FONT = f'<w:rPr>{_fonts("宋体")}<w:spacing w:val="0"/><w:sz w:val="28"/></w:rPr>'


def foot(align: str, indent: str) -> str:
    """A footer with the page number as it should be, at one side."""
    field = (
        '<w:r>{0}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{0}<w:instrText> PAGE </w:instrText></w:r>'
        '<w:r>{0}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{0}<w:t>1</w:t></w:r>'
        '<w:r>{0}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:p><w:pPr><w:ind {indent}/><w:jc w:val="{align}"/></w:pPr>'
        '<w:r>{0}<w:t xml:space="preserve">— </w:t></w:r>'
        + field
        + '<w:r>{0}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    ).format(_FOOT_FONT)


_BODY_TEXT = "今年以来，全县干部到村到户，“一线工作法”落到了实处，群众反映的126件事办成了118件。"
GOOD_BODY = (
    P("title", "在全县干部大会上的发言"),
    P("byline", "县农业农村局局长　张明"),
    P("date", "（2024年5月6日）"),
    P("salutation", "各位领导、同志们："),
    P("body", _BODY_TEXT * 3),
    P("1", "一、学深一层，把心思放到基层"),
    P("body", _BODY_TEXT * 4),
    P("2", "（一）到最远的村去"),
    P("body", _BODY_TEXT * 3),
    P("2", "（二）到最难的户去"),
    P("3", "1.先听群众怎么说"),
    P("body", _BODY_TEXT * 3),
    P("4", "（1）带着本子去"),
    P("body", _BODY_TEXT * 2),
    P("1", "二、干实一步，把问题解决在一线"),
    P("body", _BODY_TEXT * 2, lead="（一）天天到现场。"),
    P("body", _BODY_TEXT * 5, lead="（二）件件有回音。"),
    P("body", "发言完毕，不当之处请批评指正。"),
)


def _paragraph(p: P) -> str:
    style = f'<w:pStyle w:val="{p.style}"/>' if p.style else ""
    if p.xml:
        return f"<w:p><w:pPr>{style}{p.ppr}</w:pPr>{p.xml}</w:p>"
    lead = f'<w:r><w:rPr><w:rStyle w:val="lead"/></w:rPr><w:t>{escape(p.lead)}</w:t></w:r>' if p.lead else ""
    text = f'<w:r><w:rPr>{p.rpr}</w:rPr><w:t xml:space="preserve">{escape(p.text)}</w:t></w:r>' if p.text else ""
    text = text.replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p><w:pPr>{style}{p.ppr}</w:pPr>{lead}{text}</w:p>"


def _styles(sample: Sample) -> str:
    replaced = set(re.findall(r'w:styleId="([^"]+)"', sample.styles))
    kept = "".join(s for s in _STYLES if (re.findall(r'w:styleId="([^"]+)"', s) or [""])[0] not in replaced)
    return f"{_HEAD}<w:styles {_W}><w:docDefaults>{sample.defaults}</w:docDefaults>{kept}{sample.styles}</w:styles>"


def build(sample: Sample) -> bytes:
    """The bytes of the Word document that `sample` describes."""
    body = "".join(map(_paragraph, sample.body or GOOD_BODY)) + sample.tables
    feet = {
        "default": foot("right", 'w:right="280"') if sample.foot is None else sample.foot,
        "even": foot("left", 'w:left="280"') if sample.even_foot is None else sample.even_foot,
    }
    related = {
        "styles": "styles.xml",
        "settings": "settings.xml",
        "numbering": "numbering.xml",
        "comments": "comments.xml",
    }
    relations = "".join(f'<Relationship Id="{kind}" Type="{_REL}/{kind}" Target="{t}"/>' for kind, t in related.items())
    references = ""
    files = {}
    for kind, xml in feet.items():
        if xml:
            references += f'<w:footerReference w:type="{kind}" r:id="foot-{kind}"/>'
            relations += f'<Relationship Id="foot-{kind}" Type="{_REL}/footer" Target="foot-{kind}.xml"/>'
            files[f"word/foot-{kind}.xml"] = f"{_HEAD}<w:ftr {_W} {_R} {_DRAWN}>{xml}</w:ftr>"
    section = f"<w:sectPr>{references}{sample.page or _PAGE}</w:sectPr>"
    title, author = sample.core
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files |= {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels.format(
            f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            'core-properties" Target="docProps/core.xml"/>'
        ),
        "docProps/core.xml": '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.'
        'openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>",
        "word/_rels/document.xml.rels": rels.format(relations),
        "word/document.xml": f"{_HEAD}<w:document {_W} {_R} {_DRAWN}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": _styles(sample),
        "word/settings.xml": f"{_HEAD}<w:settings {_W}>{sample.settings or _SETTINGS}</w:settings>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}>{sample.numbering}</w:numbering>",
        "word/comments.xml": f"{_HEAD}<w:comments {_W}>{sample.comments}</w:comments>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
