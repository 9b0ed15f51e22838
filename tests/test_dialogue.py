"""A bare `drafter` on a terminal: questions with answers to take by Enter, a draft, and the brief as a file."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def talk(folder: Path, answers: list[str]) -> tuple[int, str]:
    """Runs the dialogue on a terminal of its own and types the answers, each after a question."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(folder), "TERM": "dumb"}
    child = subprocess.Popen(
        [sys.executable, "-m", "drafter"], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = b""
    waiting = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([ours], [], [], 0.3)
        if ready:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        elif waiting and said.rstrip().endswith((b"]:", b":")):
            os.write(ours, waiting.pop(0).encode() + b"\n")
        elif child.poll() is not None:
            break
    code = child.wait(30)
    os.close(ours)
    return code, said.decode("utf-8", "replace")


def test_enter_all_the_way_gives_a_draft_and_its_brief(tmp_path: Path) -> None:
    code, said = talk(tmp_path, ["评论员", "", "", "", "", ""])
    assert code == 0, said
    assert "谁来讲" in said
    assert (tmp_path / "评论员-评论文章-四下基层.docx").exists()
    brief = (tmp_path / "评论员-评论文章-四下基层.任务单.yaml").read_text("utf-8")
    assert '角色: "评论员"' in brief
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "drafter",
            "draft",
            "--brief",
            "评论员-评论文章-四下基层.任务单.yaml",
            "-o",
            "再来.docx",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "再来.docx").read_bytes() == (tmp_path / "评论员-评论文章-四下基层.docx").read_bytes()


def test_wrong_answers_are_asked_again(tmp_path: Path) -> None:
    code, said = talk(tmp_path, ["皇帝", "99", "评论员", "", "", "很多", "1200", "稿.docx", "n"])
    assert code == 0, said
    assert said.count("请写") >= 3
    assert (tmp_path / "稿.docx").exists()


def test_what_is_filled_in_stands_in_its_one_place(tmp_path: Path) -> None:
    values = [f"内容{place}" for place in "甲乙丙丁戊己"]
    code, said = talk(tmp_path, ["机关党员", "心得体会", "", "", "稿.md", "y", *values])
    assert code == 0, said
    text = (tmp_path / "稿.md").read_text("utf-8")
    filled = [value for value in values if value in text]
    assert len(filled) >= 3
    assert all(text.count(value) == 1 for value in filled)
    left = re.findall("【[^】]+】", text)
    assert any(left.count(slot) > 1 for slot in left)  # 【数量】 in two places is two numbers


def test_without_a_terminal_it_is_the_help_page(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drafter"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("用法：")
    assert list(tmp_path.iterdir()) == []
