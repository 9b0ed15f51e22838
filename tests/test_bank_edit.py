"""Changing entries: one's own in place, what lies below by overlays; tables and other people's files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bank_files import FAMILY, ROLE, THEME, THEME_FILE, sample, write

from drafter import bank
from drafter.bank.catalogue import Catalogue, Item, catalogue
from drafter.bank.edit import Step, add, add_to, commit, find, is_own, put, remove, rewrite, source, switch
from drafter.bank.ids import id_of
from drafter.bank.merge import from_yaml
from drafter.bank.search import chosen, search
from drafter.bank.table import COLUMNS, from_csv, load_rows, to_csv
from drafter.report import DrafterError

WEIGHT = "材料的分量，多半是在路上称出来的。"
NEW = "编号: 新句\n类型: 体会\n语步: 论点\n文本: 这一句是后来添的。\n"


class Desk:
    """Two layers: the sample below, an empty one of one's own above."""

    def __init__(self, folder: Path) -> None:
        self.base, self.own = sample(folder / "base"), folder / "词库"

    @property
    def view(self) -> Catalogue:
        return catalogue([self.base, self.own])

    def item(self, key: str) -> Item:
        return find(self.view, key)

    def do(self, step: Step) -> None:
        commit(self.view, [step])
        assert bank.load([self.base, self.own])[1] == []

    def text(self, file: str = THEME_FILE) -> str:
        return (self.own / file).read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_catalogue_holds_every_entry_with_its_place(desk: Desk) -> None:
    view = desk.view
    sorts = dict.fromkeys(item.sort for item in view.items)
    assert list(sorts) == [
        "段落谱", "句子", "问题卡", "词条", "标题组", "开头", "规范表述", "空话", "空位", "主题", "事实", "角色"
    ]  # fmt: skip
    lines = THEME.splitlines()
    for item in view.items:
        if item.sort in ("句子", "词条"):
            where = item.where
            block = "\n".join(lines[where.line - 1 : where.line + 4])
            assert item.text in block
    assert view.at(desk.item(id_of(WEIGHT))) == f"base/{THEME_FILE} 第 13 行"


def test_two_characters_find(desk: Desk) -> None:
    items = desk.view.items
    assert [item.id for item in search(items, ["路上"])] == [id_of(WEIGHT)]
    assert next(iter(search(items, ["来路"]))).sort == "段落谱"
    assert search(items, ["路上 材料"]) == search(items, ["路上", "材料"]) != []
    assert search(items, ["路上", "没有"]) == []
    assert {item.move for item in chosen(items, kind="措施", sort="句子")} == {"做法"}
    assert [item.id for item in chosen(items, role="县委书记")] == ["散句甲", "从到"]


def test_a_sentence_below_is_changed_by_an_overlay_and_the_overlay_in_place(desk: Desk) -> None:
    key = id_of(WEIGHT)
    desk.do(put(desk.view, desk.item(key), {"文本": "材料有多重，走一趟就知道。"}))
    assert desk.text() == f"要点: 调查研究\n词条:\n  - 编号: {key}\n    文本: 材料有多重，走一趟就知道。\n"
    desk.do(put(desk.view, desk.item(key), {"权重": "2"}))
    assert desk.text().endswith("一趟就知道。\n    权重: 2\n")
    item = desk.item(key)
    assert (item.text, item.weight, item.owner, is_own(desk.view, item)) == (
        "材料有多重，走一趟就知道。",
        2,
        "来路",
        True,
    )
    assert (desk.base / THEME_FILE).read_text("utf-8") == THEME
    desk.do(remove(desk.view, item))
    assert desk.item(key).text == WEIGHT


def test_a_key_is_taken_away_by_an_overlay(desk: Desk) -> None:
    item = next(item for item in desk.view.items if "空位示例" in item.note)
    desk.do(put(desk.view, item, {}, ["备注"]))
    assert desk.item(item.id).note == ""


def test_a_passage_below_is_copied_with_its_comments(desk: Desk) -> None:
    desk.do(put(desk.view, desk.item("来路"), {"角度": "从路上讲"}))
    assert "编号: 来路   # 第一套\n    类型: 体会\n" in desk.text()
    assert "# 这一句还要核" in desk.text()
    passages = desk.view.bank.passages
    assert [(passage.id, passage.angle) for passage in passages] == [("来路", "从路上讲")]
    assert passages[0].places == catalogue([desk.base]).bank.passages[0].places


def test_switching_off_and_on_leaves_no_trace(desk: Desk) -> None:
    for key in (id_of(WEIGHT), "来路", "散句甲", "从到", "信访接待下基层", "乡镇"):
        desk.do(switch(desk.view, desk.item(key), True))
        assert desk.item(key).off
        desk.do(switch(desk.view, desk.item(key), False))
        assert not desk.item(key).off
        assert not any(where.layer for where in desk.item(key).wheres)
    assert "停用" not in desk.text() + desk.text("common/标题组.yaml")


def test_what_is_off_below_is_switched_on_by_an_overlay(desk: Desk) -> None:
    write(desk.base, {THEME_FILE: THEME.replace(f"文本: {WEIGHT}", f"文本: {WEIGHT}\n            停用: true")})
    key = id_of(WEIGHT)
    assert desk.item(key).off
    desk.do(switch(desk.view, desk.item(key), False))
    assert desk.text().endswith(f"  - 编号: {key}\n    停用: false\n")
    assert not desk.item(key).off
    desk.do(switch(desk.view, desk.item(key), True))
    assert key not in desk.text()


def test_removing_takes_ones_own_out_and_switches_off_what_lies_below(desk: Desk) -> None:
    desk.do(add(desk.view, "词条", NEW, "四下基层", "调查研究"))
    assert desk.text() == "要点: 调查研究\n词条:\n  - " + NEW.replace("\n", "\n    ").rstrip() + "\n"
    desk.do(remove(desk.view, desk.item("新句")))
    assert desk.text() == "要点: 调查研究\n词条:\n"
    desk.do(remove(desk.view, desk.item("散句甲")))
    assert desk.item("散句甲").off
    assert desk.view.bank.loose == ()


def test_a_sentence_is_added_to_a_place_of_a_passage(desk: Desk) -> None:
    desk.do(add_to(desk.view, desk.item("来路"), "事实", "文本: 前年那份方案，是在【乡镇】的院坝里改出来的。\n"))
    assert [len(place.sentences) for place in desk.view.bank.passages[0].places] == [3, 3]
    desk.do(add_to(desk.view, desk.item("来路"), "论点", "文本: 稿子好不好，问一问走过的路。\n"))
    assert [len(place.sentences) for place in desk.view.bank.passages[0].places] == [4, 3]
    with pytest.raises(DrafterError, match="没有这个语步：检验：“来路”里有：论点、事实"):
        desk.do(add_to(desk.view, desk.item("来路"), "检验", "文本: 稿子好不好，问一问别人。\n"))


def test_ones_own_entry_is_changed_in_one_line(desk: Desk) -> None:
    write(desk.own, {THEME_FILE: THEME.replace("来路", "去路").replace("蹲不住", "坐不住").replace("散句甲", "散句乙")})
    item = next(item for item in desk.view.items if item.text == WEIGHT and item.owner == "去路")
    before = desk.text()
    commit(desk.view, [put(desk.view, item, {"文本": "稿子的分量，走一趟才称得出。"})])
    assert desk.text() == before.replace(WEIGHT, "稿子的分量，走一趟才称得出。")


def test_an_entry_comes_back_from_the_editor(desk: Desk) -> None:
    item = desk.item(id_of(WEIGHT))
    before = source(desk.view, item)
    assert before.text == f"编号: {item.id}\n文本: {WEIGHT}\n"
    desk.do(rewrite(desk.view, item, before.text.replace("路上", "半路上") + "备注: 改过\n", before.digest))
    assert (desk.item(item.id).text, desk.item(item.id).note) == ("材料的分量，多半是在半路上称出来的。", "改过")
    own = source(desk.view, desk.item(item.id))
    desk.do(rewrite(desk.view, desk.item(item.id), own.text.replace("备注: 改过\n", "# 留着\n"), own.digest))
    assert "# 留着" in desk.text()
    with pytest.raises(DrafterError, match="刚被别人改过"):
        desk.do(rewrite(desk.view, desk.item(item.id), own.text, own.digest))
    with pytest.raises(DrafterError, match="没有“文夲”这个键"):
        rewrite(desk.view, desk.item("来路"), "编号: 来路\n文夲: 甲\n", "")
    text = source(desk.view, desk.item("散句甲")).text
    with pytest.raises(DrafterError, match="不能改编号"):
        rewrite(desk.view, desk.item("散句甲"), text.replace("散句甲", "散句乙"), "")


def test_roles_and_topics_are_overlaid_as_whole_files(desk: Desk) -> None:
    desk.do(put(desk.view, desk.item("办公室干部"), {"默认字数": "2000"}))
    assert desk.text("roles/办公室干部.yaml") == ROLE.replace("3000", "2000")
    desk.do(put(desk.view, desk.item("办公室干部"), {"称谓": "各位同志："}))
    role = desk.view.bank.roles["办公室干部"]
    assert (role.default_length, role.salutation) == (2000, "各位同志：")
    desk.do(add(desk.view, "角色", ROLE.replace("办公室干部", "驻村干部").replace("办公室主任", "工作队长")))
    assert list(desk.view.bank.roles) == ["办公室干部", "驻村干部"]
    desk.do(add(desk.view, "主题", "名称: 防汛\n要点:\n  - 名称: 巡堤\n"))
    desk.do(add(desk.view, "词条", NEW, "防汛", "巡堤"))
    assert desk.item("新句").topic == "防汛"


@pytest.mark.parametrize(
    ("sort", "text", "theme", "what"),
    [
        ("词条", NEW, "调查", "没有这个要点：调查：是不是“调查研究”？"),
        ("词条", NEW.replace("新句", "散句甲"), "调查研究", "这个编号已经有了"),
        ("词条", NEW.replace("这一句是后来添的。", WEIGHT), "调查研究", "词库里已有这一句"),
        ("词条", NEW.replace("体会", "体验"), "调查研究", "“类型”不能是“体验”"),
        ("词条", "文本: [没收\n", "调查研究", "方括号"),
        ("角色", ROLE, "", "已经有这个角色"),
        ("角色", ROLE.replace("名称: 办公室干部", "名称: ../../坏"), "", "不能用作文件名"),
        ("主题", "说明: 没有名称\n", "", "主题缺少“名称”"),
        ("事项", NEW, "", "没有这个类别"),
        ("空位", "名称: 乡镇\n提示: 又一个\n", "", "这个编号已经有了"),
    ],
)
def test_bad_additions_are_refused(desk: Desk, sort: str, text: str, theme: str, what: str) -> None:
    with pytest.raises(DrafterError, match=what):
        add(desk.view, sort, text, "四下基层", theme)
    assert not desk.own.exists()


def test_bad_changes_are_refused(desk: Desk) -> None:
    for key, values, what in (
        (id_of(WEIGHT), {"有效期": "明天"}, "“有效期”不能是“明天”"),
        (id_of(WEIGHT), {"语步": "论点"}, "句子没有这个键：语步"),
        ("来路", {"编号": "新编号"}, "不能改编号"),
        (id_of("这项做法从宁德起步。"), {"说明": "甲"}, "请改整个主题：bank edit 四下基层"),
    ):
        with pytest.raises(DrafterError, match=what):
            desk.do(put(desk.view, desk.item(key), values))
    with pytest.raises(DrafterError, match="没有这个编号：来路路：是不是：来路"):
        desk.item("来路路")
    assert not desk.own.exists()


def test_one_id_in_two_places_is_not_guessed_at(desk: Desk) -> None:
    write(desk.base, {"topics/四下基层/信访接待.yaml": THEME.replace("来路", "去路").replace("蹲不住", "坐不住")})
    with pytest.raises(DrafterError, match="有几条都是这个编号"):
        desk.item(id_of(WEIGHT))
    write(desk.base, {"common/空位.yaml": "- 名称: 来路\n  提示: 甲\n"})
    with pytest.raises(DrafterError, match="请加 --sort，可选：段落谱、空位"):
        desk.item("来路")
    assert find(desk.view, "来路", "空位").sort == "空位"


# -- tables


def table_of(desk: Desk) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(desk.view.items).decode("utf-8-sig"))))


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_table_that_nobody_touched_changes_nothing(desk: Desk) -> None:
    loaded = load_rows(desk.view, from_csv(to_csv(desk.view.items).decode("utf-8-sig"), "表.csv"))
    assert (loaded.steps, loaded.changed, loaded.added, loaded.mistakes) == ([], 0, 0, [])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_changed_table_changes_just_that(desk: Desk, delimiter: str) -> None:
    rows = table_of(desk)
    assert {row["文本"] for row in rows} >= {WEIGHT}
    by_text = {row["文本"]: row for row in rows}
    by_text[WEIGHT] |= {"文本": "材料有多重，走一趟就知道。", "标签": "路、材料", "停用": "是"}
    by_text["说到底，是把按时交稿当成了目的。"]["停用"] = "是"
    fresh = {"主题": "四下基层", "要点": "信访接待", "类型": "体会", "语步": "论点", "文本": "门开着，话才进得来。"}
    rows.append(dict.fromkeys(COLUMNS, "") | fresh | {"角色": "办公室干部，机关党员"})
    text = as_csv(rows, delimiter)
    loaded = load_rows(desk.view, from_csv(text, "表.csv"))
    assert (loaded.changed, loaded.added, loaded.mistakes) == (2, 1, [])
    commit(desk.view, loaded.steps)
    item = desk.item(id_of(WEIGHT))
    assert (item.text, item.tags, item.off) == ("材料有多重，走一趟就知道。", ("路", "材料"), True)
    assert desk.item(id_of("门开着，话才进得来。")).roles == ("办公室干部", "机关党员")
    again = load_rows(desk.view, from_csv(text, "表.csv"))
    assert (again.steps, again.mistakes) == ([], [])


def test_mistakes_of_a_table_are_told_by_row_and_the_rest_is_done(desk: Desk) -> None:
    rows = table_of(desk)
    rows[0]["权重"] = "很重"
    rows[1]["文本"] = ""
    rows[2]["停用"] = "也许"
    rows[3]["备注"] = "好的一行"
    rows.append({**rows[3], "编号": rows[3]["编号"]})
    blank = dict.fromkeys(COLUMNS, "")
    rows.append(blank | {"文本": "没有主题的一句。"})
    loaded = load_rows(desk.view, from_csv(as_csv(rows), "表.csv"))
    assert [mistake.split("：")[0] for mistake in loaded.mistakes] == [
        f"第 {n} 行" for n in (2, 3, 4, len(rows), len(rows) + 1)
    ]
    assert (loaded.changed, loaded.added) == (1, 0)
    for text, what in (("", "没有“文本”这一列"), ("编号,甲\n", "不认识的列：甲"), ('文本\n"没收', "读不了")):
        with pytest.raises(DrafterError, match=what):
            from_csv(text, "表.csv")


def test_a_table_never_starts_a_formula(desk: Desk) -> None:
    desk.do(
        add(desk.view, "词条", NEW.replace("这一句是后来添的。", "'=甲1加乙1，不是公式。'"), "四下基层", "调查研究")
    )
    text = to_csv(desk.view.items).decode("utf-8-sig")
    assert "\r\n新句,四下基层,调查研究,体会,论点,,'=甲1加乙1，不是公式。" in text
    assert load_rows(desk.view, from_csv(text, "表.csv")).steps == []


# -- other people's files


def test_somebody_elses_file_is_taken_in_entry_by_entry(desk: Desk) -> None:
    theirs = THEME.replace("编号: 来路", "编号: 他们的").replace("路上称", "脚下称").replace("类型: 措施", "类型: 办法")
    loaded = from_yaml(desk.view, theirs, "/u盘/调查研究.yaml", "")
    assert loaded.added == 1
    assert [mistake.split("：")[0] for mistake in loaded.mistakes] == ["第 22 行", "第 46 行"]
    commit(desk.view, loaded.steps)
    assert "编号: 他们的   # 第一套" in desk.text()
    assert [passage.id for passage in desk.view.bank.passages] == ["来路", "他们的"]
    family = FAMILY.replace("编号: 从到", "编号: 变为")
    commit(desk.view, from_yaml(desk.view, family, "标题组.yaml", "").steps)
    commit(desk.view, from_yaml(desk.view, ROLE.replace("办公室干部", "驻村干部"), "x.yaml", "").steps)
    assert [family.id for family in desk.view.bank.families] == ["从到", "变为"]
    assert "驻村干部" in desk.view.bank.roles
    for text, name, what in (
        (family, "我的.yaml", "看不出这个文件放的是什么"),
        ("一句话", "调查研究.yaml", "这不是词库文件"),
    ):
        with pytest.raises(DrafterError, match=what):
            from_yaml(desk.view, text, name, "")
    assert from_yaml(desk.view, "- [没收", "开头.yaml", "").mistakes
