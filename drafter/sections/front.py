"""What stands before and after the body: title, byline, date, salutation; attachments and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.numbering import mark_of
from drafter.report import Removed
from drafter.sections.own import head_and_tail, said
from drafter.segment import compact, simplified
from drafter.tree import Line

_LONGEST_FRONT = 24

# What speeches and papers are called at the end of their titles.
_GENRES = (
    "发言|讲话|体会|材料|报告|总结|提纲|方案|心得|致辞|致词|评论|汇报|党课|对照检查|意见|倡议书|主持词|感悟|剖析|检视|述职|演讲"
    "|发言稿|讲话稿|讲稿|演讲稿|计划|要点|纪要|通知|通报|决定|承诺书|感想|感言|随笔|体会文章|交流|思考|启示|实施办法|细则|信|贺词|献词|宣讲稿|表态|情况|函|请示|批复|制度|规定|办法|公告"
)
_GENRE_END = re.compile(
    rf"(?:{_GENRES})(?:稿|材料|提纲|摘要|文稿)?(?:[（(][^（()）]{{1,12}}[）)]|\d{{1,2}}|[一二三四五六七八九十]{{1,2}})?$"
)
_LAST = frozenset(name[-1] for name in _GENRES.split("|")) | frozenset("稿料纲要一二三四五六七八九十）\n")
_TAIL_WORD = re.compile(rf"(?:的|上的)?(?:[一-鿿]{{0,6}})(?:{_GENRES})(?:稿|材料|提纲|摘要)?")
_OPEN_END = re.compile(r"(?:的|在|关于|和|与|暨|及|以及|对|向|为|从|把|将|、|，|——|—)$")
_SUBTITLE = re.compile(r"^(?:——|—|--|―|──)")

_DATE = re.compile(
    r"[（(]?(?:[0-9０-９一二三四五六七八九〇零○OXx×*＊]{2,4}|【[^】]*】)\s*年\s*(?:[0-9０-９一二三四五六七八九十Xx×*＊]{1,3}|【[^】]*】)?\s*月?"
    r"\s*(?:(?:[0-9０-９一二三四五六七八九十Xx×*＊]{1,3}|【[^】]*】)\s*[日号])?\s*[）)]?|[（(]?(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}[）)]?"
    r"|[（(]?【(?:日期|时间|年月日)】[）)]?|[（(]?[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}[日号][）)]?"
)
_LABEL = re.compile(
    r"(?:倡[议議]人|宣誓人|发言人|汇报人|报告人|述职人|述责人|主讲人|宣讲人|姓\s*名|作者|单\s*位|撰稿人?|供稿|检查人|剖析人|承诺人|签名|签字|主持人|演讲人|讲话人|职\s*务|时\s*间|日\s*期|地\s*点|会议时间|会议地点)[：:]"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭"
    "廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂柴焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛喻"
    "古练冼区占晏臧佟艾宫"
)
_NAME = re.compile(
    rf"[{_SURNAMES}×XＸ某*＊](?:[\s\u3000]*[一-鿿×XＸ某*＊]){{1,3}}|【[^】]*(?:姓名|名字|署名)[^】]*】|某某某?|[×XＸ*]{{2,3}}|[小老阿][一-鿿]"
)
_POST = "书记|主任|局长|县长|区长|市长|省长|镇长|乡长|部长|主席|处长|科长|股长|所长|站长|校长|院长|院士|厅长|司长|委员|干部|同志|教师|老师|经理|董事长|总裁|秘书长|检察长|院务|队长|组长|会长|馆长|台长|社长|总编辑?|评论员|记者|常委|成员|党员|专干|调研员|科员|职员|选调生|工作者|民警|医生|护士|学员|代表|负责人|干事|辅导员"
_UNIT = "局|委|委员会|办公室|支部|镇|乡|街道|中心|公司|集团|学校|大学|学院|小学|中学|幼儿园|医院|政府|党委|党组|党支部|党总支|工委|纪委|监委|部|处|科|室|院|队|大队|支队|分局|派出所|所|站|会|协会|联合会|法院|检察院|村|社区|县|市|区|省|办|组|厅|报|社|网|厂|园|馆|班|党校|团委|妇联|工会|银行|农场|林场|宣传部|组织部|统战部|政法委|信访局"
_BY = re.compile(
    rf"(?:【[^】]+】)?[一-鿿A-Za-z0-9×XＸ*＊·、（）()\s\u3000【】]{{0,36}}(?:{_POST})(?:[\s\u3000]*(?:【[^】]+】|[一-鿿×XＸ*＊某](?:[\s\u3000]*[一-鿿×XＸ*＊某]){{1,3}}))?"
    rf"|[一-鿿A-Za-z0-9×XＸ*＊【】\s\u3000·]{{2,28}}(?:{_UNIT})(?:[\s\u3000]+(?:【[^】]+】|[一-鿿×XＸ*＊某](?:[\s\u3000]*[一-鿿×XＸ*＊某]){{1,3}}))?"
)
_SLOTS = re.compile(r"(?:【[^】]{1,12}】\s*){1,4}")
_SALUTATION = re.compile(
    r"[^。；;]{0,40}(?:同志|各位|领导|大家|代表|委员|朋友|老师|组织|支部|乡亲|评委|嘉宾|来宾|战友|同学|书记|主任|主席|党委|党组|先生|女士|父老|您)[^。；;：:]{0,16}[：:]"
)
_RECIPIENTS = re.compile(r"(?:各|全体|广大)[^。；;：:]{2,50}[：:]")
_OFFICE = re.compile(rf"[^，。；;：:、]{{2,24}}(?:{_UNIT})[：:]")
_SALUTATION_START = re.compile(
    r"((?:尊敬的|敬爱的|亲爱的|各位|同志们|同志|领导)[^。；;：:，]{0,30}(?:，[^。；;：:，]{0,16})?[：:])\s*(?=\S)"
)
_ATTACHED = re.compile(r"^附件?\s*[：:]\s*")
_STOPS = "。！？!?；;：:，,"
_TITLE_LABEL = re.compile(r"^(?:标\s*题|题\s*目|文章标题|[#＃]+)[：:\s]*")
_FURNITURE = re.compile(
    r"首页|>|》.*》|\||登录|注册|下载|上传|手机版|电脑版|专享|预览|[_＿]第|\.docx?|正文|返回|收藏|详情|网站|文件$|素材|复制|打印|字号"
)
_OCCASION = re.compile(
    r"(?:——)?[（(]?(?:[0-9０-９一二三四五六七八九〇XX×]{2,4}年.{0,12})?在.{4,50}(?:会|会议|大会|上|仪式|活动)上?[）)]?"
)


class Front(Struct, frozen=True):
    """Title and what stands under it, and how many lines they take."""

    title: str = ""
    byline: str = ""
    date: str = ""
    salutation: str = ""
    taken: int = 0
    rest: Line | None = None
    removed: tuple[Removed, ...] = ()


class Back(Struct, frozen=True):
    """What stands after the body; `kept` is how many lines belong to the body."""

    kept: int
    attachments: tuple[str, ...] = ()
    signature: str = ""
    date: str = ""


def ends_as_title(text: str) -> bool:
    """Whether a text ends with what papers are called: 发言, 报告, 心得体会."""
    last = simplified(text[-1:])
    return (last in _LAST or last.isdecimal()) and _GENRE_END.search(simplified(text)) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) <= 24 and _DATE.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a line names a person, a post or a unit and nothing else."""
    bare = text.strip()
    if bare[:1] in "（(" and bare[-1:] in "）)":
        bare = bare[1:-1].strip()
    if bare.startswith("【") and _SLOTS.fullmatch(bare):
        return True
    if not bare or len(bare) > 44 or bare[-1] in _STOPS:
        return False
    if _LABEL.match(bare) or _NAME.fullmatch(bare):
        return True
    return not ends_as_title(bare) and _BY.fullmatch(bare) is not None


def is_salutation(text: str) -> bool:
    """Whether a line only addresses the hearers: 各位领导、同志们："""
    if len(text) > 60 or text[-1:] not in "：:":
        return False
    return bool(_SALUTATION.fullmatch(text) or _RECIPIENTS.fullmatch(text) or _OFFICE.fullmatch(text))


def looks_like_title(line: Line) -> bool:
    """Whether a line could be a title: short, unnumbered, no sentence."""
    text = line.text.strip()
    if line.number or line.rows or line.image or not 2 <= len(text) <= 70:
        return False
    if line.role == "title":
        return True
    return not (text[-1] in "；;：:，,、" or "。" in text or mark_of(text) or is_date(text))


def _joined(parts: Sequence[str]) -> str:
    """The lines of a title as one line; a subtitle keeps its dash."""
    title = ""
    for part in parts:
        piece = _SUBTITLE.sub("——", part.strip())
        latin = title[-1:].isascii() and title[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
        title += (" " if latin else "") + piece
    return title


def _goes_on(title: str, line: Line, first: Line) -> bool:
    """Whether `line` is one more line of the title."""
    text = line.text.strip()
    if not looks_like_title(line) or is_date(text):
        return False
    if (
        _SUBTITLE.match(text)
        or _OPEN_END.search(title)
        or title.count("“") > title.count("”")
        or title.count("《") > title.count("》")
    ):
        return True
    if is_byline(text):
        return False
    if _TAIL_WORD.fullmatch(text) and len(text) <= 12 and not ends_as_title(title):
        return True
    return first.centred and line.centred and line.bold == first.bold and not ends_as_title(title)


def _declared(lines: Sequence[Line]) -> bool:
    """Whether the first line is a heading among others of its level, so that the text has no title."""
    level = lines[0].level
    return level is not None and lines[0].role != "title" and any(line.level == level for line in lines[1:])


def _zone(lines: Sequence[Line]) -> int:
    """How many lines stand before the first sentence, number or salutation: the title is among them."""
    for place, line in enumerate(lines[:_LONGEST_FRONT]):
        text = line.text.strip()
        if line.own or line.number or line.rows or line.image or len(text) > 70 or "。" in text or is_salutation(text):
            return place
        if mark_of(text) is not None or (line.role == "heading" and place > 0):
            return place
    return min(len(lines), _LONGEST_FRONT)


def _fitness(line: Line, first: bool, again: bool) -> int:
    """How much a line before the text looks like its title; `again` where it stands among them twice."""
    text = line.text.strip()
    if not looks_like_title(line) or (not first and is_byline(text)):
        return 0
    points = 1 + 3 * (line.role == "title") + 3 * ends_as_title(text) + line.centred + 2 * again
    return max(points - 3 * (_FURNITURE.search(text) is not None or text[-5:].isdigit()), 1)


def _first_title(zone: Sequence[Line]) -> int:
    """The place of the title among the lines before the text: the first, unless another is plainly meant."""
    if len(zone) < 2:
        return 0
    keys = [compact(line.text) for line in zone]
    points = [_fitness(line, n == 0, keys.count(keys[n]) > 1) for n, line in enumerate(zone)]
    best = points.index(max(points))
    while best and _leads_on(zone[best - 1], zone[best]):
        best -= 1
    if _SUBTITLE.match(zone[best].text.strip()):
        return next(
            (n for n in range(best - 1, max(best - 4, -1), -1) if points[n] and not _FURNITURE.search(zone[n].text)),
            best,
        )
    return best if points[best] >= points[0] + 2 else 0


def _leads_on(line: Line, title: Line) -> bool:
    """Whether a line before the title is its first part: 在…工作 / 会议上的讲话."""
    text = line.text.strip()
    if not looks_like_title(line) or _FURNITURE.search(text) or ends_as_title(text) or is_byline(text):
        return False
    begins = text.startswith(("在", "关于", "中共")) and not title.text.strip().startswith(("在", "关于", "中共"))
    return begins or _OPEN_END.search(text) is not None or text.count("“") > text.count("”")


def _own_front(lines: Sequence[Line]) -> Front:
    """The front of a file that says itself what is what."""
    taken, _ = head_and_tail(lines)
    front = lines[:taken]
    return Front(said(front, "title"), said(front, "byline"), said(front, "date"), said(front, "salutation"), taken)


def front(lines: Sequence[Line]) -> Front:
    """Title, byline, date and salutation from the first lines."""
    if not lines or lines[0].own:
        return _own_front(lines)
    zone = _zone(lines)
    declared = _declared(lines)
    first = 0 if declared else _first_title(lines[:zone])
    alone = lines[first].text.strip()
    if declared or not looks_like_title(lines[first]) or _NAME.fullmatch(alone) or _LABEL.match(alone):
        return _address(lines, Front(taken=0))
    removed = [Removed(line.text.strip(), "标题前的文字", line.line) for line in lines[:first]]
    title = [lines[first].text.strip()]
    byline: list[str] = []
    date = ""
    zone = max(zone, first + 1)
    addressed = zone < len(lines) and is_salutation(lines[zone].text.strip())
    place = first + 1
    while place < zone:
        line = lines[place]
        text = line.text.strip()
        if _same_title(text, _joined(title)):
            removed.append(Removed(text, "重复的标题", line.line))
        elif not (byline or date) and _goes_on(_joined(title), line, lines[first]):
            title.append(text)
        elif not date and is_date(text):
            date = text
        elif len(byline) < 4 and (is_byline(text) or (addressed and len(text) <= 44) or _OCCASION.fullmatch(text)):
            byline.append(text)
        else:
            break
        place += 1
    name = _TITLE_LABEL.sub("", _joined(title))
    return _address(lines, Front(name, "\n".join(byline), date.strip("（）() "), taken=place, removed=tuple(removed)))


def _same_title(text: str, title: str) -> bool:
    """Whether a line says the title once more."""
    one, other = compact(text).strip("《》“”【】"), compact(title).strip("《》“”【】")
    return one == other or (len(one) >= 8 and (one in other or other in one) and abs(len(one) - len(other)) <= 8)


def _address(lines: Sequence[Line], head: Front) -> Front:
    """`head` with the salutation, if one follows: on its own line, or opening the first paragraph."""
    if head.taken >= len(lines) or lines[head.taken].number or lines[head.taken].own:
        return head
    line = lines[head.taken]
    text = line.text.strip()
    if is_salutation(text) and mark_of(text) is None:
        return replace(head, salutation=text, taken=head.taken + 1)
    match = _SALUTATION_START.match(text)
    if match and is_salutation(match.group(1)):
        return replace(
            head, salutation=match.group(1), taken=head.taken + 1, rest=replace(line, text=text[match.end() :])
        )
    return head


def back(lines: Sequence[Line]) -> Back:
    """Attachments, signature and its date from the last lines."""
    end = len(lines)
    if lines and lines[-1].own:
        _, end = head_and_tail(lines)
        rest = lines[end:]
        attachments = tuple(line.text for line in rest if line.role == "attachment")
        return Back(end, attachments, said(rest, "signature"), said(rest, "date"))
    signed: list[str] = []
    date = ""
    while end and len(signed) < 2:
        line = lines[end - 1]
        text = line.text.strip()
        if line.own or line.number or line.rows or line.image or len(text) > 30 or mark_of(text):
            break
        if not signed and not date and is_date(text):
            date = text.strip("（）() ")
        elif text[-1:] not in _STOPS and (_LABEL.match(text) or (date and is_byline(text)) or _signs(lines[:end])):
            signed.insert(0, text)
        else:
            break
        end -= 1
    last = [line.text.strip() for line in lines[max(0, end - 12) : end]]
    start = next(
        (end - len(last) + n for n, text in enumerate(last) if text[:1] == "附" and _ATTACHED.match(text)), None
    )
    attachments = ()
    if start is not None and all(
        len(line.text) <= 60 and line.text.strip()[-1:] not in "。！" for line in lines[start:end]
    ):
        texts = [_ATTACHED.sub("", line.text.strip()) for line in lines[start:end]]
        attachments = tuple(text for text in texts if text)
        end = start
    return Back(end, attachments, "\n".join(signed), date)


def _signs(lines: Sequence[Line]) -> bool:
    """Whether the last line is a bare name after the text has ended."""
    return (
        len(lines) >= 3
        and lines[-2].text.strip()[-1:] in tuple("。！")
        and bool(_NAME.fullmatch(lines[-1].text.strip()))
    )
