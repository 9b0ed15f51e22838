"""Old and foreign office formats (.doc, .wps, .rtf, .odt …): LibreOffice makes a .docx of them, if it is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from glob import glob
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from drafter.package import open_parts
from drafter.readers import docx
from drafter.readers.docx_hanging import MACROS
from drafter.readers.ole import SIGNATURE, streams
from drafter.report import DrafterError, Finding
from drafter.tree import Source

ORDER = 5
SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".uot")

_SECONDS = 60
_LARGEST_RESULT = 64 << 20
_HEAD = 4096
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_PASSWORD_HINT = "请用 Word/WPS 打开，去掉打开密码另存后再试"
# Where it stands when the path does not say, newest first.
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files*\LibreOffice*\program\soffice.com",
)
# Settings of the throw-away profile: no macro runs, nothing outside the file is fetched, links stay as they are.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>'
)


def claims(data: bytes, name: str) -> bool:
    """Whether the content is one of the old containers or a text format of another office."""
    return _suffix(data) != ""


def read(data: bytes, name: str) -> Source:
    """The document as LibreOffice understands it."""
    suffix = _suffix(data)
    macros = False
    if suffix == ".doc":
        macros = _look_into(data, name)
    elif suffix == ".odt":
        parts = open_parts(data, name)
        if "META-INF/manifest.xml" in parts and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise DrafterError("文件有密码", name, _PASSWORD_HINT)
        # Parsed for its limits alone: LibreOffice has none.
        parts.xml("content.xml")
    elif b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DrafterError("文件里夹带了实体声明，不安全", name, "请用 Word 或 WPS 打开后另存为 .docx")
    source = docx.read(_converted(data, suffix, name), name)
    if not macros:
        return source
    return replace(source, findings=(*source.findings, Finding("macro", "提示", MACROS)))


def _suffix(data: bytes) -> str:
    """What LibreOffice knows such content by, "" for what is not for it."""
    head = data[:_HEAD]
    if head.startswith(SIGNATURE[:4]):
        return ".doc"
    if head.startswith(b"PK\x03\x04"):
        return ".odt" if head[38:].startswith(_OPEN_TEXT) else ""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return ".rtf"
    if b'progid="Word.Document"' in head:
        return ".xml"
    if b"<office:document" in head and _OPEN_TEXT in data[: 4 * _HEAD]:
        return ".fodt"
    return ".uot" if b"<uof:UOF" in head else ""


def _look_into(data: bytes, name: str) -> bool:
    """Refuses a container that holds no text or a locked one; whether it holds macros."""
    found = streams(data)
    if not found:
        raise DrafterError("文件不完整或已损坏", name, "请重新下载，或用 Word/WPS 打开后另存为 .docx 再试")
    if "encryptedpackage" in found:
        raise DrafterError("文件有密码", name, _PASSWORD_HINT)
    for stream, what in (("workbook", "电子表格"), ("book", "电子表格"), ("powerpoint document", "演示文稿")):
        if stream in found and "worddocument" not in found:
            raise DrafterError(f"这是{what}，不是文稿", name, "请把要用的文字复制到 .docx 再试")
    head = found.get("worddocument")
    if head is None and "contents" not in found:
        raise DrafterError("不是 Word 或 WPS 文稿", name, "请用原软件打开后另存为 .docx 再试")
    # Bit 8 of the flags in the file information block: encrypted.
    if head and len(head) > 11 and head[11] & 0x01:
        raise DrafterError("文件有密码", name, _PASSWORD_HINT)
    return "macros" in found or "_vba_project_cur" in found


def _program() -> str:
    """Where LibreOffice is, "" if it is not there."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for places in _PLACES for place in sorted(glob(places), reverse=True)), "")


def _converted(data: bytes, suffix: str, name: str) -> bytes:
    """The .docx that LibreOffice makes of `data`, in a folder and a profile of its own."""
    program = _program()
    if not program:
        hint = "请安装 LibreOffice（Debian/统信/麒麟：apt install libreoffice-writer），或用 WPS/Word 另存为 .docx 再试"
        raise DrafterError("这种旧格式要先转换", name, hint)
    with TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
        (profile / "registrymodifications.xcu").write_text(_PROFILE.format(items), "utf-8")
        given = home / f"given{suffix}"
        given.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.parent.as_uri()}"]
        command += ["--headless", "--norestore", "--nodefault", "--nolockcheck", "--convert-to", "docx"]
        _run([*command, "--outdir", folder, str(given)], name)
        made = home / "given.docx"
        if not made.exists() or made.stat().st_size > _LARGEST_RESULT:
            raise DrafterError("LibreOffice 转换不了这个文件", name, "请用 WPS/Word 打开后另存为 .docx 再试")
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Runs LibreOffice to its end or its time limit; then nothing that it started is left behind."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise DrafterError("LibreOffice 启动不了", name, f"{error.strerror}，请重新安装 LibreOffice") from None
    try:
        process.wait(_SECONDS)
    except BaseException as error:
        # The program is a chain of processes; the group is theirs alone.
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        hint = "文件可能已损坏，请用 WPS/Word 打开后另存为 .docx 再试"
        raise DrafterError(f"LibreOffice 转换超过 {_SECONDS} 秒", name, hint) from None
