"""No praise and no result without something to show for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at, said_at, spot_at

ID = "unfounded-results"
LEVEL: Level = "提示"
TITLE = "评价和结果有依据"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "群众满意度大幅提升，从78.5%提到92.1%。窗口的事办得快了。",
    "推动群众满意度显著提升，请群众当面打分。",
    "【项目名称】成效显著：【数字】户用上了自来水。",
)
BAD = (
    "全县“四下基层”成效显著，反响热烈。窗口的事办得快了。",
    "群众满意度大幅提升。窗口的事办得快了。",
)

_PRAISE = (
    "成效显著|成效明显|效果显著|反响热烈|广受好评|一致好评|广泛好评|普遍赞誉|深受群众欢迎|赢得了?(?:广大)?群众的?(?:广泛|一致|高度)"
    "|(?:满意度|幸福感|获得感|安全感)(?:大幅|显著|明显|不断|持续|进一步)(?:提升|提高|增强|上升)"
    "|取得了?(?:显著|明显|丰硕|巨大|良好)的?(?:成效|成果|成绩|效果)"
)
_SHOWN = r"[0-9０-９【]|[一二三四五六七八九十百]+[个件户次名人成]"
# One of these stands in any praise.
_TRACE = (
    "显著",
    "明显",
    "热烈",
    "好评",
    "赞誉",
    "欢迎",
    "赢得",
    "满意度",
    "幸福感",
    "获得感",
    "安全感",
    "丰硕",
    "巨大",
    "良好",
)
# What is wished or planned; how far from the praise all this is looked for.
_NEAR = 60
_WISHED = ("确保", "推动", "力争", "努力", "争取", "才能", "为了", "使", "让", "着力", "要", "促进", "必将", "就会")


def judge(text: Text) -> Iterator[Slip]:
    """A figure, a slot or a name in the same sentence is something to show; a wish needs nothing."""
    if not any(trace in text.whole for trace in _TRACE):
        return
    for match in re.finditer(_PRAISE, text.whole):
        spot = spot_at(text, match.start())
        if spot.role != "body":
            continue
        said = said_at(spot, match.start())
        start, end = max(said.start, match.start() - _NEAR), min(said.start + len(said.text), match.end() + _NEAR)
        clause = text.whole[start : match.start()].rpartition("；")[2]
        if not re.search(_SHOWN, text.whole[start:end]) and not any(word in clause for word in _WISHED):
            yield at(text, match.start(), match.end(), "评价或结果没有依据", "请写明事实、数字和出处，或删去")
