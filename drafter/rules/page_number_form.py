"""The page number stands between two em dashes."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import page_numbers
from drafter.wordlook.model import Look

ID = "page-number-form"
LEVEL: Level = "疑似"
TITLE = "页码写成“— 1 —”"
SOURCE = "GB/T 9704-2012 §7.5"
READS = "layout"

_FOOT = (
    "<w:p><w:r><w:t>{}</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    "<w:r><w:t>{}</w:t></w:r></w:p>"
)
GOOD = (Sample(), Sample(foot=_FOOT.format("—", "—"), even_foot=""))
BAD = (
    Sample(foot=_FOOT.format("- ", " -"), even_foot=""),
    Sample(foot=_FOOT.format("第", "页"), even_foot=""),
    Sample(foot=_FOOT.format("", ""), even_foot=""),
)

_DASHES = "-–―─－‐‑﹣"


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """The commonest slip is the hyphen of the keyboard."""
    for para in page_numbers(look).values():
        text = "".join("1" if run.field == "PAGE" else run.text for run in para.runs)
        bare = "".join(text.split())
        if bare.startswith("—") and bare.endswith("—") and bare.strip("—").isdigit() and bare.count("—") == 2:
            continue
        how = "请写成“— 1 —”：中文破折号的一半（一字线），数字左右各一条"
        dash = next((char for char in bare if char in _DASHES), "")
        what = f"页码的线是“{dash}”，不是一字线" if dash else f"页码写成了“{bare or '1'}”"
        yield Slip(what, how, "页脚")
