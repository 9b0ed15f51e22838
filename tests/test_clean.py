"""Every kind of noise holds the cleaners' contract: its examples, its survivors, twice is once, nothing gets lost."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.clean import REPORTS, clean, cleaners
from drafter.clean import plain as looks_plain
from drafter.clean.contract import Cleaned, Example
from drafter.report import Finding
from drafter.tree import Line

MODULES = cleaners()
EXAMPLES = [(module, example) for module in MODULES for example in module.EXAMPLES]
SURVIVORS = [(module, text) for module in MODULES for text in module.SURVIVES]


def name(value: object) -> str | None:
    return value.__name__.rsplit(".", 1)[-1] if isinstance(value, ModuleType) else None


def lines(text: str) -> list[Line]:
    return [Line(piece, n) for n, piece in enumerate(text.split("\n"), 1) if piece.strip()]


def text_of(cleaned: list[Line]) -> str:
    return "\n".join(line.text for line in cleaned)


def letters(text: str) -> Counter[str]:
    """Han characters, letters and digits, each by its plain form."""
    return Counter(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


def plain(text: str) -> str:
    """`text` without what nobody sees, radicals as the characters they stand for."""
    return re.sub(r"[\s\ufeff\u200b\u00ad]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_contract(module: ModuleType) -> None:
    assert isinstance(module.ORDER, int)
    assert re.fullmatch("[\u4e00-\u9fff]{2,6}", module.LABEL)
    assert module.__doc__
    assert module.EXAMPLES
    assert len(module.SURVIVES) >= 2


def test_labels_and_orders_differ() -> None:
    assert len({module.LABEL for module in MODULES}) == len(MODULES)
    assert len({module.ORDER for module in MODULES}) == len(MODULES)


@pytest.mark.parametrize(("module", "example"), EXAMPLES, ids=name)
def test_example(module: ModuleType, example: Example) -> None:
    done: Cleaned = module.clean(lines(example.before))
    assert text_of(done.lines) == example.after
    assert tuple(piece.text for piece in done.removed) == example.removed
    assert tuple(finding.rule for finding in done.findings) == example.rules


@pytest.mark.parametrize(("module", "example"), EXAMPLES, ids=name)
def test_cleaning_twice_is_cleaning_once(module: ModuleType, example: Example) -> None:
    for cleaning in (module.clean, clean):
        once: Cleaned = cleaning(lines(example.before))
        twice: Cleaned = cleaning(once.lines)
        assert twice.lines == once.lines
        assert twice.removed == []


@pytest.mark.parametrize(("module", "example"), EXAMPLES, ids=name)
def test_no_letter_gets_lost(module: ModuleType, example: Example) -> None:
    done: Cleaned = module.clean(lines(example.before))
    if {"web-code", "strewn-reading"} & {finding.rule for finding in done.findings}:
        return  # markup is counted, not listed
    before = letters(example.before)
    after = letters(text_of(done.lines)) + sum((letters(piece.text) for piece in done.removed), Counter())
    shown = sum((letters(finding.text) for finding in done.findings if finding.level == "提示"), Counter())
    assert before - after <= shown
    for piece in done.removed:
        assert plain(piece.text) in plain(example.before)
    assert after - before <= Counter("〇〇")


@pytest.mark.parametrize(("module", "example"), EXAMPLES, ids=name)
def test_a_reporter_changes_nothing(module: ModuleType, example: Example) -> None:
    if module.ORDER >= REPORTS:
        before = lines(example.before)
        done: Cleaned = module.clean(before)
        assert (done.lines, done.removed) == (before, [])
        assert all(finding.level == "疑似" and finding.message and finding.text for finding in done.findings)


BODY = "我们要把群众的事当成自己的事，用心用情用力解决好急难愁盼问题，让群众得到实实在在的好处。"


@pytest.mark.parametrize(("module", "text"), SURVIVORS, ids=name)
@pytest.mark.parametrize(
    "frame", ["{}", f"{BODY}\n{{}}", f"{{}}\n{BODY}", f"{BODY}\n{{}}\n要一件一件抓，一年一年干，直到抓出成效。"]
)
def test_a_real_sentence_survives(module: ModuleType, text: str, frame: str) -> None:
    before = frame.format(text)
    done = clean(lines(before))
    assert text_of(done.lines) == before
    assert done.removed == []
    if module.ORDER >= REPORTS:
        assert module.clean(lines(text)).findings == []


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_survivors_survive_together(module: ModuleType) -> None:
    before = "\n".join(module.SURVIVES)
    assert text_of(clean(lines(before)).lines) == before


def test_all_survivors_survive_together() -> None:
    before = "\n".join(text for _, text in SURVIVORS)
    done = clean(lines(before))
    assert text_of(done.lines) == before
    assert len(SURVIVORS) >= 100


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES])
def test_what_a_file_declares_is_left_alone(example: Example) -> None:
    own = [Line(line.text, line.line, role="body", own=True) for line in lines(example.before)]
    table = [Line("", 1, rows=((line.text,),)) for line in lines(example.before)]
    image = [Line(line.text, line.line, image="a.png") for line in lines(example.before)]
    for before in (own, table, image):
        done = clean(before)
        assert (done.lines, done.removed) == (before, [])


NOISY = """
您现在的位置：首页 > 学习园地
关于“四下基层”的发言
来源：本站　作者：小李　点击：12
关于“四下基层”的发言
　　各位同志：
　　D员干部要走好新时代D的群众路线，提高墨墨君写作能力，坚持调##paidbegin##查研究,把
— 3 —
问题解决在一线O
　　2023年月，X县干部下基层。
　　以上发言,请批评指正。
本文档编辑密码：wsx2023
【墨墨素材库】——每天更新材料300多篇，会员群+网盘群同步更新，有意加入请联系：2 7781，：8 102938
欢迎加入“墨墨素材库svip会员”，轻松解决您的素材需求！添加客服：abk（公众号：墨墨君、：abk），谨防假冒！
上一篇：没有了
"""
WHOLE = """关于“四下基层”的发言
各位同志：
D员干部要走好新时代D的群众路线，提高墨墨君写作能力，坚持调查研究，把问题解决在一线。
2023年月，X县干部下基层。
以上发言，请批评指正。"""


def test_the_whole_chain() -> None:
    done = clean(lines(NOISY))
    assert text_of(done.lines) == WHOLE
    assert [piece.line for piece in done.removed] == sorted(piece.line for piece in done.removed)
    assert {piece.reason for piece in done.removed} == {"页面框架", "重复文字", "付费标记", "页码", "文档密码", "广告"}
    asked = [finding for finding in done.findings if finding.level == "疑似"]
    assert {finding.rule for finding in asked} == {"watermark-word", "masked-word", "placeholder", "partial-date"}
    for finding in asked:
        line = next(line for line in done.lines if line.line == finding.line)
        assert finding.span is not None
        assert line.text[slice(*finding.span)] == finding.text


def test_line_numbers_are_those_of_the_file() -> None:
    done = clean(lines(NOISY))
    raw = NOISY.split("\n")
    for piece in done.removed:
        assert piece.text in raw[piece.line - 1]
    for line in done.lines:
        assert line.text[:4] in raw[line.line - 1]


def test_a_run_in_heading_keeps_its_length() -> None:
    line = Line(
        "　　##paidbegin##（二） 坚持问题导向。要 带着问题去。", 3, run_in=len("　　##paidbegin##（二） 坚持问题导向。")
    )
    [kept] = clean([line]).lines
    assert kept.text[: kept.run_in] == "（二）坚持问题导向。"


def test_headings_stay_apart_in_wrapped_text() -> None:
    before = [
        Line("这一年我们坚持民有所呼我有所应，全镇干部走村入户三千", 1),
        Line("多人次，梳理问题四百余个。办结三百八十个，群众满意率", 2),
        Line("又有提高，成绩来之不易，值得珍惜，更要接着干，干出新", 3),
        Line("的样子来。", 4),
        Line("坚持问题导向，直面矛盾短板，做到有的放矢、靶向发力抓", 5, level=2),
        Line("同时也要看到，有的干部下基层蜻蜓点水，有的阵地门难进", 6),
        Line("脸难看，有的老问题拖成了老大难。这些都要在下一步工作", 7),
        Line("中下大力气解决。", 8),
    ]
    done = clean(before)
    assert [line.line for line in done.lines] == [1, 5, 6]
    assert done.lines[1] == before[4]


def test_a_paragraph_per_line_is_never_touched() -> None:
    before = [Line(f"第{n}件事，" + "要沉到一线，把问题找准，" * (2 + n % 5) + "办好为止。", n) for n in range(1, 40)]
    assert clean(before).lines == before


PAPER = """关于把接访桌子搬到村口的几点体会
某镇信访办　林　山
各位领导、同志们：
按照会议安排，我结合这三年在村口接访的经历，谈几点粗浅体会，说得不对的地方，请大家批评指正。
一、走近一步，才听得见真话
坐在办公室里等，等来的多半是气话；坐到村口的石凳上，听到的才是心里话。去年春天，石桥村的老支书拉着我看了三道水渠，一句抱怨也没有，只说渠尾的田旱了两年。那天回来，我把三道渠的来龙去脉记了满满五页纸，第二天就请水利站的同志到了现场，半个月后水就到了渠尾。
（一）先听后说。群众开口说的第一件事，往往不是他最想说的事，要沉得住气，听完再答，答了就要算数。
（二）先记后办。每一件事都记清是谁家的、卡在哪里、找过谁，记不清的不急着表态，记清了的马上就办。
二、多走一程，才办得成难事
难事之所以难，多半难在要跑几个部门。“最后一公里”不是群众的一公里，而是干部的一公里。我们把跑腿的事揽过来，一个月跑了四个单位、开了三次碰头会，终于把拖了六年的路灯接通了电。有人问值不值，我说，灯亮的那天晚上，全村人都出来站在路边，谁也舍不得回屋，这就是答案。
三、常想一层，才守得住初心
接访接的是事，更是情。事有办得成的，也有一时办不成的，可是情不能断，话不能凉。今后我要继续把桌子摆在村口，把本子带在身上，把答应过的事一件一件放在心上，办好一件划掉一件，划不掉的，年底给大家一个说法。
我的发言完了，谢谢大家！"""
_NO_START, _NO_END = "，。；：！？、”’）》", "“‘（《"


def wrapped(paper: str, width: int, indent: bool, gap: bool) -> list[Line]:
    """`paper` as an office program breaks it at `width` Han characters to the line."""
    broken: list[Line] = []
    number = 0
    for paragraph in paper.split("\n"):
        piece = "　　" if indent and paragraph[-1] in "。！" else ""
        for char in paragraph:
            if len(piece) == width:
                keep = 1 if char in _NO_START or piece[-1] in _NO_END else 0
                number += 1
                broken.append(Line(piece[: width - keep], number))
                piece = piece[width - keep :]
            piece += char
        number += 1
        broken.append(Line(piece, number))
        number += gap
    return broken


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("indent", [False, True])
@pytest.mark.parametrize("width", range(21, 45))
def test_wrapped_text_is_whole_again(width: int, indent: bool, gap: bool) -> None:
    done = clean(wrapped(PAPER, width, indent, gap))
    whole = PAPER.split("\n")
    assert "".join(line.text for line in done.lines) == "".join(whole)
    # Without indents and blank lines a paragraph that fills its last line cannot be told from a broken one.
    assert sum(line.text in whole for line in done.lines) >= len(whole) - (0 if indent or gap else 2)


def findings(text: str) -> list[Finding]:
    return clean(lines(text)).findings


def test_one_finding_for_a_mass_of_places() -> None:
    found = [f for f in findings("D员要带头，D的路线要走好。\n" * 3 + "D员的样子要立起来。") if f.rule == "masked-word"]
    assert len(found) == 1
    assert "党员" in found[0].suggestion


def test_masks_are_reported_only_where_the_word_is_missing() -> None:
    assert not findings("党员要带头，党的路线要走好，党建要引领。D员也要跟上，D的路线。")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([piece for _, example in EXAMPLES for piece in example.before.split("\n")]),
            st.sampled_from([text for _, text in SURVIVORS]),
            st.text(alphabet="一二的党员。，、；：“”（）<>&#[]0123 　oOD*_X-—.\"'ab", max_size=40),
        ),
        max_size=14,
    )
)
def test_any_mixture_is_clean_after_one_cleaning(pieces: list[str]) -> None:
    once = clean(lines("\n".join(pieces)))
    twice = clean(once.lines)
    assert twice.lines == once.lines
    assert twice.removed == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([text for _, text in SURVIVORS] + [e.before for m, e in EXAMPLES if m.LABEL != "网页代码"]),
        max_size=8,
    )
)
def test_no_letter_gets_lost_in_any_mixture(pieces: list[str]) -> None:
    before = "\n".join(pieces)
    done = clean(lines(before))
    if any(finding.rule == "strewn-reading" for finding in done.findings):
        return
    after = letters(text_of(done.lines)) + sum((letters(piece.text) for piece in done.removed), Counter())
    lost = letters(before) - after
    assert set(lost) <= set("Oo0") | set(letters("０"))


TRAPS = [
    "(" * 20,
    "<p ",
    "&amp;",
    "“",
    '"',
    "1、",
    "— ",
    "www.a.com ",
    "的",
    "D的",
    "X",
    "#",
    "-",
    "* _^( ",
    "来源：",
    "aaa,",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_linear_time(trap: str) -> None:
    size = 200_000
    for before in ([Line(trap * (size // len(trap)), 1)], [Line(trap, n) for n in range(1, size // 12)]):
        start = time.process_time()
        clean(before)
        assert time.process_time() - start < 3


@pytest.mark.parametrize("module", cleaners(), ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_what_looks_plain_has_nothing_to_clean(module: ModuleType) -> None:
    for text in (*(example.before for example in module.EXAMPLES), *module.SURVIVES):
        lines = [Line(line, n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if looks_plain(lines):
            cleaned = clean(lines)
            assert not cleaned.removed
            assert [line.text for line in cleaned.lines] == [line.text.strip() for line in lines]


@pytest.mark.parametrize("module", cleaners(), ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_without_a_report_the_same_is_cleaned(module: ModuleType) -> None:
    # Where nobody asks for a report, lines that became plain in one round are not looked at in a second one.
    for text in (*(example.before for example in module.EXAMPLES), *module.SURVIVES):
        lines = [Line(line, n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        full, short = clean(lines), clean(lines, report=False)
        assert [line.text.strip() for line in short.lines] == [line.text.strip() for line in full.lines]
        assert short.removed == full.removed


def test_a_plain_speech_is_taken_as_it_is_and_a_noisy_one_is_not() -> None:
    speech = ["关于抓落实的发言", "各位同志：", "一、学习体会", "群众的事要放在心上，办一件是一件。", "请批评指正。"]
    lines = [Line(line, n) for n, line in enumerate(speech, 1)]
    assert looks_plain(lines)
    assert clean(lines, report=False).lines == lines
    for noise in (
        "更多范文请加客服微信",
        "— 3 —",
        "第3页",
        "来源：某某网",
        "本文档密码：1234",
        "群众的事要放在心上，办一件是一件。",
    ):
        assert not looks_plain([*lines, Line(noise, 9)]), noise
