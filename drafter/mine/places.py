"""Local facts that belong to somebody else: names of places, people, brands, programmes, each with its slot."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from drafter.mine.found import Found, Script, script, table

# Regions and prefectures whose names stand without 省, 州 or 县 behind them.
_REGIONS = tuple(
    re.findall(
        r"\S+",
        """
        新疆 西藏 内蒙古 广西 宁夏 青海 甘肃 云南 贵州 四川 重庆 海南 广东 湖南 湖北 河南 河北 山东 山西
        陕西 江西 安徽 江苏 辽宁 吉林 黑龙江 伊犁 昌吉 喀什 和田 塔城 阿勒泰 阿克苏 哈密 吐鲁番 巴音郭楞
        博尔塔拉 克孜勒苏 延边 恩施 湘西 阿坝 甘孜 凉山 黔东南 黔南 黔西南 楚雄 红河 西双版纳 大理 德宏 怒江
        迪庆 临夏 甘南 果洛 玉树 海西 治疆
        """,
    )
)
# What a public speech means by these is the nation's history, not a place or a person of its own.
_PUBLIC = frozenset(
    re.findall(
        r"\S+",
        """
        宁德 福建 正定 延安 遵义 兰考 古田 瑞金 上海 北京 浙江 厦门 福州 寿宁 下党 安溪 晋江
        习近平 毛泽东 周恩来 邓小平 江泽民 胡锦涛 刘少奇 朱德 陈云 焦裕禄 谷文昌 孔繁森 雷锋 张桂梅 黄文秀 廖俊波 杨善洲
        王进喜 钟扬 李保国 黄大年 郑培民 牛玉儒 任长霞 沈浩 张富清 马克思 恩格斯 列宁
        """,
    )
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范傅钟卢汪戴崔任陆廖姚"
    "方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_NOT_NAMES = frozenset(
    (
        "任何",
        "高度",
        "方面",
        "金融",
        "高级",
        "常务",
        "常委",
        "白天",
        "万名",
        "石油",
        "任职",
        "余名",
        "严格",
        "康复",
        "史志",
        "高龄",
    )
)
_BEFORE_NAMES = "由是请和与向对的、让随听找，。“\n"
_TITLES = re.compile(
    "(?:同志|书记|县长|区长|市长|州长|镇长|乡长|局长|主任|处长|科长|部长|大爷|大娘|老人)"
    f"(?:(?<=[{_BEFORE_NAMES}][{_SURNAMES}].{{3}})|(?<=[{_BEFORE_NAMES}][{_SURNAMES}].{{4}}))"
)
_NOTHING = re.compile(r"[X×Ｘ某○][X×Ｘ某○]{0,3}(?:省|市|县|区|州|镇|乡|村|街道|社区|局|部门|单位|同志|书记)")
_BEFORE_AREA = "(?<=[，。、；：（“\n0-9在到赴任于对与和是原从去]"
_AREA = re.compile(
    "[县市州镇乡村旗](?![域级委里内外长城场民区务镇村史规情乡庄容貌落井])"
    f"(?:{_BEFORE_AREA}[一-鿿]{{3}})|{_BEFORE_AREA}[一-鿿]{{4}}))"
)
_NO_PART_OF_NAMES = frozenset(
    "全我各本该几每个外跨农城新老大中小同两多第百区县市镇乡村级线试点示范重边境山先进文明美丽特色贫困的了是有一二三四五六七八九十此其整他家到对把让走进驻包联帮扶下入回出里这那强富穷某着和做修化织据部分政深留为擎晚好要个與及上下高前后时前已也将数说看请"
)
_SLOT_OF = {"县": "县名", "市": "某地", "州": "某地", "旗": "县名", "镇": "乡镇", "乡": "乡镇", "村": "村"}
_BRANDS = (
    *("宣讲团", "议事会", "协商会", "奶茶会", "工作室", "服务队", "先锋队", "突击队"),
    *("驿站", "夜谈会", "恳谈会", "板凳会", "院坝会"),
)
_BRAND_ENDS = table("".join(brand[-1] for brand in _BRANDS))
_PROGRAMME = re.compile(r"治(?<=[一-鿿]{2}[三四五六七八九]治)(?=[等工行，。、”])")
_OUR_REGION = re.compile("全区(?=[中上各的]|党员|干部|经济|发展)")

# What each character may begin or end: one look at it says which patterns are worth a try there.
_REGION, _REGION_ON, _AREA_ENDS, _TITLE, _TITLE_ON, _BLANK = (1 << bit for bit in range(6))
_MAY = np.zeros(1 << 16, dtype=np.uint8)
for _characters, _bit in (
    ("".join(name[0] for name in _REGIONS), _REGION),
    ("".join(name[1] for name in _REGIONS), _REGION_ON),
    ("".join(_SLOT_OF), _AREA_ENDS),
    ("同书县区市州镇乡局主处科部大老", _TITLE),
    ("志记长任爷娘人", _TITLE_ON),
    ("X×Ｘ某○", _BLANK),
):
    _MAY[table(_characters)] |= _bit
_BEFORE_NAME, _SURNAME, _NO_PART = table(_BEFORE_NAMES), table(_SURNAMES), table("".join(_NO_PART_OF_NAMES))
_BY_START: dict[str, list[str]] = {}
for _name in sorted(_REGIONS, key=len, reverse=True):
    _BY_START.setdefault(_name[:2], []).append(_name)


def local(script: Script) -> Iterator[Found]:
    """Every local fact of a document with the name of the slot that takes its place."""
    for start, end, slot in _apart(script):
        yield script.text[start:end], start, (slot,)


def localized(text: str) -> tuple[str, list[tuple[str, str]]]:
    """`text` with a slot in place of each local fact, and what was replaced: (slot, words)."""
    whole = script([((), (text,))])
    parts, replaced, at = [], [], 1
    for start, end, slot in _apart(whole):
        parts += [whole.text[at:start], f"【{slot}】"]
        replaced.append((slot, whole.text[start:end]))
        at = end
    return "".join(parts) + whole.text[at:-1], replaced


def _apart(script: Script) -> Iterator[tuple[int, int, str]]:
    """The spans that no longer one covers, in order."""
    at = 0
    for span in sorted(_spans(script), key=lambda span: (span[0], -span[1])):
        if span[0] >= at:
            yield span
            at = span[1]


def _spans(script: Script) -> Iterator[tuple[int, int, str]]:
    text = script.text
    starts, ends = script.quoted(3, 14)
    likely = _BRAND_ENDS[script.codes[ends - 1]]
    for start, end in zip(starts[likely].tolist(), ends[likely].tolist(), strict=True):
        if text.endswith(_BRANDS, start, end):
            yield start, end, "某项活动"
    for match in _PROGRAMME.finditer(text):
        yield match.start() - 3, match.end(), "某项工作"
    for match in _OUR_REGION.finditer(text):
        yield match.start(), match.end(), "某地"
    codes = script.codes
    may = _MAY[codes]
    if (may & _BLANK).any():
        for match in _NOTHING.finditer(text):
            yield match.start(), match.end(), _slot_of_blank(match.group())
    places = np.flatnonzero(may & _REGION)
    for at in places[may[places + 1] & _REGION_ON > 0].tolist():
        name = next((name for name in _BY_START.get(text[at : at + 2], ()) if text.startswith(name, at)), "")
        if name:
            yield at, at + len(name), "某地"
    places = np.flatnonzero(may & _AREA_ENDS)
    for at in places[~(_NO_PART[codes[places - 1]] | _NO_PART[codes[places - 2]])].tolist():
        if _AREA.match(text, at):
            area = (
                text[at - 3 : at]
                if text[at - 4] in _BEFORE_AREA and text[at - 3] not in _BEFORE_AREA
                else text[at - 2 : at]
            )
            if area not in _PUBLIC and area[0] not in _NO_PART_OF_NAMES:
                yield at - len(area), at + 1, _SLOT_OF[text[at]]
    places = np.flatnonzero(may & _TITLE)
    places = places[may[places + 1] & _TITLE_ON > 0]
    named = (_BEFORE_NAME[codes[places - length - 1]] & _SURNAME[codes[places - length]] for length in (2, 3))
    for at in places[np.logical_or(*named)].tolist():
        if _TITLES.match(text, at):
            length = 3 if text[at - 3] in _SURNAMES and text[at - 4] in _BEFORE_NAMES else 2
            name = text[at - length : at]
            if name not in _PUBLIC and name not in _NOT_NAMES and "副" not in name and name.isalpha():
                yield at - length, at, "姓名"


def _slot_of_blank(words: str) -> str:
    if words.endswith(("同志", "书记")):
        return "姓名"
    if words.endswith(("局", "部门", "单位")):
        return "单位名称"
    return {"县": "县名", "镇": "乡镇", "乡": "乡镇", "村": "村", "区": "某地"}.get(words[-1], "某地")
