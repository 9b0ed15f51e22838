"""Strangers' .docx: everything that Word shows comes out once, in order, with what the file says about it."""

from __future__ import annotations

import pytest
from word_files import docx, field, paragraph, relation, run, style, styled, table

from drafter.readers import docx as reader
from drafter.readers.docx_numbering import shown
from drafter.report import DrafterError
from drafter.tree import Line, Source

_DOTS = "单位\t姓名"
_BOX = "<w:txbxContent>{}</w:txbxContent>"
_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def read(data: bytes) -> Source:
    assert reader.claims(data, "")
    return reader.read(data, "稿.docx")


def texts(*body: str, **more: object) -> list[str]:
    return [line.number + line.text for line in read(docx(*body, **more)).lines]  # type: ignore[arg-type]


def lines(*body: str, **more: object) -> tuple[Line, ...]:
    return read(docx(*body, **more)).lines  # type: ignore[arg-type]


def reported(source: Source) -> dict[str, str]:
    """What was left out, by reason or by rule."""
    return {piece.reason: piece.text for piece in source.removed} | {one.rule: one.text for one in source.findings}


def picture(ident: str, attribute: str = "embed") -> str:
    inside = f'<wp:docPr id="1" name="图" descr="合影"/><a:blip r:{attribute}="{ident}"/>'
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


def test_paragraphs_keep_order_and_line_numbers() -> None:
    found = lines(paragraph("　　第一段。"), paragraph(""), paragraph("第二段", run("接着", "<w:b/>"), "。"))
    assert [(line.line, line.text) for line in found] == [(1, "第一段。"), (3, "第二段接着。")]
    assert not any(line.own or line.level or line.role for line in found)


def test_forced_line_breaks_part_lines_but_not_titles() -> None:
    heading = style("heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', ident="1")
    found = lines(
        paragraph("关于调研的\n报告", properties=styled("1")),
        paragraph("上一行\n　　下一行"),
        paragraph("末段"),
        parts={"styles": heading},
    )
    assert [(line.line, line.text) for line in found] == [
        (1, "关于调研的报告"),
        (3, "上一行"),
        (4, "下一行"),
        (5, "末段"),
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (_DOTS, _DOTS),
        ('<w:hyperlink r:id="x"><w:r><w:t>链接文字</w:t></w:r></w:hyperlink>', "链接文字"),
        ('<w:ins w:id="1"><w:r><w:t>插入</w:t></w:r></w:ins>', "插入"),
        ("<w:smartTag><w:customXml><w:r><w:t>标签</w:t></w:r></w:customXml></w:smartTag>", "标签"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>五月</w:t></w:r></w:fldSimple>', "五月"),
        (field(" PAGE ", run("3")), "3"),
        (field(" REF a ", run("见"), field(" SEQ b ", run("二")), run("条")), "见二条"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r>', "☑同意"),
        ('<w:r><w:sym w:font="仿宋" w:char="4E00"/></w:r>', "一"),
        ('<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>', "2024-2025"),
        (f"<w:r><w:ruby><w:rt>{run('bān')}</w:rt><w:rubyBase>{run('班')}</w:rubyBase></w:ruby></w:r>", "班"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "③"),
    ],
)  # fmt: skip
def test_every_kind_of_run_shows_what_word_shows(inside: str, text: str) -> None:
    assert texts(paragraph("<w:r/>" + inside if inside.startswith("<") else inside)) == [text]


def test_tracked_changes_are_accepted_and_deletions_reported() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧话</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="2"><w:r><w:t>搬走的话</w:t></w:r></w:moveFrom>'
    source = read(docx(paragraph("新话", deleted, "。"), paragraph(moved, "留下的话。")))
    assert [line.text for line in source.lines] == ["新话。", "留下的话。"]
    assert [(piece.line, piece.text) for piece in source.removed] == [(1, "旧话"), (2, "搬走的话")]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    cut = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(paragraph("上半句，", properties=cut), paragraph("下半句。")) == ["上半句，下半句。"]
    assert texts(paragraph("各", properties='<w:framePr w:dropCap="drop"/>'), paragraph("位同志：")) == ["各位同志："]
    assert texts(paragraph("末句。", properties=cut)) == ["末句。"]


def test_hidden_text_is_left_out_and_reported() -> None:
    source = read(docx(paragraph("看得见", run("看不", "<w:vanish/>"), run("见", "<w:vanish/>"), "。")))
    assert [line.text for line in source.lines] == ["看得见。"]
    assert reported(source) == {"隐藏文字": "看不见"}


def test_text_boxes_come_once_whatever_their_form() -> None:
    modern = f"<wps:wsp><wps:txbx>{_BOX.format(paragraph('框里的话'))}</wps:txbx></wps:wsp>"
    old = f"<w:pict><v:shape><v:textbox>{_BOX.format(paragraph('框里的话'))}</v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{modern}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph(both, "正文。")) == ["框里的话", "正文。"]
    assert texts(paragraph("正文。", both)) == ["正文。", "框里的话"]
    assert texts(paragraph(f"<w:r>{old}</w:r>", "正文。")) == ["框里的话", "正文。"]


def test_tables_have_rows_and_layout_tables_are_paragraphs() -> None:
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("合计")
    top = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("上")
    below = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    nested = paragraph("外") + table(["内一", "内二"]) + paragraph("")
    found = lines(paragraph("前。"), table(["甲", "乙"], [span], [top, nested], [below, "丁"]), paragraph("后。"))
    assert found[1].rows == (("甲", "乙"), ("合计", ""), ("上", "外\n内一 内二"), ("", "丁"))
    assert [line.line for line in found] == [1, 2, 6]
    assert texts(table([paragraph("框住的第一段。") + paragraph("第二段。")])) == ["框住的第一段。", "第二段。"]
    assert texts(table(["第一行。"], [table(["最里面。"]) + paragraph("")])) == ["第一行。", "最里面。"]
    absurd = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + paragraph("甲")
    assert len(lines(table([absurd, absurd], ["乙", "丙"]))[0].rows[0]) < 200


def test_block_content_controls_and_deleted_rows() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('控件里的段落。')}{table(['甲', '乙'])}</w:sdtContent></w:sdt>"
    gone = f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("旧")}</w:tc></w:tr></w:tbl>'
    source = read(docx(control, gone))
    assert [(line.text, line.rows) for line in source.lines] == [("控件里的段落。", ()), ("", (("甲", "乙"),))]
    assert reported(source) == {"修订中删去的文字": "旧"}


def test_notes_and_margins_are_reported_page_numbers_are_not() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    remark = '<w:r><w:commentReference w:id="5"/></w:r>'
    source = read(
        docx(
            paragraph("正文", note, "。", remark),
            parts={
                "footnotes": f'<w:footnote w:id="0" w:type="separator">{paragraph("")}</w:footnote>'
                f'<w:footnote w:id="2">{paragraph("出自地方志。")}</w:footnote>',
                "comments": f'<w:comment w:id="5">{paragraph("此处待核。")}</w:comment>',
                "header": paragraph("内部资料 注意保存"),
                "footer": paragraph("— ", field(" PAGE ", run("1")), " —"),
            },
        )
    )
    assert [line.text for line in source.lines] == ["正文。"]
    assert reported(source) == {"footnote": "出自地方志。", "批注": "此处待核。", "页眉": "内部资料 注意保存"}


def test_headers_say_what_they_show_once_with_watermarks() -> None:
    box = f"<v:shape><v:textbox>{_BOX.format(paragraph('密级：内部'))}</v:textbox></v:shape>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    mark = '<v:shape><v:textpath string="样稿"/></v:shape>'
    tabs = '<w:tabs><w:tab w:val="center" w:pos="4153"/></w:tabs>'
    header = paragraph(f"<w:r><w:pict>{both}{mark}</w:pict></w:r>", properties=tabs)
    assert reported(read(docx(paragraph("正文。"), parts={"header": header}))) == {"页眉": "密级：内部", "水印": "样稿"}


def test_what_cannot_be_read_is_reported() -> None:
    chart = '<w:r><w:drawing><a:graphic><c:chart xmlns:c="urn:c"/></a:graphic></w:drawing></w:r>'
    source = read(docx(paragraph("正文。", chart), '<w:altChunk r:id="x"/>'))
    assert [(finding.rule, finding.line) for finding in source.findings] == [("drawing", 1), ("embedded", 2)]


def test_tables_of_contents_are_reported_and_left_out() -> None:
    toc = style("toc 1", ident="T1")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    middle, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        paragraph("目　录"),
        paragraph(begin + middle, "一、认识\t1"),
        paragraph("二、打算\t2"),
        paragraph(end),
        paragraph("一、认识"),
    )
    source = read(docx(*body))
    assert [line.text for line in source.lines] == ["一、认识"]
    assert reported(source) == {"目录": "目　录\n一、认识\t1\n二、打算\t2"}
    assert texts(paragraph("一、认识\t1", properties=styled("T1")), paragraph("正文。"), parts={"styles": toc}) == [
        "正文。"
    ]
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}{paragraph('一、认识 1')}</w:sdtContent></w:sdt>"
    )
    assert texts(control, paragraph("正文。")) == ["正文。"]
    # A field that never ends must not swallow the document.
    assert texts(paragraph(begin + middle, "一、认识"), paragraph("正文。")) == ["一、认识", "正文。"]


def test_heading_levels_come_from_styles_and_outline_levels() -> None:
    styles = (
        style("Title", ident="a")
        + style("heading 1", ident="1")
        + style("我的标题", based="2")
        + style("二级", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', ident="2")
        + style("正文样式", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based="1")
        + style("绕圈甲", based="绕圈乙")
        + style("绕圈乙", based="绕圈甲")
    )
    names = ("a", "1", "我的标题", "正文样式", "绕圈甲", "没有的")
    body = [paragraph(f"第{n}条", properties=styled(name)) for n, name in enumerate(names)]
    body.append(paragraph("直接设的", properties='<w:outlineLvl w:val="2"/>'))
    found = lines(*body, parts={"styles": styles})
    assert [line.level for line in found] == [None, 1, 2, None, None, None, 3]
    assert [line.role for line in found] == ["title", *[""] * 6]


def test_centred_bold_and_run_in_headings() -> None:
    bold, kai, hei = "<w:b/>", '<w:rFonts w:eastAsia="楷体"/>', '<w:rFonts w:eastAsia="黑体"/>'
    off = '<w:b w:val="0"/>'
    body = [
        paragraph("居中", properties='<w:jc w:val="center"/>'),
        paragraph(run("　　一是抓学习。", bold), "要把学习摆在前面。"),
        paragraph(run("（一）", hei), run("抓调研", kai), "。要到群众中去。"),
        paragraph(run("整段都粗。", bold)),
        paragraph(run("只是强调", bold), "了几个字。"),
        paragraph(run("不粗。", off), "正文。"),
        paragraph("前文", run("后面强调。", bold)),
    ]
    found = lines(*body)
    assert [line.centred for line in found] == [True] + [False] * 6
    assert [line.bold for line in found] == [False, False, False, True, False, False, False]
    assert [line.text[: line.run_in] for line in found] == ["", "一是抓学习。", "（一）抓调研。", "", "", "", ""]


def numbering(*levels: str, more: str = "") -> str:
    inside = "".join(f'<w:lvl w:ilvl="{n}">{level}</w:lvl>' for n, level in enumerate(levels))
    first = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>{first}{more}'


def level(style_: str, pattern: str, more: str = "", start: str = "1") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{style_}"/>{more}<w:lvlText w:val="{pattern}"/>'


def listed(*places: tuple[str, str]) -> list[str]:
    return [
        paragraph("条", properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')
        for num, at in places
    ]


def numbers(xml: str, *places: tuple[str, str]) -> list[str]:
    found = lines(*listed(*places), parts={"numbering": xml})
    assert all(line.text == "条" for line in found)
    return [line.number for line in found]


def test_automatic_numbers_count_as_word_does() -> None:
    xml = numbering(
        level("chineseCountingThousand", "%1、"),
        level("chineseCountingThousand", "（%2）"),
        level("decimal", "%1.%3", "<w:isLgl/>"),
        level("bullet", "\uf0b7"),
    )
    places = [("1", at) for at in "0112012033"]
    assert numbers(xml, *places) == ["一、", "（一）", "（二）", "1.1", "二、", "（一）", "2.1", "三、", "", ""]


def test_numbers_restart_and_override() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        f"{level('decimalEnclosedCircle', '%1')}</w:lvl></w:lvlOverride></w:num>"
    )
    on = numbering(level("decimal", "%1."), level("decimal", "（%2）", '<w:lvlRestart w:val="0"/>'), more=more)
    # Two lists on one definition count on; a start of its own counts once; a level of its own keeps the count.
    assert numbers(on, ("1", "0"), ("2", "0"), ("3", "0"), ("3", "0"), ("4", "0")) == ["1.", "2.", "5.", "6.", "⑦"]
    assert numbers(on, ("1", "0"), ("1", "1"), ("1", "0"), ("1", "1")) == ["1.", "（1）", "2.", "（2）"]
    assert numbers(on, ("1", "1"), ("1", "0")) == ["（1）", "1."]


def test_numbers_come_through_styles_and_linked_lists() -> None:
    styles = (
        style("一级", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("二级", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("子级", based="二级")
        + style("无号", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="一级")
        + style("清单", kind="numbering")
    )
    xml = numbering(
        level("chineseCounting", "第%1章", '<w:pStyle w:val="一级"/>'),
        level("decimal", "%2．", '<w:pStyle w:val="二级"/>'),
    )
    body = [paragraph("条", properties=styled(name)) for name in ("一级", "二级", "二级", "无号", "一级")]
    assert texts(*body, parts={"styles": styles, "numbering": xml}) == ["第一章条", "1．条", "2．条", "条", "第二章条"]
    linked = (
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="清单"/>'
        f'<w:lvl w:ilvl="0">{level("decimal", "%1)")}</w:lvl>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="清单"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert numbers(linked, ("2", "0"), ("1", "0")) == ["1)", "2)"]


@pytest.mark.parametrize(
    ("style_", "count", "text"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 12, "十二"), ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"), ("japaneseCounting", 3, "三"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 12, "亥"),
        ("ideographTraditional", 11, "11"), ("decimalFullWidth", 10, "１０"), ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 1, "①"), ("decimalEnclosedParen", 2, "⑵"), ("decimalZero", 3, "03"),
        ("upperRoman", 14, "XIV"), ("lowerRoman", 9, "ix"), ("upperLetter", 27, "AA"), ("lowerLetter", 2, "b"),
        ("ideographDigital", 10, "一〇"), ("none", 4, ""), ("bullet", 4, ""), ("newStyle", 4, "4"),
        ("upperLetter", 0, "0"),
    ],
)  # fmt: skip
def test_number_styles(style_: str, count: int, text: str) -> None:
    assert shown(count, style_) == text


def test_absurd_numbering_is_survived() -> None:
    wild = numbering(level("decimal", "%9%1" * 10000, start="99999999999999999999")) + '<w:num w:numId="x"/>'
    assert len(numbers(wild, ("1", "77"), ("1", "-1"), ("1", "0"), ("x", "0"), ("8", "0"))[2]) < 200


def test_pictures_are_lines_and_media() -> None:
    parts: dict[str, str | bytes] = {"word/media/image1.png": _PNG}
    relations = (
        relation("i1", "image", "media/image1.png")
        + relation("i2", "image", "media/gone.png")
        + relation("i3", "image", "http://192.0.2.1/a.png", outside=True)
    )
    pictures = [paragraph(picture(ident)) for ident in ("i1", "i1", "i2", "i9")] + [paragraph(picture("i3", "link"))]
    source = read(docx(*pictures, parts=parts, relations=relations))
    assert [(line.image, line.text) for line in source.lines] == [("image1.png", "")] * 2
    assert source.media == {"image1.png": _PNG}
    assert [finding.rule for finding in source.findings] == ["outside-picture"] * 3


def test_macros_are_reported_and_not_run() -> None:
    source = read(docx(paragraph("正文。"), parts={"word/vbaProject.bin": b"x"}))
    assert [line.text for line in source.lines] == ["正文。"]
    assert list(reported(source)) == ["macro"]


def test_a_document_without_anything_says_so() -> None:
    with pytest.raises(DrafterError, match="没有文字"):
        read(docx(paragraph("")))


def test_deep_nesting_is_read_or_refused_never_a_crash() -> None:
    tags = 200
    inside = "<w:smartTag>" * tags + run("深处。") + "</w:smartTag>" * tags
    assert texts(paragraph("<w:r/>" + inside)) == ["深处。"]
    with pytest.raises(DrafterError, match="损坏"):
        texts(paragraph("<w:r/>" + "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000))
    cell = paragraph("里。")
    for _ in range(40):
        cell = table([cell, "旁"]) + paragraph("")
    assert "里。" in lines(cell)[0].rows[0][0]
