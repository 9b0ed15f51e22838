"""What `bank check` and `bank stats` say of a bank."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from bank_files import ABOUT, FAMILY, FILES, ROLE, THEME, THEME_FILE, sample, write

from drafter import bank
from drafter.bank.catalogue import catalogue
from drafter.bank.review import review
from drafter.bank.stats import Cell, stats

TODAY = "2026-06-01"
WEIGHT = "文本: 材料的分量，多半是在路上称出来的。"
OTHER = "topics/四下基层/信访接待.yaml"


def remarks(root: Path) -> list[tuple[str, str, str]]:
    """Level, rule and message of every remark."""
    return [(f.level, f.rule.removeprefix("bank-"), f.message) for f in review(catalogue([root]), TODAY)]


def test_the_sample_has_only_the_remarks_that_it_deserves(tmp_path: Path) -> None:
    said = [(rule, message.split("：", 1)[1]) for _, rule, message in remarks(sample(tmp_path))]
    assert said == [
        ("places", "“来路”的事实不到 3 句，请添几种能互换的说法"),
        ("passage-length", "“来路”最长也只有 52 字，请添一两个位置"),
        ("places", "“蹲不住”的表现、举例、根源、做法不到 3 句，请添几种能互换的说法"),
        ("lonely", "办公室干部在调查研究上只有一套讲体会的段落谱，请再写一套角度不同的"),
        ("family", "标题组“从到”只有 2 个要点，请补到 5 个以上"),
        ("slot", "空位【某专题】没有提示，请在 common/空位.yaml 里加上"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule", "level", "what"),
    [
        (WEIGHT, WEIGHT[:-1], "end", "必错", "句末没有标点"),
        (WEIGHT, "文本: 材料的“分量，多半是在路上称出来的。", "quotes", "必错", "引号没有配对"),
        (WEIGHT, "文本: '材料的\"分量\"，多半是在路上称出来的。'", "quotes", "必错", "直引号"),
        (WEIGHT, "文本: 材料的分量,多半是在路上称出来的。", "half-width", "必错", "半角标点"),
        (WEIGHT, "文本: 材料的分量，多半是在【乡镇路上称出来的。", "slot", "必错", "没有配对"),
        (WEIGHT, "文本: 材料的分量，多半是在【】路上称出来的。", "slot", "必错", "没有名称"),
        (WEIGHT, "文本: 在【什么地方】的路上，材料的分量才称得出来。", "slot", "提示", "【什么地方】没有提示"),
        (WEIGHT, "文本: 路上称分量。", "length", "提示", "只有 6 字"),
        (WEIGHT, f"文本: {'材料有多重要到路上去称一称，' * 6}才知道。", "length", "提示", "太长"),
        (WEIGHT, "文本: 材料的分量要称。多半是在路上称出来的。", "length", "提示", "一条里写了两句"),
        (WEIGHT, "文本: 我要部署大家，把材料的分量放到路上去称。", "verb", "疑似", "办公室干部慎用“部署”"),
        (WEIGHT, "文本: 信访接访下基层这件事，分量是在路上称出来的。", "slip", "必错", "请改为“信访接待下基层”"),
        (WEIGHT, "文本: 一年下来成效显著，分量是在路上称出来的。", "empty", "提示", "套话“成效显著”用了 1 次"),
        (WEIGHT, WEIGHT + "\n            有效期: 2026-05-31", "expired", "提示", "已过有效期（2026-05-31）"),
        ("角色: [办公室干部]\n    角度", "角色: [办公室主任]\n    角度", "names", "必错", "没有“办公室主任”这个角色"),
        ("    角度", "    体裁: [研讨法言]\n    角度", "names", "必错", "请改为“研讨发言”"),
        ("    问题:", "    要点: 调查\n    问题:", "names", "必错", "没有“调查”这个要点"),
        ("        - 语步: 举例", "        - 语步: 事实", "card", "疑似", "没有举例"),
        ("标题: 下去调研蹲得不够深", "标题: 下去调研蹲得不够深。", "heading", "必错", "标题末尾有标点"),
        ("有一回照着汇报写了三页，村里的老会计一句话就推翻了。", WEIGHT[4:], "same-text", "必错", "一字不差"),
        (WEIGHT[4:], "写过【语料：没有人用过的句式】再说。", "slot", "疑似", "语料里没有"),
        ("我下去的次数不少，坐下来谈满半天的不多。", "有一回照着汇报写了三页纸，累。", "near", "疑似", "有 11 个字"),
    ],
)  # fmt: skip
def test_a_slip_in_a_theme_file_is_remarked_on(
    tmp_path: Path, old: str, new: str, rule: str, level: str, what: str
) -> None:
    before = remarks(sample(tmp_path))
    assert old in THEME
    text = THEME.replace(old, new, 1)
    write(tmp_path, {THEME_FILE: text})
    fresh = [remark for remark in remarks(tmp_path) if remark not in before]
    found = [remark for remark in fresh if remark[:2] == (level, rule) and what in remark[2]]
    assert len(found) == 1, fresh
    line = int(found[0][2].split(" 第 ")[1].split(" 行")[0])
    assert f"{THEME_FILE} 第 " in found[0][2]
    assert 1 <= line <= len(text.splitlines())


@pytest.mark.parametrize(
    ("text", "rule", "what"),
    [
        (FAMILY.replace("从“上访”到“下访”", "从“群众上访”到“下访”"), "family", ""),
        (FAMILY.replace("从“上访”到“下访”", "从“群众都来上访”到“下访”"), "family", "长短差 4 字"),
        (FAMILY.replace("从“上访”到“下访”", "从“坐等”到“上门”"), "family", "有相同的标题"),
        (FAMILY.replace("从“上访”到“下访”", "从“上访”到“下访”；"), "heading", "标题末尾有标点"),
        (FAMILY.replace("信访接待:", "信访接访:"), "names", "没有“信访接访”这个要点"),
    ],
)
def test_a_family_is_held_to_its_measure(tmp_path: Path, text: str, rule: str, what: str) -> None:
    write(sample(tmp_path), {"common/标题组.yaml": text})
    found = [message for level, name, message in remarks(tmp_path) if (level, name) == ("必错", rule)]
    assert len(found) == bool(what)
    assert all(what in message for message in found)


def test_what_may_be_shared_is_no_repetition(tmp_path: Path) -> None:
    """Official wording, quotations, titles and slots may stand in any two sentences."""
    shared = "一切为了群众一切依靠群众"
    about = ABOUT.replace("[密切联系群众]", f"[密切联系群众, {shared}]")
    first = f"文本: 记着{shared}，又念着“从路上来又到路上去的道理”，去了【某个很长的地方名称要填】。"
    second = f"文本: 先说{shared}，再讲“从路上来又到路上去的道理”，回到【某个很长的地方名称要填】。"
    files = {"topics/四下基层/about.yaml": about, THEME_FILE: THEME.replace(WEIGHT, first)}
    files[OTHER] = f"词条:\n  - 类型: 体会\n    语步: 论点\n    {second}\n"
    write(sample(tmp_path), files)
    assert not [message for _, rule, message in remarks(tmp_path) if rule == "near"]
    write(tmp_path, {"topics/四下基层/about.yaml": ABOUT})
    assert [message for _, rule, message in remarks(tmp_path) if rule == "near"]


def test_an_entry_that_is_off_is_left_alone(tmp_path: Path) -> None:
    spoilt = THEME.replace(WEIGHT, WEIGHT[:-1] + "\n            停用: true")
    spoilt = spoilt.replace("编号: 蹲不住", "编号: 蹲不住\n    停用: true").replace("到【乡镇】住两天", "到乡镇住两天,")
    write(sample(tmp_path), {THEME_FILE: spoilt})
    assert not [remark for remark in remarks(tmp_path) if remark[0] == "必错"]


def test_one_id_for_two_texts(tmp_path: Path) -> None:
    text = THEME.replace(WEIGHT, "编号: 同名\n            " + WEIGHT)
    text = text.replace("- 文本: 说到底", "- 编号: 同名\n              文本: 说到底")
    write(sample(tmp_path), {THEME_FILE: text})
    found = [message for level, rule, message in remarks(tmp_path) if (level, rule) == ("必错", "same-id")]
    assert len(found) == 1
    assert "编号“同名”和" in found[0]


def test_mistakes_of_the_files_are_part_of_the_review(tmp_path: Path) -> None:
    write(sample(tmp_path), {THEME_FILE: THEME.replace("类型: 体会", "类型: 体验")})
    assert remarks(tmp_path)[0][:2] == ("必错", "file")


def test_a_bank_without_roles_and_topics_can_be_reviewed(tmp_path: Path) -> None:
    write(tmp_path, {THEME_FILE: THEME})
    assert not [remark for remark in remarks(tmp_path) if remark[1] in ("names", "file")]


def test_reviewing_takes_time_in_proportion(tmp_path: Path) -> None:
    chance, characters = Random(1), [chr(code) for code in range(0x4E00, 0x5A00)]

    def seconds(count: int) -> float:
        lines = ["词条:"]
        for _ in range(count):
            middle = "".join(chance.choices(characters, k=30))
            lines += ["  - 类型: 体会", "    语步: 论点", f"    文本: {middle}都要到路上去称一称才算数。"]
        view = catalogue([write(tmp_path / str(count), {**FILES, OTHER: "\n".join(lines)})])
        start = time.perf_counter()
        found = review(view, TODAY)
        assert sum(finding.rule == "bank-near" for finding in found) == count - 1
        return time.perf_counter() - start

    assert seconds(4000) < 12 * max(seconds(1000), 0.02)


def test_stats_count_what_the_contract_lists(tmp_path: Path) -> None:
    found = stats(bank.load([sample(tmp_path)])[0])
    assert (found.sentences, found.passages, found.cards, found.families) == (10, 1, 1, 1)
    assert (found.openings, found.closings, found.verses, found.facts) == (1, 0, 0, 1)
    assert found.by == {
        "topic": {"四下基层": 10},
        "role": {"办公室干部": 10},
        "kind": {"体会": 5, "问题": 2, "原因": 1, "措施": 2},
        "move": {"论点": 3, "事实": 2, "表现": 1, "举例": 1, "根源": 1, "做法": 1, "表态": 1},
    }
    assert found.empty_cells == [Cell("办公室干部", "信访接待", kind) for kind in ("体会", "问题", "原因", "措施")]
    write(tmp_path, {"roles/评论员.yaml": ROLE.replace("办公室干部", "评论员").replace("办公室主任", "笔者")})
    found = stats(bank.load([tmp_path])[0])
    assert found.by["role"] == {"办公室干部": 10, "评论员": 1}
    assert Cell("评论员", "调查研究", "措施") not in found.empty_cells
    assert Cell("评论员", "调查研究", "体会") in found.empty_cells
