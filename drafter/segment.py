"""Sentences, lengths and reading time of Chinese text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

# Marks that are one character in Word's count besides Han characters: CJK punctuation, full-width forms, “ ” ‘ ’ — … ·
_CJK = (
    r"\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffee\U00020000-\U0003ffff"
)
# Compiled when first used: what only cuts sentences starts faster.
_COUNTED = rf"[{_CJK}]|[^\s{_CJK}]+"
_SPACES = re.compile(r"[\s\u3000]+")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# A sentence runs to 。！？ with the marks that close it; a dot ends one only between or after Han characters.
_CLOSERS = "”’」』）)】〕》〉\"'"
# All ends begin with one of a few characters, which the engine finds fast; what it was is asked afterwards.
_END = re.compile(
    r"[。！？!?｡….\n](?:(?<=[。！？!?｡])[。！？!?｡]*"
    rf"|(?<=…)…{{0,3}}(?=[{_CLOSERS}]*(?:$|[\s“（\u4e00-\u9fff]))|(?<=[\u4e00-\u9fff]\.)(?=$|[\u4e00-\u9fff])|(?<=\n))"
    rf"[{_CLOSERS}。！？!?]*[ \t\u3000]*"
)
_OPENING, _CLOSING = "“‘「『（【《〈〔", "”’」』）】》〉〕"
_PAIR = dict(zip(_OPENING, _CLOSING, strict=True))
_SPACE = " \t\r\n\u3000\u00a0"
_BRACKETS = re.compile(f"[{_OPENING}{_CLOSING}]")
# A quotation longer than this is split inside: it is a speech within the speech, or its end is missing.
_LONGEST_QUOTE = 120
_BEFORE_ELLIPSIS_GOES_ON = re.compile(r"[，、；：,;:的地得]")


def _depth(brackets: Sequence[str]) -> int:
    """How many of these brackets and quotation marks stay open."""
    stack: list[str] = []
    for char in brackets:
        if char in _PAIR:
            stack.append(_PAIR[char])
        elif char in stack:
            while stack.pop() != char:
                pass
    return len(stack)


def _cuts(text: str, most: int) -> list[int]:
    """Where `text`, which has no spaces around it, is cut, `most` times at most."""
    cuts: list[int] = []
    start, size = 0, len(text)
    held = _BRACKETS.search(text) is not None
    for match in _END.finditer(text):
        at, end = match.span()
        if end >= size:
            break
        if text[at] == "…" and _BEFORE_ELLIPSIS_GOES_ON.match(text, end):
            continue
        if held and end - start <= _LONGEST_QUOTE and _depth(_BRACKETS.findall(text, start, end)):
            continue
        # 「……好。”他说」: the quotation ends, the sentence goes on.
        if text[end - 1] in "”’」』）)" and text[end] in "，、；：,;:的":
            continue
        cuts.append(end)
        if len(cuts) == most:
            break
        start = end
    return cuts


# Most paragraphs end their sentences with one 。！？ each, outside of quotations: those are cut without looking closer.
# A pair with no end inside is harmless; any other mark that has a say about ends is not.
_HARMLESS = re.compile("“[^“”。！？!?｡….\n]*”|《[^《》。！？!?｡….\n]*》|（[^（）。！？!?｡….\n]*）")
_WHITE = " \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SAY = re.compile(f"[{_OPENING}{_CLOSERS}{_CLOSING}!?｡….{_WHITE}]")
_FIRST = re.compile("[。！？]")
_ENDS = frozenset("。！？")


def _plain_cuts(text: str) -> list[str] | None:
    """The sentences of a text that has nothing but plain ends; None where it takes a closer look."""
    if _SAY.search(text) and _SAY.search(_HARMLESS.sub("", text)):
        return None
    pieces = text.replace("。", "。\n").replace("！", "！\n").replace("？", "？\n").split("\n")
    if not pieces[-1]:
        pieces.pop()
    return None if "。" in pieces or "！" in pieces or "？" in pieces else pieces


def sentences(text: str) -> list[str]:
    """`text` cut into sentences; joined they are `text` again without the spaces around it."""
    text = text.strip(_SPACE)
    plain = _plain_cuts(text)
    if plain is not None:
        return plain
    cuts = _cuts(text, len(text))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [piece for piece in pieces if piece.strip()]


def opening(text: str) -> str:
    """The first sentence of a text that has no spaces around it: all of it where it is but one."""
    first = _FIRST.search(text)
    if first and text[first.end() : first.end() + 1] not in _ENDS and _plain_cuts(text[: first.end() + 1]) is not None:
        return text[: first.end()]
    cuts = _cuts(text, 1)
    return text[: cuts[0]] if cuts else text


def han(text: str) -> int:
    """How many Han characters `text` has."""
    return len(HAN.findall(text))


def words(text: str) -> int:
    """字数 as Word shows it: Han characters and Chinese punctuation one each, a run of anything else one."""
    return len(re.findall(_COUNTED, text))


def minutes(text: str, rate: int = 200) -> float:
    """How long `text` takes to read out at `rate` characters a minute, to a tenth of a minute."""
    return round(words(text) / rate, 1) if rate > 0 else 0.0


def compact(text: str) -> str:
    """`text` without any white space, for comparing."""
    return _SPACES.sub("", text)


_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
# Traditional characters of the words that texts are judged by; enough to judge a text, never used to change one.
_TRADITIONAL = str.maketrans(
    "體會問題認識從個這們對於爲為務實幹導學習黨員進還沒強夠嚴緊穩應須將來開發動領傳統節點門義責無現場標準則經歷驗報組織級總結確證據權優勢財產業農鎮縣區際關係聯繫羣眾衆參與謀劃計畫議決斷選舉訓練風險檢視執後堅續維護創設構築網絡壓擔當語話說講論評價質書記錄寫讀閱轉變樣職辦齊訪調處單剛請謝歡讓該給東種團難鄉鬥極條圍隊師萬億號戶",
    "体会问题认识从个这们对于为为务实干导学习党员进还没强够严紧稳应须将来开发动领传统节点门义责无现场标准则经历验报组织级总结确证据权优势财产业农镇县区际关系联系群众众参与谋划计划议决断选举训练风险检视执后坚续维护创设构筑网络压担当语话说讲论评价质书记录写读阅转变样职办齐访调处单刚请谢欢让该给东种团难乡斗极条围队师万亿号户",
)


def simplified(text: str) -> str:
    """`text` as word lists expect it: simplified characters, full-width punctuation."""
    # Most characters are; to look for the others is many times faster than to translate all.
    return _strange().sub(_simple, text)


def _simple(match: re.Match[str]) -> str:
    return match.group().translate(_TRADITIONAL).translate(_WIDE)


@cache
def _strange() -> re.Pattern[str]:
    """What is traditional or half-width. Compiled when first used: what only cuts sentences starts faster."""
    return re.compile(f"[{re.escape(''.join(map(chr, (*_TRADITIONAL, *_WIDE))))}]")
