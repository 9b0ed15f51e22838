"""`drafter doctor`: what this machine has and lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import typer

# A font's name, and the file it comes in on Windows.
FONTS = {
    "方正小标宋简体": "FZXBSJW.TTF",
    "仿宋_GB2312": "simfang_GB2312.ttf",
    "楷体_GB2312": "simkai_GB2312.ttf",
    "黑体": "simhei.ttf",
    "宋体": "simsun.ttc",
}
PACKAGES = ("jinja2", "lxml", "msgspec", "numpy", "pypdf", "python-docx", "rich", "rjieba", "typer")


def doctor() -> int:
    """看看本机缺什么：程序文件、字体、LibreOffice、文件夹权限。"""
    from drafter import __version__
    from drafter.report import DrafterError
    from drafter.shipped import shipped

    typer.echo(f"drafter {__version__}，Python {sys.version.split()[0]}")
    missing = [name for name in PACKAGES if not _installed(name)]
    _say(not missing, "程序组件齐全", f"缺组件 {'、'.join(missing)}：请重新安装 drafter")
    try:
        shipped("templates/word/official.docx")
        complete = True
    except DrafterError:
        complete = False
    _say(complete, "公文模板在", "公文模板不在：请重新安装 drafter")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    _say(
        bool(office),
        "LibreOffice 在，能读 .doc 和 .wps",
        "没有 LibreOffice：读 .doc、.wps 要装它，或在 WPS 里另存为 .docx",
    )
    absent = [name for name, file in FONTS.items() if not _font(name, file)]
    _say(not absent, "公文字体齐全", f"本机没有 {'、'.join(absent)}：稿子照样能写，打印要换到装了这些字体的电脑")
    writable = os.access(Path.cwd(), os.W_OK)
    _say(writable, "当前文件夹可以写", "当前文件夹不能写：请换一个文件夹，或用 -o 写明位置")
    return 0 if complete and not missing else 2


def _say(good: bool, yes: str, no: str) -> None:
    typer.echo(f"  {'好' if good else '缺'}　{yes if good else no}")


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _font(name: str, file: str) -> bool:
    """Whether a font is there: by its file on Windows, by fontconfig elsewhere."""
    windows = os.environ.get("WINDIR")
    if windows:
        return (Path(windows) / "Fonts" / file).exists()
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", name, "family"], capture_output=True, check=False).stdout.strip())
