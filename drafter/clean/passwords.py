"""Passwords that sellers put under their documents: 本文档编辑密码：…, 解压密码：…, 提取码：…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import SPACE, Cleaned, Example, cut, fixed, stripped, whole
from drafter.report import Removed
from drafter.tree import Line

ORDER = 25
LABEL = "文档密码"

HINTS = ("密码", "提取码", "解压码", "口令", "访问码")
_CODE = r"[A-Za-z0-9@#_.!$%&*+=\-]{2,24}"
_LABELLED = (
    r"(?:(?:本|此|该)?(?:文档|文件|文章|资料|压缩包|压缩文件|附件|材料|Word|WORD|word|PDF|pdf|PPT|ppt)的?)?"
    r"(?:编辑|打开|解压缩?|阅读|修改|保护|文档|文件|下载|解锁|限制编辑|取消保护|网盘|百度网盘|链接)(?:编辑)?(?:密码|码|口令)"
    r"|(?:本|此|该)(?:文档|文件|压缩包|资料)密码|提取码|访问码|密码"
)
# A line of its own may say it any way; behind a sentence only the label, a colon and a code to the end will do.
_LINE = re.compile(rf"[【\[（(]?(?:{_LABELLED})(?:[为是]|{SPACE})*[:：=]?{SPACE}*{_CODE}[】\]）)]?[。.；;！!]?")
_TAIL = re.compile(
    rf"(?<=[。！？；;”）)]){SPACE}*[【\[（(]?(?:{_LABELLED}){SPACE}*[:：]{SPACE}*{_CODE}[】\]）)]?[。.]?{SPACE}*$"
)
_LABEL_ONLY = re.compile(rf"[【\[]?(?:{_LABELLED})[】\]]?{SPACE}*[:：]")


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without the passwords of the file they came in."""
    text = whole(lines)
    if not any(word in text for word in HINTS):
        return Cleaned(list(lines))
    kept: list[Line] = []
    removed: list[Removed] = []
    waiting = False
    for line in lines:
        bare = stripped(line.text)
        if waiting and re.fullmatch(_CODE, bare):
            removed += [Removed(stripped(kept.pop().text), LABEL, line.line), Removed(bare, LABEL, line.line)]
            waiting = False
            continue
        waiting = False
        if fixed(line) or not any(word in bare for word in HINTS):
            kept.append(line)
        elif _LINE.fullmatch(bare):
            removed.append(Removed(bare, LABEL, line.line))
        else:
            waiting = _LABEL_ONLY.fullmatch(bare) is not None
            match = _TAIL.search(line.text)
            kept += cut(line, [match.span()] if match else [], LABEL, removed)
    return Cleaned(kept, removed)


EXAMPLES = (
    Example(
        "以上发言，请批评指正。\n\n\n本文档编辑密码：wsx2023\n",
        "以上发言，请批评指正。",
        removed=("本文档编辑密码：wsx2023",),
    ),
    Example("发言完毕。解压密码: abc123", "发言完毕。", removed=("解压密码: abc123",)),
    Example("发言完毕。\n【文件打开密码】：\n888666", "发言完毕。", removed=("【文件打开密码】：", "888666")),
    Example("发言完毕。\n提取码：a1b2", "发言完毕。", removed=("提取码：a1b2",)),
)
SURVIVES = (
    "有的同志把系统初始密码123456一直用到今天，保密意识不强。",
    "不得将涉密计算机的开机密码告诉他人。",
    "解压密码由保密员统一管理，定期更换。",
    "要找到打开群众心门的“密码”。",
    "红色密码：把群众装在心里。",
    "高质量发展的财富密码是创新。",
)
