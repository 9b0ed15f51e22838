"""What is left of a web page's code in plain text: entities, tags, comments, escaped line ends."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.clean.contract import HAN, Cleaned, Edit, Example, edited, fixed, stripped, whole
from drafter.report import Finding, Removed
from drafter.tree import Line

ORDER = 10
LABEL = "网页代码"

_ENTITY = re.compile(
    r"&(?:amp;|#38;|#x26;){0,9}(#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z]{2,10}[0-9]{0,2};|(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|ensp|emsp)(?![a-zA-Z]))"
)
_ESCAPED = re.compile(r"_x000[dDaA]_|x0[dD]x0[aA]|(?<![A-Za-z0-9:])\\r\\n|(?<=[" + HAN + r"。！？；”])\\n")
_BREAKING = "p|br|div|li|ul|ol|tr|table|tbody|h[1-6]|hr|center|section|article|header|footer|blockquote|dl|dt|dd|title|body|html|head"
_PLAIN = "span|strong|em|font|td|th|img|a|b|i|u|s|sup|sub|o:p|v:[a-z]+|w:[a-z]+|st1:[a-z]+|input|button|iframe|embed|object|param|video|audio|source|svg|path|meta|link|label|figure|figcaption|small|big|mark|del|ins|code|pre|nobr|wbr|form|main|aside|nav"
# A tag is its known name, then the end or attributes; 「<档案法>」 and 「a<b」 are neither.
_TAG = re.compile(rf"<(/?)({_BREAKING}|{_PLAIN})(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_BREAKS = re.compile(_BREAKING, re.IGNORECASE)
# One letter may be a name in prose; it is a tag if it has attributes or its partner stands in the text too.
_LETTER = frozenset("abius")
# What stands between these is no text at all.
_HIDDEN = (
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(f"<{name}(?=[\\s>])", re.IGNORECASE), re.compile(f"</{name}\\s*>", re.IGNORECASE))
        for name in ("script", "style", "xml", "noscript")
    ),
)
_BB = re.compile(
    r"\[(/?)(b|i|u|s|url|img|color|size|font|align|quote|attach|media|table|tr|td|p|list|backcolor|indent)(=[^\[\]\n]{0,80})?\]"
)


def _decoded(match: re.Match[str]) -> str:
    name = match.group(1)
    new = html.unescape("&" + (name if name.endswith(";") else name + ";"))
    if new.startswith("&") and len(new) > 1:
        return match.group()
    return " " if new == "\u00a0" or not new.strip() else new


def _entities(text: str) -> list[Edit]:
    found = ((m.start(), m.end(), _decoded(m)) for m in _ENTITY.finditer(text))
    return [edit for edit in found if text[edit[0] : edit[1]] != edit[2]]


def _tags(text: str, everything: str) -> list[Edit]:
    """Tags as edits: one that ends a block becomes a line end, any other vanishes."""
    found = [(m.start(), m.end(), "\n") for m in _ESCAPED.finditer(text)]
    for match in _TAG.finditer(text) if "<" in text else ():
        closing, name, rest = match.groups()
        lower = name.lower()
        if lower in _LETTER and not rest.strip(" /"):
            partner = f"<{lower}" if closing else f"</{lower}>"
            if partner not in everything and partner.upper() not in everything:
                continue
        found.append((match.start(), match.end(), "\n" if _BREAKS.fullmatch(name) else ""))
    for match in _BB.finditer(text) if "[" in text else ():
        closing, name, value = match.groups()
        if closing or value or f"[/{name}]" in everything:
            found.append((match.start(), match.end(), ""))
    return sorted(found)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where comments, scripts and styles stand; one that is never closed hides nothing."""
    found = []
    for opener, closer in _HIDDEN:
        ends = [match.end() for match in closer.finditer(text)]
        free = 0
        for start in (match.start() for match in opener.finditer(text)) if ends else ():
            n = bisect_right(ends, start)
            if start >= free and n < len(ends):
                free = ends[n]
                found.append((start, free))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _hidden(lines: Sequence[Line], removed: list[Removed]) -> list[Line]:
    """Lines without comments, scripts and styles, which may run over several of them."""
    text = whole(lines)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    cuts = deque(_stretches(text))
    kept = []
    for line, start in zip(lines, starts, strict=True):
        end = start + len(line.text)
        while cuts and cuts[0][1] <= start:
            cuts.popleft()
        edits: list[Edit] = []
        for low, high in cuts:
            if low >= end:
                break
            edits.append((max(low, start) - start, min(high, end) - start, ""))
        if edits and not fixed(line):
            removed += [
                Removed(stripped(line.text[a:b]), LABEL, line.line) for a, b, _ in edits if line.text[a:b].strip()
            ]
            line = edited(line, edits)
            if not line.text.strip():
                continue
        kept.append(line)
    return kept


def _split(line: Line) -> Iterator[Line]:
    """One line for every piece between line ends that is not blank."""
    if "\n" not in line.text:
        yield line
        return
    run_in = line.run_in
    for piece in line.text.split("\n"):
        if piece.strip():
            yield replace(line, text=piece, run_in=min(run_in, len(piece)))
            run_in = 0


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` with entities decoded, tags gone and paragraphs cut where tags ended them."""
    text = whole(lines)
    tagged = "<" in text or "[/" in text
    if not (tagged or "&" in text or "x0" in text or "\\n" in text):
        return Cleaned(list(lines))
    removed: list[Removed] = []
    count = 0
    first: Finding | None = None
    decoded = []
    for line in lines:
        if "&" in line.text and not fixed(line):
            before = line
            # Decoding &#38;lt; leaves &lt;: a few rounds are enough, text that does this for ever is no text.
            for _ in range(4):
                edits = _entities(line.text)
                if not edits:
                    break
                count += len(edits)
                line = edited(line, edits)
            if line is not before and first is None:
                first = _note(before, _entities(before.text)[0])
        decoded.append(line)
    text = whole(decoded)
    if "<!--" in text or "</" in text:
        decoded = _hidden(decoded, removed)
        text = whole(decoded)
    kept: list[Line] = []
    for line in decoded:
        edits = [] if fixed(line) else _tags(line.text, text)
        if edits:
            count += len(edits)
            first = first or _note(line, edits[0])
        kept += [piece for piece in _split(edited(line, edits)) if piece.text.strip() or fixed(piece)]
    findings = [replace(first, message=f"{count} 处网页代码已去掉或还原成文字")] if first else []
    return Cleaned(kept, removed, findings)


def _note(line: Line, edit: Edit) -> Finding:
    old = line.text[edit[0] : edit[1]]
    return Finding("web-code", "提示", "", line.line, old, None, stripped(edit[2]))


EXAMPLES = (
    Example(
        "&nbsp;&nbsp;&ldquo;四下基层&rdquo;是好传统&mdash;&mdash;要坚持。",
        "  “四下基层”是好传统——要坚持。",
        rules=("web-code",),
    ),
    Example(
        '<p style="text-indent:2em">各位同志：</p><p>今天谈<span>三点</span>体会。<br/>一是学。</p>',
        "各位同志：\n今天谈三点体会。\n一是学。",
        rules=("web-code",),
    ),
    Example("摸清底数&amp;nbsp;&amp;lt;/p&amp;gt;", "摸清底数 ", rules=("web-code",)),
    Example("要把问题找准。_x000D_\n要把根子挖深。", "要把问题找准。\n要把根子挖深。", rules=("web-code",)),
    Example("<script>var a=1;</script>下沉一线。", "下沉一线。", removed=("<script>var a=1;</script>",)),
    Example(
        "<!--[if gte mso 9]>\n<xml>\n<![endif]-->\n问需于民。",
        "问需于民。",
        removed=("<!--[if gte mso 9]>", "<xml>", "<![endif]-->"),
    ),
    Example("[size=4][b]一、学习体会[/b][/size]", "一、学习体会", rules=("web-code",)),
)
SURVIVES = (
    "要抓好R&D投入，支持AT&T等企业落户。",
    "当库存<安全线时，立即补货；当a<b且b>c时除外。",
    "认真学习<档案法>、<信访工作条例>等法规。",
    "方案<一>成本低，方案<二>见效快。",
    "统计上p<0.05，说明差异明显。",
    "[1]见《摆脱贫困》第三章。",
    "选项[b]是群众最关心的。",
)
