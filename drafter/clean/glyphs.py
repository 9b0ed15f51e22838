"""Characters that cannot be seen or only look right: zero widths, control characters, radicals instead of Han."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from drafter.clean.contract import Cleaned, Edit, Example, edited, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 5
LABEL = "隐形字符"

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
)
# Spaces of every width become one that the other cleaners know.
_WIDE = "\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
# PDF files often give a radical (⽤) where the character (用) is meant: same look, other code, no search finds it.
_RADICAL = "\u2f00-\u2fd5"
_ODD = re.compile(f"[{_UNSEEN}{_WIDE}{_RADICAL}]")
_SPACE = re.compile(f"[{_WIDE}]")


def _edits(text: str) -> list[Edit]:
    found = []
    for match in _ODD.finditer(text):
        char = match.group()
        if "\u2f00" <= char <= "\u2fd5":
            new = unicodedata.normalize("NFKC", char)
        else:
            new = " " if _SPACE.match(char) else ""
        found.append((match.start(), match.end(), new))
    return found


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without characters that nobody sees and with Han characters in place of radicals."""
    if not _ODD.search(whole(lines)):
        return Cleaned(list(lines))
    kept: list[Line] = []
    radicals: list[tuple[int, str]] = []
    for line in lines:
        edits = [] if fixed(line) else _edits(line.text)
        radicals += [(line.line, line.text[a:b]) for a, b, new in edits if new.strip()]
        line = edited(line, edits)
        if line.text.strip() or fixed(line):
            kept.append(line)
    findings = []
    if radicals:
        where, char = radicals[0]
        message = f"{len(radicals)} 个字是部首符号，看着一样但搜不到，已换成汉字"
        findings.append(Finding("radical", "提示", message, where, char, None, unicodedata.normalize("NFKC", char)))
    return Cleaned(kept, [], findings)


EXAMPLES = (
    Example("\ufeff“四下基层”\u200b研讨发言", "“四下基层”研讨发言"),
    Example("坚持问\u00ad题导向，\u2003马上就办。", "坚持问题导向， 马上就办。"),
    Example("切实把⼯作做到群众⼼坎上。", "切实把工作做到群众心坎上。", rules=("radical",)),
)
SURVIVES = (
    "彝族老支书罗阿且（ꇓꉬꊪ）在火塘边讲党史。",
    "村民乜㐱㐱说，路修到了家门口。",
    "“一二三四五”工作法：1＋2＋3。",
)
