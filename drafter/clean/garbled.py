"""Characters that an encoding has broken: �, 锟斤拷, â€œ. Reported, nobody can guess them back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 96
LABEL = "乱码"

_BROKEN = re.compile(
    f"\ufffd+|锟斤拷|烫烫烫|屯屯屯|â€[\x80-\xbf™œ“”˜¦]?|Ã[\x80-\xbf©¤¶¼]|ï¼[Œšˆ‰]|[åæçèé][\x80-\xbf\u2018-\u203a]{{1,2}}|(?<=[{HAN}])[?？]{{3,}}(?=[{HAN}])"
)

_HINTS = ("\ufffd", "锟", "烫烫", "屯屯", "â", "Ã", "ï", "å", "æ", "ç", "è", "é", "??", "？？")


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with one finding for broken characters."""
    text = whole(lines)
    if not any(char in text for char in _HINTS) or not _BROKEN.search(text):
        return Cleaned(list(lines))
    hits = [(line, m) for line in lines if not fixed(line) for m in _BROKEN.finditer(line.text)]
    if not hits:
        return Cleaned(list(lines))
    line, match = hits[0]
    fragment = line.text[max(match.start() - 4, 0) : match.end() + 4]
    message = f"{len(hits)} 处乱码，请对照原文改正"
    return Cleaned(list(lines), [], [Finding("garbled", "疑似", message, line.line, fragment)])


EXAMPLES = (
    Example("要把\ufffd\ufffd众的事办好。", "要把\ufffd\ufffd众的事办好。", rules=("garbled",)),
    Example("锟斤拷同志们：", "锟斤拷同志们：", rules=("garbled",)),
)
SURVIVES = (
    "烫伤药膏发到每个厨房。",
    "到底为了谁？依靠谁？我是谁？",
    "café（咖啡馆）里的书记接待日很受欢迎。",
)
