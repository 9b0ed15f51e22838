"""Writing the bank: one changed entry is one changed line, and no edit is lost, whoever is killed when."""

from __future__ import annotations

import difflib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from bank_files import FAMILY, THEME, THEME_FILE, sample, write
from hypothesis import given
from hypothesis import strategies as st

from drafter import bank
from drafter.bank.nodes import compose, plain
from drafter.bank.save import Opened, Refused, change, opened
from drafter.bank.splice import Append, Change, Cut, Put, Swap, Value, applied, scalar, source_of
from drafter.report import DrafterError

PLACE = ("段落谱", 0, "位置", 0, "句子")


def diff(before: str, *changes: Change) -> list[str]:
    """The lines that go and come."""
    lines = difflib.ndiff(before.splitlines(), applied(before, changes).splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_one_changed_text_is_one_changed_line() -> None:
    assert diff(THEME, Put((*PLACE, 1), "文本", "坐在屋里写得再顺，也要出门问一句。")) == [
        "-           - 文本: 坐在屋里写得再顺，也替不了到门口问一句。  # 常用",
        "+           - 文本: 坐在屋里写得再顺，也要出门问一句。  # 常用",
    ]
    assert diff(THEME, Put((*PLACE, 0), "权重", "2")) == ["+             权重: 2"]
    assert diff(THEME, Cut((*PLACE, 2))) == ["-           - 文本: 材料的分量，多半是在路上称出来的。"]
    assert diff(THEME, Append(PLACE, "文本: 又一句。\n")) == ["+           - 文本: 又一句。"]
    assert diff(THEME, Put(("段落谱", 0), "角色", ("办公室干部", "机关党员"))) == [
        "-     角色: [办公室干部]",
        "+     角色: [办公室干部, 机关党员]",
    ]
    assert diff(THEME, Cut(("段落谱", 0, "角度"))) == ["-     角度: 从材料的来路讲"]
    assert diff(FAMILY, Put((0, "标题"), "信访接待", "从“等访”到“下访”")) == [
        "-     信访接待: 从“上访”到“下访”",
        "+     信访接待: 从“等访”到“下访”",
    ]


NEW = Append(("词条",), "文本: 乙\n")


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("", [Append(("词条",), "文本: 甲\n")], "词条:\n  - 文本: 甲\n"),
        ("# 说明\n", [Append((), "文本: 甲\n备注: 乙\n")], "# 说明\n- 文本: 甲\n  备注: 乙\n"),
        ("要点: 甲\n词条:\n问题卡: []\n", [NEW], "要点: 甲\n词条:\n  - 文本: 乙\n问题卡: []\n"),
        ("要点: 甲\n词条: []\n", [NEW, NEW], "要点: 甲\n词条:\n  - 文本: 乙\n  - 文本: 乙\n"),
        ("要点: 甲\n", [NEW], "要点: 甲\n词条:\n  - 文本: 乙\n"),
        ("- 文本: 甲", [Append((), "文本: 乙\n")], "- 文本: 甲\n- 文本: 乙"),
        ("- 文本: 甲\r\n- 文本: 乙\r\n", [Cut((0,)), Put((1,), "备注", "丙")], "- 文本: 乙\r\n  备注: 丙\r\n"),
        ("- {文本: 甲, 备注: 乙}\n", [Put((0,), "文本", "丙, 丁"), Cut((0, "备注"))], "- {文本: '丙, 丁'}\n"),
        ("- {文本: 甲}\n", [Put((0,), "权重", "2")], "- {文本: 甲, 权重: 2}\n"),
        ("甲: [{文本: 子}, {文本: 丑}]\n", [Cut(("甲", 0))], "甲: [{文本: 丑}]\n"),
        ("- 编号: 甲\n  文本: 乙\n", [Cut((0, "编号"))], "- 文本: 乙\n"),
        ("- 文本: 甲\n", [Cut((0,))], ""),
        ("- 文本: >\n    甲\n    乙\n\n- 文本: 丙\n", [Put((0,), "文本", "丁")], "- 文本: 丁\n\n- 文本: 丙\n"),
        ("说明:\n体裁:\n  - 乙\n", [Put((), "说明", "丙"), Put((), "体裁", ("丁",))], "说明: 丙\n体裁: [丁]\n"),
        ("- 文本: 甲 # 注\n  # 又注\n- 文本: 乙\n", [Swap((1,), "文本: 丙\n# 新注\n备注: 丁\n")],
         "- 文本: 甲 # 注\n  # 又注\n- 文本: 丙\n  # 新注\n  备注: 丁\n"),
    ],
)  # fmt: skip
def test_a_splice_writes_what_a_person_would(before: str, changes: list[Change], after: str) -> None:
    assert applied(before, changes) == after


TEXTS = st.text(alphabet="甲乙丙：:，,。“”【】#'\"-[]{}&*!|>%@` \\?~1tru😀", min_size=1, max_size=20).filter(str.strip)


@given(TEXTS, st.booleans())
def test_any_text_comes_back_as_it_was_written(text: str, flow: bool) -> None:
    written = scalar(text, flow)
    assert plain(compose(f"甲: [{written}]" if flow else f"甲: {written}  # 注")) == {
        "甲": [" ".join(text.split())] if flow else " ".join(text.split())
    }


@given(st.data())
def test_comments_order_and_all_other_entries_survive_any_change(data: st.DataObject) -> None:
    paths = [("段落谱", 0, "位置", p, "句子", s) for p, count in ((0, 3), (1, 2)) for s in range(count)]
    chosen = data.draw(st.lists(st.sampled_from(paths), unique=True, min_size=1, max_size=4))
    changes: list[Change] = []
    for path in chosen:
        texts = TEXTS.map(lambda text: text.replace("#", "号"))
        value: Value = data.draw(st.one_of(texts, st.lists(texts, max_size=3).map(tuple)))
        changes.append(Put(path, data.draw(st.sampled_from(["文本", "备注", "标签"])), value))
    if data.draw(st.booleans()):
        changes.append(Append(data.draw(st.sampled_from([PLACE, ("词条",), ("问题卡",)])), "文本: 新的\n"))
    after = applied(THEME, changes)
    assert re.findall(r"#[^\n]*", after) == re.findall(r"#[^\n]*", THEME)
    removed = [line for line in difflib.ndiff(THEME.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert len(removed) <= len(chosen)


def test_an_entry_is_taken_out_with_its_comments() -> None:
    root = compose(THEME)
    assert root is not None
    passage = root.value[1][1].value[0]
    text = source_of(THEME, passage)
    assert text.startswith("编号: 来路   # 第一套\n类型: 体会\n")
    assert "\n      # 这一句还要核\n" in text
    assert applied(THEME, [Swap(("段落谱", 0), text)]) == THEME


# -- files


def put(path: tuple[str | int, ...], key: str, value: Value) -> list[Change]:
    return [Put(path, key, value)]


def test_a_change_keeps_encoding_line_ends_and_mode(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        path = tmp_path / THEME_FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        before = THEME.replace("\n", "\r\n")
        path.write_bytes(before.encode(encoding))
        path.chmod(0o640)
        change(tmp_path, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"))
        expected = before.replace("一份稿子立不立得住，先看它从哪里来。", "换了一句。")
        assert path.read_bytes() == expected.encode(encoding)
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_since_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    layer = sample(tmp_path)
    seen = opened(layer, THEME_FILE).digest
    write(layer, {THEME_FILE: THEME + "# 别人加的\n"})
    with pytest.raises(DrafterError, match="刚被别人改过"):
        change(layer, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"), seen=seen)
    assert (layer / THEME_FILE).read_text("utf-8") == THEME + "# 别人加的\n"
    now = opened(layer, THEME_FILE)
    saved = change(layer, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"), seen=now.digest)
    assert opened(layer, THEME_FILE).digest == saved.digest


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (put(("段落谱", 0), "类型", "体验"), "“类型”不能是“体验”"),
        ([Cut(("段落谱", 0, "位置", 0, "语步"))], "位置缺少“语步”"),
        ([Append(("词条",), "文本: 少了类型和语步\n")], "词条缺少“类型”"),
        ([Append(("段落谱",), "编号: 甲\n类形: 体会\n")], "没有“类形”这个键"),
        (put(("段落谱", 7), "类型", "体会"), "程序改不了"),
    ],
)
def test_a_mistake_is_not_saved(tmp_path: Path, changes: list[Change], what: str) -> None:
    layer = sample(tmp_path)
    with pytest.raises(DrafterError, match=what):
        change(layer, THEME_FILE, lambda now: changes)
    assert (layer / THEME_FILE).read_text("utf-8") == THEME


def test_a_file_with_old_mistakes_can_be_mended_but_a_broken_one_is_left_alone(tmp_path: Path) -> None:
    layer = write(tmp_path, {THEME_FILE: THEME.replace("类型: 措施", "类型: 办法")})
    change(layer, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"))
    change(layer, THEME_FILE, lambda now: put(("词条", 0), "类型", "措施"))
    assert bank.load([layer])[1] == []
    broken = THEME + "  - 文本: [没有收\n"
    write(layer, {THEME_FILE: broken})
    with pytest.raises(Refused, match="方括号"):
        change(layer, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"))
    assert (layer / THEME_FILE).read_text("utf-8") == broken


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "词库").write_text("这是文件，不是文件夹")
    with pytest.raises(DrafterError, match="原文件没有动"):
        change(tmp_path / "词库", THEME_FILE, lambda now: [Append(("词条",), "编号: 甲\n停用: true\n")])
    layer = sample(tmp_path / "b")
    (layer / "topics" / "四下基层" / f".{Path(THEME_FILE).name}.tmp").mkdir()
    with pytest.raises(DrafterError, match="原文件没有动"):
        change(layer, THEME_FILE, lambda now: put((*PLACE, 0), "文本", "换了一句。"))
    assert (layer / THEME_FILE).read_text("utf-8") == THEME


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk: writing stops in the middle just the same."""
    layer = sample(tmp_path)
    code = f"""
import resource, sys
from pathlib import Path
from drafter.bank import load
from drafter.bank.save import change
from drafter.bank.splice import Put
from drafter.report import DrafterError

resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
try:
    change(Path(sys.argv[1]), "{THEME_FILE}", lambda now: [Put({PLACE} + (0,), "文本", "换了一句。")])
except DrafterError as error:
    print(error)
print(len(load([Path(sys.argv[1])])[0].passages))
"""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code, str(layer)]
    said = subprocess.run(command, capture_output=True, env=environment, check=True).stdout.decode().split("\n")
    assert said[0].startswith("词库没有保存：")
    assert said[0].endswith("原文件没有动")
    assert said[1] == "1"
    assert (layer / THEME_FILE).read_text("utf-8") == THEME
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".tmp") or "bank.json" in path.name]


# -- many writers

WRITERS, EDITS, KILLS = 4, 200, 8
COUNTED = "common/结尾.yaml"
# Each edit counts one up in the writer's own entry and in the one that all share; both are read under the lock.
WRITER = f"""
import re, sys
from pathlib import Path
from drafter.bank.save import change
from drafter.bank.splice import Put

def up(now):
    counts = [int(re.search(r"\\d+", frame.text)[0]) for frame in now.parsed.part.bank.closings]
    global mine
    mine = counts[number] + 1
    return [Put((at,), "文本", f"写到第{{counts[at] + 1}}次。") for at in (number, {WRITERS})]

number, mine = int(sys.argv[2]), 0
while mine < {EDITS}:
    change(Path(sys.argv[1]), "{COUNTED}", up)
    print(mine, flush=True)
"""


def counts_of(layer: Path) -> list[int]:
    loaded, findings = bank.load([layer])
    assert findings == []
    return [int(re.findall(r"\d+", frame.text)[0]) for frame in loaded.closings]


def test_four_writers_at_once_lose_nothing_when_some_are_killed(tmp_path: Path) -> None:
    comment = "# 谁也别动这一行\n"
    entries = "".join(f"- 编号: 写手{n}\n  文本: 写到第0次。\n" for n in range(WRITERS + 1))
    layer = write(tmp_path, {COUNTED: comment + entries})
    random = Random(4)

    def start(number: int) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-c", WRITER, str(layer), str(number)]
        return subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()})

    began = time.monotonic()
    running = {number: start(number) for number in range(WRITERS)}
    killed = 0
    while running:
        assert time.monotonic() - began < 60
        for number, process in list(running.items()):
            if process.poll() == 0:
                assert process.stdout is not None
                assert process.stdout.read().split()[-1] == str(EDITS).encode()
                del running[number]
            elif killed < KILLS and counts_of(layer)[number] > random.randrange(EDITS):
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
                running[number] = start(number)
            else:
                assert process.returncode is None
        # What a reader finds in between is whole, too.
        counts = counts_of(layer)
        assert sum(counts[:WRITERS]) == counts[WRITERS]
        time.sleep(0.02)
    assert counts_of(layer) == [EDITS] * WRITERS + [WRITERS * EDITS]
    assert killed == KILLS
    assert (layer / COUNTED).read_text("utf-8").startswith(comment)


def test_opened_files_know_their_entries(tmp_path: Path) -> None:
    now: Opened = opened(sample(tmp_path), THEME_FILE)
    assert [(spot.sort, spot.id) for spot in now.parsed.spots if not spot.owner] == [
        ("段落谱", "来路"),
        ("问题卡", "蹲不住"),
        ("词条", "散句甲"),
    ]
    assert len(now.parsed.nodes) == len(now.parsed.spots)
