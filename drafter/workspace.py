"""The user's folder: facts filled in once, settings, own phrases and templates, and what earlier drafts have used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from drafter.plan.brief import Brief
from drafter.report import DrafterError

if TYPE_CHECKING:
    import sqlite3

FILE = "drafter.yaml"
_HISTORY = ".drafter/history.sqlite"
_KEYS = ("事实", "停用规则", "用户词", "读速", "版式")

_TEMPLATE = """\
# 本单位的工作区。填一次，以后每篇稿子都用上；不填的在稿子里留成【】。
事实:
  # 县名: 某县
  # 单位: 某县某局
  # 姓名: 某某
  # 职务: 主任
停用规则: []
用户词: []
读速: 200
版式: 标准
"""


class Settings(Struct, frozen=True):
    """What stands in drafter.yaml."""

    facts: dict[str, str] = {}
    disabled: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    rate: int = 200
    profile: str = "标准"


class Workspace(Struct, frozen=True):
    """A workspace and its settings."""

    folder: Path
    settings: Settings

    @property
    def bank(self) -> Path:
        return self.folder / "词库"


def create(folder: Path) -> list[Path]:
    """Makes a workspace; what is there already stays as it is. Returns what was made."""
    made = []
    try:
        for path in (folder, folder / "词库", folder / "templates" / "genres"):
            if not path.is_dir():
                path.mkdir(parents=True)
                made.append(path)
        target = folder / FILE
        if not target.exists():
            target.write_text(_TEMPLATE, "utf-8")
            made.append(target)
    except OSError as error:
        raise DrafterError("建不了工作区", str(folder), f"{error.strerror or '系统拒绝'}，请换一个位置") from None
    return made


def find(start: Path) -> Path | None:
    """The nearest folder upward that holds drafter.yaml."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def load(folder: Path) -> Workspace:
    """The workspace in `folder`; every slip in its settings is told with what is allowed."""
    import yaml

    path = folder / FILE
    try:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except OSError:
        raise DrafterError("不是工作区", str(folder), f"里面没有 {FILE}，请先运行 drafter init") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path} 第 {mark.line + 1} 行" if mark else str(path)
        raise DrafterError("设置文件写错了", place, "请检查冒号、缩进和引号") from None
    data = data or {}
    if not isinstance(data, dict):
        raise DrafterError("设置文件写错了", str(path), "每行写成“名称: 值”")
    unknown = [str(key) for key in data if key not in _KEYS]
    if unknown:
        raise DrafterError(f"设置里不认识“{unknown[0]}”", str(path), f"可用：{'、'.join(_KEYS)}")
    facts = data.get("事实") or {}
    if not isinstance(facts, dict):
        raise DrafterError("设置里“事实”写错了", str(path), "每行写成“  县名: 某县”")
    try:
        rate = int(data.get("读速") or 200)
    except (TypeError, ValueError):
        raise DrafterError("设置里“读速”要是数", str(path), "例如 读速: 200") from None
    settings = Settings(
        facts={str(k): str(v) for k, v in facts.items() if v is not None},
        disabled=_texts(data.get("停用规则")),
        terms=_texts(data.get("用户词")),
        rate=rate,
        profile=str(data.get("版式") or "标准"),
    )
    return Workspace(folder, settings)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


@contextmanager
def _history(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    import sqlite3

    path = workspace.folder / _HISTORY
    try:
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=20)
        try:
            connection.execute("create table if not exists used (brief text, phrase text, primary key (brief, phrase))")
            with connection:
                yield connection
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise DrafterError("用过的词条记不下来", str(path), f"{error}；可以加 --no-history") from None


def _key(brief: Brief) -> str:
    return msgspec.json.encode(brief, order="deterministic").decode()


def used(workspace: Workspace, *briefs: Brief) -> Mapping[str, int]:
    """How often other drafts have used each phrase; the same briefs made again do not count against themselves."""
    if not (workspace.folder / _HISTORY).exists():
        return {}
    with _history(workspace) as connection:
        own = {_key(brief) for brief in briefs}
        rows = connection.execute("select brief, phrase from used order by phrase").fetchall()
    return Counter(phrase for brief, phrase in rows if brief not in own)


def remember(workspace: Workspace, brief: Brief, phrases: Sequence[str]) -> None:
    """Notes what a draft has used."""
    with _history(workspace) as connection:
        connection.execute("delete from used where brief = ?", (_key(brief),))
        connection.executemany("insert or ignore into used values (?, ?)", [(_key(brief), p) for p in phrases])
