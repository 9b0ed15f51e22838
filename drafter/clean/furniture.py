"""What a web page or a document viewer puts around a text, taken out as blocks at head and tail and between pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.clean.contract import SPACE, Cleaned, Example, cut, fixed, hit, is_body, opens, stripped
from drafter.clean.page_parts import Grade, grade
from drafter.report import Removed
from drafter.tree import Line

ORDER = 40
LABEL = "页面框架"

# What no part of a page can do without; a line that has none of it is not looked at any closer. Every alternative
# begins with one character of its own, which the engine finds fast.
_TRACES = re.compile(
    r":|：|>|＞|»|›|\||｜|_|©|打印|关闭|收藏|分享|返回|字号|字体|下载|复制|上一?页|上一?篇|下一?页|下一?篇|首一?页|首一?篇|尾一?页|尾一?篇|末一?页|末一?篇"
    r"|展开|收起|全文|更多|手机|登录|登陆|注册|微信|微博|扫|收听|播报|评论|换一|导航|首页|联系我们|声明|文档|附件|资源|预览|还剩"
    r"|侵|转载|注明|ICP|公网|opyright|版权|本站|本网|网友|浏览|阅读|点击|围观|编辑|来源|责编|网|大\s|中\s|小\s|桌面|VIP|回复|赞|举报|纠错|海报|长者|投稿|搜索"
    r"|没有了|丨|留言|划线|滑动|关注|收录|IP|发表于|百家号|澎湃|转藏|阅 |来自|内容的人|标签|馆友|-(?<=\d{4}-)(?=\d)|A[+-]|【[大中小]】|朗读|视力|无障碍"
    r"|TOP|访客|访问|验证码|链接|百度|评分|初审|审核|签发|END|End|建议使用|库|之家|论坛|简介|描述|请先|年[^。]{0,12}\d:"
)
_TRACES_AT_HEAD = re.compile(r"[\s\d./+>-]+(?:页|[KMkm]B)?\s*$|\d{4}[-/年]")
_LONG = 60
_LONG_TRACES = re.compile(
    "声明|侵[权犯]|转载|本[站网文]|下载|版权|文档|首页|位置|ICP|公网|opyright|来源|编辑|发布|浏览|点击|分享|登录|资源"
)
# A file's suffix or a price tag behind a title is the viewer's, the title is the author's.
_SUFFIX = re.compile(
    rf"(?<=[^\s.])(?:\.(?:docx?|pdf|wps|txt|rtf)|{SPACE}*VIP(?:专享|免费))(?={SPACE}*$)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def _grade(text: str) -> Grade | None:
    if len(text) <= _LONG:
        traced = _TRACES.search(text) or _TRACES_AT_HEAD.match(text)
    else:
        traced = _LONG_TRACES.search(text)
    return grade(stripped(text)) if traced else None


def suspects(texts: Sequence[str]) -> bool:
    """Whether one of these lines may be a part of the page around the text."""
    short = [text for text in texts if len(text) <= _LONG]
    return (
        any(text[:1].isdigit() and _grade(text) for text in short)
        or any(_grade(line) for line in hit(_TRACES, short))
        or any(len(line) > _LONG and _grade(line) for line in hit(_LONG_TRACES, texts))
    )


def _grades(lines: Sequence[Line]) -> list[Grade | None]:
    return [None if fixed(line) else _grade(line.text) for line in lines]


def _edges(lines: Sequence[Line], grades: Sequence[Grade | None]) -> tuple[int, int]:
    """Before which line the text has not begun, and from which on it is over."""
    sentence = [grades[n] is None and (is_body(line.text) or _sentence(line.text)) for n, line in enumerate(lines)]
    # A narrow page breaks sentences off: a piece of one is text if the next line is, else it may be a title.
    piece = [grades[n] is None and len(line.text) >= 22 and "，" in line.text for n, line in enumerate(lines)]
    speaks = [a or b for a, b in zip(sentence, piece, strict=True)]
    body = [n for n, a in enumerate(sentence) if a or (piece[n] and n + 1 < len(lines) and speaks[n + 1])]
    return (body[0], body[-1] + 1) if body else (len(lines), 0)


def _sentence(text: str) -> bool:
    return len(text) >= 16 and text[-1] in "。！？"


def _parts(lines: Sequence[Line]) -> list[bool]:
    """Which lines belong to the page."""
    grades = _grades(lines)
    if not any(grades):
        return [False] * len(lines)
    first, last = _edges(lines, grades)
    alone = len(lines) == 1
    out = [
        mark == "sure" or (mark == "likely" and not alone and (n < first or n >= last)) for n, mark in enumerate(grades)
    ]
    # Beside a part that is surely one, likely ones are parts too, and possible ones outside the text.
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for n in order:
            mark = grades[n]
            if out[n] or mark is None:
                continue
            near = (n > 0 and out[n - 1]) or (n + 1 < len(lines) and out[n + 1])
            outside = n < first or n >= last
            if near and (mark == "likely" or (outside and not (mark == "possible" and opens(lines[n])))):
                out[n] = True
    return out


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without the parts of the page around them."""
    out = _parts(lines)
    removed = [Removed(stripped(line.text), LABEL, line.line) for line, away in zip(lines, out, strict=True) if away]
    kept: list[Line] = []
    for line, away in zip(lines, out, strict=True):
        if away:
            continue
        short = len(line.text) <= 90 and ("." in line.text or "VIP" in line.text) and not fixed(line)
        match = _SUFFIX.search(line.text) if short else None
        kept += cut(line, [match.span()] if match else [], LABEL, removed)
    return Cleaned(kept, removed)


_BODY = "我们要把群众的事当成自己的事，用心用情用力解决好急难愁盼问题，让群众得实惠。"
_HEAD = (
    "您现在的位置：首页 > 学习园地 > 心得体会",
    "打印 关闭 收藏",
    "来源：本站　作者：办公室　点击：128次　发布时间：2023-10-08",
    "【字号：大 中 小】",
)
_TAIL = (
    "责任编辑：小陈",
    "上一篇：谈谈“四下基层”",
    "下一篇：没有了",
    "【打印本页】【关闭窗口】",
    "版权所有：某县政府办公室 闽ICP备12345678号",
    "技术支持：某某科技",
)
_VIEWER = (
    "上传人：山间 文档编号：123456 上传时间：2023-11-28 格式：DOCX 页数：22 大小：34.25KB",
    "返回 下载 相关 举报",
    "研讨发言稿.docx_第1页",
    "还剩20页未读，继续阅读",
    "《研讨发言稿.docx》由会员分享，可在线阅读，更多相关《研讨发言稿.docx（22页珍藏版）》请在某文库上搜索。",
)
EXAMPLES = (
    Example(
        "\n".join((_HEAD[0], "谈谈心得", *_HEAD[1:], _BODY, *_TAIL)),
        f"谈谈心得\n{_BODY}",
        removed=(*_HEAD, *_TAIL),
    ),
    Example("\n".join(("研讨发言稿.docx", *_VIEWER, _BODY)), f"研讨发言稿\n{_BODY}", removed=(*_VIEWER, ".docx")),
    Example(
        f"心得体会\n时间：2023-10-08 08:30:12 [下载该文章] [会员注册]\n{_BODY}\n分享到： 微信 微博 QQ空间\n返回顶部",
        f"心得体会\n{_BODY}",
        removed=("时间：2023-10-08 08:30:12 [下载该文章] [会员注册]", "分享到： 微信 微博 QQ空间", "返回顶部"),
    ),
    Example(
        f"{_BODY}\n扫一扫在手机打开当前页\n{_BODY}\n2023-10-08 10:11:12",
        f"{_BODY}\n{_BODY}",
        removed=("扫一扫在手机打开当前页", "2023-10-08 10:11:12"),
    ),
    Example(
        f"{_BODY}\n声明：本站文章来自网友投稿，如有侵权请联系我们删除。\n转载请注明出处",
        _BODY,
        removed=("声明：本站文章来自网友投稿，如有侵权请联系我们删除。", "转载请注明出处"),
    ),
)
SURVIVES = (
    "有的问题来源不清、责任不明，作者不详的匿名信也要认真对待。",
    "信息来源：群众来信占六成，12345热线占三成，干部走访占一成。",
    "街边的打印店、复印店成了材料外泄的漏点。",
    "下载“掌上办”客户端，登录后阅读全文即可了解政策。",
    "责任编辑要严把政治关，审核、校对一个环节都不能少。",
    "编辑部的同志坚持到田间地头采访。",
    "上一篇讲话谈的是调查研究，下一篇要谈的是信访接待。",
    "分享到这里，我的发言结束了，谢谢大家。",
    "当前位置决定责任，岗位就是阵地。",
    "时间：2023年10月8日",
    "地点：县委三楼会议室",
    "作者：某县信访局　李明",
    "2023年10月8日",
    "收藏一份感动，传递一份温暖。",
    "打印、复印、扫描等业务实行一窗受理。",
    "浏览一遍不等于读懂，点击一下不等于落实。",
    "首页头条要留给一线的同志。",
    "关键词：担当",
    "版权保护工作要抓早抓小，严厉打击侵权盗版行为。",
    "县局关闭了7家违规作坊，返回群众押金12万元。",
    "大、中、小项目要一起抓。",
    "更多的时候要到现场去。",
    "评论员文章要有“泥土味”。",
    "第一页 新的起点",
    "转载这类信息请注明出处，这是起码的规矩。",
)
