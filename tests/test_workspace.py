"""A user's folder: settings with clear slips, history that later drafts avoid."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from drafter.cli.briefs import read_brief, written
from drafter.plan.brief import Brief
from drafter.report import DrafterError
from drafter.workspace import FILE, create, find, load, remember, used

ONE = Brief("办公室干部", "研讨发言", "四下基层", 2000, 1, {"县名": "某县"})
OTHER = Brief("办公室干部", "研讨发言", "四下基层", 2000, 2)


def test_a_workspace_is_made_once_and_found_from_below(tmp_path: Path) -> None:
    made = create(tmp_path / "我的")
    assert [path.name for path in made] == ["我的", "词库", "genres", FILE]
    (tmp_path / "我的" / FILE).write_text("事实:\n  县名: 某县\n", "utf-8")
    assert create(tmp_path / "我的") == []
    assert load(tmp_path / "我的").settings.facts == {"县名": "某县"}
    assert find(tmp_path / "我的" / "词库") == tmp_path / "我的"
    assert find(tmp_path) is None


def test_what_is_made_can_be_read(tmp_path: Path) -> None:
    create(tmp_path)
    settings = load(tmp_path).settings
    assert (settings.facts, settings.rate, settings.profile) == ({}, 200, "标准")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("事实: [", "冒号"),
        ("颜色: 红\n", "颜色"),
        ("事实: 一句话\n", "事实"),
        ("读速: 很快\n", "读速"),
        ("- 一\n- 二\n", "名称"),
    ],
)
def test_slips_in_settings_are_told(text: str, word: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(DrafterError, match=word):
        load(tmp_path)
    with pytest.raises(DrafterError, match="init"):
        load(tmp_path / "没有")


def test_other_drafts_count_and_the_same_brief_does_not(tmp_path: Path) -> None:
    create(tmp_path)
    space = load(tmp_path)
    assert used(space, ONE) == {}
    remember(space, ONE, ["a", "b"])
    assert used(space, ONE) == {}
    assert used(space, OTHER) == {"a": 1, "b": 1}
    remember(space, OTHER, ["b", "c"])
    remember(space, ONE, ["c"])
    assert used(space, ONE) == {"b": 1, "c": 1}
    assert used(space, OTHER) == {"c": 1}


def test_two_processes_remember_at_once(tmp_path: Path) -> None:
    create(tmp_path)
    script = (
        "import sys; from pathlib import Path; from drafter.workspace import load, remember\n"
        "from drafter.plan.brief import Brief\n"
        "space = load(Path(sys.argv[1]))\n"
        "for n in range(40):\n"
        "    remember(space, Brief('r', 'g', 't', 1000, int(sys.argv[2]) * 100 + n), [f'p{n}'])\n"
    )
    workers = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(n)]) for n in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    assert used(load(tmp_path), ONE) == {f"p{n}": 3 for n in range(40)}


def test_a_broken_history_says_what_to_do(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / ".drafter").mkdir()
    (tmp_path / ".drafter" / "history.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(DrafterError, match="--no-history"):
        used(load(tmp_path), ONE)


def test_a_place_where_nothing_can_be_made() -> None:
    with pytest.raises(DrafterError, match="工作区"):
        create(Path("/proc/没有"))


def test_a_brief_goes_to_a_file_and_back(tmp_path: Path) -> None:
    path = tmp_path / "任务单.yaml"
    brief = Brief("办公室干部", "研讨发言", "四下基层", 2000, 7, {"县名": "某县: “甲”"}, "run-in")
    path.write_text(written(brief), "utf-8")
    assert read_brief(path, Brief("", "", "", 0)) == brief
    assert read_brief(path, Brief("组工干部", "", "", 1500)).role == "组工干部"
    for bad in ("角色: [", "岁数: 3\n", "字数: 很多\n", "一句话\n", "事实: 一句\n"):
        path.write_text(bad, "utf-8")
        with pytest.raises(DrafterError):
            read_brief(path, Brief("", "", "", 0))
