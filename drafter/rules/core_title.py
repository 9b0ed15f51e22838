"""The file's own title is that of the document."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.model import Look

ID = "core-title"
LEVEL: Level = "提示"
TITLE = "文件属性里的标题与文稿一致"
SOURCE = "办公惯例"
READS = "layout"

GOOD = (Sample(), Sample(core=("全县干部大会发言", "张明")))
BAD = (Sample(core=("", "张明")), Sample(core=("关于报送防汛值班表的通知", "张明")))


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A title left over from the file that this one was made of shows where it came from."""
    title = "".join("".join(para.text.split()) for para in look.of("title"))
    own = "".join(look.title.split())
    if not own:
        yield Slip("文件属性里没有标题", "请在“文件—信息—属性”里填上标题", "文件属性")
    elif title and not any(own[n : n + 4] in title for n in range(max(len(own) - 3, 1))):
        yield Slip(f"文件属性里的标题是“{own[:20]}”，像是别的文稿", "请在“文件—信息—属性”里改过来", "文件属性")
