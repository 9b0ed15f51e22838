"""The file is of a current Word."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.model import Look

ID = "compatibility"
LEVEL: Level = "提示"
TITLE = "不是兼容模式"
SOURCE = "办公惯例"
READS = "layout"

_SETTING = (
    "<w:compat><w:compatSetting w:name='compatibilityMode' w:val='{}'"
    " w:uri='http://schemas.microsoft.com/office/word'/></w:compat>"
)
GOOD = (Sample(), Sample(settings=_SETTING.format(15), foot="", even_foot=""))
BAD = (Sample(settings=_SETTING.format(12)), Sample(settings="<w:compat/>"))

_CURRENT = 15


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """An older mode lays lines out in another way than the office's Word will after conversion."""
    if look.compatibility < _CURRENT:
        yield Slip("文件是兼容模式", "请在“文件—信息”里点“转换”", "全文")
