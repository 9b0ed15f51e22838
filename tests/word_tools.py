"""Outside judges of Word files: Microsoft's SDK validator, and LibreOffice with fonts of the right widths."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

# Put there by tools/system_packages.py.
_PACKAGES = Path(__file__).resolve().parent.parent / ".cache" / "npm" / "node_modules"
_VALIDATOR = _PACKAGES / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
# Every Han character of the stand-ins is one em wide, as in the fonts that no Linux machine has.
_STAND_INS = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def faults(data: bytes) -> list[str]:
    """What Microsoft's validator finds wrong with a .docx."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(data)
        done = subprocess.run(["node", _VALIDATOR, path], capture_output=True, text=True, timeout=60)
        verdict = json.loads(done.stdout)
    found = [f"{error['description']} ({error['path']} {error['xPath']})" for error in verdict["errors"]]
    assert verdict["ok"] == (not found), done.stdout
    return found


def converted(data: bytes, suffix: str) -> bytes:
    """`data`, a .docx, as LibreOffice saves it in another format."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(data)
        fonts = "".join(
            f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{given}</string></edit></match>'
            for asked, given in _STAND_INS.items()
        )
        Path(folder, "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir>'
            f"<cachedir>{_home()}/fonts</cachedir>{fonts}</fontconfig>",
            "utf-8",
        )
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{_home()}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                f"{folder}/out",
                str(path),
            ],
            env={**os.environ, "FONTCONFIG_FILE": f"{folder}/fonts.conf"},
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder, "out", f"document.{suffix}").read_bytes()


@cache
def _home() -> str:
    """LibreOffice's settings, of its own for this process."""
    folder = TemporaryDirectory(prefix="drafter-office-")
    _KEPT.append(folder)
    return folder.name


_KEPT: list[TemporaryDirectory[str]] = []


class Printed(NamedTuple):
    """One line of a page: its text and where it stands, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list[list[Printed]]:
    """The lines of every page, from the top."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True, timeout=60)
    return [_lines(page) for page in done.stdout.split("<page ")[1:]]


def _lines(page: str) -> list[Printed]:
    rows: dict[int, list[Printed]] = defaultdict(list)
    for match in _WORD.finditer(page):
        left, top, right, bottom = map(float, match.groups()[:4])
        middle = round((top + bottom) / 2)
        near = next((y for y in rows if abs(y - middle) <= 4), middle)
        rows[near].append(Printed(match.group(5), left, top, right, bottom))
    lines = []
    for _, words in sorted(rows.items()):
        words.sort(key=lambda word: word.left)
        lines.append(
            Printed(
                "".join(word.text for word in words),
                words[0].left,
                min(word.top for word in words),
                words[-1].right,
                max(word.bottom for word in words),
            )
        )
    return lines
