"""The note of attachments: 附件：1.…, two characters in, no stop at its end."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, most_size

ID = "attachment-note"
LEVEL: Level = "疑似"
TITLE = "附件说明左空二字，名称后不加标点"
SOURCE = "GB/T 9704-2012 §7.3.4"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_TEXT_P = P("body", _TEXT)
GOOD = (
    Sample(),
    Sample(body=(_TEXT_P, P("attachment", "附件：1.问题清单"), P("attachment", "2.任务清单"))),
)
BAD = (
    Sample(body=(_TEXT_P, P("attachment", "附件:问题清单"))),
    Sample(body=(_TEXT_P, P("attachment", "附件：问题清单。"))),
    Sample(body=(_TEXT_P, P("attachment", "附件：《问题清单》"))),
    Sample(body=(_TEXT_P, P("attachment", "附件：问题清单", ppr='<w:ind w:firstLine="0" w:firstLineChars="0"/>'))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the note under the body, not the attachments themselves."""
    for para in look.of("attachment"):
        text = para.text.strip()
        if text.startswith("附") and "：" not in text[:5]:
            yield at(para, "“附件”后面不是全角冒号", "请写成“附件：”")
        if text[-1] in "。；;，,、.":
            yield at(para, "附件名称后面有标点", "请删去")
        if text.endswith("》"):
            yield at(para, "附件名称加了书名号", "请去掉书名号", "提示")
        indent = (para.left + para.first) / (most_size(para.runs) or profile.size)
        if text.startswith("附") and indent < 1 and not para.text[:1].isspace():
            yield at(para, "附件说明顶格了", "请左空二字")
