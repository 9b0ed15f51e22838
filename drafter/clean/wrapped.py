"""Hard-wrapped lines: text from PDF files and mails that breaks at the edge of a page, put back into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from drafter.clean.contract import Cleaned, Example, fixed, joined, opens, stripped
from drafter.tree import Line

ORDER = 60
LABEL = "硬换行"

# Widths in columns, a Han character two: no page is narrower or wider than this.
_NARROWEST, _WIDEST = 26, 150
_SLACK = 5
_FEWEST = 4
_STOP = re.compile(r"[。！？!?…][”’」』）)》】\"']*$")
_LEAD_IN = re.compile(r"[：:；;][”’」』）)\"']*$")
_WIDE = re.compile("[\u2e80-\uffef“”‘’—…·×]")
_INSIDE = re.compile("[，。；、：！？,“”]")
_MIDST = re.compile(r"[。！？][”’）]?[^\s。！？”’）]")
_INDENT = re.compile("[ \t\u00a0]{2}|\u3000")
_SALUTED = re.compile(r"[^。，]{0,40}(?:同志|各位|领导|大家|代表|朋友|老师)[^。，]{0,14}[：:]$")


def _width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _margin(lines: Sequence[Line], widths: Sequence[int]) -> int:
    """The width at which the whole file breaks its lines; 0 if it does not break them."""
    if len(lines) < _FEWEST + 1:
        return 0
    # The most crowded stretch of widths is the margin, if there is one.
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not counts:
        return 0
    crowd = {width: sum(counts[width - k] for k in range(_SLACK)) for width in counts}
    margin = max(crowd, key=lambda width: (crowd[width], width))
    longer = sum(width > margin + 6 for width in widths)
    if crowd[margin] < _FEWEST or longer * 12 > len(lines):
        return 0
    full = [n for n, width in enumerate(widths) if margin - _SLACK < width <= margin + 6]
    flowing = [n for n in full if n + 1 < len(lines) and _flows(lines[n], lines[n + 1])]
    # Sentences of broken text end anywhere in a line; verse and lists have no stop inside their lines.
    stops = sum(bool(_MIDST.search(lines[n].text)) for n in full)
    # Broken lines end anywhere; lines meant as lines end with a mark, or have none inside, or open with a number.
    marked = sum(bool(_INSIDE.search(stripped(lines[n].text)[:-1])) for n in full)
    enough = stops * 12 >= len(full) and len(full) * 100 >= len(lines) * 35 and len(flowing) * 100 >= len(full) * 55
    return margin if enough and marked * 100 >= len(full) * 55 and len(flowing) >= _FEWEST - 1 else 0


def _flows(before: Line, after: Line) -> bool:
    """Whether nothing but the margin seems to stand between two lines."""
    text = stripped(before.text)
    return not _STOP.search(text[-4:]) and not _LEAD_IN.search(text[-3:]) and not opens(after) and not fixed(before)


def _indents(lines: Sequence[Line]) -> bool:
    """Whether indents say where paragraphs begin: some lines have one, others not."""
    count = sum(bool(_INDENT.match(line.text)) for line in lines)
    return 0 < count < len(lines) * 0.9


def _goes_on(before: Line, width: int, after: Line, margin: int, indents: bool, gap: bool, last: int) -> bool:
    """Whether `after` is the rest of `before`; `width` is that of the last physical line of `before`."""
    if fixed(before) or fixed(after) or gap:
        return False
    if (
        after.role
        or after.number
        or after.level is not None
        or before.level is not None
        or before.centred != after.centred
    ):
        return False
    text, rest = stripped(before.text), stripped(after.text)
    if indents and _INDENT.match(after.text):
        return False
    if not text or not rest:
        return False
    if rest[0] in "，、；。：！？”’）》,;":
        return True
    if _LEAD_IN.search(text[-3:]) and (opens(after) or _SALUTED.fullmatch(text) or width < margin - _SLACK):
        return False
    stop = _STOP.search(text[-4:])
    if opens(after):
        # A number right behind a comma is part of the sentence; anywhere else it begins something.
        return not stop and text[-1] in "，、,“（(《" and width >= margin - _SLACK
    if stop:
        return width >= margin - 2 and not opens_heading(before) and last >= 0
    if opens_heading(before):
        # A heading that fills its line goes on in a short line; a long one behind it is the body.
        return width >= margin - 2 and _width(rest) < margin - _SLACK and not _INSIDE.search(rest[-1])
    return width >= margin * 0.8 or text[-1] in "，、,"


def opens_heading(line: Line) -> bool:
    """Whether a line so far is a numbered heading without a stop."""
    text = stripped(line.text)
    return (
        opens(line) and len(text) <= 70 and not _STOP.search(text) and "。" not in text and text[-1] not in "，、,；;"
    )


def clean(lines: Sequence[Line]) -> Cleaned:
    """Paragraphs of a hard-wrapped file; any other file comes back as it is."""
    if len(lines) <= _FEWEST or sum(len(line.text) for line in lines) > len(lines) * _WIDEST:
        return Cleaned(list(lines))
    widths = [
        _width(line.text.rstrip(" \t\u3000\u00a0")) if len(line.text) <= _WIDEST else _WIDEST + 99 for line in lines
    ]
    margin = _margin(lines, widths)
    if not margin:
        return Cleaned(list(lines))
    steps = Counter(b.line - a.line for a, b in pairwise(lines))
    step = max(1, steps.most_common(1)[0][0])
    indents = _indents(lines)
    kept: list[Line] = [lines[0]]
    for n in range(1, len(lines)):
        before, after = lines[n - 1], lines[n]
        gap = after.line - before.line > step
        if _goes_on(kept[-1], widths[n - 1], after, margin, indents, gap, n):
            kept[-1] = joined(kept[-1], after)
        else:
            kept.append(after)
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
