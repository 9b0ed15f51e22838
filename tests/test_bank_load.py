"""Reading the bank: every mistake by file and line, layers, ids, the cache."""

from __future__ import annotations

import json
import shutil
import time
import zlib
from pathlib import Path

import msgspec
import pytest
from bank_files import FILES, THEME, THEME_FILE, sample, write
from hypothesis import given
from hypothesis import strategies as st

from drafter import bank
from drafter.bank.ids import id_of
from drafter.bank.keys import COMMON, SHELVES, SORTS
from drafter.bank.model import Bank
from drafter.bank.parse import parse
from drafter.bank.schema import schemas
from drafter.bank.skeleton import skeleton


def messages(*layers: Path) -> list[str]:
    return [finding.message for finding in bank.load(layers)[1]]


def sentences(loaded: Bank) -> list[str]:
    return [phrase.text for passage in loaded.passages for place in passage.places for phrase in place.sentences]


def test_every_shelf_is_filled(tmp_path: Path) -> None:
    loaded, findings = bank.load([sample(tmp_path)])
    assert findings == []
    assert loaded.roles["办公室干部"].may_not == ("部署", "责成")
    assert loaded.topics["四下基层"].facts[0].status == "待核"
    assert [theme.name for theme in loaded.topics["四下基层"].themes] == ["调查研究", "信访接待"]
    passage = loaded.passages[0]
    assert (passage.id, passage.topic, passage.theme, passage.kind) == ("来路", "四下基层", "调查研究", "体会")
    assert [place.optional for place in passage.places] == [False, True]
    assert loaded.cards[0].measures.heading == "带着题目在村里住下来"
    assert loaded.loose[0].phrase.id == "散句甲"
    assert loaded.families[0].headings["信访接待"] == "从“上访”到“下访”"
    assert loaded.openings[0].genres == ("研讨发言",)
    assert loaded.formulas[0].slips == ("信访接访下基层",)
    assert loaded.empties[0].most == 0
    assert loaded.slots["乡镇"].hint == "哪个乡镇"


MISTAKES = """\
要点: 调查研究
段落谱:
  - 编号: 甲
    类型: 体验
    角色: [办公室干部]
    位置:
      - 语步: 论店
        句子:
          - 文夲: 写错了键的一句。
          - 文本：冒号用了全角的一句。
          - 文本: 好好的一句，不该受连累。
            权重: 很重
          - 文本: 日期不对的一句。
            有效期: 2026-13-01
  - 编号: 乙
    类型: 体会
    位置:
      - 语步: 论点
        可省: 也许
        句子:
          - 文本: 写了两遍的一句。
            文本: 写了两遍的另一句。
  - 编号: 丙
    类型: 体会
    位置:
      - 语步: 论点
        句子:
          - 文本: 这一句是好的。
          - 文本: "引号没有收的一句。
          - 文本: 这一句也是好的。
词条:
  - 类型: 体会
    语步: 论点
问题集: []
"""
EXPECTED = (
    (4, "“类型”不能是“体验”"),
    (7, "“语步”不能是“论店”"),
    (9, "没有“文夲”这个键，是不是“文本”？"),
    (10, "这里要写成“键: 值”，请用半角冒号"),
    (12, "“权重”不能是“很重”"),
    (14, "“有效期”不能是“2026-13-01”"),
    (19, "“可省”不能是“也许”"),
    (22, "“文本”写了两次"),
    (29, "引号没有配对"),
    (32, "词条缺少“文本”"),
    (34, "没有“问题集”这个键"),
)


def test_ten_mistakes_give_ten_messages_and_cost_only_themselves(tmp_path: Path) -> None:
    sample(tmp_path)
    write(tmp_path, {THEME_FILE: MISTAKES, "topics/四下基层/信访接待.yaml": THEME.replace("调查研究", "信访接待")})
    loaded, findings = bank.load([tmp_path])
    assert len(findings) == len(EXPECTED)
    for finding, (line, text) in zip(findings, EXPECTED, strict=True):
        assert f"调查研究.yaml 第 {line} 行：{text}" in finding.message
        assert "，请" in finding.message or "可用：" in finding.message
        assert (finding.level, finding.line) == ("必错", line)
    assert [passage.id for passage in loaded.passages] == ["来路", "丙"]
    assert sentences(loaded)[-2:] == ["这一句是好的。", "这一句也是好的。"]
    assert loaded.roles
    assert loaded.families


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("要点: 调查研究\n\t段落谱: []\n", "制表符"),
        ("要点：调查研究\n词条: []\n", "半角冒号"),
        ("段落谱:\n  - 编号: [甲\n    类型: 体会\n", "方括号"),
        ("词条:\n  - 文本: @所有人\n    类型: 体会\n", "不能用“@”开头"),
        ("词条:\n  - 文本: 说了一句: 好\n    类型: 体会\n", "半角冒号"),
        ("词条:\n  - &a {编号: 散句, 停用: true}\n  - *a\n", "引用"),
        ("词条:\n  - 文本: &说一句\n    类型: 体会\n", "不能用“&”开头"),
        ("词条: 一句话\n", "一条一条"),
        ("只有一句话\n", "键: 值"),
        ("词条: []\n---\n词条: []\n", "两份"),
        (THEME.replace("稿子", "稿\x07子"), "控制字符"),
        ("[" * 200_000, "太深"),
        ("- " * 200_000, "太深"),
        ("{甲: " * 3000, "太深"),
    ],
)
def test_a_broken_file_is_told_and_costs_only_itself(tmp_path: Path, text: str, what: str) -> None:
    write(sample(tmp_path), {THEME_FILE: text})
    loaded, findings = bank.load([tmp_path])
    assert any(what in finding.message for finding in findings), findings
    assert loaded.roles
    assert loaded.families


def test_bytes_that_are_no_text_and_folders_that_are_not_there(tmp_path: Path) -> None:
    (sample(tmp_path) / "common" / "结尾.yaml").write_bytes(b"\x00\x01\x02\xff" * 50)
    assert len(messages(tmp_path)) == 1
    assert bank.load([tmp_path / "nowhere"]) == (Bank(), [])
    write(tmp_path, {"common/结尾.yaml": "", "common/诗文.yaml": "# 还没写\n", "common/链接.yaml": "- 甲\n"})
    assert [message.split("：")[0] for message in messages(tmp_path)] == [f"{tmp_path.name}/common/链接.yaml 第 1 行"]


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    expected = bank.load([sample(tmp_path / "a")])[0]
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        for name, text in FILES.items():
            path = tmp_path / encoding / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding, newline="\r\n")
        assert bank.load([tmp_path / encoding]) == (expected, [])


def test_ids_stay_when_lines_move(tmp_path: Path) -> None:
    first = bank.load([sample(tmp_path)])[0]
    moved = THEME.replace("          - 文本: 坐在", "          - 文本: 新来的一句，排在前头。\n          - 文本: 坐在")
    write(tmp_path, {THEME_FILE: "# 新的一行\n\n" + moved})
    second = bank.load([tmp_path])[0]
    before = {phrase.id for place in first.passages[0].places for phrase in place.sentences}
    after = {phrase.id for place in second.passages[0].places for phrase in place.sentences}
    assert before < after
    assert len(after - before) == 1
    assert id_of("一 句\n话") == id_of("一句话")


def test_a_folded_line_gets_no_space(tmp_path: Path) -> None:
    text = "词条:\n  - 类型: 体会\n    语步: 论点\n    文本: 前半句，\n      后半句 Word 文档。\n"
    write(sample(tmp_path), {THEME_FILE: text})
    assert bank.load([tmp_path])[0].loose[0].phrase.text == "前半句，后半句Word文档。"


# -- layers


def own(tmp_path: Path, **files: str) -> list[Path]:
    """The sample, and over it a layer with some theme file or common file."""
    layer = tmp_path / "词库"
    names = {"theme": THEME_FILE, **{name: f"common/{name}.yaml" for name in COMMON}}
    write(layer, {names[key]: text for key, text in files.items()})
    return [sample(tmp_path / "base"), layer]


def test_a_higher_layer_changes_one_sentence_of_a_passage(tmp_path: Path) -> None:
    changed = id_of("材料的分量，多半是在路上称出来的。")
    layers = own(tmp_path, theme=f"词条:\n  - 编号: {changed}\n    文本: 材料有多重，路上称得出来。\n    权重: 3\n")
    loaded, findings = bank.load(layers)
    assert findings == []
    phrase = loaded.passages[0].places[0].sentences[2]
    assert (phrase.id, phrase.text, phrase.weight) == (changed, "材料有多重，路上称得出来。", 3)
    assert len(loaded.loose) == 1


def test_a_whole_loose_sentence_with_a_known_id_replaces_it_where_it_stands(tmp_path: Path) -> None:
    changed = id_of("材料的分量，多半是在路上称出来的。")
    entry = f"词条:\n  - 编号: {changed}\n    类型: 体会\n    语步: 论点\n    文本: 材料有多重，路上称得出来。\n"
    loaded, findings = bank.load(own(tmp_path, theme=entry))
    assert findings == []
    assert "材料有多重，路上称得出来。" in sentences(loaded)
    assert [loose.phrase.id for loose in loaded.loose] == ["散句甲"]


def test_a_higher_layer_replaces_in_place_and_adds_at_the_end(tmp_path: Path) -> None:
    passage = "段落谱:\n  - {编号: 来路, 类型: 措施, 位置: [{语步: 做法, 句子: [{文本: 换成这一句。}]}]}\n"
    passage += "  - {编号: 去路, 类型: 体会, 位置: [{语步: 论点, 句子: [{文本: 再添一句。}]}]}\n"
    loaded, findings = bank.load(own(tmp_path, theme=passage, 开头="- 文本: 同志们：\n  角色: 村书记、乡镇书记\n"))
    assert findings == []
    assert [(p.id, p.kind) for p in loaded.passages] == [("来路", "措施"), ("去路", "体会")]
    assert [frame.text for frame in loaded.openings] == ["同志们：今天把这一段的学习说一说。", "同志们："]
    assert loaded.openings[1].roles == ("村书记", "乡镇书记")


def test_a_higher_layer_switches_off_and_on(tmp_path: Path) -> None:
    text = "同志们：今天把这一段的学习说一说。"
    off = {"开头": f"- {{编号: {id_of(text)}, 停用: true}}\n", "标题组": "- {编号: 从到, 停用: 是}\n"}
    off |= {"formulas": "- {规范: 信访接待下基层, 停用: true}\n", "空位": "- {名称: 乡镇, 停用: true}\n"}
    theme = "段落谱:\n  - {编号: 来路, 停用: true}\n词条:\n  - {编号: 散句甲, 停用: true}\n"
    layers = own(tmp_path, theme=theme, **off)
    loaded, findings = bank.load(layers)
    assert findings == []
    assert [*loaded.openings, *loaded.families, *loaded.formulas, *loaded.passages, *loaded.loose] == []
    assert loaded.slots == {}
    top = write(tmp_path / "top", {THEME_FILE: "段落谱:\n  - {编号: 来路, 停用: false}\n"})
    assert [passage.id for passage in bank.load([*layers, top])[0].passages] == ["来路"]


def test_a_passage_without_a_sentence_left_is_not_used(tmp_path: Path) -> None:
    passage = parse(THEME, THEME_FILE).part.bank.passages[0]
    points, facts = ([phrase.text for phrase in place.sentences] for place in passage.places)

    def without(texts: list[str]) -> tuple[Bank, list[str]]:
        off = "".join(f"  - {{编号: {id_of(text)}, 停用: true}}\n" for text in texts)
        loaded, findings = bank.load(own(tmp_path, theme=f"词条:\n{off}"))
        return loaded, [finding.message for finding in findings]

    assert [len(p.places) for p in without(facts)[0].passages] == [1]
    loaded, told = without(points)
    assert loaded.passages == ()
    assert "“论点”一句都没有启用" in told[0]


def test_an_overlay_for_nothing_and_an_entry_twice_are_told(tmp_path: Path) -> None:
    layers = own(tmp_path, theme="词条:\n  - {编号: 没有这条, 停用: true}\n段落谱:\n  - {编号: 也没有, 停用: true}\n")
    assert [message.split("：")[0] for message in messages(*layers)] == [f"词库/{THEME_FILE} 第 {n} 行" for n in (4, 2)]
    twice = "- {编号: 甲, 文本: 头一个。}\n- {编号: 甲, 文本: 后一个。}\n"
    write(tmp_path / "twice", {"common/结尾.yaml": twice})
    loaded, findings = bank.load([tmp_path / "twice"])
    assert [frame.text for frame in loaded.closings] == ["头一个。"]
    assert "第 2 行：结尾“甲”和 twice/common/结尾.yaml 第 1 行 重复" in findings[0].message


# -- cache


def cache_of(layer: Path) -> Path:
    """The cache of the words of the sample's topic."""
    return next(iter(sorted((layer / ".cache").glob("bank-*.json"))))


def test_the_cache_gives_the_same_bank_and_follows_every_change(tmp_path: Path) -> None:
    layer = sample(tmp_path)
    first = bank.load([layer])
    assert cache_of(layer).is_file()
    assert bank.load([layer]) == first
    write(layer, {THEME_FILE: THEME.replace("材料的分量", "稿子的分量")})
    assert "稿子的分量，多半是在路上称出来的。" in sentences(bank.load([layer])[0])
    (layer / THEME_FILE).unlink()
    assert bank.load([layer])[0].passages == ()
    write(layer, {THEME_FILE: MISTAKES})
    fresh = bank.load([layer])
    assert bank.load([layer]) == fresh
    assert len(fresh[1]) == len(EXPECTED)


@given(at=st.floats(0, 0.999), byte=st.integers(0, 255), cut=st.booleans())
def test_a_spoilt_cache_is_as_good_as_none(
    tmp_path_factory: pytest.TempPathFactory, at: float, byte: int, cut: bool
) -> None:
    layer = sample(tmp_path_factory.mktemp("bank", numbered=True))
    expected = bank.load([layer])
    data = cache_of(layer).read_bytes()
    place = int(at * len(data))
    cache_of(layer).write_bytes(data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :])
    assert bank.load([layer]) == expected
    assert cache_of(layer).read_bytes() == data or data[place] == byte
    shutil.rmtree(layer)


def test_a_cache_of_other_code_or_of_another_folder_is_not_used(tmp_path: Path) -> None:
    layer = sample(tmp_path / "a")
    bank.load([layer])
    head, *lines = cache_of(layer).read_bytes().split(b"\n")
    lying = [line.replace("路上".encode(), "纸上".encode()) for line in lines]
    assert lying != lines
    changed = json.loads(head) | {"program": "0", "sums": [zlib.crc32(line) for line in lying]}
    cache_of(layer).write_bytes(b"\n".join((json.dumps(changed).encode(), *lying)))
    assert "材料的分量，多半是在路上称出来的。" in sentences(bank.load([layer])[0])
    shutil.copytree(layer, tmp_path / "b")
    write(tmp_path / "b", {THEME_FILE: MISTAKES})
    assert all(message.startswith("b/") for message in messages(tmp_path / "b"))


def test_a_layer_that_cannot_be_written_is_cached_for_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    layer = sample(tmp_path / "shipped")
    # A file where the folder should be: nothing can be written beside the layer, whoever runs the tests.
    (layer / ".cache").write_text("")
    first = bank.load([layer])
    kept = list((tmp_path / "cache").rglob("bank.json"))
    assert len(kept) == 1
    assert bank.load([layer]) == first
    monkeypatch.setenv("XDG_CACHE_HOME", str(layer / ".cache"))
    assert bank.load([layer]) == first


def test_three_thousand_sentences_load_in_a_blink(tmp_path: Path) -> None:
    lines = ["要点: 调查研究", "段落谱:"]
    for n in range(190):
        lines += [f"  - 编号: 套{n}", "    类型: 体会", "    位置:"]
        for move in ("论点", "阐释", "事实", "要求"):
            lines += [f"      - 语步: {move}", "        句子:"]
            lines += [
                f"          - 文本: 第{n}套里讲{move}的第{k}句，写得有长有短，好让人量一量快慢。" for k in range(4)
            ]
    layer = write(sample(tmp_path), {THEME_FILE: "\n".join(lines) + "\n"})
    loaded, findings = bank.load([layer])
    assert (len(sentences(loaded)), findings) == (3040, [])
    times = []
    for _ in range(7):
        start = time.perf_counter()
        again = bank.load([layer])
        times.append(time.perf_counter() - start)
    assert again == (loaded, [])
    # 2.5 ms on a quiet machine; the bound leaves room for a busy one.
    assert min(times) < 0.02


# -- whatever is written


@given(st.text(alphabet="编号文本类型体会语步论点: -[]{}\"'&*!|>#\n\t ，。“”【】", max_size=300))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    parsed = parse("词条:\n" + text, THEME_FILE)
    assert all("第 " in finding.message and "行：" in finding.message for finding in parsed.part.findings)
    msgspec.json.decode(msgspec.json.encode(parsed.part), type=type(parsed.part))


# -- keys


def test_every_sort_has_a_shelf_or_stands_in_one_that_has() -> None:
    inside = {key.of for sort in SORTS.values() for key in sort.keys if key.of}
    assert set(SORTS) == set(SHELVES) | inside
    for sort in SORTS.values():
        assert len({key.name for key in sort.keys}) == len({key.field for key in sort.keys}) == len(sort.keys)


@pytest.mark.parametrize("sort", sorted(SHELVES))
def test_a_skeleton_knows_the_keys_that_must_be_filled(sort: str) -> None:
    text = skeleton(sort)
    for key in SORTS[sort].keys:
        assert not key.required or f"{key.name}:" in text


def test_schemas_and_reader_agree(tmp_path: Path) -> None:
    made = schemas()
    assert set(made) == {f"{name}.schema.json" for name in ("角色", "主题", "要点", *COMMON)}
    for schema in made.values():
        named = json.dumps(schema, ensure_ascii=False).split('"$ref": "#/$defs/')[1:]
        assert {part.split('"')[0] for part in named} == set(schema["$defs"])
    passage = made["要点.schema.json"]["$defs"]["段落谱"]
    assert list(passage["properties"]) == ["编号", "类型", "角色", "体裁", "角度", "位置", "停用"]
    assert passage["additionalProperties"] is False


def test_words_of_topics_nobody_asked_for_stay_unread(tmp_path: Path) -> None:
    layer = sample(tmp_path)
    other = layer / "topics" / "另一个主题"
    other.mkdir()
    (other / "about.yaml").write_text("名称: 另一个主题\n要点:\n  - 名称: 调查研究\n", "utf-8")
    (other / "调查研究.yaml").write_text(
        "词条:\n  - 编号: 别处\n    类型: 体会\n    语步: 论点\n    文本: 这一句只属于另一个主题。\n", "utf-8"
    )
    whole, _ = bank.load([layer])
    seen: list[Bank] = []

    def one(outline: Bank) -> bank.Wanted:
        seen.append(outline)
        return bank.Wanted([next(name for name in outline.topics if name != "另一个主题")])

    part, findings = bank.load([layer], one)
    assert not findings
    assert list(seen[0].topics) == list(part.topics) == list(whole.topics)
    assert not seen[0].passages
    assert part.passages == tuple(p for p in whole.passages if p.topic != "另一个主题")
    assert {entry.phrase.id for entry in whole.loose} - {entry.phrase.id for entry in part.loose} == {"别处"}


def test_words_of_other_roles_stay_unread(tmp_path: Path) -> None:
    layer = sample(tmp_path)
    theme = layer / "topics" / "四下基层"
    for role in ("办公室干部", "信访局长"):
        (theme / f"问题导向-{role}.yaml").write_text(
            f"要点: 问题导向\n段落谱:\n  - 编号: {role}的\n    类型: 体会\n    角色: [{role}]\n    位置:\n"
            f"      - 语步: 论点\n        句子:\n          - 文本: 这一句是{role}说的话。\n",
            "utf-8",
        )
    for _ in range(2):  # without a cache, then with one
        mine, findings = bank.load([layer], lambda outline: bank.Wanted(list(outline.topics), "办公室干部"))
        assert not findings
        ids = {passage.id for passage in mine.passages}
        assert "办公室干部的" in ids
        assert "信访局长的" not in ids
    whole, _ = bank.load([layer])
    assert {passage.id for passage in whole.passages} == ids | {"信访局长的"}
    assert set(mine.cards) <= set(whole.cards)
