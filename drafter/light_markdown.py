"""Our light Markdown: what stands inside a line. Escapes, and the comments that say what Markdown cannot.

Shared by its reader and its writer, and the syntax that an author of a genre template prints. A file is ours when it
opens with `<!-- drafter -->`; in any other file comments mean nothing. One line of the file is one paragraph. Comments
stand at the end of the line (or sentence) that they speak of, never at its head, so that the file renders clean
everywhere. Whatever is left out is guessed or none.

    <!-- drafter -->
    # 题目
    张三 <!-- 署名 -->                      also 日期 称谓 附件 落款
    <!-- 引言 -->                           alone on a line: a section without heading begins (级=2 for a deeper one)
    正文一段。第二句。<!-- 词条=调研.3 -->    the sentence before it came from this entry of the bank
    ## 一、标题 <!-- 问题 要点=调查研究 -->   kind 引言 体会 问题 原因 措施 结语 其他; also 段落谱=… 问题卡=…
    **（一）段首标题。**<!-- 措施 -->正文。   run-in heading, one level below the last heading unless 级= says another
    半句话<!-- 断 -->半句话。                 a sentence ends where nobody would find its end
    <!-- 回到=1 -->                         what follows belongs to the open section of level 1 again (0: to none)

Rarely needed: `号=…` (the number of a heading where it cannot be told from the words, `号=""` for none), `原样`
(nothing of the line is decoration: neither the 。 of a run-in heading nor a leading 附件：nor （） around a date),
`列=2,1` (before a table: cells of each row). Values with spaces or signs are quoted as in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.entities import html5
from typing import get_args

from msgspec import Struct, convert

from drafter.tree import Kind, Role

OWN = "<!-- drafter -->"
ROLES: dict[str, Role] = {
    "署名": "byline",
    "日期": "date",
    "称谓": "salutation",
    "附件": "attachment",
    "落款": "signature",
}
KINDS: tuple[Kind, ...] = get_args(Kind)
_VALUES = {"要点": "theme", "段落谱": "passage", "问题卡": "card", "词条": "phrase", "号": "number", "列": "cells"}
_NUMBERS = {"级": "level", "回到": "back"}
_FLAGS = {"drafter": "own", "断": "cut", "原样": "bare"}

_WORD = re.compile(r'([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?(?:\s+|$)')
_BARE = re.compile(r"(?!.*--)[\w.,:/#·（）《》、-]*\w")
# What no text file, or not every reader of one, carries unharmed: control and private characters, odd line ends.
_FRAGILE = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufffc-\uffff\U000e0000-\U0010ffff"
_SPECIAL = re.compile(rf"[\\`*_\[<~]|&(?=#?\w+;)|[{_FRAGILE}]")
_OPENS_BLOCK = re.compile(r"[#>|+=-]|\d{1,9}(?=[.)](?:\s|$))")
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


class Note(Struct, frozen=True):
    """What one of our comments says."""

    own: bool = False
    role: Role = ""
    kind: Kind | None = None
    cut: bool = False
    bare: bool = False
    level: int | None = None
    back: int | None = None
    theme: str | None = None
    passage: str | None = None
    card: str | None = None
    phrase: str | None = None
    number: str | None = None
    cells: str | None = None


def comment(*words: str, **values: str | None) -> str:
    """A comment of these words and of those values that are not None."""
    parts = [*words, *(f"{key}={_quoted(value)}" for key, value in values.items() if value is not None)]
    return f"<!-- {' '.join(parts)} -->"


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return re.sub(rf"[<>{_FRAGILE}-]", _json_escape, json.dumps(value, ensure_ascii=False))


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def note_of(inner: str) -> Note | None:
    """What the inside of a comment says; None if it is not one of ours."""
    inner = inner.strip()
    said: dict[str, object] = {}
    place = 0
    while place < len(inner):
        match = _WORD.match(inner, place)
        if match is None:
            return None
        place = match.end()
        key, value = match.groups()
        if value is None and key in KINDS:
            said["kind"] = key
        elif value is None and key in ROLES:
            said["role"] = ROLES[key]
        elif value is None and key in _FLAGS:
            said[_FLAGS[key]] = True
        elif value is not None and key in _VALUES and (text := _unquoted(value)) is not None:
            said[_VALUES[key]] = text
        elif value is not None and key in _NUMBERS and re.fullmatch("[0-9]", value):
            said[_NUMBERS[key]] = int(value)
        else:
            return None
    return convert(said, Note) if said else None


def _unquoted(value: str) -> str | None:
    if not value.startswith('"'):
        return value
    try:
        decoded = json.loads(value)
    except ValueError:
        return None
    return decoded if isinstance(decoded, str) else None


def _entities(text: str) -> str:
    return "".join("<br>" if char == "\n" else f"&#{ord(char)};" for char in text)


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    return "\\" + found if found in "\\`*_[<~&" else _entities(found)


def escape(text: str) -> str:
    """`text` so that no mark in it means anything and no space at its ends is lost; a line feed becomes `<br>`."""
    inner = text.strip()
    before, after = text.partition(inner)[::2] if inner else (text, "")
    return _entities(before) + _SPECIAL.sub(_escaped, inner) + _entities(after)


def escape_line(text: str) -> str:
    """`text` as a line of its own: neither its marks nor its beginning mean anything."""
    text = escape(text)
    match = _OPENS_BLOCK.match(text)
    if match is None:
        return text
    return text[: match.end()] + "\\" + text[match.end() :] if match.group()[0].isdigit() else "\\" + text


_NOTE = re.compile(r"\\.|<!--(.*?)-->", re.DOTALL)


def chunks(raw: str) -> Iterator[tuple[str, str | None]]:
    """Raw text up to each comment, with the inside of that comment; the rest of the line with None."""
    start, last = 0, raw.rfind("-->")
    if last >= 0:
        for match in _NOTE.finditer(raw, 0, last + 3):
            if match.group(1) is not None:
                yield raw[start : match.start()], match.group(1)
                start = match.end()
    yield raw[start:], None


_ANY = re.compile(r"[\\`*_\[<&~\U000f0000-\U000f007f]")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,2})([^`]+)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"()]*\")?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:|ftp://)[^<>\s]*)>")
_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*{1,3})(?![\s*])([^*]*[^\s*])\1(?!\*)")
_UNDERLINED = re.compile(r"(?<!\w)(_{1,3})(?![\s_])([^_]*[^\s_])\1(?!\w)")
_STRUCK = re.compile(r"~~(?![\s~])([^~]*[^\s~])~~")
_REST = re.compile(r"[\U000f0000-\U000f007f]|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SIGN = re.compile(r"[^\w\s]")


def _code(match: re.Match[str]) -> str:
    return "".join(_hidden(char) if char in _PUNCTUATION else char for char in match.group(2))


def _hidden(char: str) -> str:
    """A sign that means nothing, out of the way until all marks are read."""
    return chr(0xF0000 + ord(char))


def _emphasis(match: re.Match[str]) -> str:
    """张**、李** is a pair of blanked names, 2*3*4 a product: neither is emphasis."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    blanked = before and not before.isspace() and not _SIGN.match(before) and _SIGN.match(match.group(2))
    return match.group() if blanked or (before.isdecimal() and after.isdecimal()) else match.group(2)


def _plain(match: re.Match[str]) -> str:
    found, entity = match.group(), match.group(1)
    if entity is None:
        return chr(ord(found) - 0xF0000)
    if entity[0] != "#":
        return html5.get(entity + ";", found)
    code = int(entity[2:], 16) if entity[1] in "xX" else int(entity[1:])
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found


def plain(raw: str) -> str:
    """The words of a piece of Markdown, without marks, escapes and comments."""
    if not _ANY.search(raw):
        return raw
    if "<!--" in raw:
        raw = "".join(text for text, _ in chunks(raw))
    text = _BACKSLASH.sub(lambda match: _hidden(match.group(1)), raw) if "\\" in raw else raw
    if "`" in text:
        text = _CODE.sub(_code, text)
    for _ in range(3):
        before = text
        text = _LINK.sub(r"\1", text) if "](" in text else text
        text = _STRONG.sub(_emphasis, text) if "*" in text else text
        text = _UNDERLINED.sub(r"\2", text) if "_" in text else text
        if text == before:
            break
    text = _STRUCK.sub(r"\1", text) if "~~" in text else text
    if "<" in text:
        text = _BREAK.sub("\n", _ADDRESS.sub(r"\1", text))
    return _REST.sub(_plain, text)
