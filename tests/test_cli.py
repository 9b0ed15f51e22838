"""The command line as a user meets it: exit codes, one Chinese line per failure, JSON alone on stdout."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.cli.app import run
from drafter.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "samples" / "研讨发言.txt"
HAN = re.compile(r"[一-鿿]")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments)
    captured = capfd.readouterr()
    return code, captured.out, captured.err


def test_help_is_chinese_and_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capfd, "--help")
    assert code == 0
    for name, summary in COMMANDS.items():
        assert name in out
        assert summary[:8] in out
    for english in ("Usage", "Options", "Commands", "Show this", "default"):
        assert english not in out


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capfd, name, "--help")
    assert code == 0
    assert out.startswith("用法：")
    assert HAN.search(out.split("\n")[2])
    assert "Show this" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["raed"], ("没有这个命令", "read")),
        (["read"], ("缺少参数", "FILE")),
        (["read", "--jso", "x"], ("没有这个选项", "--json")),
        (["read", "不存在.txt"], ("打不开文件", "没有这个文件")),
        (["read", "."], ("文件夹",)),
        (["format", "x.txt"], ("缺少参数", "--output")),
        (["format", "x.txt", "-o", "y.txt"], (".docx",)),
        (["format", "x.txt", "-o", "y.docx", "--profile", "花样"], ("花样", "标准")),
        (["check"], ("缺少参数",)),
    ],
)
def test_a_slip_is_one_chinese_line(
    arguments: Sequence[str], words: Sequence[str], here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capfd, *arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    for word in words:
        assert word in err


def test_read_prints_the_tree_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capfd, "read", str(SAMPLE), "--json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert set(data) == {"documents", "failed"}
    document = data["documents"][0]
    assert set(document) == {"file", "part", "document", "removed", "findings"}
    tree = document["document"]
    assert set(tree) == {"title", "byline", "date", "salutation", "body", "attachments", "signature"}
    section = next(block for block in tree["body"] if block["type"] == "section" and block["heading"])
    assert set(section) == {
        "type", "number", "heading", "level", "kind", "style", "theme", "passage", "card", "body",
    }  # fmt: skip
    sentence = tree["body"][0]["body"][0]["sentences"][0]
    assert set(sentence) == {"text", "phrase", "line"}


def test_bad_files_do_not_stop_the_others(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "空.txt").write_bytes(b"")
    (here / "好.txt").write_text("关于调研的发言\n一、做法\n我们走了三个村，听了二十户的话。\n", "utf-8")
    code, out, err = call(capfd, "read", "空.txt", "没有.txt", "好.txt", "--json")
    assert code == 2
    data = json.loads(out)
    assert [Path(d["file"]).name for d in data["documents"]] == ["好.txt"]
    assert [Path(f["file"]).name for f in data["failed"]] == ["空.txt", "没有.txt"]
    assert err.count("\n") == 2


@pytest.mark.parametrize("suffix", [".docx", ".md", ".txt", ".html", ".json"])
def test_read_saves_every_format(suffix: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "read", str(SAMPLE), "-o", "稿" + suffix)[0] == 0
    first = (here / ("稿" + suffix)).read_bytes()
    assert call(capfd, "read", str(SAMPLE), "-o", "稿" + suffix)[0] == 0
    assert (here / ("稿" + suffix)).read_bytes() == first
    code, out, _ = call(capfd, "read", "稿" + suffix, "--json")
    assert code == 0
    assert json.loads(out)["documents"][0]["document"]["title"].startswith("让笔头跟着脚步走")


def test_several_files_go_into_a_folder(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "另.txt").write_text("关于调研的发言\n一、做法\n我们走了三个村。\n", "utf-8")
    assert call(capfd, "read", str(SAMPLE), "另.txt", "-o", "稿子/")[0] == 0
    assert sorted(path.name for path in (here / "稿子").iterdir()) == ["另.md", "研讨发言.md"]
    code, _, err = call(capfd, "read", str(SAMPLE), "另.txt", "-o", "一个.md")
    assert (code, "文件夹" in err) == (2, True)


def test_an_unknown_suffix_is_refused(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capfd, "read", str(SAMPLE), "-o", "x.xyz")
    assert code == 2
    assert ".docx" in err
    assert not list(here.iterdir())


def test_format_then_check_is_clean_but_for_open_slots(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "format", str(SAMPLE), "-o", "发言.docx")[0] == 0
    code, out, _ = call(capfd, "check", "发言.docx", "--json")
    assert code == 0
    findings = json.loads(out)["files"][0]["findings"]
    assert {finding["level"] for finding in findings} <= {"提示"}
    assert call(capfd, "format", str(SAMPLE), "-o", "定稿.docx", "--clean")[0] == 0


def test_a_wrong_layout_gives_exit_code_one(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("关于调研的发言")
    document.add_paragraph("    我们走了三个村，听了二十户的话。")
    document.save("乱.docx")
    code, out, _ = call(capfd, "check", "乱.docx")
    assert code == 1
    assert "必错" in out
    code, _, err = call(capfd, "check", "乱.docx", "没有.docx")
    assert (code, "没有.docx" in err) == (2, True)


def test_a_read_only_folder_and_a_full_target_lose_nothing(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "旧.md").write_text("旧的", "utf-8")
    code, _, err = call(capfd, "read", str(SAMPLE), "-o", "没有这层/新.md")
    assert (code, err.count("\n")) == (2, 1)
    code, _, err = call(capfd, "read", str(SAMPLE), "-o", "/dev/full")
    assert code in (0, 2)
    assert (here / "旧.md").read_text("utf-8") == "旧的"
    assert [path.name for path in here.iterdir()] == ["旧.md"]


def test_saving_keeps_the_mode_of_a_file(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = here / "稿.md"
    target.write_text("", "utf-8")
    target.chmod(0o640)
    assert call(capfd, "read", str(SAMPLE), "-o", "稿.md")[0] == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_large_file_is_refused_without_being_read(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with (here / "大.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    code, _, err = call(capfd, "read", "大.txt")
    assert (code, "200 MB" in err) == (2, True)


def test_an_internal_error_names_a_report_and_keeps_the_text_out(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes, name: str) -> None:
        raise RuntimeError("秘密的话")

    monkeypatch.setattr("drafter.reading.read", broken)
    code, _, err = call(capfd, "read", str(SAMPLE))
    assert code == 2
    report = Path(err.split("：")[1])
    assert "RuntimeError" in report.read_text("utf-8")
    assert "秘密" not in report.read_text("utf-8")
    report.unlink()


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.startswith("drafter ")
    assert done.stderr == ""


def test_the_help_page_imports_nothing_heavy() -> None:
    code = (
        "import sys; from drafter.cli.app import run; run(['--help'])\n"
        "heavy = {'docx', 'lxml', 'pypdf', 'msgspec', 'yaml', 'jinja2', 'rich', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
