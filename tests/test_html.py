"""Web pages: ours comes back exactly, strangers' give their article and list the rest, nothing crashes or hangs."""

from __future__ import annotations

import base64
import contextlib
import html as html_entities
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from round_trip import assert_round_trip, without_lines
from sample_draft import DRAFT, said
from strategies import documents

from drafter import readers
from drafter.readers import html
from drafter.reading import read
from drafter.report import DrafterError
from drafter.segment import compact
from drafter.tree import Document, Image, Line, Source
from drafter.writers import text as plain_text
from drafter.writers import write

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
FIRST = "这次走访用了三天，进了四十二户，带回来的话比带回来的表多。"
SECOND = "坐到灶台边，才听见后半句；后半句里才有难处。"
THIRD = "记一句算一句，不挑顺耳的记，回来再一句一句对。"
ARTICLE = f"<h1>走访四十二户的体会</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def source_of(page: str, encoding: str = "utf-8") -> Source:
    return readers.read(page.encode(encoding), "x.html")


def texts_of(page: str) -> list[str]:
    return [line.text for line in source_of(page).lines]


def outside(source: Source) -> list[str]:
    return [removed.text for removed in source.removed if removed.reason != "网页里藏起来的字"]


@settings(max_examples=150)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    if document != Document():
        assert_round_trip(document, "x.html")


@settings(max_examples=100)
@given(documents())
def test_any_document_shows_what_it_says_and_nothing_else(document: Document) -> None:
    # Dates and attachments are printed with （） and numbers only where these can be taken off again.
    document = replace(document, date="", attachments=())
    page = write(document, "x.html").decode().split("<main>")[1].split("</main>")[0]
    page = re.sub(r"<figcaption>(.*?)</figcaption>", r"（\1）", page)
    shown = html_entities.unescape(re.sub(r"<[^<>]*>", "", page))
    assert compact(shown) == compact(plain_text.write(document).decode())


def test_the_page_is_whole_and_runs_nothing() -> None:
    page = write(DRAFT, "x.html").decode()
    assert page.startswith('<!doctype html>\n<html lang="zh-CN"')
    assert "<title>在全县走访工作座谈会上的交流发言</title>" in page
    assert not re.search(r"<script|<link|<iframe|\son\w+=|@import|url\(|https?:", page)
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["【姓名】", "【日期】", "【某份文件】"]
    assert "<h2><span data-number>一、</span>学在深处，弄清走访为什么管用</h2>" in page
    assert "<b><span data-number>（二）</span>接访只听不跟。</b>一是登记完就转办；二是回访靠电话。</p>" in page
    assert "@page{size:A4;margin:37mm 26mm 35mm 28mm}" in page


def test_markup_in_the_text_is_text() -> None:
    trap = "<script>alert(1)</script>&lt;b onclick='x'>\"</p>"
    page = write(Document(title=trap, byline=trap, body=(said(trap), Image(trap))), "x.html").decode()
    assert "<script" not in page
    assert "<b " not in page
    assert re.search(r'data-name="[^"]*&lt;script&gt;[^"]*&quot;[^"]*"', page)


def test_pictures_travel_inside_the_page() -> None:
    document = Document(body=(Image("图.png"), Image("图.emf")))
    page = write(document, "x.html", media={"图.png": PNG, "图.emf": b"\x01\x00\x00\x00"})
    reading = read(page, "x.html")
    assert reading.media == {"图.png": PNG}
    assert reading.parts[0].document == document
    assert "图：图.emf" in page.decode()


def test_our_page_typed_into_by_hand_loses_nothing() -> None:
    page = write(DRAFT, "x.html").decode()
    page = page.replace("<p>对照要求，有两条不足。</p>", "<p>对照要求，有两条\n      不足。</p>\n<div>再补一句。</div>")
    page = page.replace("门槛低了，话就多了。", "门槛低了，<i>话就多了</i>。还要坐得住。")
    (part,) = read(page.encode(), "x.html").parts
    found = plain_text.write(part.document).decode()
    assert "\u3000\u3000对照要求，有两条不足。\n\u3000\u3000再补一句。\n" in found
    assert "门槛低了，话就多了。还要坐得住。" in found
    assert without_lines(part.document).signature == DRAFT.signature


WEB = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>走访四十二户的体会_学习研讨_某县机关网</title><script>var a = "<p>走访</p>";</script>
<style>p{{color:red}}</style></head><body onload="x()">
<div id="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">学习研讨</a></li>
<li><a href="/b">文件</a></li></ul></div>
<div class="wrap"><div class="left">
<h1>走访四十二户的体会</h1>
<div class="info">来源：某县机关网　点击：1024</div>
<div class="content">
<p>&nbsp;&nbsp;&nbsp;&nbsp;各位同志：</p>
<p>　　{FIRST}<br>　　下面谈三点体会。
<p align=center><strong>一、听得进去，话才说得出来</strong></p>
<p>张家湾的水<span style="display: none">哒哒网</span>渠断了两回，老乡先说水，后说
人。{SECOND}</p>
<p><b>（一）先坐下。</b>坐下来，话就慢了；话慢了，难处才出来。</p>
<ol start=3><li>当天的事当天办；</li><li><p>当天办不了的说清楚。</p></li></ol>
<table border=1><tr><th>村</th><th>户数</th></tr><tr><td>张家湾</td><td>12</td></tr></table>
<p>{THIRD}<img src="img/a.png?x=1" alt="灶台"><img src="dot.gif" width=1 height=1></p>
<p style="text-align:right">张某某
</div>
<div class="pages"><a href="1">上一页</a> <a href="2">下一页</a></div>
<div class="rel"><h3>相关阅读</h3><ul><li><a href="q">在座谈会上的讲话。</a></li>
<li><a href="w">材料汇编</a></li></ul></div>
</div></div>
<div class="footer">版权所有 某县机关网。<a href="k">联系我们</a></div>
</body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_page_from_the_web(encoding: str) -> None:
    source = readers.read(WEB.encode(encoding), "x.doc")
    assert source.lines == (
        Line("走访四十二户的体会", 4, role="title"),
        Line("来源：某县机关网　点击：1024", 5),
        Line("各位同志：", 6),
        Line(FIRST, 7),
        Line("下面谈三点体会。", 8),
        Line("一、听得进去，话才说得出来", 9, bold=True, centred=True),
        Line("张家湾的水渠断了两回，老乡先说水，后说人。" + SECOND, 10),
        Line("（一）先坐下。坐下来，话就慢了；话慢了，难处才出来。", 11, run_in=7),
        Line("当天的事当天办；", 12, number="3."),
        Line("当天办不了的说清楚。", 13, number="4."),
        Line("", 14, rows=(("村", "户数"), ("张家湾", "12"))),
        Line(THIRD, 15),
        Line("", 16, image="a.png"),
        Line("张某某", 17),
    )
    assert outside(source) == [
        *("首页", "学习研讨", "文件"),
        *("上一页 下一页", "相关阅读", "在座谈会上的讲话。", "材料汇编", "版权所有 某县机关网。联系我们"),
    ]
    assert [r.text for r in source.removed if r.reason == "网页里藏起来的字"] == ["哒哒网"]


def test_a_page_that_lies_about_its_encoding() -> None:
    page = WEB.replace("gb2312", "utf-8")
    assert [line.text for line in source_of(page, "gb18030").lines] == texts_of(page)
    assert texts_of(page.replace("utf-8", "no-such-code")) == texts_of(page)


def test_headings_become_levels() -> None:
    page = (
        f"<html><body><h1>走访体会</h1><h3>听</h3><p>{FIRST}</p><h5>灶台</h5><p>{SECOND}</p><h3>记</h3><p>{THIRD}</p>"
    )
    found = [(line.text, line.role, line.level) for line in source_of(page).lines if line.role]
    assert found == [("走访体会", "title", None), ("听", "heading", 1), ("灶台", "heading", 2), ("记", "heading", 1)]


def test_the_title_of_the_page_serves_where_there_is_no_other() -> None:
    page = f"<html><head><title>走访体会与打算 - 某县机关网</title></head><body><p>{FIRST}</p><p>{SECOND}</p></html>"
    first = source_of(page).lines[0]
    assert (first.text, first.role) == ("走访体会与打算", "title")
    other = page.replace("<p>", "<h2>另一个题目</h2><p>", 1)
    assert texts_of(other)[0] == "另一个题目"
    assert outside(source_of(other)) == ["走访体会与打算"]


def test_a_table_that_only_arranges_is_paragraphs() -> None:
    rows = f"<tr><td>{ARTICLE}</td><td><a href=x>甲</a></td></tr><tr><td>完。</td><td>乙</td></tr>"
    page = f"<html><body><table>{rows}</table>"
    assert texts_of(page)[:4] == ["走访四十二户的体会", FIRST, SECOND, THIRD]
    assert not any(line.rows for line in source_of(page).lines)


def test_short_lines_around_the_article_stay_when_they_are_no_furniture() -> None:
    page = (
        f"<html><body><p>各位同志：</p><div><p>{FIRST}{SECOND}{THIRD}{FIRST}</p></div><p>张某某</p><p>2023年11月6日</p>"
    )
    assert texts_of(page) == ["各位同志：", FIRST + SECOND + THIRD + FIRST, "张某某", "2023年11月6日"]


def test_a_page_of_short_lines_only_is_kept_whole() -> None:
    assert texts_of("<html><body><nav><a href=x>首页</a></nav><p>走访提纲</p><p>听</p><p>记</p>") == [
        "首页",
        "走访提纲",
        "听",
        "记",
    ]


def test_hidden_sentences_are_kept_and_entities_are_not_expanded_twice() -> None:
    page = f"<html><body><div>{ARTICLE}</div><div hidden>点开才看得见，可这句也是正文。</div>"
    page += "<p>&amp;lt;&#x597D;&hearts;</p>"
    assert texts_of(page)[-2:] == ["点开才看得见，可这句也是正文。", "&lt;好♥"]


def test_numbers_of_lists() -> None:
    page = (
        f"<html><body><p>{FIRST}</p><ol type=A><li>甲<ol><li>乙</li></ol></li><li value=5>丙</li></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>丁</li></ol><ul><li>戊</li></ul><ol><li></li></ol><p>己</p>"
    )
    assert [line.number + line.text for line in source_of(page).lines[1:]] == [
        "A.甲",
        "1.乙",
        "E.丙",
        "一、丁",
        "戊",
        "己",
    ]


def test_word_saved_as_a_web_page() -> None:
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>走访</title>
<!--[if gte mso 9]><xml><o:x>y</o:x></xml><![endif]--><style><!-- p.MsoNormal {{}} --></style></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoTitle>走访四十二户的体会<o:p></o:p></p>
<h1>一、听得进去</h1><p class=MsoNormal style='text-indent:32pt'><span lang=EN-US
style='font-family:x'><![if !supportLists]>1.<span>&nbsp;&nbsp; </span><![endif]></span>{FIRST}<o:p></o:p></p>
<h1>二、记得下来</h1><p class=MsoNormal>{SECOND[:12]}
{SECOND[12:]}<o:p>&nbsp;</o:p></p></div></body></html>"""
    assert [(line.text, line.role, line.level) for line in readers.read(page.encode(), "x.doc").lines] == [
        ("走访四十二户的体会", "title", None),
        ("一、听得进去", "heading", 1),
        ("1.\u00a0\u00a0 " + FIRST, "", None),
        ("二、记得下来", "heading", 1),
        (SECOND, "", None),
    ]


@pytest.mark.parametrize("wrapped", ["base64", "quoted-printable", "8bit"])
def test_a_web_archive(wrapped: str) -> None:
    page = f'<html><body>{ARTICLE}<p><img src="cid:a"></p></body></html>'.encode("gbk")
    coded = {
        "base64": base64.encodebytes(page),
        "quoted-printable": b"".join(
            b"=%02X" % byte if n % 40 else b"=\r\n=%02X" % byte for n, byte in enumerate(page, 1)
        ),
        "8bit": page,
    }[wrapped]
    archive = (
        b"From: <Saved by>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\tboundary="--=_x.y"\r\n\r\nnote\r\n'
        b"----=_x.y\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n"
        b'--in\r\nContent-Type: text/html;\r\n charset="gbk"\r\n'
        b"Content-Transfer-Encoding: " + wrapped.encode() + b"\r\n\r\n" + coded + b"\r\n--in--\r\n"
        b"----=_x.y\r\nContent-Location: file:///C:/%E5%9B%BE.png\r\nContent-Type: image/png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PNG) + b"\r\n----=_x.y--\r\n"
    )
    for data in (archive, archive.removeprefix(b"From: <Saved by>\r\n")):
        source = readers.read(data, "x.doc")
        assert [line.text for line in source.lines if line.text] == ["走访四十二户的体会", FIRST, SECOND, THIRD]
        assert source.media == {"图.png": PNG}


def test_pages_without_words_are_refused_in_one_line() -> None:
    for data in (
        b"<html><head><script>x()</script></head><body></body></html>",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n--x--",
    ):
        with pytest.raises(DrafterError) as refused:
            readers.read(data, "x.html")
        assert str(refused.value).count("：") >= 2
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "claimed"),
    [
        (f"<p>{FIRST}</p>", "x.txt", True),
        (f"<div>\n{FIRST}\n</div>", "x.txt", True),
        (f"<?xml version='1.0'?>\n<!DOCTYPE html>\n{FIRST}", "x.txt", True),
        (f"\ufeff\n<!-- saved -->\n<HTML>\n{FIRST}", "x.txt", True),
        (f"前言\n<html><body><p>{FIRST}", "x.txt", True),
        (f"{FIRST}\n{SECOND}<br>\n{THIRD}", "x.txt", False),
        (f"{FIRST}<br/>\n{SECOND}<br/>\n", "x.html", False),
        (f"{FIRST}\n当 a<b 且 b>c 时。\n<p>{SECOND}</p>\n{THIRD}\n", "x.txt", False),
        (f"{FIRST}\n", "x.html", False),
        (f"讲 <html> 是什么。{SECOND}", "x.txt", False),
        (f"<!-- drafter -->\n\n\\<p>{FIRST}\\</p>\n", "x.html", False),
        (f"<!-- 走访 -->\n# {FIRST}\n", "x.html", False),
    ],
)
def test_what_is_taken_for_a_page(text: str, name: str, claimed: bool) -> None:
    assert html.claims(text.encode(), name) is claimed
    assert html.claims(text.removeprefix("\ufeff").encode("utf-16"), name) is claimed


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ol>", "<li value=9>", "</li>",
     "</ol>", "<b>", "</b>", "<a href=x>", "</a>", "<h2>", "</h2>", "<br>", "<img src=a.png>", "<title>", "</title>",
     "<pre>", "\n", "<script>", "</script>", "<!--", "-->", "<section data-level=2 data-style=run-in>", "</section>",
     "<span data-number>", "<span data-sentence>", "</span>", "<span hidden>", "<svg>", "<figure data-name=x>",
     "</figure>", "<p data-role=date>", "&#0;", "&nbsp;", "&", "<", "好。", "<![CDATA[", "<?", "<nav>", "</nav>", "</"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.booleans(), st.one_of(st.binary(), st.lists(st.one_of(_TAGS, st.text(max_size=3)), max_size=40).map("".join)))
def test_any_bytes_are_read_or_refused(own: bool, content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    html.claims(data, "x.html")
    with contextlib.suppress(DrafterError):
        html.read(b"<html data-drafter><body>" * own + data, "x.html")


@given(
    st.lists(
        st.one_of(_TAGS.filter(lambda tag: tag not in "<!--<script><svg><title></<?<![CDATA[&"), st.just("好。")),
        max_size=30,
    )
)
def test_no_sentence_of_a_strange_page_is_lost(pieces: list[str]) -> None:
    numbered = [f"第{n}句好" if piece == "好。" else piece for n, piece in enumerate(pieces)]
    page = "<html><body>" + "".join(numbered)
    source = html.read((page + "完").encode(), "x.html")
    rows = [cell for line in source.lines for row in line.rows for cell in row]
    found = "".join([*(line.text for line in source.lines), *rows, *(finding.text for finding in source.findings)])
    assert [piece for piece in numbered if piece.endswith("好") and piece not in found] == []


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "&", "&#", "<![", "<script>", "<table>", "<td>", "<td>好", "<li>", "<title>_", "<p>", " ",
     "\n", "<b>x</b> ", "<br>", "<span hidden>x", "<?", "<meta ", "<pre>\n", "<img src=a>", "<a href=x>q</a>",
     "<section>", "<ol><li>", "<table><tr><td>", "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
     "<span data-sentence>x</span>"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["<html><body><p>文", '<html data-drafter="1"><body><p>文'])
def test_no_page_takes_long(head: str, piece: str) -> None:
    data = (head + piece * (500_000 // len(piece))).encode()
    start = time.process_time()
    html.claims(data, "x.html")
    with contextlib.suppress(DrafterError):
        html.read(data, "x.html")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("own", ["", ' data-drafter="1"'])
@pytest.mark.parametrize("tag", ["div", "b", "section", "blockquote", "font"])
def test_a_hundred_thousand_boxes_in_each_other(tag: str, own: str) -> None:
    page = f"<html{own}><body>" + f"<{tag}>" * 100_000 + FIRST + f"</{tag}>" * 100_000 + SECOND
    texts = [line.text for line in source_of(page).lines if line.text]
    assert "".join(texts) == FIRST + SECOND
