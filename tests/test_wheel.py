"""The wheel that people install: complete, and it works far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    place = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(place)
    return place


def test_the_wheel_holds_what_ships_and_nothing_else(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert "drafter/shipped_files/templates/word/official.docx" in names
    assert "drafter/shipped_files/templates/genres/研讨发言.md.jinja" in names
    assert "drafter/shipped_files/phrasebank/roles/办公室干部.yaml" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/")) or ".cache" in name or ".pyc" in name]
    shipped = sum(path.suffix == ".yaml" for path in (ROOT / "phrasebank").rglob("*"))
    assert sum(name.endswith(".yaml") for name in names) == shipped


def test_the_wheel_works_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("关于调研的发言\n一、做法\n我们走了三个村，听了二十户的话。\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    for command in (["read", "稿.txt"], ["format", "稿.txt", "-o", "稿.docx"], ["check", "稿.docx"], ["doctor"]):
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *command], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [sys.executable, "-c", "import drafter; print(drafter.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(installed) in where.stdout
