"""The user's files: read whole within a limit, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from drafter.report import DrafterError

LARGEST = 64 * 1024 * 1024


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    import errno

    return {
        errno.ENOENT: "没有这个文件",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "所在磁盘只读",
        errno.ENOSPC: "磁盘已满",
        errno.EISDIR: "这是文件夹",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.ENAMETOOLONG: "文件名太长",
    }.get(error.errno or 0, "系统拒绝访问")


def load(path: Path) -> bytes:
    """The bytes of a file, refused when it is no paper that anybody would write."""
    try:
        if path.is_dir():
            raise DrafterError("这是文件夹，不是文件", str(path), "请写明文件名，或用通配符 *.docx")
        size = path.stat().st_size
        if size > LARGEST:
            megabytes = f"{size / 1048576:.0f} MB"
            raise DrafterError(f"文件过大（{megabytes}）", str(path), f"上限 {LARGEST // 1048576} MB，请拆分或压缩图片")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise DrafterError("打不开文件", str(path), reason(error)) from None
    except ValueError:
        raise DrafterError("打不开文件", repr(str(path)), "文件名里有不能用的字符") from None
    if len(data) > LARGEST:
        raise DrafterError("文件过大", str(path), f"上限 {LARGEST // 1048576} MB")
    return data


def save(path: Path, data: bytes) -> None:
    """Writes beside the target, then takes its place: a reader sees the old file or the new one, never a half."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".drafter-", dir=path.parent or Path())
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise DrafterError("写不了文件", str(path), reason(error) + "，请换一个位置再试") from None


def make_folder(path: Path) -> None:
    """Makes a folder and those above it, where they are not there yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError("建不了文件夹", str(path), reason(error)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
