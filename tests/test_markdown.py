"""Markdown: ours comes back exactly and renders clean, other people's is read as meant, nothing crashes or hangs."""

from __future__ import annotations

import contextlib
import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from round_trip import assert_round_trip, without_lines
from sample_draft import DRAFT, said
from strategies import documents, texts

from drafter import readers
from drafter.light_markdown import KINDS, ROLES, Note, comment, escape, note_of, plain
from drafter.readers import markdown
from drafter.reading import read
from drafter.report import DrafterError
from drafter.tree import Document, Kind, Line, Section
from drafter.writers import text as plain_text
from drafter.writers import write

_RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def lines_of(text: str) -> tuple[Line, ...]:
    return readers.read(text.encode(), "x.md").lines


@settings(max_examples=150, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    if document != Document():
        assert_round_trip(document, "x.md")


@settings(max_examples=100, deadline=None)
@given(documents())
def test_any_document_renders_clean(document: Document) -> None:
    # Dates and attachments are printed with （） and numbers only where these can be taken off again.
    document = replace(document, date="", attachments=())
    page = re.sub(r"<!--.*?-->", "", _RENDERER.render(write(document, "x.md").decode()), flags=re.DOTALL)
    page = re.sub(r'<img src="[^"]*" alt="([^"]*)" />', r"（图：\1）", page)
    shown = html.unescape(re.sub(r"<[^<>]*>", "", page))
    assert "".join(shown.split()) == "".join(plain_text.write(document).decode().split())


@given(st.text())
def test_any_text_survives_escaping(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.sampled_from(KINDS), st.sampled_from(sorted(ROLES)), st.text(), texts(), st.text(), st.integers(0, 9))
def test_any_comment_says_what_was_meant(kind: Kind, role: str, theme: str, card: str, phrase: str, level: int) -> None:
    written = comment(kind, role, "断", "原样", 要点=theme, 问题卡=card, 词条=phrase, 级=str(level), 段落谱=None)
    assert "-->" not in written[4:-3]
    expected = Note(
        kind=kind, role=ROLES[role], cut=True, bare=True, theme=theme, card=card, phrase=phrase, level=level
    )
    assert note_of(written[4:-3]) == expected


def test_the_draft_reads_well_as_plain_markdown() -> None:
    assert write(DRAFT, "x.md").decode() == (
        "<!-- drafter -->\n\n"
        "# 在全县走访工作座谈会上的交流发言\n\n"
        "县委办公室　【姓名】 <!-- 署名 -->\n\n"
        "（【日期】） <!-- 日期 -->\n\n"
        "各位领导、同志们： <!-- 称谓 -->\n\n"
        "<!-- 引言 -->\n\n"
        "按照安排，我结合办公室工作谈几点体会。不到之处请指正。\n\n"
        "## 一、学在深处，弄清走访为什么管用 <!-- 体会 -->\n\n"
        "**（一）从材料的来路看，走访是写实话的头一道工序。**<!-- 体会 要点=调查研究 段落谱=走访-来路 -->"
        "稿子好不好，动笔以前就定了一半。<!-- 词条=走访-来路.1 -->"
        "坐在屋里凑，凑得出标题，凑不出灶台边的那句话。<!-- 词条=走访-来路.2 -->\n\n"
        "**（二）从老乡的感受看，走访是办实事的近路。**<!-- 体会 -->门槛低了，话就多了。\n\n"
        "## 二、查在细处，正视自己身上的差距 <!-- 问题 -->\n\n"
        "对照要求，有两条不足。\n\n"
        "### （一）下去走访蹲得不够深 <!-- 问题 问题卡=走访蹲不住 -->\n\n"
        "起草【某份文件】时，点是对方定的，人是对方请的。\n\n"
        "#### 1.准备不足 <!-- 问题 -->\n\n"
        "\\*号标出的12项里，有3项是抄的。\n\n"
        "**（二）接访只听不跟。**<!-- 问题 级=2 -->一是登记完就转办；二是回访靠电话。\n\n"
        "<!-- 回到=1 -->\n\n"
        "| 事项 | 时限 |\n| --- | --- |\n| 入户走访 | 每季度3天 |\n| 信访回访 | 办结后<br>7日内 |\n\n"
        "![走访路线.png](%E8%B5%B0%E8%AE%BF%E8%B7%AF%E7%BA%BF.png)\n\n"
        "<!-- 结语 -->\n\n"
        "以上发言，不当之处请批评指正。\n\n"
        "附件：1.走访记录表 <!-- 附件 -->\n\n2.回访登记表 <!-- 附件 -->\n\n"
        "县委办公室 <!-- 落款 -->\n\n2023年11月6日 <!-- 落款 -->\n"
    )
    assert_round_trip(DRAFT, "x.md")


def test_what_a_template_prints_needs_few_comments() -> None:
    printed = """
        <!-- drafter -->

        # 走访体会

        【姓名】 <!-- 署名 -->
        <!-- 引言 -->
        今年走访了四十户。有三点体会。
        ## 一、话要坐下来听 <!-- 体会 要点=调查研究 -->
        **（一）门槛。**<!-- 体会 -->门槛低了，话就多了。
        **二是灶台。** 灶台边说的是实话。
        坐得住，<!-- 断 -->才听得见。<!-- 词条="灶台 1" -->再说一句。
        ### （二）回访 <!-- 措施 问题卡="卡 一" -->
        办完再去一趟。
        <!-- 回到=1 -->
        这一节说完了。
        <!-- 结语 -->
        请批评指正。
    """
    (part,) = read(printed.encode(), "x.md").parts
    document = without_lines(part.document)
    assert (document.title, document.byline) == ("走访体会", "【姓名】")
    first, middle, last = document.body
    assert isinstance(middle, Section)
    assert [(first, last)] == [
        (
            Section(kind="引言", style="none", body=(said("今年走访了四十户。", "有三点体会。"),)),
            Section(kind="结语", style="none", body=(said("请批评指正。"),)),
        )
    ]
    point, second, visit, end = middle.body
    assert (middle.heading, middle.kind, middle.theme) == ("话要坐下来听", "体会", "调查研究")
    assert point == Section("（一）", "门槛", 2, "体会", "run-in", body=(said("门槛低了，话就多了。"),))
    assert isinstance(second, Section)
    assert (second.number, second.heading, second.level, second.style) == ("二是", "灶台", 2, "run-in")
    assert visit == Section("（二）", "回访", 2, "措施", card="卡 一", body=(said("办完再去一趟。"),))
    assert end == said("这一节说完了。")
    texts_and_phrases = [(s.text, s.phrase) for s in second.body[1].sentences]  # type: ignore[union-attr]
    assert texts_and_phrases == [("坐得住，", None), ("才听得见。", "灶台 1"), ("再说一句。", None)]
    assert part.findings == ()


def test_a_comment_with_a_slip_is_reported_and_loses_no_text() -> None:
    (part,) = read("<!-- drafter -->\n\n## 一、走访 <!-- 体会 主题=走访 -->\n\n进了四十户。\n".encode(), "x.md").parts
    assert [(f.rule, f.level, f.line, f.text) for f in part.findings] == [("md-comment", "提示", 3, "体会 主题=走访")]
    assert [(s.heading, s.body) for s in without_lines(part.document).body if isinstance(s, Section)] == [
        ("走访", (said("进了四十户。"),))
    ]


def test_without_the_marker_comments_mean_nothing() -> None:
    (line, *_) = readers.read("## 一、走访 <!-- 结语 -->\n\n## 二、回访\n".encode(), "x.md").lines
    assert (line.text, line.kind, line.own) == ("一、走访", None, False)


def test_other_peoples_markdown() -> None:
    found = lines_of(
        "# 走访体会\n\n## 一、听\n**（一）坐下。** 话就*慢*了，见[通知](http://a.b/c?d=1)。\n__全是粗体__\n\n"
        "> 水渠断了，\n> 老乡先说水。\n\n1. 甲\n1. 乙\n2. 丙\n- 丁<br>戊\n* [ ] 己\n\n"
        "| 村 | 户 |\n|:--|--:|\n| 李\\|家 | `30` |\n\n```\n# 原样 *x*\n```\n![图](img/a.png)\n"
        "张\\*\\*与X\\_县 a_b_c 2*3*4&nbsp;&lt;\n\n#二、记#\n小标题\n---\n\n***\n完 #\n"
    )
    assert [(x.text, x.role, x.level, x.number, x.run_in, x.bold) for x in found if not x.rows] == [
        ("走访体会", "title", None, "", 0, False),
        ("一、听", "heading", 1, "", 0, False),
        ("（一）坐下。 话就慢了，见通知。", "", None, "", 6, False),
        ("全是粗体", "", None, "", 0, True),
        ("水渠断了，", "", None, "", 0, False),
        ("老乡先说水。", "", None, "", 0, False),
        ("甲", "", None, "1.", 0, False),
        ("乙", "", None, "2.", 0, False),
        ("丙", "", None, "2.", 0, False),
        ("丁", "", None, "", 0, False),
        ("戊", "", None, "", 0, False),
        ("[ ] 己", "", None, "", 0, False),
        ("# 原样 *x*", "", None, "", 0, False),
        ("", "", None, "", 0, False),
        ("张**与X_县 a_b_c 2*3*4\u00a0<", "", None, "", 0, False),
        ("#二、记#", "", None, "", 0, False),
        ("小标题", "heading", 1, "", 0, False),
        ("完 #", "", None, "", 0, False),
    ]
    assert [x.rows for x in found if x.rows] == [(("村", "户"), ("李|家", "30"))]
    assert [x.image for x in found if x.image] == ["a.png"]


def test_blanked_names_are_no_bold_type() -> None:
    (line, *_) = lines_of("张**、李**两位同志在X**县。\n\n## 一、好\n\n## 二、好\n")
    assert line.text == "张**、李**两位同志在X**县。"


def test_front_matter_gives_title_author_and_date() -> None:
    source = readers.read(
        "---\ntitle: 走访体会\nauthor: 张某\ntags: [走访]\n---\n\n## 一、听\n\n坐下。\n".encode(), "x.md"
    )
    assert [(x.text, x.role) for x in source.lines[:2]] == [("走访体会", "title"), ("张某", "")]
    assert [(f.rule, f.text) for f in source.findings] == [("md-front-matter", "tags: [走访]")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(encoding: str, end: str) -> None:
    data = end.join(["# 走访体会", "", "## 一、听", "", "坐下来，话就慢了。"]).encode(encoding)
    assert [x.text for x in readers.read(data, "x.txt").lines] == ["走访体会", "一、听", "坐下来，话就慢了。"]
    own = write(DRAFT, "x.md").decode().replace("\n", end).encode(encoding)
    assert without_lines(read(own, "x.txt").parts[0].document) == DRAFT


_PROSE = "今年走访了四十户，进门先坐下。\n坐下来，话就慢了。\n"


@pytest.mark.parametrize(
    ("text", "name", "claimed"),
    [
        ("<!-- drafter -->\n\n" + _PROSE, "x.txt", True),
        ("# 走访\n\n## 听\n\n" + _PROSE, "x.txt", True),
        ("## 听\n" + _PROSE + "## 记\n" + _PROSE, "x.txt", True),
        ("```\na\n```\n" + _PROSE, "x.txt", True),
        ("| 村 | 户 |\n| --- | --- |\n| 甲 | 1 |\n", "x.txt", True),
        ("**一、听**\n" + _PROSE + "**二、记**\n" + _PROSE, "x.txt", True),
        ("# 走访\n" + _PROSE, "x.md", True),
        ("- 甲\n- 乙\n- 丙\n走访\n---\n", "x.txt", True),
        ("# 走访\n" + _PROSE, "x.txt", False),
        ("走访\n##paidbegin##" + _PROSE + "##paidend##", "x.md", False),
        ("#走访日记# " + _PROSE, "x.md", False),
        (_PROSE, "x.md", False),
        ("张**、李**\n王**、赵**\n" + _PROSE, "x.txt", False),
        (_PROSE + "-----\n" + _PROSE + "=====\n", "x.txt", False),
        ("姓名|职务\n甲|乙\n" + _PROSE, "x.txt", False),
    ],
)
def test_what_is_taken_for_markdown(text: str, name: str, claimed: bool) -> None:
    assert markdown.claims(text.encode(), name) is claimed


def test_binary_is_not_markdown() -> None:
    assert not markdown.claims(bytes(range(256)) * 9, "x.md")


_MARKS = st.sampled_from(
    [*"#*_`[]()<>|-=+~\\!&;\n\r \t", "<!--", "-->", "\n\n", "```", "| --- |", "<!-- drafter -->\n", "<!-- 体会 -->",
     "<!-- 回到=0 -->", "<!-- 断 -->", "**", "级=9", "好。", "\u2028", "\x00", "&#0;", "1. ", "> "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.booleans(), st.one_of(st.binary(), st.lists(st.one_of(_MARKS, st.text(max_size=3))).map("".join)))
def test_any_bytes_are_read_or_refused(own: bool, content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    data = b"<!-- drafter -->\n" * own + data
    markdown.claims(data, "x.md")
    with contextlib.suppress(DrafterError):
        source = markdown.read(data, "x.md")
        assert all(line.text.strip() or line.rows or line.image or line.own for line in source.lines)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<!--\n", "*", "**a", "[", "![a](", "`a", "~~a", " _a", "&#", "\\", "|", "|\n|-\n", "~~~a\n", "> ", "#",
     " ", "a\n===\n", "-->", "<!-- 断 -->", '<!-- a=" -->'],
)  # fmt: skip
@pytest.mark.parametrize("head", ["<!-- drafter -->\n\n文", "# 题\n\n## 二\n\n文"])
def test_no_text_takes_long(head: str, piece: str) -> None:
    data = (head + piece * (500_000 // len(piece))).encode()
    start = time.process_time()
    markdown.claims(data, "x.md")
    markdown.read(data, "x.md")
    assert time.process_time() - start < 2
