"""One entry in the user's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from drafter.report import DrafterError

# Lines for the reader only; they do not come back.
_ASIDE = "#: "


def edit_text(text: str, asides: tuple[str, ...]) -> tuple[str, Path]:
    """What the editor leaves of `text`, and the file where it stays until the entry is saved."""
    handle, name = tempfile.mkstemp(prefix="词条-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("".join(f"{_ASIDE}{line}\n" for line in asides) + text)
    return again(Path(name)), Path(name)


def again(path: Path) -> str:
    """Opens the file of an earlier try once more."""
    try:
        code = subprocess.run([*_command(), str(path)], check=False).returncode
    except OSError:
        raise DrafterError("打不开编辑器", " ".join(_command()), "请设环境变量 EDITOR，或用 --text、--set 改") from None
    if code != 0:
        raise DrafterError("编辑器没有正常退出", str(path), "词库没有改，写的内容还在这个文件里")
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_ASIDE.strip()))


def _command() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        return shlex.split(chosen, posix=os.name != "nt")
    for name in ("notepad",) if os.name == "nt" else ("nano", "vi"):
        if shutil.which(name):
            return [name]
    raise DrafterError("没有编辑器", "", "请设环境变量 EDITOR，或用 --text、--set 改")
