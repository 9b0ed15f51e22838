"""A heading that says 三个 has three points under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.numbering import value_of
from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, points, section
from drafter.tree import Paragraph, Section, sections

ID = "promised-number"
LEVEL: Level = "疑似"
TITLE = "说几点就有几点"
SOURCE = "办公惯例"
READS = "text"

_TWO = "一是走得不勤。去年下去少了，听汇报多。二是听得不真。坐下来谈得少，记得也少。"
GOOD = (
    f"一、两个方面的问题\n\n{_TWO}",
    f"一、坚定拥护“两个确立”，做到“三个到位”\n\n{_TWO}",
    f"一、在三个月里存在的问题\n\n{_TWO}",
    f"一、存在的问题\n\n主要有以下两个方面。{_TWO}",
    f"一、深化三项制度改革\n\n{_TWO}",
)
BAD = (
    f"一、做到三个坚持\n\n{_TWO}",
    f"一、三个方面的问题\n\n{_TWO}",
    "一、三点体会\n\n（一）走得勤\n\n去年到村里住了三晚。\n\n（二）听得真\n\n坐下来谈了半天。",
    f"一、存在的问题\n\n主要有以下三个方面的问题：\n\n{_TWO}",
)

_COUNTED = (
    "个方面|方面|点(?![一钟半多以来])|[条项](?:重点|具体)?(?:措施|举措|打算|建议|意见|工作|任务|要求)|件事"
    "|个(?:问题|环节|短板|不足|坚持|着力|聚焦|到位|强化|突出)"
)
_HEADING = rf"([两二三四五六七八九])(?:{_COUNTED})"
_OPENS = "以下|如下|下面|这|主要有|主要是|存在|谈|讲|抓好|做好"
_LEAD = rf"(?:{_OPENS})(?:的|了|着)?([两二三四五六七八九])(?:{_COUNTED})"
_QUOTED = r"“[^”]*”"
# 八项规定, 四项基本原则 and the like are names.
_NAMED = "八项规定|四项基本原则|六个坚持|八个坚持"
_NUMBERS = frozenset("两二三四五六七八九")


def judge(text: Text) -> Iterator[Slip]:
    """Judges sections with two points or more; the promise stands in the heading, or in the sentence before them."""
    for part in sections(text.document.body):
        found = points(part.body)
        if len(found) < 2:
            continue
        lead = next((block for block in part.body if isinstance(block, (Section, Paragraph))), None)
        said = lead.sentences[-1].text if isinstance(lead, Paragraph) and lead.sentences else ""
        for pattern, words in ((_HEADING, part.heading), (_LEAD, said)):
            match = re.search(pattern, re.sub(f"{_QUOTED}|{_NAMED}", "", words)) if _NUMBERS & set(words) else None
            promised = value_of(match.group(1).replace("两", "二")) if match else 0
            if match and promised != len(found):
                yield section(text, part, f"说的是“{match.group()}”，下面有 {len(found)} 点", "请核对")
                break
