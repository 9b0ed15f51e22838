"""The README and docs say what is true: their commands run, and everything there is appears in them."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import sample_topic

from drafter.bank import load, shipped_layers
from drafter.cli.app import run
from drafter.cli.commands import COMMANDS
from drafter.genres import genres

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SAMPLE = ROOT / "tests" / "samples" / "研讨发言.txt"


def commands() -> list[list[str]]:
    """Every `drafter …` line of the README's shell blocks, without its remark."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("drafter ")]


def test_the_commands_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "数据"))
    for name in ("稿子.txt",):
        shutil.copy(SAMPLE, name)
    Path("一批").mkdir()
    assert run(["read", str(SAMPLE), "-o", "稿子.docx"]) == 0
    assert run(["format", str(SAMPLE), "-o", "单位模板.docx"]) == 0
    shutil.copy("稿子.docx", "一批/甲.docx")
    Path("名单.csv").write_text("姓名,角色\n张三,办公室干部\n李四,办公室干部\n", "utf-8")
    sample_topic.folder(Path("往年讲话"))
    found = commands()
    assert len(found) > 20
    for arguments in found:
        if "稿子.pdf" in arguments:
            continue
        arguments = [str(next(iter(Path().glob(word)))) if "*" in word else word for word in arguments]
        code = run(arguments)
        captured = capfd.readouterr()
        assert code in (0, 1) if arguments[0] == "check" else code == 0, (arguments, captured.err)


def test_every_command_role_and_genre_is_in_the_readme() -> None:
    for name in COMMANDS:
        assert f"drafter {name}" in README, name
    bank, findings = load(shipped_layers())
    assert not [finding for finding in findings if finding.level == "必错"]
    for name in (*bank.roles, *genres()):
        assert name in README, name


def test_every_part_of_the_house_is_in_the_tour() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text("utf-8")
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "drafter").iterdir() if not path.name.startswith("_")}
    small = {"package", "profiles", "light_markdown", "wordstyles", "shipped", "report", "tree", "workspace"}
    for room in sorted(rooms - small):
        assert room in tour, room


def test_the_project_speaks_of_itself_alone() -> None:
    hosts = re.compile(r"pythonhosted|pypi\.org|npmjs\.org|debian\.org", re.IGNORECASE)
    for path in ROOT.rglob("*"):
        if (
            path.suffix in (".md", ".txt", ".toml", ".yaml")
            and ".venv" not in path.parts
            and ".cache" not in path.parts
        ):
            assert not hosts.search(path.read_text("utf-8", "replace")), path
