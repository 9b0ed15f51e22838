"""Texts that stop in the middle: the last line breaks off, or ends in the words of a preview. Reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import SPACE, Cleaned, Example, fixed, is_body, stripped, unfinished
from drafter.numbering import mark_of
from drafter.report import Finding
from drafter.tree import Line

ORDER = 95
LABEL = "文末残缺"

_MORE = re.compile(
    rf"(?:……|\.\.\.|…)?{SPACE}*[（(【\[]?(?:阅读全文|查看全文|展开全文|未完待续|待续|未完|下文略|以下略|后略|余下全文)[）)】\]]?{SPACE}*[>》»]*$"
)
_TRAILING = re.compile(r"[，、；：,;“（《]$|(?:……|\.\.\.)$")
_LONG = 30


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with a finding if the text is not there to its end."""
    text = [line for line in lines if not line.image]
    if not text or fixed(text[-1]) or not any(is_body(line.text) for line in text[:-1]):
        return Cleaned(list(lines))
    last = text[-1]
    bare = stripped(last.text)
    spoken = "，" in bare or "。" in bare or "," in bare
    cut = bool(_MORE.search(bare)) or (
        spoken and (bool(_TRAILING.search(bare)) or (unfinished(bare) and bare[-1] not in "）)】》."))
    )
    headless = not cut and mark_of(bare) is not None and len(bare) <= _LONG and unfinished(bare)
    if not (cut or headless):
        return Cleaned(list(lines))
    message = (
        "文末只有标题没有正文，后面可能缺了内容，请对照原文补全"
        if headless
        else "文末在半句处断了，后面可能缺了内容，请对照原文补全"
    )
    return Cleaned(list(lines), [], [Finding("cut-off", "疑似", message, last.line, bare[-24:])])


_BODY = "我们要把群众的事当成自己的事，用心用情用力解决好急难愁盼问题，让群众得实惠。"
EXAMPLES = (
    Example(
        f"{_BODY}\n要沉下身子、迈开步子，到矛盾多的地方去，把功",
        f"{_BODY}\n要沉下身子、迈开步子，到矛盾多的地方去，把功",
        rules=("cut-off",),
    ),
    Example(f"{_BODY}\n要实干。（未完待续）", f"{_BODY}\n要实干。（未完待续）", rules=("cut-off",)),
    Example(f"{_BODY}\n三、下一步打算", f"{_BODY}\n三、下一步打算", rules=("cut-off",)),
)
SURVIVES = (
    f"{_BODY}\n某县信访局　李明\n2023年10月8日",
    f"{_BODY}\n附件：1.问题清单",
    f"{_BODY}\n谢谢大家！",
)
