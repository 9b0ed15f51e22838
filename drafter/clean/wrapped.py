"""Hard-wrapped lines: text from PDF files and mails that breaks at the edge of a page, put back into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from drafter.clean.contract import Cleaned, Example, fixed, joined, opens, stripped
from drafter.tree import Line

ORDER = 60
LABEL = "硬换行"

# Widths in columns, a Han character two: no page is narrower or wider than this.
_NARROWEST, _WIDEST, _BEYOND = 26, 150, 160
_SLACK = 5
_FEWEST = 4
_STOP = re.compile(r"[。！？!?…][”’」』）)》】\"']*$")
_LEAD_IN = re.compile(r"[：:；;][”’」』）)\"']*$")
_NARROW = re.compile("[^\u2e80-\uffef“”‘’—…·×]")
_LATIN = re.compile("[!-~]+")
_INSIDE = re.compile("[，。；、：！？,“”]")
_MIDST = re.compile(r"[。！？][”’）]?[^\s。！？”’）]")
_INDENT = re.compile("[ \t\u00a0]{2}|\u3000")
_CLOSING, _OPENING = "，、；。：！？”’）》】,;", "“‘（《【"
# A title may fill its line by chance; what papers are called at the end of their titles gives it away.
_TITLE = re.compile(
    r"[^，。；！？：]{6,60}(?:发言|讲话|体会|材料|报告|总结|提纲|方案|心得|致辞|评论|汇报|党课|对照检查|意见|倡议书|通知|计划|要点|纪要|稿|札记|随笔|感悟)(?:[（(][^（()）]{1,12}[）)])?"
)


class _Page(Struct, frozen=True):
    """How wide the lines of a file are, where they break, and whether they all break at the very same place."""

    widths: list[int]
    margin: int
    exact: bool
    indents: bool
    step: int


def _columns(text: str) -> int:
    # How far beyond every page a line goes does not matter.
    return 2 * len(text) - (len(_NARROW.findall(text)) if len(text) <= _BEYOND else 0)


def _characters(text: str) -> int:
    return 2 * len(text)


def _page(lines: Sequence[Line]) -> _Page | None:
    """The page whose edge broke the lines; None if they are not broken, but meant as they stand."""
    texts = [line.text.rstrip(" \t\u3000\u00a0") for line in lines]
    best: tuple[int, int, int, list[int]] | None = None
    for measure in (_columns, _characters):
        widths = [measure(text) for text in texts]
        counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
        if not counts:
            continue
        # The most crowded stretch of widths is the margin, if there is one.
        crowd = {width: sum(counts[width - k] for k in range(_SLACK)) for width in counts}
        margin = max(crowd, key=lambda width: (crowd[width], width))
        found = (crowd[margin], counts[margin] + counts[margin - 1], margin, widths)
        if best is None or found[:2] > best[:2]:
            best = found
    if best is None or best[0] < _FEWEST:
        return None
    _, _, margin, widths = best
    if sum(width > margin + 6 for width in widths) * 12 > len(lines):
        return None
    full = [n for n, width in enumerate(widths) if margin - _SLACK < width <= margin + 6]
    flowing = [n for n in full if n + 1 < len(lines) and _flows(lines[n], lines[n + 1])]
    tight = [n for n in flowing if not _fits(texts[n + 1].lstrip(), margin - widths[n])]
    # Broken lines end anywhere; lines meant as lines end with a mark, or have none inside, or open with a number.
    # Verse and lists have no stop within a line.
    stops = sum(bool(_MIDST.search(texts[n])) for n in full)
    marked = sum(bool(_INSIDE.search(texts[n].strip()[:-1])) for n in full)
    exact = len(tight) * 100 >= len(flowing) * 75
    most = len(full) * 100 >= len(lines) * 35 and len(flowing) * 100 >= len(full) * 55 and stops * 12 >= len(full)
    # Where few lines are full, all of them must break off at the very edge in the middle of a sentence.
    sure = (
        exact and len(full) * 100 >= len(lines) * 18 and len(flowing) * 100 >= len(full) * 70 and stops * 3 >= len(full)
    )
    if not (most or sure) or marked * 100 < len(full) * 55 or len(flowing) < _FEWEST - 1:
        return None
    indented = sum(bool(_INDENT.match(line.text)) for line in lines)
    steps = Counter(b.line - a.line for a, b in pairwise(lines))
    step = max(1, steps.most_common(1)[0][0])
    return _Page(widths, margin, exact, 0 < indented < len(lines) * 0.9, step)


def _flows(before: Line, after: Line) -> bool:
    """Whether nothing but the margin seems to stand between two lines."""
    text = stripped(before.text)
    return not _STOP.search(text[-4:]) and not _LEAD_IN.search(text[-3:]) and not opens(after) and not fixed(before)


def _fits(rest: str, room: int) -> bool:
    """Whether the first word of the next line would still have found room on this one: then it was broken on purpose."""
    if rest[0].isascii():
        word = _LATIN.match(rest)
        end = word.end() if word else 1
        return room >= end + (2 if rest[end : end + 1] in tuple(_CLOSING) else 0)
    # A mark that may not begin a line takes the character before it along, one that may not end a line the next.
    pair = rest[0] in _OPENING or rest[1:2] in tuple(_CLOSING)
    return room >= (4 if pair else 2)


def _goes_on(before: Line, width: int, after: Line, page: _Page) -> bool:
    """Whether `after` is the rest of `before`; `width` is that of the last physical line of `before`."""
    if fixed(before) or fixed(after) or before.level is not None or before.centred != after.centred:
        return False
    if after.role or after.number or after.level is not None or (page.indents and _INDENT.match(after.text)):
        return False
    text, rest = stripped(before.text), stripped(after.text)
    if rest[0] in _CLOSING:
        return True
    full = not _fits(rest, page.margin - width) if page.exact else width >= page.margin - _SLACK
    if opens(after):
        # A number right behind a comma is part of the sentence; anywhere else it begins something.
        return full and text[-1] in "，、,“（(《"
    if _LEAD_IN.search(text[-3:]):
        return full and not _ADDRESS.fullmatch(text)
    if _STOP.search(text[-4:]):
        return full and width >= page.margin - 2 and not _heading(before)
    if _TITLE.fullmatch(text):
        return False
    if _heading(before) and not page.exact:
        # A heading that fills its line goes on in a short line; a long one behind it is the body.
        return full and _columns(rest) < page.margin - _SLACK and rest[-1] not in "，。；："
    near = not page.exact and width >= page.margin * 0.8 and _INSIDE.search(text) is not None
    return full or near or text[-1] in "，、,"


_ADDRESS = re.compile(r"[^。，]{0,40}(?:同志|各位|领导|大家|代表|朋友|老师)[^。，]{0,14}[：:]")


def _heading(line: Line) -> bool:
    """Whether a line so far is a numbered heading without a stop."""
    text = stripped(line.text)
    if not opens(line) or len(text) > 70 or _STOP.search(text):
        return False
    return "。" not in text and text[-1] not in "，、,；;"


def clean(lines: Sequence[Line]) -> Cleaned:
    """Paragraphs of a hard-wrapped file; any other file comes back as it is."""
    if len(lines) <= _FEWEST or sum(len(line.text) for line in lines) > len(lines) * _WIDEST:
        return Cleaned(list(lines))
    page = _page(lines)
    if page is None:
        return Cleaned(list(lines))
    kept: list[Line] = [lines[0]]
    for n in range(1, len(lines)):
        gap = lines[n].line - lines[n - 1].line > page.step
        if not gap and _goes_on(kept[-1], page.widths[n - 1], lines[n], page):
            kept[-1] = joined(kept[-1], lines[n])
        else:
            kept.append(lines[n])
    return Cleaned(kept)


EXAMPLES = (
    Example(
        "\n".join(
            (
                "关于践行“四下基层”的发言",
                "各位同志：",
                "　　按照会议安排，我结合信访工作谈几点体会，不当之处",
                "请批评指正。这些年，我们坚持把接访的桌子搬到村头院坝，",
                "把矛盾化解在家门口，群众少跑了腿，干部多动了脑，大家",
                "都说这个办法好。",
                "一、学深悟透，把准方向",
                "　　学习是第一位的任务。要原原本本学，联系实际学，做到",
                "知其然更知其所以然，用学到的办法去解开群众心里的疙瘩。",
            )
        ),
        "\n".join(
            (
                "关于践行“四下基层”的发言",
                "各位同志：",
                "　　按照会议安排，我结合信访工作谈几点体会，不当之处请批评指正。这些年，我们坚持把接访的桌子搬到村头院坝，把矛盾化解在家门口，群众少跑了腿，干部多动了脑，大家都说这个办法好。",
                "一、学深悟透，把准方向",
                "　　学习是第一位的任务。要原原本本学，联系实际学，做到知其然更知其所以然，用学到的办法去解开群众心里的疙瘩。",
            )
        ),
    ),
    Example(
        "\n".join(
            (
                "这一年，我们坚持民有所呼、我有所应，全镇干部走村入户",
                "三千多人次，梳理问题四百余个，办结三百八十多个，群众",
                "满意率比上年提高了五个百分点。成绩来之不易，值得珍惜。",
                "",
                "同时也要看到，有的干部下基层蜻蜓点水，有的村级阵地门",
                "难进、脸难看，有的老问题拖成了老大难，这些都要在下一",
                "步工作中下大力气解决，不能再拖。",
            )
        ),
        "这一年，我们坚持民有所呼、我有所应，全镇干部走村入户三千多人次，梳理问题四百余个，办结三百八十多个，群众满意率比上年提高了五个百分点。成绩来之不易，值得珍惜。\n"
        "同时也要看到，有的干部下基层蜻蜓点水，有的村级阵地门难进、脸难看，有的老问题拖成了老大难，这些都要在下一步工作中下大力气解决，不能再拖。",
    ),
    Example(
        "\n".join(
            (
                "一、宣传政策下基层，把党的声音送到田间地头千家万户",
                "二、调查研究下基层，把社情民意摸到灶前炕上心坎里头",
                "三、信访接待下基层，把矛盾纠纷化在村头院坝萌芽之中",
                "四、现场办公下基层，把难题困难解在工地车间项目一线",
                "以上就是我要讲的四点意见。",
            )
        ),
        "\n".join(
            (
                "一、宣传政策下基层，把党的声音送到田间地头千家万户",
                "二、调查研究下基层，把社情民意摸到灶前炕上心坎里头",
                "三、信访接待下基层，把矛盾纠纷化在村头院坝萌芽之中",
                "四、现场办公下基层，把难题困难解在工地车间项目一线",
                "以上就是我要讲的四点意见。",
            )
        ),
    ),
)
SURVIVES = (
    "山高路远，挡不住下乡的脚步",
    "夜深人静，牵挂着群众的冷暖",
    "一桩一件，都记在民情本子上",
    "一点一滴，都化作心头的温暖",
    "一年一岁，都写在山乡的巨变里",
)
