"""What a section does: 体会 问题 原因 措施 引言 结语 其他, by heading, wording and place together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.tree import Block, Kind, Paragraph, Section

VOTES: tuple[Kind, ...] = ("体会", "问题", "原因", "措施", "其他")

# Headings that name their kind. Measures come first: 「存在问题的整改措施」 is about measures.
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "措施",
        re.compile(
            r"(?:措施|打算|下一步|下步|整改方向|整改思路|努力方向|改进方向|改进意见|对策|建议|(?:工作|任务)(?:计划|安排|部署|思路|要求|举措|重点)|重点任务|重点工作|主要任务|目标任务|总体要求|今后|"
            r"整改落实|几点要求|怎么办|怎么干|承诺|意见$|举措$|保障$|任务$|打法$|路径$|组织实施)"
        ),
    ),
    ("原因", re.compile(r"原因|根源|症结|成因|为什么会|剖析$")),
    (
        "问题",
        re.compile(
            r"(?:存在|主要|突出|自身|查摆|检视|面临|发现|对照|个人|班子)[^，。]{0,10}(?:问题|不足|差距|短板|困难|弱项)|^(?:问题|不足|差距|短板|困难)(?:[与和及、]|$)"
            r"|(?:问题|不足|差距|短板|困难|弱项|挑战|薄弱环节|问题清单|突出表现|具体表现)(?:和困难|与不足|和不足|与差距|及表现|方面)?$|对照检查情况"
        ),
    ),
    (
        "体会",
        re.compile(
            r"体会|感悟|认识|收获|启示|感想|感受|心得|意义|内涵|实质|必要性|重要性|价值|真谛|^为什么|所思所悟|学习情况|领会|把握.{0,12}(?:要义|要求|精神)|是.{2,24}(?:法宝|要求|体现|途径|保证|保障|关键|根本|基础|前提|源泉|需要|抓手|举措|方法|方式|渠道|载体|使命|职责|课题|任务|本色|底色|品格|生命线|传家宝|优势|基石|灵魂|密码|钥匙|遵循)$"
        ),
    ),
    (
        "其他",
        re.compile(
            r"成效|成绩|情况$|回顾|背景|概况|经验|亮点|特点|履职|主要做法|做法$|(?:主要|重点)?工作(?:总结|完成)|基本|现状|收支|依据|过程$"
        ),
    ),
    ("引言", re.compile(r"^(?:引言|前言|导言|导语|开场白)$")),
    ("结语", re.compile(r"^(?:结语|结束语|尾声|结尾)$")),
)
# A 问题 in these headings is the object of a deed, not an admission.
_DEED = re.compile(
    r"(?:坚持|突出|树牢|强化|增强|紧盯|聚焦|解决|破解|直面|查找|查准|找准|找出|发现|研究|瞄准|围绕|针对|奔着|带着|化解|攻克|整治|整改|敢于|正视|回应|梳理|消除|补齐|弥补|克服|缩小|弥合|深挖|剖析)[^，。]{0,10}"
    r"(?:问题|不足|短板|差距|困难|弱项|原因|根源)|问题(?:导向|意识|清零|整改|解决)"
)
_SHORT = re.compile(
    r"(?:还|仍|尚|不|欠|有所|存在|缺乏|缺少|不足|差距|短板|淡化|弱化|松懈|滞后|薄弱)[^，。]{0,8}(?:够|强|深|高|实|严|细|透|足|到位|牢|紧|大|多|好|准|新|活|全面|及时|主动|扎实|深入|彻底|过硬|经常|自觉|坚定|平衡|充分|明显|有力)[^，。]{0,4}$"
    r"|(?:有差距|有短板|不足|欠缺|薄弱|缺失|偏差|松懈|滞后|脱节|弱化|淡化|有待(?:提高|提升|加强|增强|改进|深化|完善))[^，。]{0,3}$"
)
_MEANS = re.compile(
    r"(?:更加)?(?:深刻|充分|准确|全面)?(?:认识|领会|领悟|理解|感悟|体悟|感受)(?:到)?|必须|离不开|关键在|贵在|重在|.{2,20}是.{2,30}(?:的|之).{2,4}$"
)
_ORDER = re.compile(
    r"^(?:要|必须|应|着力|始终|持续|坚决|坚持|坚定|加强|强化|深化|推进|推动|完善|健全|落实|抓好|抓实|抓紧|做好|做实|提升|提高|聚焦|严格|严明|压实|建立|加大|加快|树牢|树立|牢固|紧盯|筑牢|夯实|把|以|用|围绕|突出|弘扬|践行|当好|争做|争当|带头|勇于|敢于|主动|切实|全面|大力|扎实|深入|积极|不断|进一步|狠抓|锤炼|锻造|凝聚|发挥|打造|构建|创新|优化|规范|整合|从严|依法|统筹|增强|转变|走好|练好|搭好|守住|守牢)"
)

_ADMITS = re.compile(
    r"(?:还|仍|尚)?(?:不够|不足|不强|不深|不高|不实|不到位|不严|不细|不透|不紧|不牢|不及时|不经常|不彻底|不平衡|不多|欠缺|缺乏|缺少|薄弱|短板|差距|有待|不全面|不主动|不扎实|不深入|跟不上|不适应)"
    r"|(?:没有|没能|未能|未)(?:真正|完全|做到|很好|及时|形成|深入|充分|把|能|从|认真|有效|切实|得到|建立)|满足于|流于形式|走过场|浮于|畏难|畏首畏尾|松懈|松劲|淡化|弱化|滞后|脱节|忽视|重.{1,6}轻|应付|敷衍|有时|往往|存在.{0,20}(?:问题|现象|偏差|不足|差距)|仍有|老好人|两张皮|大呼隆|形式主义|讲得多|不愿|不敢|不善|怕得罪|本领恐慌|生搬硬套|照抄照搬"
)
_CAUSES = re.compile(
    r"原因|根源|根子|究其|归根|追根溯源|说到底|是因为|主观上|客观上|(?:放松|忽视|忽略|淡忘|淡化|降低)了|归结(?:为|起来)|导致(?:自己|我|工作|了)|造成(?:自己|我|工作)|认为只要|总认为|总觉得|自认为|自以为|误以为|思想上(?:存在|有)|没有(?:从)?(?:根本|思想)上|学习(?:不够|不深|抓得不紧)是"
)
_ORDERS = re.compile(
    r"^(?:因此|所以|为此|同时|另外|此外|其次|首先|最后|再次|一方面|另一方面|今后|接下来|下一步|下步|下阶段)?[，,]?(?:我|我们|本人|班子|全[县市省区镇乡局校院体党]|各[级部单地乡镇支位]|广大|每[个名位]|作为|领导|党员|机关|基层)?[^，。]{0,14}?(?:要|必须|应当|应该|务必|须)(?!求|素|点|领|害|不|说|是|么|想|看到|认为)"
    r"|(?:^|[，；])(?:更|还|都|就|也|又|才|既|不仅|不但)?要(?!求|素|点|领|害|不|说|是|么|想)|将(?:以|从|继续|进一步|坚持|把|认真|始终|严格|努力|持续|带头|按照|不断|切实|结合|围绕|在)|力争|争取|(?:努力|坚决|切实)做到|确保|下一步|今后|接下来|(?:以|把).{2,30}(?:为契机|为抓手|作为.{0,8}(?:抓手|任务|重点|头等大事))"
)
_IMPERATIVE = re.compile(
    r"^(?:坚持|加强|强化|深化|推进|推动|完善|健全|落实|抓好|抓实|做好|做实|提升|提高|聚焦|严格|压实|建立|加大|加快|树牢|牢固树立|紧盯|筑牢|夯实|围绕|突出|弘扬|践行|当好|带头|主动|切实|全面|大力|扎实|深入|积极|不断|进一步|持续|充分|认真|严肃|狠抓|统筹|组织|开展|把|对|以|用好|发挥|优化|规范|定期|坚决|努力|始终|着力|牢记|时刻|自觉|引导|教育|注重|多)[^。]{6,}"
)
_THINKS = re.compile(
    r"意义|认识到|体会|感到|感受|深感|感悟|领悟|启示|懂得|明白|指出|强调|体现了|体现着|彰显|蕴含|诠释|揭示|阐明|回答了|印证|说明|证明|昭示|是指|就是|源于|内涵|本质|精髓|使我|让我|告诉我们|不仅是|既是|更是|这是|是我们|是党|是.{1,16}的|之所以|在于|离不开|古人|有言|曰|诗云|名言"
)
_REPORTS = re.compile(
    r"累计|共(?:开展|接待|召开|排查|化解|组织|走访|收集|发放|投入|完成|解决|办理|争取|实施)|同比|增长|(?:万|亿)元|[0-9０-９]+(?:%|％|余?[次场个件名人户条项家亩篇])|先后|(?:一|今|近几|过去一|半|五)年来|截至|截止|目前已|荣获|位居|成效|顺利|圆满|全面完成|取得了|完成了|建成了|实现了|开展了|组织了|召开了|制定了|建立了|出台了|得到了|明显(?:提升|改善|提高|增强)|以来，"
)

_CLOSING = re.compile(
    r"批评指正|发言完毕|汇报完毕|我的发言(?:完了|到此|结束)|谢谢(?:大家|各位)?|不当之处|不妥之处|不足之处|敬请|特此(?:报告|汇报)|此致|敬礼|^以上(?:是|就是|发言|汇报|体会|认识)|如有不(?:当|妥)"
)
_CLOSING_START = re.compile(
    r"^(?:总之|总而言之|综上|同志们[，,！：:]|各位(?:领导|同志|代表|委员)[、，,！：:]|最后[，,]|让我们|奋进新|新征程上|新时代新征程|站在新的|征程万里|道阻且长|行百里者|雄关漫道|路虽远|风好正|千里之行|志之所趋|今后[，,]我(?:们)?(?:将|一定)|在今后的)"
)


def is_closing(text: str, last: bool, alone: bool) -> bool:
    """Whether a paragraph ends a speech; `last` in its document, `alone` where more stands in its section."""
    if _CLOSING.search(text) and len(text) <= 90:
        return True
    return last and alone and _CLOSING_START.match(text) is not None


def votes(sentences: Iterable[str]) -> dict[Kind, float]:
    """How many characters speak for each kind."""
    count: dict[Kind, float] = dict.fromkeys(VOTES, 0.0)
    for text in sentences:
        weight = min(len(text), 120) + 10
        if _CAUSES.search(text):
            count["原因"] += weight
        elif _ADMITS.search(text):
            count["问题"] += weight
        elif _REPORTS.search(text):
            count["其他"] += weight
        elif _ORDERS.search(text) or _IMPERATIVE.match(text):
            count["措施"] += weight
        elif _THINKS.search(text):
            count["体会"] += weight
        else:
            count["其他"] += weight * 0.3
            count["体会"] += weight * 0.3
    return count


def named(heading: str) -> Kind | None:
    """The kind that a heading says outright."""
    bare = heading.rstrip("：:。")
    if not bare:
        return None
    if _DEED.search(bare) and not re.search(r"措施|打算|对策|建议|体会", bare):
        return None
    for kind, words in _NAMED:
        if words.search(bare) and (len(bare) <= 24 or kind in ("体会", "措施")):
            return kind
    return "问题" if _SHORT.search(bare) else None


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (sentence.text for sentence in block.sentences)
        elif isinstance(block, Section):
            if block.heading:
                yield block.heading + "。"
            yield from _texts(block.body)


def kind_of(heading: str, body: Iterable[Block], parent: Kind | None, place: float) -> Kind:
    """The kind of a section from its heading, its wording, the section around it and its place (0 first, 1 last)."""
    said = named(heading)
    count = votes(_texts(body))
    total = sum(count.values()) or 1.0
    share = {kind: value / total for kind, value in count.items()}
    if said == "问题" and share["问题"] + share["原因"] < 0.12 and share["措施"] + share["其他"] > 0.7 and total > 150:
        said = None  # 「直面问题短板」 over a report of what was done
    if said is not None and not (parent in ("问题", "原因") and said in ("体会", "其他")):
        return said
    if parent in ("体会", "问题", "原因", "措施"):
        assert parent is not None
        return parent
    if _ORDER.match(heading):
        share["措施"] += 0.25
    elif _MEANS.search(heading):
        share["体会"] += 0.2
    if parent == "其他":
        share["其他"] += 0.2
    share["措施"] += 0.08 * place
    share["体会"] += 0.08 * (1 - place)
    return max(VOTES, key=lambda kind: (share[kind], -VOTES.index(kind)))
