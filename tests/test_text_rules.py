"""Text rules on whole texts: our own drafts and others', terms and quotations, files of all kinds, hostile ones."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest

from drafter import rules
from drafter.bank.model import Bank, Empty, Formula, Role, Topic
from drafter.check import check, judge
from drafter.plan.brief import Brief
from drafter.reading import read
from drafter.report import Finding
from drafter.segment import sentences, words
from drafter.tree import Block, Document, Kind, Paragraph, Section, Sentence
from drafter.writers import text as plain_text
from drafter.writers.docx import typeset

CASES = Path(__file__).parent / "cases"
SAMPLES = Path(__file__).parent / "samples"
_REST = "群众反映的事一件一件记在本子上，办到什么程度当面说清楚。"
_HAN = "山水田园路桥镇户院灯火书信茶饭柴米麦稻棉麻鱼鸟牛羊云雨霜雪星月晨昏春夏秋冬纸笔墨砚船车马灶井墙瓦窗门"
_CLERK = Role("办公室干部", "", ("我",), (), "", (), (), (), ("要求", "部署", "责成"), (), "", 0)


def _document(*said: str, title: str = "在学习研讨会上的发言") -> Document:
    return Document(title, body=tuple(Paragraph(tuple(map(Sentence, sentences(each)))) for each in said))


def _brief(document: Document, genre: str = "研讨发言") -> Brief:
    """A brief that asks for just the length that the document has."""
    return Brief("办公室干部", genre, "四下基层", words(plain_text.write(document).decode()))


def _ids(findings: Sequence[Finding], level: str = "") -> set[str]:
    return {finding.rule for finding in findings if level in ("", finding.level)}


def _typed(text: str) -> list[Finding]:
    return check(f"在学习研讨会上的发言\n\n{text}".encode(), "稿.txt")


def _draft(points: int = 3, more: int = 0) -> Document:
    """A composed draft of paired cards whose sentences have no long run in common."""
    chance = Random(1)

    def said() -> Sentence:
        words = ["".join(chance.choice(_HAN) for _ in range(chance.randint(5, 7))) for _ in range(4)]
        return Sentence("，".join(words) + "。", "词")

    def side(heading: str, number: str, kind: Kind) -> Section:
        rows: list[Block] = [
            Section(
                f"（{'一二三四五'[n]}）",
                "把身子沉到村里去" + "了" * (n % 2),
                2,
                kind,
                card=f"c{n}",
                body=(Paragraph(tuple(said() for _ in range(more + n + 2))),),
            )
            for n in range(points)
        ]
        return Section(number, heading, 1, kind, body=tuple(rows))

    return Document(
        "让笔头跟着脚步走",
        body=(side("存在的问题", "一、", "问题"), side("改进措施", "二、", "措施")),
    )


def test_a_composed_draft_that_keeps_the_standing_rules_passes() -> None:
    document = _draft()
    assert _ids(judge(document, _brief(document)), "必错") == set()


def test_each_standing_rule_is_held() -> None:
    document = _draft()
    brief = _brief(document)
    problems, measures = document.body
    assert isinstance(problems, Section)
    assert isinstance(measures, Section)
    assert "length-off" in _ids(judge(document, msgspec.structs.replace(brief, length=brief.length + 99)), "必错")
    swapped = msgspec.structs.replace(measures, body=measures.body[::-1])
    found = judge(msgspec.structs.replace(document, body=(problems, swapped)), brief)
    assert {"paired-cards", "number-order"} <= _ids(found, "必错")
    under = (Paragraph((Sentence(_REST),)),)
    longer = Section("（四）", "把群众的话一句一句听到心里去", 2, "问题", card="c9", body=under)
    uneven = msgspec.structs.replace(problems, body=(*problems.body, longer))
    found = judge(msgspec.structs.replace(document, body=(uneven, measures)), brief)
    assert {"heading-parallel", "paired-cards", "length-off"} <= _ids(found, "必错")
    twice = msgspec.structs.replace(document, body=(*document.body, *document.body))
    assert "sentence-twice" in _ids(judge(twice, brief), "必错")


def test_terms_of_the_bank_may_recur_in_a_draft_and_nothing_else() -> None:
    term = "信访接待下基层现场办公下基层"
    document = _document(f"讲{term}，讲的是两件事。", f"这两件事就是{term}。")
    bank = Bank(topics={"四下基层": Topic("四下基层", terms=(term,)), "别的": Topic("别的")})
    assert "shared-run" not in _ids(judge(document, _brief(document), bank=bank))
    bare = Bank(topics={"四下基层": Topic("四下基层")})
    (finding,) = [f for f in judge(document, _brief(document), bank=bare) if f.rule == "shared-run"]
    assert (finding.level, finding.text) == ("必错", term)
    formula = Bank(topics=bare.topics, formulas=(Formula(term),))
    assert "shared-run" not in _ids(judge(document, _brief(document), bank=formula))


def test_a_run_goes_on_over_marks_and_its_fragment_is_exact() -> None:
    document = _document("头一回是把话听完，把事办好，再回村里。", "年底之前要把话听完、把事办好才算数。")
    (finding,) = [f for f in judge(document, _brief(document)) if f.rule == "shared-run"]
    assert finding.text == "把话听完、把事办好"
    assert finding.span == (5, 14)


def test_empty_phrases_of_the_bank_replace_the_built_in_ones() -> None:
    document = _document("窗口要开新局，柜台要开新局。", "窗口高度重视，柜台高度重视。")
    bank = Bank(empties=(Empty("开新局", 1.0),))
    assert [f.text for f in judge(document, bank=bank) if f.rule == "empty-phrases"] == ["开新局"]
    assert [f.text for f in judge(document) if f.rule == "empty-phrases"] == ["高度重视"]


def test_authority_needs_a_role_and_spares_what_superiors_say() -> None:
    document = _document("责成有关单位限期办结。", "上级责成有关单位限期办结，我也领了一件。", "我要求各乡镇照办。")
    assert "authority" not in _ids(judge(document))
    found = [f.text for f in judge(document, role=_CLERK) if f.rule == "authority"]
    assert sorted(found) == ["要求各乡镇照", "责成有关单位"]


def test_a_draft_of_ours_has_no_lines_yet() -> None:
    said = Sentence("今年,办了三件事。", None, 7)
    document = Document("题目", body=(Section("一、", "学", style="run-in", body=(Paragraph((said,)),)),))
    assert [f.line for f in judge(document)] == [7]
    assert [f.line for f in judge(document, _brief(document))] == [None]


def test_judging_a_draft_loads_nothing_of_word() -> None:
    code = (
        "import sys; from drafter.check import judge; from drafter.tree import Document; judge(Document('题目'));"
        "word = ('drafter.wordlook', 'drafter.readers', 'lxml', 'zipfile');"
        "print([name for name in sys.modules if name.startswith(word)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_disabled_rules_are_silent() -> None:
    document = _document("【县名】的窗口" + _REST)
    assert _ids(judge(document)) == {"open-slots"}
    assert judge(document, disabled={"open-slots"}) == []
    assert check("题目\n\n【县名】的窗口办得快。".encode(), "稿.txt", disabled={"open-slots"}) == []


def test_findings_name_the_line_and_fragment() -> None:
    (finding,) = _typed(f"{_REST}今年办了三件。\n\n第二段说的是【县名】的窗口。")
    assert (finding.rule, finding.line, finding.text, finding.span) == ("open-slots", 5, "【县名】", (6, 10))
    assert finding.message == "空位没有填：第5行「【县名】」：请填上实际内容"


def test_places_without_a_line_are_shown_by_their_words() -> None:
    document = _document("今年,办了三件事。", "明年;再办三件事。")
    (finding,) = judge(document)
    assert finding.message == "汉字后面用了半角标点：「今年,」、「明年;」：请改为全角标点"


def test_what_reading_mends_is_told_of_a_plain_file() -> None:
    found = _typed(f'今年,"一线工作法"落到了实处,办了三件事。{_REST}')
    assert {"straight-quote", "half-width"} <= _ids(found, "疑似")
    for finding in found:
        assert finding.message.count("：") >= 2, finding.message
        assert "第3行" in finding.message


def test_numbers_are_told_once() -> None:
    typed = f"一、学得深\n\n{_REST}\n\n三、干得实\n\n今年办了三件事，件件有回音。"
    assert [f.rule for f in _typed(typed)].count("number-order") == 1
    data = typeset(read(typed.encode(), "稿.txt").parts[0].document).data
    assert "number-order" not in _ids(check(data, "稿.docx"))


@pytest.mark.parametrize("suffix", ["docx", "json", "md"])
def test_text_rules_judge_every_kind_of_file(suffix: str) -> None:
    from drafter.writers import write

    document = _document("【县名】的窗口" + _REST, "要到村里去。要坐下来听。要把办不了的事报上来。")
    data = typeset(document).data if suffix == "docx" else write(document, f"稿.{suffix}")
    assert {"open-slots", "orders-in-row"} <= _ids(check(data, f"稿.{suffix}"))


def test_layout_is_judged_in_word_files_only() -> None:
    import docx

    layout = {rule.ID for rule in rules.reading("layout")}
    assert not layout & _ids(_typed(_REST))
    buffer = io.BytesIO()
    file = docx.Document()
    file.add_paragraph(f"今年,办了三件事。{_REST}")
    file.save(buffer)
    found = _ids(check(buffer.getvalue(), "稿.docx"))
    assert {"page-size", "half-width-marks"} <= found
    assert "half-width" not in found


@pytest.mark.parametrize("path", sorted([*CASES.glob("*/input.*"), *SAMPLES.iterdir()]), ids=lambda p: p.parent.name)
def test_honest_texts_have_no_sure_mistake_and_few_remarks(path: Path) -> None:
    found = check(path.read_bytes(), path.name)
    assert _ids(found, "必错") == set()
    assert len(found) <= 5


def test_quotations_over_several_paragraphs_are_whole() -> None:
    said = _document("他说：“先把话听完。", "“再把事办好。", "“最后回来看。”", "这三句我记下了。")
    assert "unpaired-marks" not in _ids(judge(said))
    lost = _document("他说：“先把话听完。", "再把事办好（有人记着。")
    assert {f.text for f in judge(lost) if f.rule == "unpaired-marks"} == {"“先把话听完。", "（有人记着。"}


def test_a_run_in_heading_and_its_text_share_a_quotation() -> None:
    under = (Paragraph((Sentence("下的是身子”，老支书说。"),)),)
    document = Document("题目", body=(Section("一是", "他讲“四下基层", 1, style="run-in", body=under),))
    assert "unpaired-marks" not in _ids(judge(document))


def test_an_empty_document_is_judged() -> None:
    assert judge(Document()) == []
    assert judge(Document("题目", body=(Section("一、", "学"), Paragraph(())))) == []


def test_a_draft_is_judged_in_a_moment() -> None:
    document = _draft(5, 10)
    brief = _brief(document)
    assert brief.length > 2500
    judge(document, brief, _CLERK)
    best = min(_seconds(document, brief) for _ in range(10))
    assert best < 0.03, f"{best * 1000:.1f} ms for {brief.length} characters"


def _seconds(document: Document, brief: Brief) -> float:
    start = time.process_time()
    judge(document, brief, _CLERK)
    return time.process_time() - start


_HOSTILE = {
    "one sentence": "办" * 350_000,
    "no stop": "把群众反映的事一件一件记在本子上，" * 20_000,
    "short sentences": "要到村里去。" * 58_000,
    "opening quotes": "“" * 350_000,
    "closing brackets": "）" * 350_000,
    "open then close": "“" * 170_000 + "”" * 170_000,
    "slots": "【县名】" * 80_000,
    "half slots": "【" * 350_000,
    "tags": "<b " * 110_000,
    "stars": "**" * 170_000,
    "half-width brackets": "(办" * 170_000,
    "straight quotes": '"办' * 170_000,
    "praise": "成效显著，" * 70_000,
    "worn": "以更加" * 110_000,
    "frames": "既是也是更是不是而是" * 30_000,
    "orders": "责成有关单位要求各乡镇" * 30_000,
    "crosses": "X县" * 170_000,
    "commas": "办, " * 110_000,
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_million_bytes_of_anything_are_judged_in_time(name: str) -> None:
    text = _HOSTILE[name]
    half = len(text) // 2
    start = time.process_time()
    judge(_document(text[:half], text[half:]), role=_CLERK)
    assert time.process_time() - start < 3


def test_a_million_bytes_of_speeches_are_judged_in_time() -> None:
    one = _draft(5, 10)
    parts = tuple(
        msgspec.structs.replace(block, body=(*block.body, Paragraph((Sentence(f"第{n}遍说的是别的话。"),))))
        for n in range(120)
        for block in one.body
        if isinstance(block, Section)
    )
    document = Document("题目", body=parts)
    assert len(plain_text.write(document)) > 1_000_000
    start = time.process_time()
    judge(document, role=_CLERK)
    assert time.process_time() - start < 3
