"""Advertisements of text sellers: material libraries, ghost writers, member groups, their contact lines and doubles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, SPACE, Cleaned, Example, cut, fixed, is_body, stripped, whole
from drafter.report import Finding, Removed
from drafter.segment import sentences
from drafter.tree import Line

ORDER = 30
LABEL = "广告"

# Every alternative begins with one character of its own, which the engine finds fast.
_PRICES = "|".join(rf"{digit}\d*元" for digit in "0123456789０１２３４５６７８９")
# What is sold. None of these proves anything alone: officials too speak of 会员, 素材库 and 代笔.
_OFFERS = re.compile(
    "svip|SVIP|谨防假冒|唯一平台|内部材料|每日更新|每天更新|持续更新|实时更新|免费领取|免费获取|免费下载|知识星球|公文写作|更多材料|更多范文|更多资料|更多精彩|更多公文|素材库|材料库|范文库|资料库"
    "|vip|VIP|小伙伴|高质量|资料包|PPT|笔杆子|写作群|材料群|交流群|资料群|文库|会员|网盘|代笔|润笔|代写|写手|代发|接单|定制|好评|认准"
    "|全网|海量|范文|素材|一键|打包|优惠|特价|限时|原价|包年|终身|永久|原创|万字|万篇|0篇|精品|全站|充值|好文|干货|课程|老秘|公文"
    f"|优质材料|最新材料|各类材料|写作材料|word版|Word版|WORD版|年费|元/年|{_PRICES}|笔友|星球"
)
# What a reader is told to do.
_CALLS = re.compile(
    r"欢迎(?:加入|关注|订阅|添加|咨询|选购)|(?:有意|有需要|如需|需要)[^。，]{0,8}(?:加入|联系|咨询|添加|请|可)|(?:请|可)(?:联系|添加|加|咨询|关注|扫|认准|点击)"
    r"|添加客服|联系客服|咨询客服|客服微信|加(?:老师|客服|小编|我|群主?)?(?:微信|[Vv]信?|薇|QQ|好友|群)|扫码|扫一扫|扫描|长按|识别[^。，]{0,6}二维码|二维码"
    r"|关注(?:我们|本?公众号|微信公众号|本号)|点击(?:关注|蓝字|上方|下方|购买|下载|进入)|后台回复|私信|回复关键[词字]|领取|选择我们|联系老师|转发朋友圈|点个?在看|加入(?!党|组织)|承接|回复[“\"「]"
)
# Somebody to turn to, given as a page gives it: a label, a colon, an id; or a number broken so that no filter sees it.
_CONTACTS = re.compile(
    rf"(?:客服|微信号?|薇信|威信|[Vv]信号?|[VvWw][Xx]|QQ群?号?|qq群?号?|[Qq]群|扣扣|企鹅|公众号|加群|店铺|淘宝|旺旺|网址|官网|请加|号){SPACE}*[:：]{SPACE}*[“\"【]?[A-Za-z0-9_{HAN}]"
    rf"|[:：，、]{SPACE}*\d{{1,3}}{SPACE}+\d{{3,}}|(?:客服|微信|QQ|电话|手机)[^。]{{0,4}}\d{{5,}}|(?<!\d)1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}(?!\d)"
    r"|wxid_|(?:微信|[Qq]{2}|[Vv]信|[Vv][Xx]|群){1,2}号?[:：/ ]{0,2}[A-Za-z0-9][A-Za-z0-9_-]{4,}"
    r"|(?:www\.|https?://|pan\.baidu)[A-Za-z0-9./?=&_%-]+|👉|👈|➊|➋|➌"
)
# What none of them can do without; the engine finds it fast.
_REACHES = re.compile(r"[:：\dA-Za-z👉👈➊➋➌]")
_PROSE = re.compile(
    "群众|干部|党员|村民|居民|企业|单位|部门|办公室|职工|党委|党组|支部|社区|乡镇|街道|政务|政策|服务|推进|推动|开展|建立|设立|宣传|信访|诉求|志愿|我们要|我局|我镇|我县|通过"
)
# Lines that are nothing but a contact or a call; they go where other noise or the end of the text is near.
_CARD = re.compile(
    rf"[【\[（(✦★☆●■◆▼↓➊-➓\s]{{0,3}}(?:(?:本站|站长|客服|代笔|官方|小编|店主|投稿|联系|加|添加|请加|商务合作|合作|工作|唯一){{0,3}}(?:微信公众号|微信订阅号|公众号|订阅号|公号|微信号?|微信群|薇信|[Vv][Xx]|QQ群?号?|QQ交流群|[Qq]群|扣扣群?|客服|知识星球|淘宝店铺?|官网|小红书|抖音号?|视频号|头条号)(?:ID|名称|搜索)?)"
    rf"{SPACE}*[:：]{SPACE}*[“\"《【]?[A-Za-z0-9_\-{HAN}. ]{{2,24}}[”\"》】]?[】\]）)]?[。！!]?"
)
_CALL_LINE = re.compile(
    r"[^。，]{0,10}(?:扫描?|长按|识别|点击)[^。，]{0,8}(?:二维码|公众号|小程序|卡片|蓝字|名片|原文|链接|购买|下载)[^。，]{0,10}(?:[，,、！!]?[^。，]{0,14})?[。！!↓~～]*"
    r"|(?:欢迎|请|敬请|点击)?(?:关注|订阅|搜索|添加)(?:我们|本公众号|微信公众号|公众号|本号|小编|蓝字)[^。]{0,24}[。！!↓~～]*"
    r"|(?:更多|获取|查看|下载|免费领取?|免费获取)[^。，]{0,14}(?:范文|材料|素材|资料|公文|好文|精彩内容|模板|word版)[^。]{0,20}[。！!↓~～]*"
    r"|[^。]{0,8}(?:点赞|点个赞|点亮)[^。]{0,6}(?:在看|转发|分享|收藏)[^。]{0,12}[。！!]*"
    r"|(?:➊|➋|➌|➍|👉)[^。]{2,40}[。！!👈]*|请点击👉[^。]{2,30}|(?:如需|若需)[^。，]{2,16}(?:支付|充值|下载|代写|代笔|定制)[^。]{0,30}[。！!]?"
    r"|点击下载[^。]{0,24}[。！!]?|[^。，]{0,10}点个?在看[^。，]{0,6}[。！!~～]*|后台回复[^。]{1,24}(?:领取|获取|下载)[^。]{0,16}[。！!]?"
    r"|知识星球[:：][^。]{2,40}|[^。，]{0,8}(?:链接|地址|网盘)[:：]?\s*https?://pan\.[!-~]{4,60}[^。]{0,24}"
)
_BRAND = re.compile(
    rf"公众号{SPACE}*[:：]{SPACE}*[“\"]?([{HAN}]{{2,8}}?)(?=[”\"、，,；;）)\s]|$)|【([{HAN}]{{2,6}}?)(?:素材库|代笔|材料库|文库|范文库|公文库)】"
)
_BRACKET = re.compile(r"[（(【\[][^（()）【】\[\]\n]{6,90}[）)】\]]")
HINTS = (
    *("客服", "微信", "公众号", "QQ", "qq", "加群", "网盘", "素材", "范文", "代笔", "代写", "会员", "二维码", "扫码"),
    *("👉", "➊", "VX", "vx", "www", "http", "点赞", "在看", "小编", "星球", "蓝字", "店铺", "word版", "投稿"),
    *("后台回复", "淘宝"),
)
_HINT = re.compile("|".join(HINTS))


def _weight(text: str) -> tuple[int, int, int]:
    """How many things are offered, how many calls are made, whether there is somebody to turn to."""
    return (
        len(set(_OFFERS.findall(text))),
        len({m.group() for m in _CALLS.finditer(text)}),
        1 if _REACHES.search(text) and _CONTACTS.search(text) else 0,
    )


def _advert(text: str) -> bool:
    """Whether a stretch of text is an advertisement beyond doubt: signs of different kinds come together."""
    offers, calls, contact = _weight(text)
    if offers == 0 or calls + contact == 0:
        return False
    if contact and calls and offers + calls >= 3:
        return len(_PROSE.findall(text)) < 3 or offers >= 4
    return offers >= (3 if contact else 4) and len(_PROSE.findall(text)) < 2


def _spans(text: str) -> list[tuple[int, int]]:
    """Which parts of a line are advertisement: all of it, its last or first sentences, or something in brackets."""
    aside = [m.span() for m in _BRACKET.finditer(text) if _weight(m.group())[2] and _advert(m.group())]
    if aside and sum(end - start for start, end in aside) * 3 < len(text) * 2:
        return aside
    pieces = sentences(text)
    if len(pieces) > 1:
        plain = [len(piece) >= 12 and sum(_weight(piece)) == 0 for piece in pieces]
    if len(pieces) <= 1 or not any(plain):
        if _advert(text):
            return [(0, len(text))]
    else:
        lead = len(text) - len(text.lstrip(" \t\u3000\u00a0"))
        ends = [lead]
        for piece in pieces:
            ends.append(ends[-1] + len(piece))
        last = max(n for n, is_plain in enumerate(plain) if is_plain)
        first = plain.index(True)
        if last + 1 < len(pieces) and _advert(text[ends[last + 1] :]):
            return [(ends[last + 1], len(text))]
        if first and _advert(text[: ends[first]]):
            return [(0, ends[first])]
    return []


def _small(text: str) -> bool:
    """Whether a line is a visiting card, a call or a scrap of an advertisement, and no sentence of a speech."""
    if len(text) > 90 or _PROSE.search(text):
        return False
    if _CARD.fullmatch(text) or _CALL_LINE.fullmatch(text):
        return True
    return sum(count > 0 for count in _weight(text)) >= 2


def _edges(lines: Sequence[Line], small: Sequence[bool]) -> tuple[int, int]:
    """Before which line the text has not begun, and from which on it is over."""
    body = [n for n, line in enumerate(lines) if is_body(line.text) and not small[n]]
    return (body[0], body[-1] + 1) if body else (0, len(lines))


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without advertisements; reports where a brand name of theirs stands in the text for another word."""
    text = whole(lines)
    if not _HINT.search(text):
        return Cleaned(list(lines))
    removed: list[Removed] = []
    kept: list[Line] = []
    # For every kept line, whether it may be a card, and whether an advertisement was taken out beside it.
    maybe: list[bool] = []
    beside: list[bool] = []
    gone = False
    for line in lines:
        hinted = not fixed(line) and _HINT.search(line.text) is not None
        pieces = cut(line, _spans(line.text), LABEL, removed) if hinted else [line]
        changed = pieces != [line]
        if changed and beside:
            beside[-1] = True
        kept += pieces
        maybe += [hinted] * len(pieces)
        beside += [gone or changed] * len(pieces)
        gone = changed
    kept = _without_cards(kept, maybe, beside, removed)
    return Cleaned(kept, removed, _swapped(kept, removed))


def _without_cards(lines: list[Line], maybe: list[bool], beside: list[bool], removed: list[Removed]) -> list[Line]:
    """`lines` without visiting cards and calls at head and tail, or next to something already taken out."""
    small = [hinted and _small(stripped(line.text)) for line, hinted in zip(lines, maybe, strict=True)]
    if not any(small):
        return lines
    first, last = _edges(lines, small)
    out = [False] * len(lines)
    order = [*range(len(lines)), *reversed(range(len(lines)))]
    for n in order:
        near = beside[n] or (n > 0 and out[n - 1]) or (n + 1 < len(lines) and out[n + 1])
        company = (n > 0 and small[n - 1]) or (n + 1 < len(lines) and small[n + 1])
        if small[n] and (near or company or (len(lines) > 2 and (n < first or n >= last))):
            out[n] = True
    removed += [Removed(stripped(line.text), LABEL, line.line) for line, away in zip(lines, out, strict=True) if away]
    return [line for line, away in zip(lines, out, strict=True) if not away]


def _swapped(lines: Sequence[Line], removed: Sequence[Removed]) -> list[Finding]:
    """Brand names of the advertisements that stand in the text where a word of its own should stand."""
    brands: dict[str, None] = {}
    for piece in removed:
        for match in _BRAND.finditer(piece.text):
            brands[match.group(1) or match.group(2)] = None
    findings = []
    for brand in sorted(brands, key=len, reverse=True):
        if any(brand in longer for longer in brands if longer != brand):
            continue
        places = [
            (line, m.start()) for line in lines if not fixed(line) for m in re.finditer(re.escape(brand), line.text)
        ]
        if places:
            line, at = places[0]
            text = line.text[max(at - 4, 0) : at + len(brand) + 4]
            message = f"广告里的名字“{brand}”混进正文 {len(places)} 处，多半顶替了“公文”“文稿”一类的词，请逐处核对"
            findings.append(
                Finding("watermark-word", "疑似", message, line.line, text, None, text.replace(brand, "公文"))
            )
    return findings


_AD = "【墨墨素材库】——日更三百篇好稿，群里网盘里都有，想要哪篇搜哪篇，一键下载，想加入会员请联系：2 7781，：8 102938"
_JOIN = (
    "加入“墨墨素材库svip会员”，五千万字的稿子随便用！加客服：abk,请认准墨墨（公众号：墨墨君、：abk），其他都是假冒！"
)
_WRITER = "【墨墨代笔】——替您执笔，保证原创，绝对保密，写过的都说好！长期接单，有需要的小伙伴请联系客服：abk"
EXAMPLES = (
    Example(
        f"以上发言，请批评指正。\n{_AD}\n{_AD}\n{_JOIN}\n{_WRITER}",
        "以上发言，请批评指正。",
        removed=(_AD, _AD, _JOIN, _WRITER),
    ),
    Example(
        f"二是提高墨墨君写作能力，把好每一份文稿的质量关，当好参谋助手。\n{_JOIN}",
        "二是提高墨墨君写作能力，把好每一份文稿的质量关，当好参谋助手。",
        removed=(_JOIN,),
        rules=("watermark-word",),
    ),
    Example(
        "我们要沉下身子、迈开步子，把群众的操心事一件一件办好办实，让群众看得见。\n公众号：老笔头之家\n微信号：bt2023\n长按识别二维码关注我们",
        "我们要沉下身子、迈开步子，把群众的操心事一件一件办好办实，让群众看得见。",
        removed=("公众号：老笔头之家", "微信号：bt2023", "长按识别二维码关注我们"),
    ),
    Example(
        "不妥之处，请同志们批评指正。更多范文请关注公众号：老笔头之家，添加客服微信：bt2023领取素材",
        "不妥之处，请同志们批评指正。",
        removed=("更多范文请关注公众号：老笔头之家，添加客服微信：bt2023领取素材",),
    ),
    Example(
        "要把调查研究（更多素材请加客服微信：bt2023）贯穿始终。",
        "要把调查研究贯穿始终。",
        removed=("（更多素材请加客服微信：bt2023）",),
    ),
)
SURVIVES = (
    "通过微信公众号、宣传栏等开展政策宣讲，公布接访电话，畅通反映渠道。",
    "设立意见箱，公布举报电话12345，群众扫码就能留言。",
    "有时图省事，让别人代笔、上网抄范文，缺少自己的思考。",
    "建好干部教育案例素材库，每日更新，供各支部选用。",
    "会员单位之间要加强交流，商会会员大会每年召开一次。",
    "欢迎加入社区志愿服务队，请联系网格员李大姐，电话：0593-1234567。",
    "关注“清风某县”微信公众号，点击“举报”即可反映问题。",
    "扫描二维码即可进入“民情直通车”小程序，诉求办理进度全程可查。",
    "个别网店客服态度生硬，消费者投诉后迟迟没有回音。",
    "网盘、微信群传递工作文件的问题仍有发生，必须坚决禁止。",
    "打印店、文印室帮人代写材料的现象要整治。",
    "全县建成村级微信群126个，覆盖党员3200多名，做到有呼必应。",
    "监督举报电话：0593-1234567。",
    "联系人：王主任，联系电话：0593-7654321。",
    "点击量不等于群众满意度，转发数也代替不了走访。",
    "更多群众在家门口享受到优质医疗服务。",
    "要写好公文，就要练好笔杆子，原创的观点最打动人。",
)
