"""Genres: the outline of each kind of paper (front matter) and the Jinja template that lays it out.

One file per genre, `templates/genres/<体裁>.md.jinja`, or in a workspace's own `templates/genres/`.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Struct

from drafter.kept import keep, recalled
from drafter.report import DrafterError
from drafter.shipped import shipped
from drafter.tree import Kind

SUFFIX = ".md.jinja"
_KEPT = "genres.json"
_SOURCES = ("开头", "结尾", "段落谱", "问题", "原因", "措施", "对照")
_STYLES = {"独立成行": "own-line", "段首": "run-in", "段首括号": "run-in-paren", "无": "none"}


class Outline(Struct, frozen=True):
    """One section of a genre, or (`each`) the pattern of a row of level-1 sections that are the points themselves.

    `source` says where its text comes from: openings, closings, passages, the sides of cards, or problem and measure
    of a card together. There are `least` to `most` points, or (`whole`) one for each part of the topic; `style` is that
    of their headings. `openers` open paragraphs without heading with what they are about; `verse` paragraphs of a row
    without headings open with a line of verse.
    """

    kind: Kind
    source: str
    share: float
    headings: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    style: str = "own-line"
    each: bool = False
    kinds: tuple[Kind, ...] = ()
    verse: int = 0
    whole: bool = False
    openers: tuple[str, ...] = ()


class Genre(Struct, frozen=True):
    """A kind of paper; `source` is the outline that mining found it in."""

    name: str
    summary: str
    titles: tuple[str, ...]
    outline: tuple[Outline, ...]
    template: str
    aliases: tuple[str, ...] = ()
    salutation: bool = False
    byline: bool = True
    length: int = 2000
    source: str = ""


def _list(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ((str(value),) if value else ())


def _wrong(name: str, what: str) -> DrafterError:
    return DrafterError(f"体裁模板写错了：{what}", name, "请对照 templates/genres/ 里的样子改")


_SECTION_KEYS = ("类型", "来源", "占比", "标题", "要点", "样式", "各节", "各段类型", "诗句", "构成", "领起")
_GENRE_KEYS = ("名称", "别名", "说明", "题名", "称谓", "署名", "结构", "字数", "出自")


def _outline(data: Any, name: str) -> Outline:
    if not isinstance(data, dict):
        raise _wrong(name, "“结构”里每一节要写成“类型: …”")
    unknown = [key for key in data if key not in _SECTION_KEYS]
    if unknown:
        raise _wrong(name, f"不认识“{unknown[0]}”，可用 {'、'.join(_SECTION_KEYS)}")
    kinds: dict[object, Kind] = {k: k for k in get_args(Kind)}
    kind, source = kinds.get(data.get("类型")), str(data.get("来源"))
    if kind is None or source not in _SOURCES:
        raise _wrong(name, f"类型“{data.get('类型')}”或来源“{source}”不对，来源可用 {'、'.join(_SOURCES)}")
    points = data.get("要点") or [0, 0]
    try:
        share, least, most = float(data.get("占比", 0)), int(points[0]), int(points[-1])
        verse = int(data.get("诗句") or 0)
    except (TypeError, ValueError, IndexError):
        raise _wrong(name, f"“{kind}”的占比、要点数或诗句数不是数") from None
    style = str(data.get("样式") or "独立成行")
    if style not in _STYLES:
        raise _wrong(name, f"样式“{style}”不对，可用 {'、'.join(_STYLES)}")
    return Outline(
        kind=kind,
        source=source,
        share=share,
        headings=_list(data.get("标题")),
        least=least,
        most=max(least, most),
        style=_STYLES[style],
        each=bool(data.get("各节")),
        kinds=tuple(k for k in get_args(Kind) if k in _list(data.get("各段类型"))),
        verse=verse,
        whole=bool(data.get("构成")),
        openers=_list(data.get("领起")),
    )


def parse(text: str, name: str) -> Genre:
    """A genre from the text of its file."""
    import yaml

    if not text.startswith("---\n") or "\n---\n" not in text[4:]:
        raise _wrong(name, "开头要有一段“---”围起来的结构")
    head, _, body = text[4:].partition("\n---\n")
    try:
        data = yaml.load(head, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(name, f"第 {mark.line + 2 if mark else '?'} 行不是合法的 YAML") from None
    if not isinstance(data, dict) or not isinstance(data.get("结构"), list):
        raise _wrong(name, "缺少“结构”")
    unknown = [key for key in data if key not in _GENRE_KEYS]
    if unknown:
        raise _wrong(name, f"不认识“{unknown[0]}”，可用 {'、'.join(_GENRE_KEYS)}")
    outline = tuple(_outline(item, name) for item in data["结构"])
    try:
        length = int(data.get("字数") or 2000)
    except (TypeError, ValueError):
        raise _wrong(name, "“字数”不是数") from None
    total = sum(part.share for part in outline)
    if not 99 <= total <= 101:
        raise _wrong(name, f"各节占比合计 {total:g}，应为 100")
    return Genre(
        name=str(data.get("名称") or name),
        summary=str(data.get("说明") or ""),
        titles=_list(data.get("题名")) or ("{主题}",),
        outline=outline,
        template=body,
        aliases=_list(data.get("别名")),
        salutation=bool(data.get("称谓")),
        byline=data.get("署名") is not False,
        length=length,
        source=str(data.get("出自") or ""),
    )


def _folders(workspace: Path | None) -> list[Path]:
    own = [workspace / "templates" / "genres"] if workspace is not None else []
    return [folder for folder in (*own, shipped("templates/genres")) if folder.is_dir()]


class _Kept(Struct):
    """The genres of a folder as read; the sums say of which texts, and of which version of this file."""

    sums: dict[str, int]
    genres: list[Genre]


@cache
def _read(folder: Path, changed: tuple[tuple[str, int], ...]) -> dict[str, Genre]:
    """The genres of one folder by file name; what was read once is kept, for reading YAML takes longer than a draft."""
    texts = {name: (folder / name).read_bytes() for name, _ in changed}
    own = os.stat(__file__)
    sums = {name: zlib.crc32(text) for name, text in texts.items()} | {"": own.st_mtime_ns ^ own.st_size}
    for data in recalled(folder, _KEPT):
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            kept = msgspec.json.decode(data, type=_Kept)
            if kept.sums == sums and len(kept.genres) == len(texts):
                return dict(zip(texts, kept.genres, strict=True))
    found = {name: parse(text.decode("utf-8"), name.removesuffix(SUFFIX)) for name, text in texts.items()}
    keep(folder, _KEPT, msgspec.json.encode(_Kept(sums, list(found.values()))))
    return found


def genres(workspace: Path | None = None) -> dict[str, Genre]:
    """Every genre by name, in the order of their file names; a workspace's own stands before the shipped one."""
    found: dict[str, Genre] = {}
    for folder in _folders(workspace):
        files = sorted(path for path in folder.glob("*" + SUFFIX) if not path.name.startswith("_"))
        for name, made in _read(folder, tuple((path.name, path.stat().st_mtime_ns) for path in files)).items():
            found.setdefault(name, made)
    return {made.name: made for _, made in sorted(found.items())}


def genre(name: str, workspace: Path | None = None) -> Genre:
    """One genre by its name or an alias; an unknown one is refused with the nearest names."""
    known = genres(workspace)
    return known[named(name, {genre.name: genre.aliases for genre in known.values()}, "体裁")]


def named(name: str, known: Mapping[str, Sequence[str]], what: str) -> str:
    """The proper name of a role, genre or topic given by name or alias."""
    for proper, aliases in known.items():
        if name == proper or name in aliases:
            return proper
    everything = [*known, *(alias for aliases in known.values() for alias in aliases)]
    near = get_close_matches(name, everything, 3, 0.4)
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    raise DrafterError(f"没有这个{what}", name, f"{hint}可用：{'、'.join(known)}")
