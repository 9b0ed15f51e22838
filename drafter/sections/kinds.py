"""What a section does: 体会 问题 原因 措施 引言 结语 其他, by heading, wording and place together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from drafter.segment import simplified
from drafter.tree import Kind

VOTES: tuple[Kind, ...] = ("体会", "问题", "原因", "措施", "其他")


def _quick(pattern: str) -> re.Pattern[str]:
    """`pattern` for searching, tried only at characters that stand in it: each of its branches begins with one.

    The engine runs through a text many times faster to one of a set of characters than it tries branches at each.
    """
    begin = re.escape("".join(sorted(set(pattern))))
    return re.compile(f"[0-9０-９{begin}](?<=(?={pattern})(?s:.))")


# Headings that name their kind. Measures come first: 「存在问题的整改措施」 is about measures.
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "体会",
        _quick(
            r"^(?:更加|进一步)?(?:深刻|充分|全面|准确|深切|真正)?(?:认识|领会|领悟|理解|感悟|体悟|感受|体会|感到)(?:到)?.{2,40}(?:是|的).{2,}|是.{2,32}的.{0,8}(?:法宝|要求|体现|途径|保证|保障|关键|根本|基础|前提|源泉|需要|抓手|举措|方法|方式|渠道|载体|使命|职责|课题|本色|底色|品格|生命线|传家宝|优势|基石|灵魂|密码|钥匙|遵循)$"
        ),
    ),
    (
        "其他",
        _quick(
            r"(?:工作|开展|进展|落实|完成|整改|执行|履职|推进|组织)(?:落实|进展|开展|完成|工作)*情况|联系方式|名单$|附则$|反馈问题|会议记录"
        ),
    ),
    (
        "措施",
        _quick(
            r"(?:措施|打算|下一步|下步|整改方向|整改思路|努力方向|改进方向|改进意见|对策|建议|(?:工作|任务)(?:计划|安排|部署|思路|要求|举措|重点)|重点任务|重点工作|主要任务|目标任务|总体要求|今后|"
            r"整改落实|几点要求|怎么办|怎么干|承诺)"
        ),
    ),
    (
        "措施",
        re.compile(r"^.{0,8}(?:意见|举措|保障|任务|步骤|路径|目标|要求|组织实施|指导思想|基本原则)$"),
    ),
    ("原因", _quick(r"原因|根源|症结|成因|为什么会|剖析$")),
    (
        "问题",
        _quick(
            r"(?:存在|主要|突出|自身|查摆|检视|面临|发现|对照|个人|班子)[^，。]{0,10}(?:问题|不足|差距|短板|困难|弱项)|^(?:问题|不足|差距|短板|困难)(?:[与和及、]|$)"
            r"|(?:问题|不足|差距|短板|困难|弱项|挑战|薄弱环节|问题清单|突出表现|具体表现)(?:和困难|与不足|和不足|与差距|及表现|方面|点名)?(?<!关系问题)$|对照检查情况|^(?:找|查|摆|照|看清|认清|看到|正视|反思|检视)(?:准|自身|身上)?(?:的)?(?:差距|问题|不足|短板)"
        ),
    ),
    (
        "体会",
        _quick(
            r"体会|感悟|认识|收获|启示|感想|感受|心得|意义|内涵|实质|必要性|重要性|价值|真谛|^为什么|^什么是|所思所悟|学习情况|领会|把握.{0,12}(?:要义|要求|精神)"
        ),
    ),
    (
        "其他",
        _quick(
            r"成效|成绩|情况$|回顾|背景|概况|经验|亮点|特点|履职|主要做法|做法$|(?:主要|重点)?工作(?:总结|完成)|基本|现状|收支|依据|过程$"
        ),
    ),
    ("引言", _quick(r"^(?:引言|前言|导言|导语|开场白)$")),
    ("结语", _quick(r"^(?:结语|结束语|尾声|结尾)$")),
)
# A 问题 in these headings is the object of a deed, not an admission.
_DEED = _quick(
    r"(?:坚持|树牢|强化|增强|紧盯|聚焦|解决|破解|直面|查找|查准|找准|找出|发现|研究|瞄准|围绕|针对|奔着|带着|化解|攻克|整治|整改|敢于|回应|梳理|消除|补齐|弥补|克服|缩小|弥合|深挖|剖析)(?!的|出的)[^，。]{0,10}"
    r"(?:问题|不足|短板|差距|困难|弱项|原因|根源)|问题(?:导向|意识|清零|整改|解决)"
)
_SHORT = _quick(
    r"(?:还|仍|尚|不|欠|有所|存在|缺乏|缺少|不足|差距|短板|淡化|弱化|松懈|滞后|薄弱)[^，。]{0,8}(?:够|强|深|高|实|严|细|透|足|到位|牢|紧|大|多|好|准|新|活|全面|及时|主动|扎实|深入|彻底|过硬|经常|自觉|坚定|平衡|充分|明显|有力)[^，。]{0,4}$"
    r"|(?:有差距|有短板|不足|欠缺|薄弱|缺失|偏差|松懈|滞后|脱节|弱化|淡化|有待(?:提高|提升|加强|增强|改进|深化|完善))[^，。]{0,3}$"
)
# 抢收要快，口径要准
_MUST = re.compile(r"(?:^|，)[^，。要]{0,8}要(?!求|素|点|领|害|义)")
# 下去浅、写得虚、动手慢: a fault told in one character.
_FAULT = re.compile(
    r"(?:少|慢|浅|虚|软|粗|急|散|松|窄|弱|差|冷|淡|懒|浮|偏|迟|糙|乱|生|死|旧|糊|拖|漏)$|只[^，]{1,4}不|、[^，]{1,4}生$"
)
_MEANS = _quick(
    r"(?:更加)?(?:深刻|充分|准确|全面)?(?:认识|领会|领悟|理解|感悟|体悟|感受)(?:到)?|得到.{0,4}(?:提升|洗礼|锤炼|解放|升华)|(?:更新|坚定|提升|开阔|增强|激发)了|不等于|才算|离不开|关键在|贵在|重在|是(?<=..是).{2,30}(?:的|之).{2,4}$"
)
_ORDER = re.compile(
    r"^(?:要|必须|应|着力|始终|持续|坚决|坚持|坚定|加强|强化|深化|推进|推动|完善|健全|落实|抓好|抓实|抓紧|做好|做实|提升|提高|聚焦|严格|严明|压实|建立|加大|加快|树牢|树立|牢固|紧盯|筑牢|夯实|把|以|用|围绕|突出|弘扬|践行|当好|争做|争当|带头|勇于|敢于|主动|切实|全面|大力|扎实|深入|积极|不断|进一步|狠抓|锤炼|锻造|凝聚|发挥|打造|构建|创新|优化|规范|整合|从严|依法|统筹|增强|转变|走好|练好|搭好|守住|守牢)"
)

# Wording of single sentences, the surest first.
_ORDER_START = re.compile(
    r"^会议(?:要求|强调|明确|决定|指出)|^(?:因此|所以|为此|同时|另外|此外|其次|首先|最后|再次|一方面|另一方面|今后|接下来|下一步|下步|下阶段|对此|尤其是|特别是)?[，,]?[^，。；要]{0,22}"
    r"(?:要(?!求|素|点|领|害|不是|说|想)|必须|应当|应该|务必|须要?(?!知)|不能(?!不)|不得|严禁|绝不|决不能?)"
)
_ADMITS = _quick(
    r"(?:还|仍|尚|较|比较|有些|有点|存在|略显|相对|显得|做得|抓得|学得|想得|用得)?(?:不够|不足(?!之处)|不强|不深|不高|不实|不到位|不严|不细|(?<!吃)不透|不紧|不牢|不及时|不经常|不彻底|不平衡|不多|不全面|不主动|不扎实|不深入|不适应|跟不上"
    r"|欠缺|缺乏|缺少|匮乏|有待)|(?:没有|没能|未能|未)(?:真正|完全|做到|很好|及时|形成|深入|充分|把|能|从|认真|有效|切实|得到|建立|静下心|沉下)|满足于|浮于|畏难|松劲|仍有|还有(?:差距|短板|不足|欠缺)|还存在|仍存在"
    r"|有时候?(?:还|会|也|满足|为|因|对|想|只|觉得|甚至|存在|就|抱)|往往(?:是|只|会|满足|以|停|忽)|(?:存在|存有).{0,24}(?:问题|现象|偏差|不足|差距|思想|倾向|情绪)|不愿|不敢|不善|怕得罪|老好人|两张皮|本领恐慌|照抄照搬|重.{1,6}轻|仍然存在|多、[^，。]{2,12}少"
)
_HINTS_AT_FAULT = re.compile(
    r"流于形式|走过场|松懈|淡化|弱化|滞后|脱节|忽视|应付|敷衍|形式主义|薄弱|短板|差距|大呼隆|官僚主义"
)
_CAUSES = _quick(
    r"(?:主要|根本|主观|深层次|思想|客观)原因|原因(?:是|在于|有|主要)|根源|根子(?:上|在于|还是)|究其|归根|追根溯源|说到底|是因为|从主观上|主观上(?:看|说|讲)?|(?:放松|忽视|忽略|淡忘|淡化|降低)了|归结(?:为|起来)|导致(?:自己|我|工作|了)"
    r"|认为只要|总认为|总觉得|自认为|自以为|误以为|思想上(?:存在|有)|没有(?:从)?(?:根本|思想)上"
)
_ORDERS = _quick(
    r"[，；]\s*(?:更|还|都|就|也|又|才|既|不仅|不但|而是)?(?:要(?!求|素|点|领|害|不是|说|想|看到|清醒|认识到)|必须|务必|需要)|我们?(?:将|要|会)|将(?:以|从|继续|进一步|坚持|把|认真|始终|严格|努力|持续|带头|按照|不断|切实|结合|围绕|在)"
    r"|力争|争取|(?:努力|坚决|切实)做到|确保|下一步|今后|接下来|下功夫|走深走实|落地见效|每(?:天|周|月|旬|季|季度|半年|年|次|件|个月)[^，。]{2,}|牵头|(?:年|月|季)?底前|由[^，。]{2,16}(?:负责|汇总|督办|把关)"
)
_IMPERATIVE = re.compile(
    r"^(?:同时|另外|此外|其次|首先|再次)?[，,]?(?:坚持|加强|强化|深化|推进|推动|完善|健全|落实|抓好|抓实|抓紧|做好|做实|做足|提升|提高|聚焦|严格|严明|压实|建立|加大|加快|树牢|树立|牢固|紧盯|筑牢|夯实|围绕|突出|弘扬|传承|践行|当好|带头|主动|切实|全面|大力|扎实|深入"
    r"|积极|不断|进一步|持续|充分|认真|严肃|狠抓|统筹|组织|开展|用好|发挥|优化|规范|定期|坚决|努力|始终|着力|牢记|时刻|自觉|引导|教育|注重|多(?:渠道|措|方|采取|到|听|下|做|想)|把.{2,40}(?:作为|当作|当成|摆在|纳入|放在|贯穿|落到)|以.{2,30}为(?:契机|抓手|重点|目标|导向|牵引|载体|主线)|针对.{2,40}，|谁[^，。]{1,8}谁|不搞|不拿|不打|不让|不许|先[^，。]{2,20}，再)"
)
_THINKS = re.compile(
    r"意义|认识到|体会|感到|感受|深感|感悟|领悟|启示|懂得|明白|指出|强调|体现了|体现着|彰显|蕴含|诠释|揭示|阐明|回答了|印证|说明|证明|昭示|是指|就是|源于|内涵|本质|精髓|使我|让我|告诉我们|不仅是|既是|更是|这是|是我们|是党|是[^，。]{1,20}的|之所以|在于|离不开|不如|好比|只有.{2,60}才|古人|有言|曰|诗云|名言"
)
_REPORTS = _quick(
    r"累计|(?<![公一])共(?:开展|接待|召开|排查|化解|组织|走访|收集|发放|投入|完成|解决|办理|争取|实施)|同比|环比|(?:万|亿)元|[0-9０-９.]%|(?:开展|接待|召开|排查|化解|组织|走访|收集|发放|投入|完成|解决|办理|争取|实施|举办|建成|新增)[^，。]{0,14}[0-9０-９Xx×*]+余?[次场个件名人户条项家亩篇万公]"
    r"|先后(?:开展|组织|召开|制定|出台|赴|到|参加|获|被|完成|建)|(?:一|今|近几|近|过去一|半|五|几)年来，|截至|截止|目前已|比上年|比去年|(?:同比|环比)?(?:下降|上升|增加|减少)[^，。]{0,4}[0-9一二三四五六七八九十百千两]|荣获|位居|(?:取得|见到|收到)(?:了)?[^，。]{0,10}成效|成效(?:明显|显著)|顺利完成|圆满完成|全面完成"
    r"|(?:完成|建成|实现|开展|组织|召开|制定|建立|出台|得到|形成|推动|解决|增强|提升|提高|改善|修订|打造)了|(?:得到|有了|实现)(?:明显|显著|进一步|有效)?(?:提升|改善|提高|增强|加强|好转)"
)
# A bare statement with a count (its last digit is enough) tells what was done: 修通水泥路两公里，打机井三眼。
_COUNTS = _quick(
    r"(?:[0-9０-９]|[二三四五六七八九十百千万两][一二三四五六七八九十百千万两]{0,5})(?:余|多)?(?:个|名|件|户|场|次|起|公里|亩|处|家|人次|万元|眼|间|条|人|支|篇|项)(?![一-鿿]{0,3}(?:以内|以上|底前))"
)
_TELLS = re.compile(r"我|了|着[^，。]|过[，。]|他说|她说|第一次|那时|那年|那天|那一|后来|转眼|？")
_NOT_OURS = re.compile(r"总书记|同志在|当年|世纪|历史上|新中国|建党|改革开放")


@lru_cache(maxsize=4096)
def label(text: str, reporting: bool = False) -> Kind | None:
    """What one sentence does, None where its wording does not tell; in a report a bare imperative tells what was done."""
    text = simplified(text)
    if _CAUSES.search(text):
        return "原因"
    if _ORDER_START.match(text):
        return "措施"
    if _ADMITS.search(text):
        return "问题"
    if _ORDERS.search(text):
        return "措施"
    if _HINTS_AT_FAULT.search(text) and not _IMPERATIVE.match(text):
        return "问题"
    if _REPORTS.search(text) and not _NOT_OURS.search(text):
        return "其他"
    if _IMPERATIVE.match(text):
        return "其他" if reporting else "措施"
    return "体会" if _THINKS.search(text) else None


# Headings of points that contradict the section around them: 「三、问题及原因」 （二）原因分析.
_OUTRIGHT = re.compile(
    r"^.{0,10}(?:存在的?(?:主要|突出)?(?:问题|不足)|原因(?:分析|剖析)?|措施|打算|努力方向|学习体会|主要体会)[：:]?$"
)
_OUTRIGHT_ENDS = frozenset("题題足因析施算向会會：:\n")

_CLOSING = _quick(
    r"批评指正|批评帮助|指正[。！]?$|发言完毕|汇报完毕|我的发言(?:完了|到此|结束)|谢谢(?:大家|各位)?|不当之处|不妥之处|不足之处|敬请|特此|讲到这里|请大家批评|(?:述职|述责|发言|汇报|表态|报告)完毕|请[^。]{0,10}(?:评议|审议|指正|批评|监督|检验)[。！]|请组织放心|看我们?的?行动|说到做到[。！]|此致|敬礼|^以上(?:是|就是|发言|汇报|体会|认识)|^以上[^。]{0,14}请|如有不(?:当|妥)"
)
_CLOSING_START = re.compile(
    r"^(?:总之|总而言之|综上|同志们[，,！：:]|各位(?:领导|同志|代表|委员)[、，,！：:]|最后[，,]|让我们|奋进新|新征程上|新时代新征程|站在新的|征程万里|道阻且长|行百里者|雄关漫道|路虽远|风好正|千里之行|志之所趋|今后[，,]我(?:们)?(?:将|一定)|在今后的)"
)


def is_closing(text: str, last: bool, alone: bool) -> bool:
    """Whether a paragraph ends a speech; `last` in its document, `alone` where more stands in its section."""
    text = simplified(text)
    if len(text) <= 90 and _CLOSING.search(text):
        return True
    return last and alone and _CLOSING_START.match(text) is not None


_ANNOUNCES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("问题", re.compile(r"(?:问题|不足|差距|短板|困难)[^。，]{0,8}[。：:]$")),
    ("原因", re.compile(r"原因[^。，]{0,8}[。：:]$")),
    ("体会", re.compile(r"(?:体会|认识|感受|感悟|启示|收获)[^。，]{0,4}[。：:]$")),
    ("措施", re.compile(r"(?:要求|措施|打算|承诺|意见|建议|整改|表态)[^。，]{0,8}[。：:]$")),
)
# As long as what these find at the end of a text.
_ANNOUNCEMENT = 12


def announced(text: str) -> Kind | None:
    """The kind of points that a paragraph leads up to: 「主要有以下问题。」"""
    plain = simplified(text[-_ANNOUNCEMENT:])
    return next((kind for kind, words in _ANNOUNCES if words.search(plain)), None)


# Under a heading of faults so much of the wording must speak of them.
_FAULTY = 0.12
# What every text is long before it says anything, and how much longer each sentence counts than it is.
_SILENT, _EACH = 60.0, 10
_LONGEST = 120


def _admits(sentences: Sequence[str], reporting: bool) -> bool:
    """Whether the first sentences alone speak enough of faults, whatever `votes` finds in the others."""
    wanted = (_FAULTY + 0.001) * (_SILENT + len("".join(sentences)) + _EACH * len(sentences))
    for text in sentences:
        if label(text, reporting) in ("问题", "原因"):
            wanted -= min(len(text), _LONGEST) + _EACH
            if wanted <= 0:
                return True
    return False


def votes(sentences: Iterable[str], reporting: bool = False, planning: bool = False) -> dict[Kind, float]:
    """How many characters speak for each kind, as shares; little text leaves the shares small."""
    count: dict[Kind, float] = dict.fromkeys(VOTES, 0.0)
    total = _SILENT
    for text in sentences:
        weight = min(len(text), _LONGEST) + _EACH
        kind = label(text, reporting)
        part = 1.0
        if kind is None:
            # No wording tells: a story is a thought, a bare statement more likely something to do (or done).
            if reporting or (not planning and _COUNTS.search(text)):
                kind, part = "其他", 0.5
            else:
                kind, part = ("体会", 0.35) if _TELLS.search(text) else ("措施", 0.2)
        count[kind] += weight * part
        total += weight * part
    return {kind: value / total for kind, value in count.items()}


@lru_cache(maxsize=4096)
def named(heading: str) -> Kind | None:
    """The kind that a heading says outright."""
    bare = heading.rstrip("：:。")
    if not bare:
        return None
    if _DEED.search(bare) and not re.search(r"措施|打算|对策|建议|体会|情况$", bare):
        return None
    for kind, words in _NAMED:
        if words.search(bare) and (len(bare) <= 24 or kind in ("体会", "措施")):
            return kind
    return "问题" if _SHORT.search(bare) else None


class Around(Struct, frozen=True):
    """What a section stands in: the genre of its document, the kind of the section around it, and whether that one's heading said so."""

    genre: str = ""
    kind: Kind | None = None
    said: bool = False


def genre_of(title: str, opening: str) -> str:
    """What a document does by its title, or else by its first words: "" where neither tells."""
    plain = simplified(title)
    ends = {genre: match.end() for genre, words in _GENRES for match in words.finditer(plain)}
    if "report" in ends:
        ends.pop("plan", None)  # 「工作总结和下年计划」 reports first
    if ends:
        return max(ends, key=lambda genre: (genre in ("confession", "mending"), ends[genre]))
    return next((genre for genre, words in _OPENINGS if words.search(simplified(opening))), "")


_GENRES = (
    ("confession", re.compile(r"对照检查|检视|剖析|自查自纠|党性分析|组织生活会|民主生活会")),
    ("mending", re.compile(r"整改.{0,12}(?:情况|报告|通报|进展|落实|台账)")),
    (
        "report",
        re.compile(
            r"总结|述职|述责|述廉|经验(?:交流|做法|介绍|材料|$)|汇报|情况|工作报告|通报|调研报告|纪要|记录|做法|简报|特点"
        ),
    ),
    ("plan", re.compile(r"方案|计划|要点|倡议|意见|建议|对策|办法|部署|任务|通知|清单|承诺|表态|细则|规划")),
    ("thoughts", re.compile(r"心得|体会|感悟|感想|党课|思考|启示|感言")),
    ("speech", re.compile(r"讲话|发言|主持词")),
)
_OPENINGS = (
    ("confession", re.compile(r"(?:查摆|检视|剖析|自查|对照检查)[^。]{0,30}(?:如下|汇报|报告)")),
    ("thoughts", re.compile(r"(?:谈|讲|作|汇报)[^。]{0,10}(?:体会|感受|认识|感悟)")),
    (
        "report",
        re.compile(
            r"(?:现|下面)?(?:将|就|把)[^。]{0,40}(?:汇报|报告|总结|述职|通报|介绍)(?:如下|给大家|一下)?|(?:总结|汇报|述职|报告)如下"
        ),
    ),
    (
        "plan",
        re.compile(
            r"(?:特)?(?:制定|制订)(?:本|如下|以下|此)[^。]{0,8}(?:方案|计划|意见|办法)|(?:通知|倡议)如下|提出(?:如下|以下)(?:倡议|意见)"
        ),
    ),
    ("speech", re.compile(r"(?:讲|提|强调)(?:[^。]{0,6})?(?:点|条|个方面)(?:的)?(?:意见|要求|希望)")),
)
# What a document makes likely for a section whose heading does not say its kind.
_LIKELY: dict[str, tuple[Kind, float]] = {
    "report": ("其他", 0.3),
    "mending": ("其他", 0.4),
    "plan": ("措施", 0.3),
    "thoughts": ("体会", 0.2),
    "speech": ("措施", 0.1),
    "confession": ("问题", 0.1),
    "": ("措施", 0.05),
}


def kind_of(heading: str, wording: Callable[[], Sequence[str]], around: Around, place: float) -> tuple[Kind, bool]:
    """The kind of a section, and whether its heading said so.

    It is found from its heading, its wording, what it stands in, and its place among its neighbours (0 first, 1 last);
    its wording is asked for only where the heading does not tell.
    """
    inside = around.kind if around.said and around.kind != "其他" else None
    if inside is not None and heading[-1:] not in _OUTRIGHT_ENDS:
        return inside, True
    heading = simplified(heading)
    if inside is not None and not _OUTRIGHT.match(heading):
        return inside, True
    said = named(heading)
    if said is None and inside is not None:
        return inside, True
    if said is not None and said != "问题":
        return said, True
    texts = wording()
    reports = around.genre in ("report", "mending")
    reporting = reports and not (around.said and around.kind == "措施")
    if said == "问题" and around.genre != "mending" and _admits(texts, reporting):
        return said, True
    share = votes(texts, reporting, around.genre == "plan")
    if said == "问题" and share["问题"] + share["原因"] < _FAULTY and share["措施"] + share["其他"] > 0.6:
        said = None  # 「直面问题短板」 over a report of what was done
    if said == "问题" and around.genre == "mending":
        said = None
    decided = said or inside
    if decided is not None:
        return decided, True
    likely, weight = _LIKELY[around.genre]
    share[likely] += weight
    if (_ORDER.match(heading) or _MUST.search(heading)) and not reports:
        share["措施"] += 0.25
    elif _MEANS.search(heading):
        share["体会"] += 0.2
    elif _FAULT.search(heading):
        share["问题"] += 0.4 if around.genre == "confession" else 0.15
    if around.kind in share:
        share[around.kind] += 0.45 if around.said else 0.3
    share["措施"] += 0.08 * place
    share["体会"] += 0.08 * (1 - place)
    return max(VOTES, key=share.__getitem__), False
