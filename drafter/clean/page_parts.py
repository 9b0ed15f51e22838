"""What the parts of a web page or of a document viewer look like that stand around a text: line by line, by shape."""

from __future__ import annotations

import re
from typing import Literal

# A sure part goes wherever it stands; a likely one at head, tail or beside another part; a possible one only where
# both place and company speak against it.
Grade = Literal["sure", "likely", "possible"]

LONGEST = 420
_PLAIN = tuple(zip("：，（）！？＞｜［］／　\u00a0－–", ":,()!?>|[]/  --", strict=True))
_SPACES = re.compile(r" +")
_BARRED = re.compile(r"^(编辑|来源|审核|作者|监制|校对|责编|文字|图片|供稿|撰稿|摄影|初审|复审|终审) ?[|丨] ?(?=\S)")
_LEAD = re.compile(r"^(?:[-•·●*◆■>»] ?)+")

# --- words of the page's own buttons -------------------------------------------------------------------------------
_BUTTONS = (
    "打印本页|打印此页|打印文章|打印此文|打印预览|打印|关闭窗口|关闭本页|关闭此页|关闭|加入收藏夹?|收藏本文|收藏此页|我的收藏|收藏|分享到|分享本文|分享至|分享|转发|我要纠错|纠错|返回顶部|返回首页|返回列表|返回上一?[页级]|返回目录|返回|回到顶部"
    "|字号|字体大小|字体|大号|中号|小号|特大|超大|大|中|小|A[-+]?|T[-+]?|默认|繁体|简体|立即下载|免费下载|点击下载|下载文档|下载本文档?|下载该文章|下载资源|付费下载|下载Word文档|下载全文|全文下载|合集下载|快捷下载|下载|相关|举报|版权申诉|侵权投诉|投诉|正文复制|全文复制|复制全文|复制链接|一键复制|复制|上一页|下一页|上一篇|下一篇|首页|尾页|末页"
    "|展开全[文部]|点击展开|展开|收起全文|收起|阅读全文|阅读原文|查看全文|查看原文|全文|点击查看更多|查看更多|加载更多|更多|手机版|手机网页版|进入手机版|继续访问电脑版|电脑版|APP下载|下载APP|客户端|请登录|请先登录|登录|登陆|注册|会员注册|会员中心|退出|微信|微博|新浪微博|腾讯微博|人民微博|QQ空间|QQ好友|QQ|朋友圈|豆瓣|微信扫一扫|扫一扫|收听本文|语音播报|播报|暂停|朗读|点赞|赞一?下?|顶一?下?|踩一?下?|在看|好评|评论|我要评论|发表评论|网友评论|查看评论|提交回复|回复|提交|换一换|换一批|设为首页|设置首页|网站首页|网站地图"
    "|联系我们|关于我们|免责声明|隐私政策|服务条款|帮助中心|意见反馈|广告服务|友情链接|无障碍阅读|无障碍|长者版|长者模式|老年模式|适老化|投稿须知|投稿|关注|加关注|已赞|请选择|资源描述|内容描述|文档简介|文档描述|文本内容|内容简介|电脑桌面|海报|网友|时间|导航|搜索|站内搜索|目录导航|官方微博|官方微信|高级检索|书签|VIP专享|VIP免费|返回资讯|附件列表|举报反馈|反馈|资料下载|附件下载|[xX×]|00:00/00:00|[0-9]{1,2}:[0-9]{2}/[0-9]{1,2}:[0-9]{2}|999[+]"
)
_GAP = r"[\s|/·•、,>\-—\[\]【】():«»<_]*"
_ROW = re.compile(rf"{_GAP}(?:(?:{_BUTTONS})(?:\(?\d*\)?){_GAP})+")
_BUTTON = re.compile(_BUTTONS)
# Buttons nobody writes as a line of a speech: one is enough.
_PLAIN_BUTTONS = re.compile(
    "打印本页|打印此页|打印文章|打印此文|关闭窗口|关闭本页|加入收藏|设为首页|返回顶部|返回首页|返回列表|返回上一页|回到顶部|收听本文|我要纠错|展开全文|展开全部|点击展开|收起全文|阅读全文|阅读原文|查看全文|查看原文|点击查看更多|查看更多"
    "|正文复制|全文复制|合集下载|微信扫一扫|换一换|换一批|立即下载|下载文档|下载本文档|下载该文章|下载资源|付费下载|下载全文|版权申诉|侵权投诉|会员注册|无障碍阅读|长者版|提交回复|发表评论|我要评论|进入手机版|继续访问电脑版|网站地图|VIP专享"
)
_DECISIVE = re.compile(
    "打印|关闭|纠错|收藏|举报|字号|收听|扫一扫|分享到|手机版|电脑版|设为首页|返回|回复|下载|复制|评论|登录|朋友圈|微博|投稿"
)

# --- labels with values ---------------------------------------------------------------------------------------------
_WEB_LABELS = (
    "发布时间|发布日期|发表时间|发表日期|发稿时间|更新时间|更新日期|录入时间|添加时间|上传时间|上传日期|信息来源|文章来源|稿件来源|新闻来源|内容来源|来源网站|浏览次数|浏览量|浏览|点击次数|点击数|点击量|点击率|点击|阅读次数|阅读量|阅读数|阅读|访问次数|访问量|访问|人气|热度|围观"
    "|责任编辑|网站编辑|本文编辑|值班编辑|文字编辑|责编|编审|文章录入|录入|录入者|发布者|发布人|发布单位|发布机构|发布部门|信息员|稿源|供稿|供稿单位|下载次数|下载量|评论数|所属栏目|文章分类|分享到|分享|打印|本文链接|原文链接|本文网址|推荐访问|本文地址|本文标题|原文地址|原文标题|字号|字体|投稿邮箱|小编微信|微信编辑"
)
_VIEWER_LABELS = "上传人(?:\\(卖家\\))?|文档编号|文档ID|资源ID|资源大小|资源格式|文件大小|文档大小|文档格式|文件格式|下载积分|所需积分|所需金币|全文页数|页数|大小|格式|贡献者|分享者"
_INDEX_LABELS = "索引号|主题分类|发文机[关构]|发文字号|成文日期|发文日期|有效性|公开日期|公开方式|公开形式|公开范围|公开时限|公开目录|内容概述|组配分类|体裁分类|信息分类|信息索引号|效力状态|服务对象分类|文件编号|统一登记号|生成日期|信息名称"
_WEAK_LABELS = "来源|文字|图片|制图|美编|排版|策划|统筹|出品|作者|编辑|日期|时间|记者|通讯员|审核|校对|监制|主编|初审|复审|终审|一审|二审|三审|签发|关键词|关键字|标签|Tags|tags|栏目|分类|主办|承办|主办单位|承办单位|技术支持|地址|邮编|备案号|网站标识码|摄影|撰稿|文|图"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|\]】()\d,]))[\[【(]?(?:(?P<web>{_WEB_LABELS})|(?P<viewer>{_VIEWER_LABELS})|(?P<index>{_INDEX_LABELS})|(?P<weak>{_WEAK_LABELS})) ?:"
)
_COUNTED = re.compile("浏览|点击|阅读|访问|人气|热度|围观|评论|下载")
_DATED = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}")
_STAMP = re.compile(
    r"(?:发布于|更新于|原创|发布时间)? ?\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日? ?(?:星期.)? ?\d{1,2}:\d{2}(?::\d{2})?(?: ?[\u4e00-\u9fffA-Za-z]{0,10})?"
)
_CREW = re.compile("监制|校对|美编|排版|制图|文字|图片|摄影|统筹|策划|出品|初审|复审|终审")
_WHEN = re.compile(r"(?:(?:19|20)?\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?)?[ T]?(?:\d{1,2}:\d{2}(?::\d{2})?)?")
_SEEN = re.compile(
    r"(?:\d{4}-\d{1,2}-\d{1,2} ?)?(?:本文)?(?:已有|共有?)?\d{0,8} ?(?:人|次)(?:已)?(?:围观|浏览|阅读|点击|访问|评论)(?:过|次)?|(?:阅读|浏览|点击|评论|赞|围观|访问)(?:量|数|次数)? ?[:(]? ?\d{1,8}\+?[次人)]?|\d+(?:\.\d+)? ?[KMkm][Bb]"
)
# The site's name with a date, a button or its own kind of page behind it.
_SITE = r"[\u4e00-\u9fff\d]{2,12}(?:网|库|文库|之家|论坛|素材库)"
_STAFF = re.compile(
    "(?:责任编辑|责编|编辑部?|撰稿|签发|编审|审核|校对|监制|主编|终审|初审|复审|一审|二审|三审|美编|供稿|来源)(?=[ :])"
)

# --- whole lines by wording -----------------------------------------------------------------------------------------
_SURE = re.compile(
    r"(?:您|你)?(?:现在|当前|目前)?(?:所在)?的?(?:所在)?(?:位置|栏目)(?:是)? ?:[^。]{0,90}(?:首页|主页|>|»|›|/)[^。]{0,90}"
    r"|(?:网站)?(?:首页|主页) ?(?:>|»|›|→|&gt;)[^。]{1,100}"
    r"|[\[【(·• ]*(?:上|下)一(?:篇|条|页|章|则)(?:文章|新闻|信息)? ?[\]】)]? ?[:>][^。]{0,80}"
    r"|(?:微信)?(?:扫一扫|扫描二维码|手机扫码|扫码)[, ]*(?:在手机(?:上)?(?:打开|阅读|查看)|分享(?:给|到|至|本)|手机(?:浏览|阅读|查看|打开)|打开当前|随身)[^。]{0,20}"
    r"|[^。,]{0,40}[^。,\d](?:_|\.(?:docx?|pdf|pptx?|wps|txt)_?)第 ?\d{1,4} ?页"
    r"|《[^》]{2,120}》?由会员分享,可在线阅读.*|[^。]{0,60}由会员分享,可在线阅读,更多相关.*"
    r"|(?:已阅读\d{1,4}页,?)?还剩\d{1,4}页(?:未读|可)[^。]{0,20}|全文预览已结束[^。]{0,12}|(?:亲,)?该文档总共\d{1,4}页.*|本(?:资源|文档)只提供\d{1,4}页预览.*"
    r"|(?:\d[.、] ?){0,2}(?:下载文档前请(?:自行|先).*|[\"“]仅部分预览[\"”]的文档.*|如文档侵犯您的权益.*)|版权说明:本文档由用户(?:提供|上传).*|[^。]{0,30}本文档由用户(?:提供|上传).{0,12}版权归.*"
    r"|喜欢就下载吧.{0,20}|添加[^。,]{1,12}到电脑桌面|安装后可以在桌面快捷访问|文章有问题\?点此查看.*|未经处理的缓存"
    r"|[^。]{0,60}(?:[京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备\d{5,}|公网安备 ?\d{6,}|网站标识码[:]? ?\w{6,})[^。]{0,80}"
    r"|(?:[Cc]opyright|COPYRIGHT|©|版权所有 ?[:©@(]?)[^。]{0,80}(?:\d{4}|Reserved|版权所有|RESERVED|网|公司|办公室)[^。]{0,60}"
    r"|[-—=*~·• ]{1,20}(?:END|End|THE END)[-—=*~·• ]{1,20}|(?:请选择 ?)?进入手机版 ?\| ?继续访问电脑版|[\[【(]?字[号体] ?:? ?[\[【(]? ?(?:特大|大|小|超大)[ |/、,\]】\[【]{0,3}(?:中|大)[ |/、,\]】\[【]{0,3}(?:小|大|中)[^。]{0,16}"
)
# Feeds and public accounts have furniture of their own.
_FEED = re.compile(
    r"预览时标签不可点|微信扫一扫关注该公众号|轻触阅读原文|继续滑动看下一个|喜欢此内容的人还喜欢|人划线|分享收藏点赞在看|收录于(?:合集|话题|专辑).{0,40}|馆友评论|转藏(?: .{1,12}){1,8}"
    r"|.{0,30}\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2} 发表于.{1,8}|(?:编辑|发布)于 ?\d{4}-.{4,40}|.{0,24}IP ?属地.{1,6}|百家号 ?\d{4}-.{4,24}|本文为澎湃号作者.{4,60}|\d{4}-\d{1,2}-\d{1,2} 来自 .{1,12}"
    r"|\d{4}-\d{1,2}-\d{1,2} .{1,16} 阅 ?\d+.{0,20}"
)
_LIKELY = re.compile(
    rf"{_SITE}(?:官网)? ?(?:首页|移动版|手机版|官网)|(?:\d{{4}}-)?\d{{1,2}}-\d{{1,2}} {_SITE}|\d{{4}}-\d{{1,2}}-\d{{1,2}} \d{{1,6}}|推荐访问 ?:.{{0,120}}|>"
    "|文档简介|文档介绍|资源描述|内容描述|文档描述|文本内容|附件列表|请先登录|请登录|下载资源|全文预览"
    r"|(?:首页|网站首页)(?: ?[\u4e00-\u9fff·]{2,24}){1,4}|>?(?:[^>。,]{1,24} ?> ?){2,8}[^>。]{0,60}"
    r"|[^。]{0,30}(?:转载|引用)(?:本文)?(?:时)?请(?:务必)?注明(?:出处|来源|作者)?.{0,60}|(?:免责声明|版权声明|特别声明|郑重声明|声明|下载声明|温馨提示|友情提示|特别提示)[:\]】)].{4,}|【(?:免责声明|版权声明|下载声明|声明)】.{0,400}"
    r"|[^。]{0,60}(?:侵权|侵犯)[^。]{0,24}(?:联系|告知|通知|来信)[^。]{0,24}(?:删除|处理|下架|撤下).{0,40}|[^。]{0,40}(?:侵权|侵)(?:必究|必删|删|联删)[^。]{0,12}[。]?"
    r"|(?:本文|文章|图文|素材|内容|图片|部分内容|以上内容)(?:均)?(?:来源于?|来自|转自|整理自|选自)(?:于)?(?:网络|互联网|公开资料|公众号|网友投稿)[^。]{0,40}[。]?"
    r"|(?:本文|本站|该文)(?:由|系)[^。]{1,20}(?:整理|原创|首发|发布|投稿|收集|编辑)(?:发布|首发|整理)?[^。]{0,30}[。]?|本(?:站|网)(?:所有|全部|仅|不|只|部分|资源|内容|文章|作品|转载)[^。]{4,80}.{0,200}"
    r"|(?:没有了|已是(?:第一|最后一?)[篇条]|没有下一?篇)|(?:共有?)?\d{1,6}条?(?:网友)?评论(?:\(\d*\))?|(?:网友|最新|热门)评论(?:\(\d*\))?|\(?责任编辑[: ][^。)]{1,20}\)?|\(?来源:[^。)]{2,40}\)"
    r"|您是第 ?\d* ?位(?:访客|访问者|读者)|友情链接:?|本网站由[^。]{2,24}(?:主办|承办|维护)|TOP|(?:听全文|视力保护色|无障碍浏览|字体颜色|背景颜色|验证码) ?:?|转载请?(?:保留|标明|附上)[^。]{2,20}|(?:[«<‹] ?)?[上下]一篇(?: ?[»>›])?|[\[【(](?:打印|关闭|收藏|分享|纠错|返回|推荐|复制|下载)[\]】)]"
    r"|文档贡献者|\d*(?:人评分|下载券|次下载|人下载|人阅读|人收藏)|用户评论(?:\(\d*\))?|发表评论[^。]{0,12}|下载文档到电脑.{0,20}|本文档为【.{1,60}】,请使用.{0,40}|百度文库[^。]{0,20}|该文档来自用户分享.*"
    r"|END|(?:赞同|已赞|写留言|写评论|添加评论) ?\d*|[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|发布|先锋|组工|党建|网) \d{4}-\d{1,2}-\d{1,2}|建议使用[^。]{0,30}(?:浏览器|分辨率)[^。]{0,30}|网站客服:[^。]{0,20}|\d{1,2}页珍藏版|技术支持 ?:[^。]{2,40}|(?:主办|承办)(?:单位)? ?:[^。]{2,40}(?:承办|技术支持|地址|备案|电话)[^。]{0,60}"
)
_POSSIBLE = re.compile(
    r"\d{1,3} ?页|[\u4e00-\u9fff]{2,10}[网站](?:来稿)?(?: [\u4e00-\u9fff]{2,20}){0,2}|\d{4}-\d{1,2}-\d{1,2}|\d{1,6}\+?|(?:作者|文|图|时间|日期|编辑|审核|签发|校对|关键词|标签|分类|栏目) ?:[^。]{0,30}"
    r"|(?:主办|承办|协办|地址|邮编|联系电话|电话|邮箱|网址|网站|传真|E-?mail)(?:单位)? ?:[^。]{1,60}|https?://\S+|www\.\S+"
)
# Sentences of viewers' small print: three such words and none of an office's.
_SMALL_PRINT = re.compile(
    "本站|下载|预览|浏览器|积分|金币|充值|退款|上传|版权|侵权|侵犯|客服|用户名|压缩|举报|认领|收益|站内|会员|水印|付款|付费|支付|资源|文库|解压|甄别|网友|免费|平台|文档"
)
_OFFICE = re.compile("群众|干部|党员|村民|居民|企业|支部|党委|党组|我局|我县|我镇|我们要|同志|社区|整治|推进|监管|整改")


def view(text: str) -> str:
    """`text` as the patterns see it: half-width marks, single spaces, no bullet."""
    # A dozen looks for what is seldom there are faster than to translate all that is.
    plain = text
    for wide, narrow in _PLAIN:
        if wide in plain:
            plain = plain.replace(wide, narrow)
    plain = _LEAD.sub("", _SPACES.sub(" ", plain).strip(" |"))
    return _BARRED.sub(r"\1:", plain) or text.strip()


def _row(text: str) -> Grade | None:
    """Rows of buttons: 【打印】【关闭】, 分享到： 微信 微博."""
    if len(text) > 90:
        return None
    if _PLAIN_BUTTONS.fullmatch(text.strip("[]【】()> :")):
        return "sure"
    if _ROW.fullmatch(text):
        count = len(_BUTTON.findall(text))
        if count >= 2:
            return "sure" if _DECISIVE.search(text) else "likely"
        return "possible"
    pieces = [piece for piece in re.split(r"[ |\[\]【】]+", text) if piece]
    buttons = sum(_BUTTON.fullmatch(piece) is not None for piece in pieces)
    if buttons >= 2 and buttons * 2 >= len(pieces) and all(len(piece) <= 10 for piece in pieces):
        return "likely"
    return None


def _labelled(text: str) -> Grade | None:
    """Rows of labels with values: 来源：… 作者：… 点击：12."""
    if len(text) > 170 or "。" in text[:-1] or not (":" in text or " " in text):
        return None
    compact = text.replace(" ", "")
    found = list(_LABEL.finditer(text)) or list(_LABEL.finditer(compact[:8] + text[8:]))[:1]
    if not found:
        if len(text) <= 70 and "," not in text and len(_STAFF.findall(text)) >= 2:
            return "likely"
        return None
    kinds = [match.lastgroup for match in found]
    first = found[0]
    before = text[: first.start()].strip(" [【(|")
    dated = _WHEN.fullmatch(before) is not None
    if (len(found) == 1 and before and not dated) or (len(before) > 24 and not _DATED.search(before)):
        return None
    values = re.split(_LABEL, text)[-1].strip()
    if len(found) >= 2:
        if len(values) > 60 or text.count(",") > 2:
            return None
        strong = sum(kind != "weak" for kind in kinds)
        if strong:
            return "sure"
        return "likely" if "来源" in text or _DATED.search(text) or len(_STAFF.findall(text)) >= 2 else "possible"
    name, value = first.group().strip("[【(: "), text[first.end() :].strip(" ]】)")
    if len(value) > 60 or ("," in value and not value[0].isdigit()) or "、" in value[8:]:
        return None
    if dated and before:
        return "likely"
    if kinds[0] == "web":
        if _COUNTED.search(name) and not re.fullmatch(r"[\d,. +万次人]*(?:\[.*\])?", value):
            return None
        return "likely"
    if kinds[0] == "viewer":
        return "likely" if re.search(r"\d|\*|DOC|PDF|PPT|TXT", value) or not value or name.startswith("上传") else None
    if kinds[0] == "index":
        return "possible"
    if (name in ("来源", "编辑") or _CREW.fullmatch(name)) and len(value) <= 24:
        return "likely"
    if name in ("时间", "日期") and re.search(r"\d{1,2}:\d{2}:\d{2}|\[.*\]", value):
        return "likely"
    return "possible" if len(value) <= 24 else None


def grade(text: str) -> Grade | None:
    """How surely a line is a part of the page and not of the text; None where nothing speaks for it."""
    if len(text) > LONGEST:
        return None
    line = view(text)
    if len(line) > 200 and _OFFICE.search(line):
        return None
    if _SURE.fullmatch(line) or _FEED.fullmatch(line):
        return "sure"
    row, labels = _row(line), _labelled(line)
    found = row if row and row != "possible" else labels or row
    if found and found != "possible":
        return found
    if _STAMP.fullmatch(line) or _SEEN.fullmatch(line) or _small_print(line):
        return "likely"
    if _LIKELY.fullmatch(line) and not _OFFICE.search(line):
        return "likely"
    return found or ("possible" if len(line) <= 70 and _POSSIBLE.fullmatch(line) else None)


def _small_print(line: str) -> bool:
    return len(line) >= 20 and len(set(_SMALL_PRINT.findall(line))) >= 3 and not _OFFICE.search(line)
