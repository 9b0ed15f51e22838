"""What a corpus has to say on a topic, in pieces that fit into sentences of our own: deeds, faults, meanings, sayings.

No piece is longer than twenty characters, so that no draft repeats a longer run of somebody's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from drafter.mine.places import localized
from drafter.mine.records import Record
from drafter.segment import han

LONGEST = 18
_DEED = range(5, 14)
_THEME = range(6, 9)
_FAULT = range(4, 17)
_MEANING = range(8, LONGEST + 1)
_ROW = range(6, LONGEST + 1)
_SAYING = range(8, LONGEST + 1)
_MOST_THEMES = 6

# Verbs that say what is to be done to what follows them. A list holds where a tagger guesses.
_VERBS = frozenset(
    re.findall(
        r"\S+",
        """
        发展 壮大 吸引 引进 留住 延长 增加 缩小 丰富 繁荣 激活 补充 加强 强化 增强 优化 完善
        健全 建立 构建 打造 建设 夯实 筑牢 铸牢 织密 扎牢 压实 落实 落细 严格 严肃 严明 严守
        坚守 守住 守牢 恪守 遵守 坚定 深化 推进 推动 推行 推广 开展 实施 提升 提高 改进
        改善 改变 转变 创新 规范 统筹 整合 聚焦 紧盯 紧扣 突出 抓好 抓实 抓紧 抓牢 做好 做实
        做细 办好 管好 用好 建好 讲好 守好 把好 把牢 把准 树立 树牢 厚植 涵养 弘扬 传承 发扬
        践行 履行 担当 发挥 激发 释放 营造 凝聚 汇聚 培育 培养 锤炼 引导 教育 督促 监督 排查
        整治 治理 化解 防范 遏制 杜绝 消除 纠治 查处 惩治 打击 清理 解决 破解 攻克 打通 疏通
        畅通 补齐 补足 弥补 破除 克服 缩短 压缩 压减 减少 减轻 精简 降低 简化 取消 下放 放宽
        扩大 拓宽 拓展 延伸 加大 加快 加密 细化 量化 明确 厘清 理清 理顺 摸清 掌握 把握 领会
        领悟 学习 研读 钻研 学好 学懂 悟透 吃透 对照 剖析 检视 查摆 反思 汲取 吸取 接受 听取
        倾听 回应 关心 关爱 关注 服务 方便 维护 保障 保护 守护 净化 巩固 延续 宣传 普及 公开
        公示 兑现 支持 扶持 帮助 对接 协调 联动 共享 搭建 设立 制定 出台 编制 修订 梳理 盘活
        盘清 绷紧 拧紧 系好 扣好 牢记 铭记 锚定 贯彻 执行 遵循 敬畏 运用 善用 挖掘 放大 擦亮
        塑造 促进 带动 服从 配合 参与 走好 走访 深入 提振 重塑 增进 充实 配强 配齐 选优 建强
        紧绷 抓住 牵住 盯住 盯紧 盯牢 管住
        """,
    )
)
# What only calls a meeting, a year or a reader to order says nothing that another office could do.
_EVENT = re.compile(
    r"会议|大会|讲话|部署|论述|指示|批示|文件|通知|全会|新时代|新征程|二十大|十九大|十五五|十四五|习近平|主席|今年|明年|当前|下一步|本次|此次|这次"
    r"|全[省市县区镇乡局]|[我本][省市县区镇乡局]|当地|问责|责成|拨付|督办|考核|查处|重要性|必要性|紧迫性|严肃性|极端|责任感|紧迫感|使命感|共识|信心|决心|站位|意见|要求$|方面$|贯彻落实|过程|基础上|情况|问题$|目的|精神$|总要求|活动$"
)
# Objects that stand for anything, or for one's own homework.
_EMPTY = re.compile(
    r"思想认识|工作重点|发言提纲|精气神|阶段性|良好形象|学习效果|载体$|应尽之责|讨论交流|战略认知|高位推动|工作方式|工作实际|战斗力|工作动态|高质量发展|大局$|工作力度"
    r"|工作任务|各项工作|深远意义|总体要求|目标任务|政治任务|品牌$|名片$|六保|六稳|之举$|作用$|主动性|积极性|创造性|深化认识|岗位职责|本职工作"
)
_VAGUE = re.compile(
    r"思想认识|工作[要安计总]|实际|方式$|目标|任务|重点$|发展$|作用$|意义|内容|时代|中国|全面|各项|有关|相关|以来|重要|主要|决策|力量$|步伐|成效|经验|成果|原则"
    r"|工作$|职责$|党员|干部|群众$|人民|同志|领导|组织$|问题|氛围|格局|动力|合力|免疫"
)
_LEAD = re.compile(
    r"^(?:(?:同时|此外|另外|首先|其次|再次|最后|还|也|更|就是|特别是|尤其是|必须|应当|应该|需要|务必|将|能够|可以|继续|坚决|着力|努力|积极|主动|认真|切实"
    r"|不断|持续|进一步|全面|大力|充分|扎实|有效|真正|深入|深刻|严格|牢固|始终|自觉|带头|逐步|加快|及时|我们|大家|各级各部门|各级|各部门|各单位|广大党员干部"
    r"|党员干部|领导干部)(?=.{5})|[一二三四五六]是|[一二三四五六]要|要(?!求|素|点|领|害|义)|既要|又要|还要|就要|都要|更要|也要|来|去|以(?=提升|推动|促进))+"
)
_BLAME = re.compile(
    r"^(?:(?:主要)?问题(?:是|在于)|比如|例如|如(?!果)|主要|表现为|就是|党员|干部|领导|[一二三四五六]是|(?:还|仍|仍然|依然|也)?存在(?:着)?|(?:有的|有时|个别|部分|少数|一些)(?:同志|党员|干部|党员干部|单位|部门|地方|企业|领域)?"
    r"(?:还|仍|仍然)?(?:存在)?)+"
)
_SHORT = re.compile(
    r"(?:还|仍|比较|相对)?(?:不够[一-鿿]{0,3}|不(?:强|深|高|实|到位|严|透|细|勤|力|清|及时|彻底|健全|完善|主动|扎实|规范|熟练|仔细|紧密|齐全|通畅|顺畅|平衡|匹配|配套|认真"
    r"|重视|上心|多|快)|(?<![与和的])不足|欠缺|薄弱|滞后|缺位|淡薄|弱化|松懈|漂浮|拖拉|低下|缓慢|打折扣|依然存在|有待(?:提高|提升|加强|增强|改进|完善)|流于形式|浮于表面|走过场)$"
    r"|^缺乏.*(?:意识|韧劲|担当|精神|办法|自觉|热情|动力|耐心|恒心)$|^流于|^停留在|^满足于|^习惯于|^重.{1,4}轻"
)
_MEANS = re.compile(
    r"^[^是，]{2,9}(?<![就才将会都也还不更只])(?:是|就是|事关|关乎|关系着?|直接影响|贵在|重在)(?!否|不是|指|在|要|靠|什么)[^是，]{4,14}$"
)
_PERSON = re.compile(r"我|你|他|她|本人|自己|同志|书记|主任|上述|如下|以下|这|那|此|其|该|某|几|谁")
_MASK = re.compile(r"[0-9０-９A-Za-z*＊…《》（）【】×○+]")
# 推动产业发展的重要保障: what a thing is, not what is to be done.
_NAMES = re.compile(
    r"的(?:重要|关键|根本|有力|坚强|必然|内在|具体|有效)?(?:保障|保证|途径|举措|手段|抓手|引擎|支撑|基础|前提|体现|路径|环节|法宝|武器|平台|窗口|载体|契机|部分|基石|根源|源泉|主战场|重要方式|重要方法|重要渠道|有效方式|有效方法|办法举措|作用|企业|单位|部门|人员|干部)$"
)
# 执行政策的能力 is a thing; 提高执行政策的能力 is a deed.
_HELD = re.compile(r"^(?!提高|提升|增强|锤炼|改进|培养).*的(?:能力|本领|水平|基本功)$")
_SAYS = re.compile(r"是|没有|不能|不可|决不|绝不|必须|才|就|永远|贵在|重在")
_NO_PART = frozenset(("m", "t", "nr", "ns", "nt", "nrt", "y", "e", "r"))
_NO_NAMES = frozenset(("重特大", "惠企", "自我", "公共", "和谐", "文明", "高效"))
_NOUNS = frozenset(("n", "vn", "an", "l", "i", "nz", "j", "b", "ng", "v", "a"))
_ODD_END = frozenset("的地得和与及或而把将被对向为从在于以等了着过是时后中上下里")
# 更大决心、更实举措: a run that only calls for more; 招工难、用工难: one that complains.
_NO_ROW = re.compile(r"更|最|[难少低差弱慢性点乱]$|^[不没无未]|不|我|你|他")
_IF = re.compile(r"[“]|^导致|^造成|不能|如果|若|(..)不\1|问题$|避免|防止|解决")
_NO_MEANING = re.compile(
    r"没有|不仅|不只|不但|工作$|、|会议|讲话|文件|任务|目的|目标是|问题是|原因|特别|尤其|无论|首先|其次|再次|最后|今年|当前|^最|^其|^主要|^更|^但|^甚至|^很|^归根|^根本|^什么|^认为|^相信|^看|了$|将是"
)
# What these ask for is somebody else's to do, or no work of its own.
_NO_THEME = ("深入", "督促", "引导", "组织", "做好")
# 治理上要创新: what something should be.
_SAID_OF = re.compile(r"[上中下]要|强保障$|是关键$")
_ALSO_NOUNS = frozenset(
    re.findall(
        r"\S+",
        """
        服务 教育 监督 宣传 治理 保护 保障 建设 发展 学习 创新 支持 培养 落实 执行 协调 联动
        共享 参与 担当 排查 整治 防范 化解 增加 公开 公示 修订 惩治 帮助 剖析 检视 对照 贯彻
        统筹 规范 引导 培育 扶持 对接 巩固 延续 丰富 繁荣
        """,
    )
)
_TELLS = frozenset(
    (
        "有待",
        "没有",
        "应",
        "涵盖",
        "流于",
        "实现",
        "取得",
        "成为",
        "作为",
        "存在",
        "起",
        "是",
        "有",
        "能",
        "能够",
        "还有",
        "仍有",
        "就地",
        "直面",
    )
)
_SPEAKER = re.compile(r"习近平|总书记|习主席")
_QUOTED = re.compile(r"“([^”“]{6,40})”")


class Piece(Struct, frozen=True):
    """A piece of the corpus, the families that it stands in, one sentence of it, and what stands around that."""

    text: str
    families: tuple[int, ...]
    sentence: str
    around: str


class Fillers(Struct, frozen=True):
    """What may fill the places of our sentences, the most widespread first."""

    deeds: tuple[Piece, ...]
    faults: tuple[Piece, ...]
    meanings: tuple[Piece, ...]
    rows: tuple[Piece, ...]
    sayings: tuple[Piece, ...]


def starts_with_verb(words: str) -> bool:
    """Whether `words` begin with a verb that orders, as in 优化营商环境."""
    return words[:2] in _VERBS


def fillers(records: Iterable[tuple[int, Record]]) -> Fillers:
    """The pieces of these documents that can stand inside another sentence."""
    found: dict[str, dict[str, dict[int, tuple[str, str]]]] = {
        name: {} for name in ("deeds", "faults", "meanings", "rows", "sayings")
    }
    for family, record in records:
        for text, around in _texts(record):
            for sort, piece in _pieces(text):
                found[sort].setdefault(piece, {}).setdefault(family, (text, around))

    def ranked(sort: str) -> tuple[Piece, ...]:
        order = sorted(found[sort].items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(
            Piece(text, tuple(sorted(at)), at[min(at)][0], " ".join(around for _, (_, around) in sorted(at.items())))
            for text, at in order
        )

    return Fillers(_distinct(ranked("deeds")), ranked("faults"), ranked("meanings"), ranked("rows"), ranked("sayings"))


def _distinct(deeds: Iterable[Piece]) -> tuple[Piece, ...]:
    """Deeds without those that say another one over, 提升服务质量和效率 after 提升服务质量."""
    kept: list[Piece] = []
    for deed in deeds:
        if "“" in deed.text and len(deed.families) < 2:
            continue  # a programme of somebody's own
        if not any(_says_over(deed.text, one.text) for one in kept):
            kept.append(deed)
    return tuple(kept)


def _says_over(deed: str, other: str) -> bool:
    """Whether two deeds have the same object, or one holds the other."""
    objects = [re.split("[和与及]", text[2:])[0] for text in (deed, other)]
    return deed[-4:] == other[-4:] or objects[0] == objects[1] or deed in other or other in deed


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Headings and sentences, each with the headings and the paragraph that it stands in."""
    paragraphs: dict[int, str] = {}
    for sentence in record.sentences:
        paragraphs[sentence.paragraph] = paragraphs.get(sentence.paragraph, "") + sentence.text
    for heading in record.headings:
        yield heading.text, heading.text
    for sentence in record.sentences:
        at, over = sentence.heading, ""
        while at >= 0:
            over += " " + record.headings[at].text
            at = record.headings[at].parent
        yield sentence.text, paragraphs[sentence.paragraph] + over


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for match in _QUOTED.finditer(text):
        saying = match.group(1)
        before = text[max(0, match.start() - 30) : match.start()]
        if _SPEAKER.search(before) and han(saying) in _SAYING and not _MASK.search(saying) and _SAYS.search(saying):
            yield "sayings", saying
    # A quotation is one word to the clause that it stands in.
    for clause in re.split(r"[，。；：！？,;:!?\s]", text):
        if "、" in clause and _row(clause):
            yield "rows", _row(clause)
        if _meaning(clause):
            yield "meanings", clause
        parts = clause.split("、")
        for part, after in zip(parts, (*parts[1:], ""), strict=True):
            deed = _deed(part)
            # 促进产业链、创新链融合: what follows would be part of the object.
            if deed and (not after or (han(after) >= 4 and _LEAD.sub("", after)[:2] in _VERBS)):
                yield "deeds", deed
            fault = _fault(part)
            if fault:
                yield "faults", fault


def _row(clause: str) -> str:
    """Three units of equal length that make a clause of their own, first the longest run."""
    parts = clause.split("、")
    size = len(parts[-1])
    parts[0] = parts[0][-size:]
    row = "、".join(parts)
    good = len(parts) >= 3 and 2 <= size <= 5 and len({len(part) for part in parts}) == 1 and han(row) in _ROW
    alike = any(len(set(column)) == 1 for column in zip(*parts, strict=True)) if good else False
    if not alike or han(row) != len(row) - len(parts) + 1 or _NO_ROW.search(row) or _EVENT.search(row):
        return ""
    return "" if localized(row)[1] else row


def _odd(piece: str) -> bool:
    return bool(
        _PERSON.search(piece.replace("自我", ""))
        or _MASK.search(piece)
        or piece.count("“") != piece.count("”")
        or piece[-1:] in _ODD_END
        or localized(piece)[1]
    )


def _deed(part: str) -> str:
    """A verb that orders and its object, nothing else."""
    piece = _LEAD.sub("", part.strip("“”") if part.count("“") != part.count("”") else part)
    if (
        han(piece) not in _DEED
        or piece[:2] not in _VERBS
        or _odd(piece)
        or _EVENT.search(piece)
        or _NAMES.search(piece)
        or _HELD.match(piece)
        or _EMPTY.search(piece)
    ):
        return ""
    import rjieba

    tags = rjieba.tag(piece)
    if len(tags[0][0]) != 2 or _no_part(tags[1:]) or tags[-1][1] not in _NOUNS:
        return ""
    rest = tags[1:]
    # A second verb that governs, a preposition or a particle makes a sentence of it.
    if any(tag in ("p", "c", "u", "d", "f", "ul", "uz", "ug", "zg") and word not in "和与及之" for word, tag in rest):
        return ""
    last, does = rest[-1]
    if does == "i" and len(rest) > 1 and piece[:2] not in ("推动", "推进", "促进"):
        return ""  # 剖析原因入木三分: how well it was done
    if rest[0][1] in ("uj", "c") or does == "a" or (does == "v" and len(rest) < 2 and len(last) < 4):
        return ""
    told = _SHORT.search(piece) or _SAID_OF.search(piece) or any(word in _TELLS for word, _ in rest)
    return "" if told or _runs_on(rest) else piece


def _runs_on(rest: Sequence[tuple[str, str]]) -> bool:
    """Whether a second deed follows without a mark: 构建文明乡风守护精神家园."""
    for n, (word, _) in enumerate(rest[:-1]):
        if word in _VERBS and word not in _ALSO_NOUNS and sum(len(before) for before, _ in rest[:n]) >= 4:
            return True
    return False


def _no_part(tags: Sequence[tuple[str, str]]) -> bool:
    """Whether there are names, numbers or pronouns; the tagger takes some words of ours for names."""
    return any(tag in _NO_PART and len(word) < 4 and word not in _NO_NAMES for word, tag in tags)


def _fault(part: str) -> str:
    """What is said to fall short, and how."""
    piece = _BLAME.sub("", part)
    if han(piece) not in _FAULT or not _SHORT.search(piece) or _odd(piece) or _IF.search(piece) or _EVENT.search(piece):
        return ""
    import rjieba

    tags = rjieba.tag(piece)
    if (tags[0][1] in ("c", "d", "u", "uj", "p", "r", "m", "f") and tags[0][0] != "对") or _no_part(tags):
        return ""
    return piece


def _meaning(clause: str) -> str:
    """What something is, said so that it needs no other clause."""
    if not _MEANS.match(clause) or han(clause) not in _MEANING or _NO_MEANING.search(clause):
        return ""
    if _odd(clause.replace("我们党", "党")) or (clause[:2] in _VERBS and "是" not in clause):
        return ""
    import rjieba

    tags = rjieba.tag(clause)
    # The tagger takes 知纪 for somebody's name.
    if tags[0][1] not in ("n", "vn", "v", "l", "i", "an", "nz", "j", "nr", "a") or len(tags[0][0]) < 2:
        return ""
    if tags[-1][1] not in ("n", "vn", "l", "i", "an", "v", "nz"):
        return ""
    return "" if any(tag in ("m", "t", "ns", "nt", "y", "e") for _, tag in tags[1:]) else clause


def themes(found: Fillers, texts: Sequence[str], topic: str) -> list[str]:
    """What the corpus asks for again and again: short deeds, the most widespread first, no two on one thing."""
    spread: dict[str, tuple[int, int]] = {}
    for deed in found.deeds:
        thing = deed.text[2:]
        if (
            han(deed.text) not in _THEME
            or "“" in thing
            or "的" in thing
            or _VAGUE.search(thing)
            or _about(thing, topic)
        ):
            continue
        if deed.text.startswith(_NO_THEME):
            continue
        whole, *halves = (sum(part in text for text in texts) for part in (thing[-4:], thing[:2], thing[-2:]))
        spread[deed.text] = (2 * len(deed.families) + whole, min(halves))
    order = sorted(spread, key=lambda name: (-spread[name][0], -spread[name][1], han(name), name))
    chosen: list[str] = []
    for fresh_verb in (True, False):
        for name in order:
            if len(chosen) == _MOST_THEMES:
                return chosen
            if any(akin(name, other, topic) or (fresh_verb and name[:2] == other[:2]) for other in chosen):
                continue
            chosen.append(name)
    return chosen


def akin(name: str, other: str, topic: str = "") -> bool:
    """Whether two deeds are about one thing: their objects begin or end alike, the topic's own words aside."""
    return any(
        mine == others and mine not in topic for mine, others in ((name[2:4], other[2:4]), (name[-2:], other[-2:]))
    )


def _about(thing: str, topic: str) -> bool:
    """Whether a thing is the topic itself: 营商环境 under 优化营商环境."""
    return any(topic[n : n + 4] in thing for n in range(max(len(topic) - 3, 1)))
