"""Effective formatting, and what each paragraph of a stranger's file is."""

from __future__ import annotations

from lxml import etree
from msgspec.structs import replace
from sample_docx import build
from sample_typist import TEXT

from drafter import readers
from drafter.rules.contract import P, Sample
from drafter.wordlook import look
from drafter.wordlook.fonts import Theme, chinese, family, standard
from drafter.wordlook.model import Look, Run

_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'


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
        typed(TEXT),
        typed("一、学深一层", "黑体"),
        typed("（一）到村里去。" + TEXT),
        typed("一是听。" + TEXT),
        typed("1.听群众怎么说"),
        typed(TEXT),
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


def test_theme_fonts_become_real_ones_and_the_hint_moves_quotes() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
        '<a:font script="Hans" typeface="黑体"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Jpan" typeface="明朝"/>'
        '<a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    fonts = Theme(etree.fromstring(theme), "zh-CN")
    names = ("+minorEastAsia", "+majorEastAsia", "+minorHAnsi", "仿宋")
    assert [fonts.resolve(name) for name in names] == ["等线", "黑体", "Calibri", "仿宋"]
    assert Theme(etree.fromstring(theme), "ja-JP").resolve("+minorEastAsia") == "明朝"
    run = Run("“一线”", east="仿宋", latin="Arial", high="Times New Roman")
    assert (run.shared, replace(run, hint=True).shared) == ("Times New Roman", "仿宋")


def test_fonts_are_known_by_either_name_of_any_foundry() -> None:
    given = {
        "FangSong_GB2312": "仿宋", "方正仿宋_GBK": "仿宋", "CESI仿宋-GB2312": "仿宋", "KaiTi": "楷体",
        "华文楷体": "楷体", "SimHei": "黑体", "FZXiaoBiaoSong-B05S": "小标宋", "方正小标宋_GBK": "小标宋",
        "SimSun": "宋体", "微软雅黑": "雅黑",
        "方正黑体_GBK": "黑体", "Times New Roman": "Times New Roman",
    }  # fmt: skip
    assert {font: family(font) for font in given} == given
    assert [standard(font) for font in ("仿宋_GB2312", "方正仿宋_GBK", "仿宋", "华文楷体")] == [
        True,
        True,
        False,
        False,
    ]
    assert [chinese(font) for font in ("SimSun", "楷体", "Times New Roman", "")] == [True, True, False, False]


def test_headers_and_footers_come_from_the_section_before() -> None:
    first = P("title", "发言", ppr=f"<w:sectPr>{_PORTRAIT}</w:sectPr>")
    seen = _look(Sample((first, P("body", TEXT))))
    assert [page.feet.keys() for page in seen.pages] == [set(), {"default", "even"}]
    assert [para.page for para in seen.paragraphs] == [0, 1]
    assert seen.pages[0].width == 595.3
