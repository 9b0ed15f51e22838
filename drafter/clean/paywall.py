"""Marks and notices of pages that sell their text: ##paidbegin## in the middle of a word, 「此处为付费内容」 on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, cut, fixed, stripped, whole
from drafter.report import Removed
from drafter.tree import Line

ORDER = 20
LABEL = "付费标记"

_NAMES = "paid|pay|vip|hide|hidden|charge|sell|free|preview|trial|locked?|member|login|reply|buy|password"
_ENDS = "begin|start|end|stop|finish|content|read|only|view|wall"
_SAYS = f"(?:[Ff]ree|{_NAMES})"
# Marks made by machines: they may stand anywhere, in the middle of a word too.
_MARKS = re.compile(
    rf"#{{2,8}}[ \t]*/?{_SAYS}[_-]?(?:{_ENDS})?[ \t]*#{{2,8}}"
    rf"|\[/?{_SAYS}(?:[_-]?(?:{_ENDS}))?(?:=[^\[\]\n]{{0,30}})?\]|【/?{_SAYS}(?:[_-]?(?:{_ENDS}))?】"
    rf"|\{{/?{_SAYS}[_-]?(?:{_ENDS})\}}|<!?-{{0,2}}/?(?:paid|pay|vip|hide)(?:[_-]?(?:{_ENDS}))?-{{0,2}}>|\[/?(?:ppvip|vipshow|rihide|erphpdown|secret)\]"
    r"|#{2,8}[ \t]*(?:以[上下]为?)?(?:付费|收费|会员|隐藏|试读)(?:内容|部分|阅读|可见|章节)?(?:开始|结束|起|止)?[ \t]*#{2,8}"
    r"|[【\[](?:以[上下]为?)?(?:付费|收费|会员专享|隐藏)(?:内容|部分|阅读)(?:开始|结束|分割线|分界线)?[】\]]"
    r"|[-—=*_~]{2,20}[ \t]*(?:以[上下]为?|此处)?(?:付费|收费|会员)(?:内容|部分|阅读)?(?:开始|结束|分割线|分界线)[ \t]*[-—=*_~]{2,20}"
    r"|-{2,20}此处隐藏\d{1,6}个?字[，,]?(?:下载后|购买后|登录后|会员)?(?:可?(?:查看|阅读|见))?-{2,20}"
    r"|[…\.]{0,6}[（(](?:开头|中间|结尾|以下|以上|后面|此处|下文|剩余|其余)(?:部分|内容|正文)?(?:已|共)?(?:省略|隐藏|略去)\d{1,6}个?字[）)][…\.]{0,6}"
)
# Notices of the page: a whole line, in the words of the page and not of an office.
_WHAT = "(?:内容|文章|全文|正文|部分|章节|原文|文档|资源|帖子?|隐藏内容|剩余内容|完整内容|完整版)"
_NOTICES = re.compile(
    rf"[^。]{{0,8}}(?:此处|以下|下面|后面|剩余|其余|本文|该文|此文|这里|当前)(?:的|为|是|部分)*(?:付费|收费|会员|VIP|vip|隐藏|加密)(?:专享|专属|可见)?的?{_WHAT}?(?:[，,：:][^。]{{0,30}})?[。！!.]?"
    rf"|[^。]{{0,6}}{_WHAT}(?:需要?|须|请)(?:付费|购买|开通会员|升级会员|登录|登陆|回复|评论|注册)(?:本帖|后|才能|即可|可以|可|方可)*(?:查看|阅读|浏览|可见|解锁|下载)(?:全文|更多)?[。！!.]?"
    rf"|(?:付费|购买|开通会员|成为会员|加入会员|升级VIP|会员登录|登录|登陆|注册|回复|评论)(?:后|之后|才能|即可|可以|可)+(?:免费)?(?:查看|阅读|浏览|解锁|下载)(?:本文|剩余|隐藏|完整|全部|全文|更多)(?:的)?{_WHAT}?(?:[，,][^。]{{0,20}})?[。！!.>»]*"
    r"|(?:试读|预览|免费阅读|免费预览)(?:部分)?(?:已|到此)?(?:结束|完毕)(?:[，,][^。]{0,30})?[。！!]?"
    r"|(?:VIP|vip|SVIP|会员|付费用户|登录用户)(?:专享|专属|可见|免费|专区|独享)(?:内容|文章|资源|全文)?[。！!]?"
    r"|(?:此处|已|文中)隐藏\d{1,7}个?字[。，,；;!！]?(?:请?(?:VIP|vip|会员|登录|下载|购买|付费)(?:会员|用户)?(?:后|可见|后?可?查看|后?可?阅读))?[。！!]?"
    r"|剩余\d{1,3}[%％]?(?:的)?(?:内容|未读|字)?[^。]{0,24}(?:付费|购买|会员|登录|解锁|未读|订阅)[^。]{0,16}[。！!]?"
    r"|游客[，,](?:如果您?要|您需要?|如需)(?:查看|阅读)本帖隐藏内容[^。]{0,20}[。！!]?"
    r"|[（(【\[]?阅读全部(?:图文)?内容[，,]?[^。]{0,4}需要?先?(?:登录|登陆|注册|付费)[^。]{0,6}[）)】\]]?"
    r"|[^。，]{0,6}(?:此|本)?(?:内容|资源|文章|文档)(?:查看|阅读|下载)?价格[:：]?\d+(?:\.\d+)?(?:元|金币|积分|点)[^。]{0,40}"
    r"|(?:此|本)资源购买后\d+天内可下载[。！!]?|(?:您|你)(?:还|尚)?(?:没有|未)(?:购买|登录|开通)[^。]{0,20}(?:查看|阅读|下载)[^。]{0,10}[。！!]?"
    r"|已有\d+人(?:购买|支付|订阅)(?:[，,][^。]{0,20})?[。]?|(?:立即|点击|扫码)(?:购买|支付|开通会员|解锁)(?:全文|本文|会员|阅读)?[。！!]?"
    r"|[^。]{0,6}预览结束[，,][^。]{2,30}[。！!]?"
    r"|[（(【\[]?(?:未完(?:待续)?[，,])?(?:全文|本文)共?\d{1,7}个?字[，,]当前显示\d{1,7}个?字[）)】\]]?"
    r"|[（(]?请认真阅读下面的提示信息[）)]?"
)
HINTS = (
    *("付费", "收费", "会员", "VIP", "vip", "隐藏", "登录", "登陆", "试读", "预览", "剩余", "价格"),
    *("购买", "解锁", "支付", "回复", "注册", "加密", "SVIP", "省略", "评论", "当前显示", "提示信息"),
)
_HINT = re.compile("|".join(HINTS))
# Every alternative begins with one character of its own, which the engine finds fast.
_TWO = "|".join(rf"{re.escape(char)}[-—=*_~]" for char in "-—=*_~")
_PART = "(?:开头|中间|结尾|以|后|此|下|剩|其)"
_MACHINE = re.compile(
    rf"##|\[/?{_SAYS}|【/?{_SAYS}|\{{/?{_SAYS}|</?(?:paid|pay|vip|hide)|<!--|{_TWO}|\[(?:付费|收费|会员|隐藏|以)|【(?:付费|收费|会员|隐藏|以)|（{_PART}|\({_PART}|\[(?:ppvip|/ppvip|vipshow|/vipshow|rihide|/rihide|erphp|secret)"
)
_MARK_NAMES = (
    *_NAMES.replace("locked?", "lock").split("|"),
    "Free",
    "付费",
    "收费",
    "会员",
    "隐藏",
    "试读",
    "省略",
    "secret",
    "略去",
)
_PROSE = re.compile(rf"群众|干部|党员|企业|单位|村民|居民|同志|我们|自己|[{HAN}]{{2}}(?:局|委|镇|乡|村)")


def _notice(text: str) -> bool:
    bare = stripped(text)
    return (
        4 <= len(bare) <= 70
        and _HINT.search(bare) is not None
        and _NOTICES.fullmatch(bare) is not None
        and not _PROSE.search(bare)
    )


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without paywall marks, the words on both sides of one put together again."""
    text = whole(lines)
    marks = any(name in text for name in _MARK_NAMES) and _MACHINE.search(text) is not None
    if not marks and not _HINT.search(text):
        return Cleaned(list(lines))
    kept: list[Line] = []
    removed: list[Removed] = []
    for line in lines:
        if fixed(line):
            kept.append(line)
            continue
        spans = [match.span() for match in _MARKS.finditer(line.text)] if marks and _MACHINE.search(line.text) else []
        for left in cut(line, spans, LABEL, removed):
            if len(left.text) <= 90 and _notice(left.text):
                removed.append(Removed(stripped(left.text), "付费提示", line.line))
            else:
                kept.append(left)
    return Cleaned(kept, removed)


EXAMPLES = (
    Example(
        "##paidbegin##（二）要坚持问题导向。\n要坚持调##paidbegin##查研究。\n##paidend##",
        "（二）要坚持问题导向。\n要坚持调查研究。",
        removed=("##paidbegin##", "##paidbegin##", "##paidend##"),
    ),
    Example("把实事[paid]办到群众心坎上。[/paid]", "把实事办到群众心坎上。", removed=("[paid]", "[/paid]")),
    Example("###付费内容###\n二、努力方向", "二、努力方向", removed=("###付费内容###",)),
    Example(
        "以上是认识体会。\n此处为付费内容\n下面谈打算。", "以上是认识体会。\n下面谈打算。", removed=("此处为付费内容",)
    ),
    Example("要沉到一线去。\n剩余60%内容，购买后可阅读\n", "要沉到一线去。", removed=("剩余60%内容，购买后可阅读",)),
    Example(
        "要沉到一线去。\n（未完，全文共1662字，当前显示422字）",
        "要沉到一线去。",
        removed=("（未完，全文共1662字，当前显示422字）",),
    ),
    Example(
        "（阅读全部图文内容，您需要先登录！）\n要办实事。",
        "要办实事。",
        removed=("（阅读全部图文内容，您需要先登录！）",),
    ),
    Example(
        "---此处隐藏320字，下载后查看---\n四、工作要求", "四、工作要求", removed=("---此处隐藏320字，下载后查看---",)
    ),
)
SURVIVES = (
    "加强付费内容监管，规范网络知识付费市场秩序。",
    "登录后即可查看办件进度，群众不用来回跑。",
    "此处隐藏着不少安全风险，必须立即排查。",
    "经营主体开通会员后才能查看全部报价，这种做法要纠正。",
    "议题##1##由发改局汇报。",
    "景区剩余30%的门票预留给现场购买的游客。",
    "以下为会员单位名单，请各单位核对。",
    "这部分内容需要登录内网查看，严禁外传。",
)
