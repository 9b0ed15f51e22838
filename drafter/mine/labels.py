"""What a sentence does: the kind of its section unless its own words say otherwise; its move by cues and place."""

from __future__ import annotations

import re

from drafter.mine.records import Record, Sentence
from drafter.tree import Kind

_ENDS = re.compile("批评指正|发言完毕|汇报完毕|我的发言|我的交流发言|以上是我|特此报告|请组织放心")
_CAUSES = re.compile(
    "究其原因|根源在|根子|归根结底|归根到底|追根溯源|说到底(?<![^，]说到底)|原因在于|的原因是|深层次原因"
)
_FAULTS = re.compile(
    "还不够|不够[深强高]|不够扎实|做得不够|不到位|有差距|有不足|有短板(?<=[仍还]有短板)|存在短板|还不强|缺乏|欠缺|满足于"
)
_THOUGHTS = re.compile(
    "体现了|体现着|彰显|蕴含|蕴藏|指出|源于|证明|是指|诠释|说明|昭示|回答了|启示|告诉我们|深感|体会到|认识到|感受到|懂得"
    "|离不开|之所以|在于|取决于|意味着|古人|俗话|工作期间|工作时|赴任|当年|历史|本质|写照|传家宝|就是|正是|既是|更是|不仅是"
    "|只有|诗云|有言|好比|犹如|如同|就像|来之不易|如果|没有了|从来|归根|意义"
)
_ASKS = re.compile(
    r"(?:^|[，；：、])[^，；：。]{0,16}?(?:要(?!求|素|点|领|害|义|闻|么|是|说|想|知|紧|不是)|必须|务必|应当|应该|需要(?!的)|当(?=牢|以|好))"
    r"|我们?(?:将|要|会)|[，。]将|(?:确保|力争|争取|下一步|今后|往后|以后|接下来|不推诿|切实|进一步|全面|着力|不断)"
    r"|请[^教示]|凡|每[周月季年天件次户半两三]|^(?:传承|坚持|以|把|对)|^首先|上下功夫"
)
# Every pattern that is searched for begins with characters of its own, which the engine finds fast.
# 习近平总书记在…时，强调要…: what was asked then.
_THEN_FIRST = re.compile(r"[^，。]{2,24}(?:指出|强调|在[^，]{2,20}(?:时|期间|讲话|工作))[，：]")
_THEN = re.compile(r"目的|来说，|来看，|而言，")
_DONE = re.compile(
    r"[已，、](?:(?<=已)(?:经)?(?:成立|建成|化解|完成|述职|整改|解决|办结)|(?<=[，、])(?:累计|共)(?:[一-鿿]{2}|办)[0-9])"
)
_BLAMED = re.compile(
    "(?:然而|但是?|现实中|当前|眼下)?，?(?:也|还)?(?:有的|个别|少数|一些)(?:党员|干部|同志|地方|单位|部门|领导)"
)
_ADMITTED = re.compile(r"[不没未少缺差弱难低]|短板|松|慢|浅|虚|问题|矛盾")
_ASKS_US = re.compile(r"我们?要|我们?将|(?:具体来说|就是).{0,12}要")
_IS = re.compile(r"^.{2,24}?(?:是|乃|即|非|，在乎|贵在|重在|难在|成于|始于).{2,}")
_STORY = re.compile(
    r"比如|例如|譬如|如：|有时|有次|有一?回|一次|一回|有一年|那次|那天|那回|去年|前年|上个?月|上半年|今年|记得|以.{2,16}为例|就拿"
    r"|【|有[位个户名]"
)
_FACT = re.compile(
    r"[0-9０-９]{2,}|[0-9]+年|年代|当年|世纪|近日|日前|年来|期间|那年|那次|那天|[有]一?[次回位户]|有一?个|去年|前年|今年春|第[一二三四五六七八九十]+[届次]"
    r"|(?:同志|总书记|书记)[^，。]{0,12}(?:说过?|讲过?|指出|强调|倡导|提出|首创|在[^，。]{2,8}(?:工作|任))|“[^”]{6,}”(?:这句话|的话)"
    r"|^【[^】]{2,8}】|后来|结果"
)
_DATED = re.compile(r"[0-9０-９]{2,4}年|年代|近日|日前|当年")
_ORDERS = re.compile(
    r"(?:^|[，；：、])[^，；：。]{0,14}?(?:要(?!求|素|点|领|害|义|闻|么|是|说|想|知|紧|不是)|必须|务必|应当|应该|不能|不得|决不|绝不)"
    r"|^(?:坚持|主动|始终|切实|深入|牢固|努力|持续|带头|自觉|时刻)"
)
_ASKED = re.compile(
    r"要(?!求|素|点|领|害|义|闻|么|是|说|想|知|紧)|必须|应当|应该|今后|往后|以后|今年|每[周月季年]|我[^，。]{0,6}(?:先|给自己|提议|愿|会|把|当)|不妨"
)
_MECHANISM = re.compile(
    r"制度|机制|清单|台账|每[周月季年旬天日]|每个?季度|每半年|定期|例会|牵头|考核|通报|销号|包案|专班|责任人|责任制|时限"
    r"|专人|登记|公示|名单|规程|纳入|闭环|挂牌|交办|督办|长效|一本账|天(?<=[一二两三五七十]天)(?:之)?内|固定|凡是?"
)
_CHECKED_FIRST = ("确保", "做到", "让", "使", "真正", "以此", "推动", "请", "年底", "半年")
_CHECKED = re.compile(
    r"检验|衡量|评判|满意|看得见|算数|说了算|打分|回访|验收|年底|月底|到时候|复查"
    r"|为(?:标准|尺子|准绳|依据)|够不够|好不好|行不行|成不成|有没有|是不是|是否|少于|多于|问一问|查一查"
)
_AIM = re.compile(
    r"(?:以[^，。]{2,24}为|把[^，。]{2,30}(?:作为|摆在|放在|当作)|围绕|坚持把|锚定|聚焦|着眼|力争|针对|往后|今后|接下来|下一步|我想|以后)"
)


def kind_of(sentence: Sentence) -> Kind:
    """What a sentence of a record does."""
    return sentence_kind(sentence.text, sentence.section)


def label(record: Record, number: int) -> tuple[Kind, str]:
    """What sentence no. `number` of a record does, and its move in its paragraph."""
    sentence = record.sentences[number]
    kind = kind_of(sentence)
    first, last = (
        not 0 <= other < len(record.sentences) or record.sentences[other].paragraph != sentence.paragraph
        for other in (number - 1, number + 1)
    )
    return kind, move_of(sentence.text, kind, first, last)


def sentence_kind(text: str, section: Kind) -> Kind:
    """What `text` does in a section of kind `section`: the section's kind unless its own words clearly say another."""
    if section in ("结语", "原因"):
        return section
    if len(text) < 60 and _ENDS.search(text):
        return "结语"
    if section == "措施":
        if _explains(text):
            return "体会"
        if _BLAMED.match(text):
            return "问题"
        return "其他" if _DONE.search(text) else "措施"
    if section == "问题":
        if _CAUSES.search(text):
            return "原因"
        return "措施" if not _ADMITTED.search(text) and _ORDERS.search(text) else "问题"
    ours = "我" in text or "自己" in text or "自身" in text or "本人" in text
    return "问题" if section == "体会" and ours and _FAULTS.search(text) else section


def _explains(text: str) -> bool:
    """Whether a sentence among measures says what something means or how it was, and asks for nothing."""
    if (text[0] == "“" and text[-1] == "”") or (
        (_THEN.search(text) or _THEN_FIRST.match(text)) and not _ASKS_US.search(text)
    ):
        return True
    # Few sentences think, most of them ask: what is seldom is looked for first.
    if not (_THOUGHTS.search(text) or (len(text) < 40 and _IS.match(text))):
        return False
    return not ("我" in text and "我们" not in text) and not _ASKS.search(text)


def move_of(text: str, kind: Kind, first: bool, last: bool) -> str:
    """The move that `text` makes in a paragraph of kind `kind`, `first` or `last` of its paragraph."""
    if kind == "问题":
        return "举例" if _STORY.search(text) else "表现"
    if kind == "原因":
        return "根源"
    if kind == "结语":
        return "表态"
    if kind == "措施":
        if first and (len(text) <= 24 or "目标" in text or "我想" in text or "我要" in text or _AIM.match(text)):
            return "目标"
        if last and not first and (text.startswith(_CHECKED_FIRST) or _CHECKED.search(text)):
            return "检验"
        return "机制" if _MECHANISM.search(text) else "做法"
    if _FACT.search(text) and not first:
        return "事实"
    if first:
        return "事实" if _DATED.search(text) else "论点"
    return "要求" if (_ASKED if last else _ORDERS).search(text) else "阐释"
