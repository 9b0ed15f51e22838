"""Fonts: theme names made real, and which family a font's name belongs to, in Chinese or English, of whatever foundry.

Which font a character stands in: Word sorts characters into classes. Han characters, CJK punctuation and full-width
forms take `w:eastAsia`; ASCII takes `w:ascii`; marks used by both scripts (U+2010–U+2BFF: “ ” ‘ ’ — …, and ·) take
`w:hAnsi`, unless the run has `w:hint="eastAsia"`, which hands them to `w:eastAsia`. That is why “ ” turn narrow in
Times New Roman when a program sets fonts and forgets the hint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = {"zh-tw": "Hant", "zh-hk": "Hant", "ja-jp": "Jpan", "ko-kr": "Hang"}

# Family → what a name of that family looks like once case, spaces and marks are gone. The first that fits counts.
_FAMILIES = (
    ("小标宋", re.compile(r"小标宋|xiaobiaosong|xbs")),
    ("大标宋", re.compile(r"大标宋|dabiaosong")),
    ("仿宋", re.compile(r"仿宋|fangsong")),
    ("楷体", re.compile(r"楷|kaiti|stkai|simkai|fzkai")),
    ("雅黑", re.compile(r"雅黑|yahei")),
    ("黑体", re.compile(r"^黑体|simhei|方正黑体|fzhei|fzht|华文黑体|stheiti|cesi黑体|汉仪.*黑体?$|文鼎黑体")),
    ("等线", re.compile(r"等线|dengxian")),
    ("中宋", re.compile(r"中宋|zhongsong")),
    ("宋体", re.compile(r"宋|simsun|stsong|fzss|mingliu")),
)
# What GB/T 9704 documents are set in: the GB2312 fonts of old, and their successors of 方正 and CESI (UOS, 麒麟).
_STANDARD = re.compile(r"gb2312|gbk|^方正|^fz|^cesi|^黑体$|^simhei$|^宋体$|^simsun$")
_MARKS = re.compile(r"[\s_\-—.]+")


@lru_cache(maxsize=1024)
def _bare(font: str) -> str:
    return _MARKS.sub("", font).lower()


@lru_cache(maxsize=1024)
def family(font: str) -> str:
    """仿宋 for 仿宋_GB2312, FangSong, 方正仿宋_GBK …; the name itself for a font of no family known here."""
    bare = _bare(font)
    for name, pattern in _FAMILIES:
        if pattern.search(bare):
            return name
    return font


@lru_cache(maxsize=1024)
def standard(font: str) -> bool:
    """Whether `font` is the cut of its family that offices ask for by name, and not a near relation."""
    return bool(_STANDARD.search(_bare(font)))


@lru_cache(maxsize=1024)
def chinese(font: str) -> bool:
    """Whether `font` is made for Chinese, so that “ ” in it are full-width."""
    return any("\u3400" <= char <= "\u9fff" for char in font) or family(font) != font


class Theme:
    """The theme's fonts by the names that styles use for them (+minorEastAsia …)."""

    def __init__(self, root: etree._Element | None, language: str) -> None:
        self._fonts: dict[str, str] = {}
        if root is None:
            return
        script = _SCRIPTS.get(language.lower(), "Hans")
        for rank, tag in (("major", "majorFont"), ("minor", "minorFont")):
            node = next(root.iter(_A + tag), None)
            if node is None:
                continue
            latin, east = node.find(_A + "latin"), node.find(_A + "ea")
            by_script = next((f for f in node.iter(_A + "font") if f.get("script") == script), None)
            western = latin.get("typeface", "") if latin is not None else ""
            named = east.get("typeface", "") if east is not None else ""
            self._fonts[f"+{rank}EastAsia"] = named or (by_script.get("typeface", "") if by_script is not None else "")
            self._fonts[f"+{rank}Ascii"] = self._fonts[f"+{rank}HAnsi"] = western

    def resolve(self, font: str) -> str:
        """The real name of `font`, which may be a theme name."""
        return self._fonts.get(font, "") if font.startswith("+") else font
