"""The file's author is a person, not a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.wordlook.model import Look

ID = "core-author"
LEVEL: Level = "提示"
TITLE = "文件属性里的作者不是软件默认名"
SOURCE = "办公惯例"
READS = "layout"

_TITLE = "在全县干部大会上的发言"
GOOD = (Sample(), Sample(core=(_TITLE, "县委办公室")))
BAD = (
    Sample(core=(_TITLE, "Administrator")),
    Sample(core=(_TITLE, "微软中国")),
    Sample(core=(_TITLE, "python-docx")),
    Sample(core=(_TITLE, "")),
)

_MACHINE = re.compile(
    r"administrator|admin|user\d*|users|owner|guest|root|pc|微软(?:中国|用户)|microsoft.*|windows ?(?:用户|user|\d+)"
    r"|lenovo.*|联想.*|hp|dell|asus|acer|huawei|thinkpad|python-docx|apache poi|openpyxl|wps.*|un-?named|unknown|未知"
    r"|作者|用户|雨林木风|番茄花园|深度.*|desktop-\w+|[0-9a-f]{8,}",
    re.IGNORECASE,
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the name as it stands; whether a person's name is the right one only people know."""
    if not look.author:
        yield Slip("文件属性里没有作者", "请在“文件—信息—属性”里填上作者", "文件属性")
    elif _MACHINE.fullmatch(look.author):
        yield Slip(f"文件属性里的作者是“{look.author}”", "请改成起草人或单位，免得泄露电脑和来源信息", "文件属性")
