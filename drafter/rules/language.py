"""The text is marked as Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.model import Look

ID = "language"
LEVEL: Level = "提示"
TITLE = "文字语言是中文（中国）"
SOURCE = "办公惯例"
READS = "layout"

_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:rPr><w:lang w:val="en-US" w:eastAsia="{}"/></w:rPr></w:style>'
)
GOOD = (Sample(), Sample(styles=_NORMAL.format("zh-CN")))
BAD = (Sample(styles=_NORMAL.format("en-US")), Sample(styles=_NORMAL.format("ja-JP")))


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Breaks lines and picks fonts by the rules of that language; a document that says nothing follows the program."""
    if look.language and not look.language.lower().startswith("zh"):
        yield Slip(f"文字语言设成了 {look.language}", "请全选后在“审阅—语言”里设为中文（中国）", "全文")
