"""`drafter draft` and `batch` in a workspace: made again they come out the same, and own words may recur."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.cli.app import run
from drafter.report import DrafterError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    return tmp_path


def test_facts_of_the_workspace_fill_slots(here: Path) -> None:
    (here / "drafter.yaml").write_text("事实:\n  单位: 某县某局\n用户词: [某县某局]\n", "utf-8")
    assert run(["draft", "--role", "评论员", "--length", "900", "-o", "甲.txt"]) == 0
    assert run(["draft", "--role", "机关党员", "-o", "乙.txt"]) == 0
    assert "某县某局" in (here / "乙.txt").read_text("utf-8")


def test_the_same_draft_again_and_another_after_it(here: Path) -> None:
    command = ["draft", "--role", "办公室干部", "--length", "1500"]
    assert run([*command, "-o", "一.md"]) == run([*command, "-o", "二.md"]) == 0
    assert (here / "一.md").read_bytes() == (here / "二.md").read_bytes()
    assert run([*command, "--seed", "2", "-o", "三.md"]) == 0
    assert (here / "三.md").read_bytes() != (here / "一.md").read_bytes()


def test_a_batch_made_again_is_the_same_batch(here: Path) -> None:
    (here / "名单.csv").write_text("姓名\n张三\n李四\n王五\n", "utf-8")
    for folder in ("一批", "二批"):
        assert run(["batch", "名单.csv", "--role", "机关党员", "--to", "md", "-o", folder]) == 0
    names = sorted(path.name for path in (here / "一批").iterdir())
    assert names == ["01_张三.md", "02_李四.md", "03_王五.md", "相似度.csv", "相似度.html"]
    for name in names:
        assert (here / "一批" / name).read_bytes() == (here / "二批" / name).read_bytes()


def test_a_file_that_is_there_is_never_written_over(here: Path) -> None:
    for _ in range(2):
        assert run(["draft", "--role", "评论员", "--length", "900"]) == 0
    assert sorted(path.name for path in here.glob("*.docx")) == [
        "评论员-评论文章-四下基层-2.docx",
        "评论员-评论文章-四下基层.docx",
    ]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--role", "皇帝"], "没有这个角色"),
        (["--role", "评论员", "--genre", "对照检查"], "评论文章"),
        (["--role", "评论员", "--length", "50"], "300"),
        (["--role", "评论员", "--fact", "没有等号"], "名=值"),
        (["--role", "评论员", "--points", "斜着"], "own-line"),
        (["--genre", "评论文章"], "缺少角色"),
        (["--role", "办公室干部", "--reroll", "九.9"], "没有这一条"),
    ],
)
def test_slips_are_one_line(arguments: list[str], word: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["draft", *arguments, "-o", "x.txt"]) == 2
    told = capfd.readouterr().err
    assert word in told
    assert told.count("\n") == 1
    assert not (here / "x.txt").exists()
    assert DrafterError.__name__ not in told
