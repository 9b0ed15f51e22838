"""Writing bank files: one writer at a time, whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from drafter.bank.load import digest_of
from drafter.bank.parse import Parsed, parse
from drafter.bank.splice import Change, applied
from drafter.report import DrafterError, Finding

_LOCK = ".drafter.lock"
_PATIENCE = 60


class Opened(Struct):
    """A file as it is now, under the lock."""

    text: str
    parsed: Parsed
    digest: str


class Refused(DrafterError):
    """What was to be saved has mistakes; each of them is a finding."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(self.said))

    @property
    def said(self) -> list[str]:
        """The mistakes without their places, for who has not seen the lines."""
        return [finding.message.split("：", 1)[-1] for finding in self.findings]


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Holds the layer `root` against other writers; the lock goes with its process, however that ends."""
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / _LOCK, timeout=_PATIENCE):
            yield
    except Timeout:
        raise DrafterError("另一个程序正在改词库", str(root), "请稍后再试") from None
    except OSError as error:
        raise _failed(root, error) from None


def opened(root: Path, file: str, start: str = "") -> Opened:
    """A bank file read for changing; `start` is the text of one that is not there yet."""
    try:
        data = (root / file).read_bytes()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise _failed(root / file, error) from None
    text = _decoded(data, root / file)[0] if data.strip() else start
    parsed = parse(text, file, f"{root.name}/{file}")
    return Opened(text, parsed, digest_of(data))


def change(
    root: Path, file: str, make: Callable[[Opened], Sequence[Change]], start: str = "", seen: str = ""
) -> Opened:
    """Makes changes in one file of a layer; with `seen` (a digest) only if the file is still the one that was read."""
    path = root / file
    with locked(root):
        now = opened(root, file, start)
        if seen and now.digest != seen:
            raise DrafterError("文件刚被别人改过，没有保存", str(path), "请重新打开再改")
        if now.parsed.broken:
            raise Refused(now.parsed.part.findings)
        try:
            text = applied(now.text, make(now))
        except DrafterError as error:
            raise DrafterError(error.message, error.origin or str(path), error.hint) from None
        new = parse(text, file, f"{root.name}/{file}")
        mistakes = _more(now.parsed.part.findings, new.part.findings)
        if mistakes:
            raise Refused(mistakes)
        data = path.read_bytes() if path.exists() else b""
        encoded = text.encode(_decoded(data, path)[1])
        _write(path, encoded)
        return Opened(text, new, digest_of(encoded))


def _more(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """The mistakes that were not there before; their lines may have moved."""
    known = [finding.message.split("：", 1)[-1] for finding in before]
    fresh = []
    for finding in after:
        said = finding.message.split("：", 1)[-1]
        if said in known:
            known.remove(said)
        else:
            fresh.append(finding)
    return fresh


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and its encoding, which stays what it is."""
    for encoding in ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding), encoding
    raise DrafterError("认不出文字编码，没有保存", str(path), "请用记事本另存为 UTF-8 编码后再试")


def _write(path: Path, data: bytes) -> None:
    """Beside the file first, then in its place: a reader, and whoever comes after a power cut, sees old or new."""
    path = Path(os.path.realpath(path))
    # One name for all: what a killed writer left behind is written over by the next.
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(temporary, path.stat().st_mode & 0o777)
        os.replace(temporary, path)
        if hasattr(os, "O_DIRECTORY"):
            folder = os.open(path.parent, os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _failed(path, error) from None


def _failed(path: Path, error: OSError) -> DrafterError:
    import errno

    reasons = {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "所在磁盘只读",
        errno.ENOSPC: "磁盘已满",
        errno.ENAMETOOLONG: "文件名太长",
    }
    reason = reasons.get(error.errno or 0, "系统拒绝访问")
    return DrafterError("词库没有保存", str(path), f"{reason}，原文件没有动")
