"""Lists of other articles under a text, and the words with which a site's editor hands a text out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import Cleaned, Example, fixed, hit, is_body, stripped, whole
from drafter.numbering import mark_of
from drafter.report import Removed
from drafter.tree import Line

ORDER = 45
LABEL = "相关文章"

_HEADS = re.compile(
    r"[【\[■◆●★▼↓>\s]*(?:相关(?:文章|阅读|链接|推荐|新闻|资讯|内容|文档|资源|范文|专题|材料|报道|搜索)|推荐(?:阅读|文章|文档|内容)|延伸阅读|拓展阅读|猜你喜欢|猜您喜欢|您可能(?:还)?(?:喜欢|感兴趣)(?:的(?:文章|内容))?|你可能(?:还)?(?:喜欢|感兴趣)(?:的(?:文章|内容))?"
    r"|热门(?:文章|推荐|阅读|文档|范文|排行|搜索|新闻)|热点(?:新闻|文章|推荐)|新闻排行|最新(?:文章|文档|资讯|更新)|本类(?:热门|推荐|最新)|大家(?:都|正)?在看|精彩推荐|精彩阅读|往期(?:推荐|精选|精彩)?(?:回顾|内容|推荐)?|编辑推荐|更多文章|栏目推荐|同类(?:文章|推荐)|热点排行|点击排行|阅读排行|其他文章)[】\]]?[\s:：>》»▼↓]*(?:更多)?[>》»\s]*"
)
_HINTS = re.compile("相关|推荐|阅读|喜欢|感兴趣|热门|热点|最新|在看|往期|排行|更多文章|其他文章")
# 「下面是小编为大家整理的……希望对您有所帮助」: a house's editor speaking to customers, nobody speaking to a meeting.
# It begins with one of a few characters, which the engine finds fast; what it was is asked afterwards.
_EDITOR = re.compile(
    "[小本范文精为為爲给](?:(?<=小)[编編]|(?<=本)站|(?<=范)文网|(?<=文)库网|(?<=精)心(?:整理|收集|准备|挑选)"
    "|(?<=[为為爲])(?:大家|您|你)(?:整理|收集|带来|呈现|分享|推荐|准备|精编|搜集)|(?<=[给为])(?:大家|您|你)精[编选])"
)
_OFFER = re.compile(
    "(?:希望|[愿願])[^。]{0,12}(?:[对對](?:您|你|大家)|能)[^。]{0,10}(?:帮助|幫助|有用|参考|參考|启发|啟發)|供(?:您|你|大家)?[^。]{0,12}(?:参考|參考|借鉴|阅读)|欢迎(?:大家)?(?:阅读|参考|查阅|借鉴|收藏|浏览|下载)"
    "|一起[来來](?:看看|看一看|了解)|仅供参考|僅供參考|那么[^。]{2,24}(?:怎么写|如何写|呢)|篇[^。]{0,16}范文|范文[^。]{0,12}篇"
)
_SPEAKER = re.compile("我们|我镇|我县|我局|群众|各位|党委|支部|贯彻|落实")


def _handing_out(text: str) -> bool:
    return 12 <= len(text) <= 260 and bool(_EDITOR.search(text) and _OFFER.search(text)) and not _SPEAKER.search(text)


def suspects(texts: Sequence[str]) -> bool:
    """Whether one of these lines may be the head of such a list, or the site's introduction."""
    return any(hit(_HINTS, [text for text in texts if len(text) <= 24])) or any(hit(_EDITOR, texts))


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without lists of other texts behind the text and without the site's own introduction before it."""
    text = whole(lines)
    kept = list(lines)
    removed: list[Removed] = []
    if _HINTS.search(text) is not None:
        body = [n for n, line in enumerate(kept) if is_body(line.text)]
        last = body[-1] if body else -1
        for n in range(last + 1, len(kept)):
            line = kept[n]
            # Whatever follows the head of such a list must look like titles; anything with a voice of its own stays.
            if (
                n
                and not fixed(line)
                and _HEADS.fullmatch(line.text)
                and not any(_speaks(rest) for rest in kept[n + 1 :])
            ):
                removed += [Removed(stripped(rest.text), LABEL, rest.line) for rest in kept[n:]]
                kept = kept[:n]
                break
    if _EDITOR.search(text):
        left = []
        for line in kept:
            if not fixed(line) and _handing_out(stripped(line.text)):
                removed.append(Removed(stripped(line.text), "网站导语", line.line))
            else:
                left.append(line)
        kept = left
    return Cleaned(kept, removed)


def _speaks(line: Line) -> bool:
    text = stripped(line.text)
    if fixed(line) or len(text) > 60 or text.endswith(("。", "！", "；", "：")):
        return True
    mark = mark_of(text)
    return line.level is not None or (mark is not None and mark.style != "arabic")


_BODY = "我们要把群众的事当成自己的事，用心用情用力解决好急难愁盼问题，让群众得实惠。"
EXAMPLES = (
    Example(
        f"{_BODY}\n相关文章：\n谈谈下基层的几点体会\n某局党支部发言材料三篇\n更多\n",
        _BODY,
        removed=("相关文章：", "谈谈下基层的几点体会", "某局党支部发言材料三篇", "更多"),
    ),
    Example(
        f"倡议书怎么写？下面是小编为大家整理的倡议书范文，希望对您有所帮助。\n{_BODY}",
        _BODY,
        removed=("倡议书怎么写？下面是小编为大家整理的倡议书范文，希望对您有所帮助。",),
    ),
)
SURVIVES = (
    "相关阅读要跟上，群众才看得懂政策。",
    "这次读书会的推荐阅读书目有三本。",
    "最新资讯要第一时间送到群众手里，热门话题要第一时间回应。",
    "希望我的发言能对大家有所启发，仅供参考。",
    "下面是我为大家整理的三个案例，供各支部借鉴。",
)
