"""Words that a site or its software has masked: D员, ××员, XX大, 总shu记. Reported, never changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 90
LABEL = "遮挡字"

# 党 is masked with one letter or sign throughout: never beside other letters (A、B、C、D), digits (3D) or in 维生素D.
_FOLLOWERS = "员|的|委|组|建|支部|总支|小组|中央|性|章|课|史|纪|风|费|校|政|内|外|群|和政府|组织|工委|务|派|规|徽|旗|龄|报|刊|代会|代表|日|心|领导|领导干部|的二十大|的十九大|的建设"
_MASKED = re.compile(
    rf"(?<![A-Za-z0-9/])(?<![A-Za-z]、)([DdＤＸXx_＊*×]|××|XX|xx|\*\*|＊＊|dang)(?=(?:{_FOLLOWERS}))(?![A-Za-z0-9])"
    rf"|(?<=[{HAN}“])(?<!素)(?<!型)(?<!级)(?<!类)([DＤ])(?=[{HAN}，。、；”])(?![级型类区座栋县市省镇乡村组班档线类罩字打印轴键大盘])"
)
_LETTERED = re.compile(
    r"(?<![A-Za-z])[ABCＡＢＣ][县市省区镇乡村局级类组公项班栋座][^A-Za-z]?|[A-CＡ-Ｃ][、，][A-DＡ-Ｄ]|维生素[A-E]"
)
# Whatever masks a word is no Han character and stands beside one.
_SIGN = re.compile(f"[A-Za-zＤＸ×_*＊○](?=[{HAN}])|(?<=[{HAN}])[A-Za-z×*＊]")
_CONGRESS = re.compile(
    r"(?:[Xx×*＊○]{2}|[Xx×*＊○]八|十[Xx×*＊○])(?:大|届[一二三四五六七八九X×*]中全会)(?=[精报以胜召提对，、。”]|期间|开幕|明确)"
)
_SPELLED = re.compile(
    r"总shu记|总书ji|zong书记|zongshu记|总SJ|总s记|[Xx×*＊]近平|习[Xx×*＊]平|习近[Xx×*＊pP]|习jp|习JP|[Xx]jp|zhong国|中guo|中G(?=[一-鿿])|共chan|gong产|政fu|zheng府|ling导|领dao|fan腐|反fu|fan败|十jiu大|ershi大|\bzf\b(?=[一-鿿])|(?<=[一-鿿])zf(?=[一-鿿])|gong安|jing察|ganbu|干bu|gan部"
)
_MEANT = {
    "总shu记": "总书记",
    "总书ji": "总书记",
    "政fu": "政府",
    "干bu": "干部",
    "gan部": "干部",
    "领dao": "领导",
    "ling导": "领导",
    "中guo": "中国",
    "zf": "政府",
}


def _place(line: Line, start: int, end: int) -> str:
    return line.text[max(start - 4, 0) : end + 4]


def _party(lines: Sequence[Line], text: str) -> list[Finding]:
    """One finding for all places where 党 is masked, if the mask stands twice and 党 hardly ever itself."""
    if "党" in text and text.count("党") > 2:
        return []
    places: dict[str, list[tuple[Line, int, int]]] = {}
    for line in lines:
        for match in _MASKED.finditer(line.text):
            sign = match.group(1) or match.group(2)
            places.setdefault(sign, []).append((line, *match.span()))
    findings = []
    lettered = bool(_LETTERED.search(text))
    for sign, found in places.items():
        # Where counties or classes go by letters too, a D is a letter like them.
        sure = [hit for hit in found if re.match(_FOLLOWERS, hit[0].text[hit[2] :])] if lettered else found
        if len(sure) < 2 or (lettered and len(sure) * 2 < len(found)):
            continue
        firm = sum(
            bool(re.match("员|的|委|建|支部|组织|中央|总支|课|史|章|性", line.text[end:])) for line, _, end in sure
        )
        if firm < (1 if sign in "DＤ" else 2):
            continue
        line, start, end = sure[0]
        fragment = _place(line, start, end)
        at = start - max(start - 4, 0)
        meant = fragment[:at] + "党" + fragment[at + end - start :]
        message = f"“{sign}”疑似代替“党”字，共 {len(sure)} 处，请逐处核对后改回"
        findings.append(Finding("masked-word", "疑似", message, line.line, fragment, None, meant))
    return findings


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with a finding for every kind of masked word."""
    text = whole(lines)
    if not _SIGN.search(text):
        return Cleaned(list(lines))
    signed = [line for line in lines if not fixed(line) and _SIGN.search(line.text)]
    findings = _party(signed, text)
    for pattern, message in (
        (_CONGRESS, "会议名称里的字疑似被遮挡，共 {} 处，请核对补全"),
        (_SPELLED, "词里夹着拼音或符号，疑似被遮挡，共 {} 处，请核对改回"),
    ):
        hits = [(line, match) for line in signed for match in pattern.finditer(line.text)]
        if hits:
            line, match = hits[0]
            word = match.group()
            meant = "二十大" if pattern is _CONGRESS and word.endswith("大") else _MEANT.get(word, "")
            fragment = _place(line, *match.span())
            fix = fragment.replace(word, meant) if meant else ""
            findings.append(Finding("masked-word", "疑似", message.format(len(hits)), line.line, fragment, None, fix))
    return Cleaned(list(lines), [], findings)


EXAMPLES = (
    Example("广大D员干部要走好新时代D的群众路线。", "广大D员干部要走好新时代D的群众路线。", rules=("masked-word",)),
    Example("X员要带头，X委要担责，X建要引领。", "X员要带头，X委要担责，X建要引领。", rules=("masked-word",)),
    Example("××员要带头，××支部要作表率。", "××员要带头，××支部要作表率。", rules=("masked-word",)),
    Example("深入学习党的XX大精神。", "深入学习党的XX大精神。", rules=("masked-word",)),
    Example("习近平总shu记到村里看望大家。", "习近平总shu记到村里看望大家。", rules=("masked-word",)),
)
SURVIVES = (
    "缺乏维生素D的老人要多晒太阳，维生素D制剂由卫生院发放。",
    "A县、B县、C县先行试点，D县、E县随后跟进，D县的做法值得推广。",
    "把任务分为A、B、C、D四类，D类项目缓建。",
    "3D打印走进课堂，CT和D-二聚体检测下沉到乡镇。",
    "信用等级为D级的企业列入重点监管。",
    "二十大报告提出新要求，十九大以来成效显著。",
)
