"""The YAML keys of the bank, all in one place: which key means which field, and what may stand there.

An entry of a file is of one sort (段落谱, 问题卡, 词条 …); `SORTS` says which keys a sort knows, `FILES` and `COMMON`
which sort stands in which file. Reading, saving, searching and the schemas for editors all go by these tables.
"""

from __future__ import annotations

from typing import get_args

from msgspec import Struct

from drafter.bank.model import MOVES, STATUSES
from drafter.tree import Kind

KINDS: tuple[str, ...] = get_args(Kind)


class Key(Struct, frozen=True):
    """One key: the field it fills and the form of its value.

    Forms: text, texts (one or a list), names (the same; one text may also hold several, parted by 、), number, flag,
    date, count (a whole number), level, kind, kinds, move, status, headings (theme: heading), and entry or entries
    of the sort `of`.
    """

    name: str
    field: str
    form: str = "text"
    required: bool = False
    of: str = ""
    says: str = ""


class Sort(Struct, frozen=True):
    """One sort of entry: its keys, and the key by which a higher layer names an entry of a lower one."""

    keys: tuple[Key, ...]
    identity: str = "编号"

    def key(self, name: str) -> Key | None:
        """The key called `name`."""
        return next((key for key in self.keys if key.name == name), None)


_ID = Key("编号", "id", says="不写就由文本算出，插行不变；自己写的不能和别的重复")
_OFF = Key("停用", "off", "flag", says="true 表示不再使用")
_ROLES = Key("角色", "roles", "names", says="哪些角色能用，不写就是都能用")
_GENRES = Key("体裁", "genres", "names", says="哪些体裁能用，不写就是都能用")
_WORDS = (
    Key("文本", "text", required=True, says="一句完整的话，末尾有句号；地方上的事实用【】留空"),
    Key("备注", "note", says="给人看的说明，例如空位的示例"),
    Key("标签", "tags", "texts"),
    Key("权重", "weight", "number", says="越大越常用，默认 1"),
    _OFF,
    Key("有效期", "until", "date", says="过了这一天不再用，写成 2026-12-31"),
)
_PLACES = Key("位置", "places", "entries", True, "位置", "从前到后，每个位置用一句")

SORTS: dict[str, Sort] = {
    "句子": Sort((_ID, *_WORDS)),
    "位置": Sort(
        (
            Key("语步", "move", "move", True),
            Key("可省", "optional", "flag", says="true 表示篇幅不够时可以不用"),
            Key("句子", "sentences", "entries", True, "句子", "可以互换的几种说法，3 到 6 句"),
        )
    ),
    "段落谱": Sort(
        (
            _ID,
            Key("类型", "kind", "kind", True),
            _ROLES,
            _GENRES,
            Key("角度", "angle", says="从哪里讲起，例如：从材料的来路讲"),
            _PLACES,
            _OFF,
        )
    ),
    "问题": Sort((Key("标题", "heading", required=True), _PLACES)),
    "根源": Sort((_PLACES,)),
    "措施": Sort((Key("标题", "heading", required=True), _PLACES)),
    "问题卡": Sort(
        (
            _ID,
            _ROLES,
            Key("要点", "theme", says="不写就是本文件的要点"),
            Key("问题", "problem", "entry", True, "问题"),
            Key("根源", "roots", "entry", True, "根源"),
            Key("措施", "measures", "entry", True, "措施"),
            _OFF,
        )
    ),
    "词条": Sort((_ID, Key("类型", "kind", "kind", True), Key("语步", "move", "move", True), _ROLES, *_WORDS)),
    "标题组": Sort(
        (
            _ID,
            Key("级别", "level", "level", True),
            Key("类型", "kinds", "kinds", True),
            _GENRES,
            _ROLES,
            Key("句式", "pattern", says="这一组共同的样子，例如：变“X”为“Y”"),
            Key("标题", "headings", "headings", True, says="每个要点一个标题"),
            Key("出自", "source", says="语料里的哪个句式，照语料.yaml 里的文本写"),
            _OFF,
        )
    ),
    "开头": Sort(
        (_ID, _GENRES, _ROLES, Key("主题", "topics", "names"), Key("文本", "text", required=True), _OFF),
    ),
    "诗文": Sort(
        (
            _ID,
            Key("文本", "text", required=True),
            Key("作者", "author", required=True),
            Key("篇名", "work", required=True),
            Key("要点", "themes", "names"),
            Key("状态", "status", "status"),
            _OFF,
        )
    ),
    "规范表述": Sort(
        (
            Key("规范", "text", required=True),
            Key("误写", "slips", "texts"),
            Key("说明", "note"),
            Key("出处", "source"),
            Key("自", "since", says="从什么时候起这样写"),
            _OFF,
        ),
        "规范",
    ),
    "空话": Sort(
        (Key("文本", "text", required=True), Key("上限", "most", "number", says="每千字最多几次"), _OFF), "文本"
    ),
    "空位": Sort(
        (
            Key("名称", "name", required=True, says="不带【】"),
            Key("提示", "hint", required=True, says="要填什么"),
            Key("示例", "example"),
            Key("一处", "once", "flag", says="true 表示每次说的不是一回事，一篇里尽量只出现一次"),
            _OFF,
        ),
        "名称",
    ),
    "语料": Sort(
        (
            Key("文本", "text", required=True, says="固定说法、句式（＿ 是要填的地方）或提纲"),
            Key("类别", "sort", required=True),
            Key("次数", "count", "count", True),
            Key("组数", "families", "count", True, says="出现在几组文稿里"),
            Key("文稿", "documents", "texts", says="出自哪几篇"),
            Key("填法", "fillers", "texts", says="第一个 ＿ 填过什么"),
            _OFF,
        ),
        "文本",
    ),
    "事实": Sort(
        (
            Key("文本", "text", required=True),
            Key("出处", "source", required=True),
            Key("状态", "status", "status", True),
            Key("说明", "note"),
        )
    ),
    "要点": Sort((Key("名称", "name", required=True), Key("说明", "summary"))),
    "主题": Sort(
        (
            Key("名称", "name", required=True),
            Key("别名", "aliases", "names"),
            Key("说明", "summary"),
            Key("规范表述", "terms", "texts"),
            Key("构成", "parts", "texts"),
            Key("事实", "facts", "entries", of="事实"),
            Key("要点", "themes", "entries", of="要点"),
            Key("题名", "titles", "headings", says="体裁: 题名，套用体裁的题名读不通时写在这里"),
            _OFF,
        ),
        "名称",
    ),
    "角色": Sort(
        (
            Key("名称", "name", required=True),
            Key("别名", "aliases", "names"),
            Key("说明", "summary"),
            Key("自称", "self_names", "texts", True),
            Key("听众", "hearers", "texts"),
            Key("称谓", "salutation"),
            Key("范围词", "scopes", "texts"),
            Key("职责", "duties", "texts"),
            Key("可用动词", "may", "texts"),
            Key("慎用动词", "may_not", "texts"),
            Key("体裁", "genres", "names", True),
            Key("默认体裁", "default_genre", required=True),
            Key("默认字数", "default_length", "count", True),
            Key("要点", "themes", "names"),
            _OFF,
        ),
        "名称",
    ),
}
SORTS["结尾"] = SORTS["开头"]
SORTS["过渡"] = Sort((_ID, Key("类型", "kind", "kind", True, says="引出哪一类的一节"), *SORTS["开头"].keys[1:]))

# The lists of topics/<主题>/<要点>.yaml; the files of common/ with the sort that each lists.
LISTS = ("段落谱", "问题卡", "词条")
COMMON = {
    "标题组": "标题组",
    "开头": "开头",
    "结尾": "结尾",
    "过渡": "过渡",
    "诗文": "诗文",
    "formulas": "规范表述",
    "empty": "空话",
    "空位": "空位",
    "语料": "语料",
}
# The sorts that stand on their own in a file and can be replaced or switched off by their identity, and where the
# bank keeps them.
SHELVES = {
    "角色": "roles",
    "主题": "topics",
    "段落谱": "passages",
    "问题卡": "cards",
    "词条": "loose",
    "标题组": "families",
    "开头": "openings",
    "结尾": "closings",
    "过渡": "leads",
    "诗文": "verses",
    "规范表述": "formulas",
    "空话": "empties",
    "空位": "slots",
    "语料": "mined",
}

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "kinds": KINDS,
    "move": MOVES,
    "status": STATUSES,
    "flag": ("true", "false"),
}
