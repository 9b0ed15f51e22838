"""One bank file, entry by entry: nodes → model, a finding for every mistake, and the place of every entry."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import yaml
from msgspec import Struct

from drafter.bank.ids import id_of
from drafter.bank.keys import CHOICES, COMMON, LISTS, SHELVES, SORTS, Key
from drafter.bank.model import (
    Bank,
    Card,
    Empty,
    Fact,
    Family,
    Formula,
    Frame,
    Loose,
    Passage,
    Phrase,
    Place,
    Role,
    Side,
    Slot,
    Theme,
    Topic,
    Verse,
)
from drafter.bank.nodes import Node, salvage
from drafter.bank.parts import Part, Patch, Spot, Switch
from drafter.report import Finding

_FOLD = re.compile(r"(?<=[^\x00-\x7f])[ \n]+|[ \n]+(?=[^\x00-\x7f])")
_NAMES = re.compile(r"[、，,；;\s]+")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YES, _NO = ("true", "是", "yes"), ("false", "否", "no")
_LONGEST_ID = 60
_LEVELS = 4


class Parsed(Struct):
    """One file read: its part, the place of every entry, the nodes of these places in the same order, the root.

    `broken` says that it is no YAML as it stands: what could be read is known, but nothing can be changed in it.
    """

    part: Part
    spots: list[Spot]
    nodes: list[Node]
    root: Node | None
    broken: bool


class _Told(Exception):
    """A mistake has been written down; what it stands in cannot be used."""


def parse(text: str, file: str, shown: str = "", before: int = 0) -> Parsed:
    """Reads `file` (its path inside the layer); `shown` is its name in messages, which do not count `before` lines."""
    reader = _Reader(file, shown or file, before)
    root, slips = salvage(text)
    for line, what, how in slips:
        reader.note(line, what, how)
    if root is not None:
        reader.whole(root)
    reader.findings.sort(key=lambda finding: finding.line or 0)
    shelves: dict[str, Any] = {field: _shelf(field, values) for field, values in reader.shelves.items()}
    bank = Bank(**shelves)
    part = Part(file, bank, tuple(reader.patches), tuple(reader.switches), tuple(reader.findings), reader.dim)
    return Parsed(part, reader.spots, reader.nodes, root, bool(slips))


def _shelf(field: str, values: list[Any]) -> Any:
    """A shelf as the bank keeps it: by name, or in order."""
    return {value.name: value for value in values} if field in ("roles", "topics", "slots") else tuple(values)


def place_of(file: str) -> tuple[str, str]:
    """What stands in a file by its path: its sort (要点: a theme file, "": none of ours) and its topic."""
    parts = file.split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if len(parts) == 2 and parts[0] == "roles":
        return "角色", ""
    if len(parts) == 3 and parts[0] == "topics":
        return ("主题" if stem == "about" else "要点"), parts[1]
    if len(parts) == 2 and parts[0] == "common":
        return COMMON.get(stem, ""), ""
    return "", ""


class _Reader:
    """One file being read."""

    def __init__(self, file: str, shown: str, before: int) -> None:
        self.file, self.shown, self.before = file, shown, before
        self.sort, self.topic = place_of(file)
        self.theme = file.split("/")[-1].rsplit(".", 1)[0]
        self.findings: list[Finding] = []
        self.spots: list[Spot] = []
        self.nodes: list[Node] = []
        self.patches: list[Patch] = []
        self.switches: list[Switch] = []
        self.shelves: dict[str, list[Any]] = {}
        self.dim = False
        self._seen: set[int] = set()

    # -- complaints

    def note(self, line: int, what: str, how: str) -> None:
        line = max(line - self.before, 1)
        self.findings.append(Finding("bank-file", "必错", f"{self.shown} 第 {line} 行：{what}，{how}", line))

    def slip(self, node: Node, what: str, how: str) -> _Told:
        self.note(node.start_mark.line + 1, what, how)
        return _Told()

    # -- the file as a whole

    def whole(self, root: Node) -> None:
        if self.sort == "":
            known = "、".join(f"{name}.yaml" for name in COMMON)
            self.note(1, "认不出这个文件是放什么的", f"请改名或移走；common 里可用：{known}")
        elif self.sort == "要点":
            self._theme_file(root)
        elif self.sort in ("角色", "主题"):
            self._keep(self.sort, root)
        else:
            self._list(self.sort, root)

    def _theme_file(self, root: Node) -> None:
        try:
            keys, _ = self._keys(root, ("要点", *LISTS))
        except _Told:
            return
        if "要点" in keys:
            try:
                self.theme = self._text(keys["要点"], "要点") or self.theme
            except _Told:
                return
        for name in LISTS:
            if name in keys:
                self._list(name, keys[name])

    def _list(self, sort: str, node: Node) -> None:
        if _empty(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self.note(node.start_mark.line + 1, f"“{sort}”要写成一条一条的", "请每条以“- ”开头")
            return
        for item in node.value:
            self._keep(sort, item)

    def _keep(self, sort: str, node: Node) -> None:
        """Reads one entry that stands on its own and puts it where it belongs."""
        start = len(self.spots)
        manner = ""
        try:
            values = self._values(sort, node)
            off = values.pop("off", None) if sort != "词条" else None
            identity = self._identity(sort, values)
            if set(values) == {"switch"}:
                manner = "switch"
                self.switches.append(Switch(sort, identity, bool(off)))
            elif sort == "词条" and not {"kind", "move", "text"} <= set(values):
                manner = "patch"
                self._patch(identity, values)
            else:
                value = self._entry(sort, values, identity)
                self.shelves.setdefault(SHELVES[sort], []).append(value)
                if off is not None:
                    self.switches.append(Switch(sort, identity, bool(off)))
        except _Told:
            del self.spots[start:], self.nodes[start:]
            return
        self.spots[start:] = [Spot(s.sort, s.id, s.line, identity) for s in self.spots[start:]]
        self.spots.append(Spot(sort, identity, node.start_mark.line + 1, "", manner))
        self.nodes.append(node)

    def _identity(self, sort: str, values: Mapping[str, Any]) -> str:
        """The id of an entry: given, or made from its first words."""
        if "switch" in values:
            return str(values["switch"])
        field = next(key.field for key in SORTS[sort].keys if key.name == SORTS[sort].identity)
        if field != "id" or "id" in values:
            return str(values[field])
        if sort == "段落谱":
            return id_of(values["places"][0].sentences[0].text)
        if sort == "问题卡":
            return id_of(values["problem"].heading)
        if sort == "标题组":
            return id_of("".join(values["headings"].values()))
        return id_of(values["text"])

    def _patch(self, identity: str, values: Mapping[str, Any]) -> None:
        said = {key: value for key, value in values.items() if key in Patch.__struct_fields__ and key != "id"}
        self.patches.append(Patch(identity, **said))

    def _entry(self, sort: str, values: dict[str, Any], identity: str) -> Any:
        values.pop("id", None)
        if sort == "词条":
            own = {key: values.pop(key) for key in ("kind", "move", "roles") if key in values}
            phrase = Phrase(identity, **values)
            self.dim = self.dim or phrase.off
            return Loose(phrase, self.topic, self.theme, **own)
        if sort == "段落谱":
            return Passage(identity, self.topic, self.theme, **values)
        if sort == "问题卡":
            return Card(identity, self.topic, values.pop("theme", self.theme), **values)
        if sort in ("规范表述", "空话", "空位"):
            return {"规范表述": Formula, "空话": Empty, "空位": Slot}[sort](**values)
        if sort == "角色":
            return Role(**{"summary": "", "salutation": "", **dict.fromkeys(_ROLE_LISTS, ()), **values})
        if sort == "主题":
            if values["name"] != self.topic:
                what = f"主题的名称“{values['name']}”和文件夹“{self.topic}”不一样"
                self.note(1, what, "请改成一样的")
                raise _Told
            return Topic(**values)
        maker: Callable[..., Any] = {"标题组": Family, "诗文": Verse}.get(sort, Frame)
        if sort == "标题组":
            values.setdefault("pattern", "")
        return maker(id=identity, **values)

    # -- one mapping

    def _keys(self, node: Node, names: tuple[str, ...]) -> tuple[dict[str, Node], bool]:
        """The values of a mapping by key, and whether some key is unknown or repeated: both are mistakes."""
        if not isinstance(node, yaml.MappingNode):
            wide = isinstance(node, yaml.ScalarNode) and re.match(r"\S{1,6}[：:]\S", node.value)
            how = "请用半角冒号并在后面空一格" if wide else f"可用的键：{'、'.join(names)}"
            raise self.slip(node, "这里要写成“键: 值”", how)
        if id(node) in self._seen:
            raise self.slip(node, "词库里不用“&”“*”引用", "请把内容写全")
        self._seen.add(id(node))
        found: dict[str, Node] = {}
        wrong = False
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in names:
                near = get_close_matches(name, names, 1, 0.5)
                hint = f"是不是“{near[0]}”？" if near else ""
                self.note(key.start_mark.line + 1, f"没有“{name}”这个键", f"{hint}可用：{'、'.join(names)}")
                wrong = True
            elif name in found:
                self.note(key.start_mark.line + 1, f"“{name}”写了两次", "请只留一个")
                wrong = True
            else:
                found[name] = value
        return found, wrong

    def _values(self, sort: str, node: Node) -> dict[str, Any]:
        """The fields of an entry; all its mistakes are written down before it is given up."""
        shape = SORTS[sort]
        nodes, wrong = self._keys(node, tuple(key.name for key in shape.keys))
        switch = sort in SHELVES and set(nodes) == {shape.identity, "停用"}
        patch = sort == "词条" and "编号" in nodes
        values: dict[str, Any] = {}
        for key in shape.keys:
            value = nodes.get(key.name)
            if value is None or (_empty(value) and not key.required):
                if key.required and not wrong and not switch and not patch:
                    self.note(node.start_mark.line + 1, f"{sort}缺少“{key.name}”", "请补上")
                    wrong = True
                continue
            try:
                values[key.field] = self._value(value, key)
            except _Told:
                wrong = True
        if wrong:
            raise _Told
        if switch and sort != "词条":
            identity = shape.key(shape.identity)
            assert identity is not None
            return {"switch": values[identity.field], "off": values["off"]}
        return values

    # -- one value

    def _value(self, node: Node, key: Key) -> Any:
        form = key.form
        if form == "entries":
            return self._entries(node, key)
        if form == "entry":
            return self._inner(key.of, node)
        if form == "headings":
            return self._headings(node, key)
        if form in ("texts", "names", "kinds"):
            texts = self._texts(node, key)
            if form != "texts":
                texts = tuple(part for text in texts for part in _NAMES.split(text) if part)
            for text in texts if form == "kinds" else ():
                self._choice(node, key, text)
            return texts
        if form == "kind" and isinstance(node, yaml.SequenceNode) and len(node.value) == 1:
            node = node.value[0]
        if not key.required and _quoted_nothing(node) and form in ("text", "date"):
            # 「备注: ''」 in a 词条 takes away what a lower layer says.
            return ""
        return self._single(node, key, self._text(node, key.name))

    def _single(self, node: Node, key: Key, text: str) -> Any:
        if key.field == "id" and (len(text) > _LONGEST_ID or re.search(r"\s", text)):
            raise self.slip(node, "编号太长或有空格", f"请用不带空格的短名，不超过 {_LONGEST_ID} 字")
        if key.form in ("kind", "move", "status"):
            return self._choice(node, key, text)
        if key.form == "flag":
            if text.lower() not in (*_YES, *_NO):
                raise self.slip(node, f"“{key.name}”不能是“{text}”", "请写 true 或 false")
            return text.lower() in _YES
        if key.form == "number":
            try:
                number = float(text)
            except ValueError:
                number = -1.0
            if not (math.isfinite(number) and 0 <= number <= 1000):
                raise self.slip(node, f"“{key.name}”不能是“{text}”", "请写 0 到 1000 的数")
            return number
        if key.form in ("level", "count"):
            most = _LEVELS if key.form == "level" else 100_000
            if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
                raise self.slip(node, f"“{key.name}”不能是“{text}”", f"请写 1 到 {most} 的整数")
            return int(text)
        if key.form == "date" and not _is_date(text):
            raise self.slip(node, f"“{key.name}”不能是“{text}”", "请写成 2026-12-31 这样的日期")
        return text

    def _choice(self, node: Node, key: Key, text: str) -> str:
        choices = CHOICES[key.form]
        if text not in choices:
            raise self.slip(node, f"“{key.name}”不能是“{text}”", f"请从这些里选一个：{'、'.join(choices)}")
        return text

    def _text(self, node: Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.slip(node, f"“{name}”要写成一段文字", "请去掉列表或下一层的键")
        text: str = node.value
        if "\n" in text or node.end_mark.line > node.start_mark.line:
            # YAML puts a space where a line was broken; Chinese has none.
            text = _FOLD.sub("", text).replace("\n", " ")
        text = text.strip()
        if not text:
            raise self.slip(node, f"“{name}”没有写内容", "请补上，或删去这个键")
        return text

    def _texts(self, node: Node, key: Key) -> tuple[str, ...]:
        if isinstance(node, yaml.ScalarNode):
            return (self._text(node, key.name),)
        if not isinstance(node, yaml.SequenceNode):
            raise self.slip(node, f"“{key.name}”要写成一个或几个文字", "请写成 [甲, 乙]")
        return tuple(self._text(item, key.name) for item in node.value)

    def _headings(self, node: Node, key: Key) -> dict[str, str]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise self.slip(node, f"“{key.name}”要写成“要点: 标题”", "请每个要点写一行")
        names = tuple(k.value for k, _ in node.value if isinstance(k, yaml.ScalarNode))
        values, wrong = self._keys(node, names)
        if wrong:
            raise _Told
        return {name: self._text(value, name) for name, value in values.items()}

    def _entries(self, node: Node, key: Key) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.slip(node, f"“{key.name}”要写成一条一条的", "请每条以“- ”开头")
        if not node.value and key.required:
            raise self.slip(node, f"“{key.name}”是空的", "请至少写一条")
        built: list[Any] = []
        broken = False
        for item in node.value:
            try:
                built.append(self._inner(key.of, item))
            except _Told:
                broken = True
        # A passage must not lose a place; it can lose a sentence, while one is left.
        if broken and (key.of == "位置" or not built):
            raise _Told
        return tuple(built)

    def _inner(self, sort: str, node: Node) -> Any:
        """An entry inside another."""
        values = self._values(sort, node)
        if sort == "句子":
            phrase = Phrase(values.pop("id", "") or id_of(values["text"]), **values)
            self.dim = self.dim or phrase.off
            self.spots.append(Spot(sort, phrase.id, node.start_mark.line + 1))
            self.nodes.append(node)
            return phrase
        if sort == "事实":
            self.spots.append(Spot(sort, id_of(values["text"]), node.start_mark.line + 1))
            self.nodes.append(node)
        return {"位置": Place, "事实": Fact, "要点": Theme}.get(sort, Side)(**values)


_ROLE_LISTS = ("self_names", "hearers", "scopes", "duties", "may", "may_not")


def _empty(node: Node) -> bool:
    """Whether nothing is written behind a key."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _quoted_nothing(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.style) and not node.value.strip()


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    from datetime import date

    try:
        date(*map(int, match.groups()))
    except ValueError:
        return False
    return True
