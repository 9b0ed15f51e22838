"""What mining finds in the language of speeches: labels, frames, units, headings, facts, local facts and cards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.mine.cards import assigned
from drafter.mine.documents import records
from drafter.mine.found import script
from drafter.mine.gleaning import Tally, candidates, tallied
from drafter.mine.heads import parallel
from drafter.mine.labels import kind_of, move_of, sentence_kind
from drafter.mine.phrases import laid_out
from drafter.mine.places import localized
from drafter.mine.records import Candidate, Record
from drafter.mine.slots import slots
from drafter.tree import Kind

ROOT = Path(__file__).resolve().parent.parent

CLERK = """关于办好民生实事的研讨发言
民生实事办得好不好，群众心里有杆秤。下面，我结合工作谈三点认识。
一、学习体会
（一）更加深刻认识民生实事是检验作风、赢得信任的重要标尺。老街改造拖了两年，居民的话一年比一年少，信任也跟着一年比一年薄。实践证明，办成一件小事胜过讲十遍道理。
（二）更加深刻认识民生实事是倾听民声、改进工作的重要窗口。去年走访时，一位摊主讲的难处，台账上一个字也没有。我们要把耳朵贴到街面上，变“等上门”为“走出去”，化“怨气”为“和气”。
二、存在的问题
一是入户走访还不够扎实。满足于打电话问情况，坐下来听的时间少。比如，南门小区的电梯停了半月，我是从网上看到的。二是项目督办仍有短板。开工时去得勤，收尾时去得少，整改清单积压在抽屉里。三是文字功夫有待提高。
三、下一步措施
一是把入户走访做细做实，进一步发挥前哨探头的作用。每月到小区走访两次，带着本子去、带着答复回，做到早发现、早上报、早解决。
二是把项目督办抓到收尾，进一步发挥督促检查的作用。坚持问题清单、责任清单、时限清单“三个清单”一起交账，每周通报整改进度。
以上是我的发言，不当之处请批评指正。
"""
SECRETARY = """在全县民生实事推进会上的讲话
同志们：
老街的路灯修好了，夜市的人气回来了。
一、坚持群众至上，听真话、察实情，把民生实事定在群众心坎上
各乡镇要把选题权交给群众，变“端菜”为“点菜”，既算“经济账”又算“民心账”。
二、坚持系统治理，补短板、强弱项，把民生实事办在项目工地上
王小明同志在石门村蹲点一个月走遍12个组，X县的同志要学这股劲头。要从“会场”走向“现场”，从“纸面”到“地面”，拧紧责任、拧紧进度、拧紧质量。
三、坚持久久为功，建机制、管长远，把民生实事管到交付以后
要以真督的劲头、真改的态度、真管的韧劲，抓好“红石榴夜谈会”这样的平台。
"""
OTHER = """民生实事心得体会
当年，老支书不到两个月走遍12个组，把难处一户一户记在本子上。
"""


def _records(*texts: str) -> list[Record]:
    return [record for n, text in enumerate(texts) for record in records(text.encode(), f"{n:02}.txt")]


def _candidates(parts: Sequence[Sequence[Tally]], common: Sequence[str] = ()) -> list[Candidate]:
    return candidates(parts, [f"{n:02}.txt" for n in range(9)], common)


def _mined(*texts: str) -> dict[tuple[str, str], Candidate]:
    listed = _candidates([tallied(_records(*texts))])
    return {(one.sort, one.text): one for one in listed}


@pytest.mark.parametrize(
    ("text", "section", "kind"),
    [
        ("民生无小事，枝叶总关情。", "体会", "体会"),
        ("对照起来，自己下去得不够勤，做得不够细。", "体会", "问题"),
        ("要把每一件实事办到群众心坎上。", "体会", "体会"),
        ("究其原因，是把开会当成了落实。", "问题", "原因"),
        ("要坚持每周一调度，确保按期交付。", "问题", "措施"),
        ("整改要求落实得不够快，台账更新不及时。", "问题", "问题"),
        ("民生工作是党和政府联系群众的纽带。", "措施", "体会"),
        ("老书记当年在这里工作时，常说板凳要坐热。", "措施", "体会"),
        ("我每月到联系的小区走访两次。", "措施", "措施"),
        ("坚持问题导向，逐项销号。", "措施", "措施"),
        ("截至目前，已整改二十六项。", "措施", "其他"),
        ("以上是我的发言，不当之处请批评指正。", "措施", "结语"),
        ("让我们一起干。", "结语", "结语"),
    ],
)
def test_a_sentence_does_what_its_section_does_unless_its_words_say_otherwise(
    text: str, section: Kind, kind: Kind
) -> None:
    assert sentence_kind(text, section) == kind


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "move"),
    [
        ("走访不够勤，听得不够细。", "问题", True, False, "表现"),
        ("比如，南门小区的电梯停了半月我才知道。", "问题", False, True, "举例"),
        ("说到底，是怕麻烦。", "原因", True, True, "根源"),
        ("把入户走访作为第一道工序。", "措施", True, False, "目标"),
        ("带着本子挨家问、当面答。", "措施", False, False, "做法"),
        ("建立台账，每周通报。", "措施", False, False, "机制"),
        ("做到件件有回音，请居民打分。", "措施", False, True, "检验"),
        ("民生连着民心。", "体会", True, False, "论点"),
        ("小事办久了就成了大事，信任是一件一件攒出来的。", "体会", False, False, "阐释"),
        ("2019年冬天，这条街停过七天水。", "体会", False, False, "事实"),
        ("我们要把好事办好。", "体会", False, True, "要求"),
        ("请同志们批评指正。", "结语", False, True, "表态"),
    ],
)
def test_a_move_is_told_by_cues_and_place(text: str, kind: Kind, first: bool, last: bool, move: str) -> None:
    assert move_of(text, kind, first, last) == move


def test_what_ships_keeps_its_kind() -> None:
    right = total = 0
    for file in sorted((ROOT / "phrasebank/topics").glob("*/*.yaml")):
        bank = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        rows = [(entry["类型"], entry["位置"]) for entry in bank.get("段落谱", [])]
        for card in bank.get("问题卡", []):
            rows += [("问题", card["问题"]["位置"]), ("原因", card["根源"]["位置"]), ("措施", card["措施"]["位置"])]
        for kind, places in rows:
            texts = [said["文本"] for place in places for said in place["句子"]]
            right += sum(sentence_kind(text, kind) == kind for text in texts)
            total += len(texts)
    assert total > 2000
    assert right / total > 0.95


@pytest.mark.parametrize(
    ("text", "frame", "parts"),
    [
        ("变“等上门”为“走出去”。", "变“＿”为“＿”", ["等上门", "走出去"]),
        ("变“脚力”为能力，再出发。", "变“＿”为“＿”", ["脚力", "能力"]),
        ("化“怨气”为“和气”。", "化“＿”为“＿”", ["怨气", "和气"]),
        ("从“纸面”到“地面”一竿子插到底。", "从“＿”到“＿”", ["纸面", "地面"]),
        ("把群众的“小账本”变成“责任状”。", "把＿变成“＿”", ["群众的", "小账本", "责任状"]),
        ("让“旁观者”成为“主人翁”。", "让“＿”成为“＿”", ["旁观者", "主人翁"]),
        ("以绣花的功夫抓治理。", "以＿的＿", ["绣花", "功夫抓治理"]),
        ("以解决问题为导向，开门听意见。", "以＿为＿", ["解决问题", "导向"]),
        ("既算“经济账”又算“民心账”。", "既＿又＿", ["算“经济账”", "算“民心账”"]),
        ("只有沉下去，才能把情况弄清楚。", "只有＿才＿", ["沉下去", "把情况弄清楚"]),
        ("不是走形式，而是办实事。", "不是＿而是＿", ["走形式", "办实事"]),
        ("在察实情、出实招上下功夫。", "在＿上下功夫", ["察实情、出实招"]),
        ("进一步发挥参谋助手的作用。", "进一步发挥＿的作用", ["参谋助手"]),
        ("坚持把走访作为联系群众的重要方式。", "坚持把＿作为＿的＿", ["走访", "联系群众", "重要方式"]),
        ("坚持群众至上，听真话、察实情", "坚持＿，＿、＿", ["群众至上", "听真话", "察实情"]),
        (
            "更加深刻认识民生实事是检验作风、赢得信任的重要标尺",
            "更加深刻认识＿是＿的＿",
            ["民生实事", "检验作风、赢得信任", "重要标尺"],
        ),
    ],
)
def test_typed_frames_are_found_with_their_fillers(text: str, frame: str, parts: list[str]) -> None:
    from drafter.mine.frames import frames

    found = {name: list(filled) for name, _, filled in frames(script([((), (text,))]))}
    assert found.get(frame) == parts


@pytest.mark.parametrize(
    "text", ["一以贯之的态度。", "以上是我的发言。", "以人民为中心的思想。", "奋发有为的干部。", "转变“思路”很难。"]
)
def test_what_only_looks_like_a_frame_is_none(text: str) -> None:
    from drafter.mine.frames import frames

    assert list(frames(script([((), (text,))]))) == []


def test_shortcomings_and_closings_are_found() -> None:
    mined = _mined(CLERK)
    assert mined["不足", "＿还不够扎实"].more["fillers"] == [[["入户走访", 1]]]
    assert mined["不足", "＿仍有短板"].more["fillers"] == [[["项目督办", 1]]]
    assert mined["收尾", "以上是我的发言，不当之处请批评指正。"].kind == "结语"


def test_units_are_found_and_pieces_of_longer_ones_are_not() -> None:
    mined = _mined(CLERK, SECRETARY)
    assert ("引语", "等上门") in mined
    assert ("排比", "早发现、早上报、早解决") in mined
    assert ("排比", "拧紧责任、拧紧进度、拧紧质量") in mined
    assert ("四字", "检验作风") not in mined  # 是检验作风、…: no clause of its own
    assert ("四字", "实践证明") in mined
    assert not any(text.startswith("我们要把") for sort, text in mined if sort == "四字")


def test_a_number_word_is_held_against_what_it_lists() -> None:
    right = _mined(CLERK)["数词", "三个清单"].more
    assert right == {"says": 3, "items": [["问题清单", "责任清单", "时限清单"]], "differs": False}
    wrong = _mined("情况\n要建好问题清单、责任清单“三个清单”，按期销号，不留尾巴，谁也不能例外。\n")
    assert wrong["数词", "三个清单"].more["differs"] is True


def test_parallel_headings_share_a_frame() -> None:
    assert parallel(["走好这条路，要坚持群众路线", "走好这条路，要坚持问题导向"]) == "走好这条路，要坚持＿"
    assert parallel(["压实责任", "配强队伍", "建好机制"]) == "＿＿＿＿"
    assert parallel(["一点体会", "在新的起点上继续前进的几条想法和打算"]) == ""
    assert parallel(["同一个标题", "同一个标题"]) == ""
    families = {text for sort, text in _mined(CLERK, SECRETARY) if sort == "标题组"}
    assert "更加深刻认识民生实事是＿、＿的重要＿" in families
    assert any(text.startswith("坚持＿，＿、＿，把民生实事") for text in families)


def test_a_heading_is_taken_without_its_colon() -> None:
    (record,) = _records("安全生产情况\n一、交通安全：\n路口都有人看着。\n二、消防安全：\n通道都清出来了。\n")
    assert [heading.text for heading in record.headings] == ["交通安全", "消防安全"]


def test_an_outline_is_the_skeleton_of_a_document() -> None:
    outlines = [text for sort, text in _mined(CLERK) if sort == "提纲"]
    assert outlines == ["引言 → 体会（段首2点） → 问题（段首3点） → 措施（段首2点） → 结语"]


def test_two_documents_that_contradict_each_other_are_told() -> None:
    mined = _mined(SECRETARY, OTHER)
    one = next(one for (sort, text), one in mined.items() if sort == "事实" and "一个月走遍12个组" in text)
    assert any("不到两个月走遍12个组" in rival for rival in one.more["contradicts"])
    posts = _mined("一\n1988年，张建国同志任东山县委书记。\n", "二\n张建国同志当年在东山担任地委书记。\n")
    assert all(posts[key].more["contradicts"] for key in posts if key[0] == "事实" and "书记" in key[1])
    lists = _mined(
        "一\n“三进社区”是指“政策宣讲进社区、矛盾调解进社区、便民服务进社区”，家家都知道。\n",
        "二\n即便民服务进社区、政策宣讲进社区、矛盾调解进社区，一样不能少。\n",
    )
    assert sum("contradicts" in one.more for one in lists.values()) == 2


def test_quotations_are_found_with_who_said_them() -> None:
    said = _mined("情况\n毛泽东同志说过：“没有调查，没有发言权。”这话一点不过时。\n")
    assert said["事实", "没有调查，没有发言权。"].more["about"] == "毛泽东同志"


def test_local_facts_become_slots_and_are_listed() -> None:
    text, replaced = localized("王小明同志在石门村蹲点，X县和伊犁的“红石榴夜谈会”办得好，农村五治等工作也抓得紧。")
    assert text == "【姓名】同志在【村】蹲点，【县名】和【某地】的“【某项活动】”办得好，【某项工作】等工作也抓得紧。"
    assert [words for _, words in replaced] == ["王小明", "石门村", "X县", "伊犁", "红石榴夜谈会", "农村五治"]
    public = "习近平总书记在宁德工作时，全县各乡镇、各村都在学，县委书记带头。"
    assert localized(public) == (public, [])


def test_a_problem_meets_the_measure_that_answers_it_and_no_other() -> None:
    cards = [one.more for (sort, _), one in _mined(CLERK).items() if sort == "问题卡"]
    pairs = {(card["problem"][:4], card["measure"][1:5]) for card in cards}
    assert pairs == {("入户走访", "入户走访"), ("项目督办", "项目督办")}  # 文字功夫 is answered by nothing
    sentences = _records(CLERK)[0].sentences
    assert all(kind_of(sentences[n]) == "问题" for card in cards for n in card["problem_sentences"])
    assert all(kind_of(sentences[n]) == "措施" for card in cards for n in card["measure_sentences"])


@given(st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_best_pairing_is_found(rows: list[list[int]]) -> None:
    columns = len(rows[0])
    if len(rows) <= columns:
        best = max(sum(rows[n][c] for n, c in enumerate(row)) for row in permutations(range(columns), len(rows)))
    else:
        best = max(sum(rows[r][n] for n, r in enumerate(row)) for row in permutations(range(len(rows)), columns))
    pairs = assigned([[float(cell) for cell in row] for row in rows])
    assert sum(rows[r][c] for r, c in pairs) == best
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == min(len(rows), columns)


def test_families_are_counted_with_their_examples() -> None:
    twice = {(one.sort, one.text): one for one in _candidates([tallied(_records(CLERK, CLERK))])}
    assert twice["引语", "等上门"].families == 2
    assert [name for name, _ in twice["引语", "等上门"].examples] == ["00.txt", "01.txt"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_tallies_of_parts_add_up_to_the_whole(size: int) -> None:
    found = _records(CLERK, OTHER, SECRETARY, CLERK)
    parts = [tallied(found[low : low + size], low) for low in range(0, len(found), size)]
    assert _candidates(parts) == _candidates([tallied(found)])
    several = [one for one in _candidates([tallied(found)]) if one.families > 1 or one.sort != "引语"]
    assert _candidates([tallied(found)], ("引语",)) == several


def test_documents_are_looked_through_each_for_itself() -> None:
    from msgspec.structs import replace

    record = _records(OTHER)[0]
    speaker, said = (replace(record.sentences[0], text=text) for text in ("俗话", "要求“办好群众的事情”。"))
    apart = [replace(record, sentences=(speaker,)), replace(record, sentences=(said,))]
    together = [replace(record, sentences=(speaker, said))]
    facts = [[one.text for one in _candidates([tallied(some)]) if one.sort == "事实"] for some in (apart, together)]
    assert facts == [[], ["办好群众的事情"]]


def test_half_a_year_is_a_span_like_any_other() -> None:
    found = _mined("驻村体会\n我们半年走遍9个村。\n", "驻村日记\n他们3年走遍9个村。\n")
    assert found["事实", "我们半年走遍9个村"].more["value"] == "半年"


def test_frames_that_nobody_listed_are_found_by_what_changes_in_them() -> None:
    words = ["走访", "调研", "接待", "督办", "宣讲", "会商", "调解", "培训"]
    documents = [[f"一线{word}最见功夫。", f"遇到{word}难题绝不绕道走。", "每天都是新的一天。"] for word in words]
    found = {one.text: one for one in slots(laid_out(documents), [f"{n}" for n in range(8)], 3, 50)}
    frame = found["遇到＿难题绝不绕道走"]
    assert (frame.count, frame.families, frame.more["distinct"]) == (8, 8, [8])
    assert frame.examples[0] == ("0", 1)
    assert not any("每天" in text for text in found)  # a sentence that is always the same is no frame


@pytest.mark.parametrize(
    "text", ["变“", "从“甲”到", "不到3个月", "任任任任书记", "、甲乙", "“三个", "以以的的", "即甲乙、"]
)
def test_strange_text_takes_no_longer(text: str) -> None:
    record = _records(OTHER)[0]
    long = text * (100_000 // len(text))
    from msgspec.structs import replace

    sentence = replace(record.sentences[0], text=long, section="问题")
    began = time.process_time()
    tallied([replace(record, sentences=(sentence,))])
    assert time.process_time() - began < 3
