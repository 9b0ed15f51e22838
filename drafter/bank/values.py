"""Nodes of one bank file → fields of its entries; every mistake is written down with its line."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from difflib import get_close_matches
from typing import Any

import yaml

from drafter.bank.keys import CHOICES, SHELVES, SORTS, Key
from drafter.bank.nodes import Node
from drafter.report import Finding

_FOLD = re.compile(r"(?<=[^\x00-\x7f])[ \n]+|[ \n]+(?=[^\x00-\x7f])")
_NAMES = re.compile(r"[、，,；;\s]+")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YES, _NO = ("true", "是", "yes"), ("false", "否", "no")
_LONGEST_ID = 60
_LEVELS = 4


class Told(Exception):
    """A mistake has been written down; what it stands in cannot be used."""


class Values(ABC):
    """Reads the values of one file and keeps its findings."""

    def __init__(self, shown: str, before: int) -> None:
        self.shown, self.before = shown, before
        self.findings: list[Finding] = []
        self._seen: set[int] = set()

    @abstractmethod
    def inner(self, sort: str, node: Node) -> Any:
        """An entry of `sort` that stands in another."""

    # -- complaints

    def note(self, line: int, what: str, how: str) -> None:
        line = max(line - self.before, 1)
        self.findings.append(Finding("bank-file", "必错", f"{self.shown} 第 {line} 行：{what}，{how}", line))

    def slip(self, node: Node, what: str, how: str) -> Told:
        self.note(node.start_mark.line + 1, what, how)
        return Told()

    # -- one mapping

    def keys(self, node: Node, names: tuple[str, ...]) -> tuple[dict[str, Node], bool]:
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

    def values(self, sort: str, node: Node) -> dict[str, Any]:
        """The fields of an entry; all its mistakes are written down before it is given up."""
        shape = SORTS[sort]
        nodes, wrong = self.keys(node, tuple(key.name for key in shape.keys))
        switch = sort in SHELVES and set(nodes) == {shape.identity, "停用"}
        patch = sort == "词条" and "编号" in nodes
        values: dict[str, Any] = {}
        for key in shape.keys:
            value = nodes.get(key.name)
            if value is None or (empty(value) and not key.required):
                if key.required and not wrong and not switch and not patch:
                    self.note(node.start_mark.line + 1, f"{sort}缺少“{key.name}”", "请补上")
                    wrong = True
                continue
            try:
                values[key.field] = self.value(value, key)
            except Told:
                wrong = True
        if wrong:
            raise Told
        if switch and sort != "词条":
            identity = shape.key(shape.identity)
            assert identity is not None
            return {"switch": values[identity.field], "off": values["off"]}
        return values

    # -- one value

    def value(self, node: Node, key: Key) -> Any:
        form = key.form
        if form == "entries":
            return self._entries(node, key)
        if form == "entry":
            return self.inner(key.of, node)
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
        return self._single(node, key, self.text(node, key.name))

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

    def text(self, node: Node, name: str) -> str:
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
            return (self.text(node, key.name),)
        if not isinstance(node, yaml.SequenceNode):
            raise self.slip(node, f"“{key.name}”要写成一个或几个文字", "请写成 [甲, 乙]")
        return tuple(self.text(item, key.name) for item in node.value)

    def _headings(self, node: Node, key: Key) -> dict[str, str]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise self.slip(node, f"“{key.name}”要写成“要点: 标题”", "请每个要点写一行")
        names = tuple(k.value for k, _ in node.value if isinstance(k, yaml.ScalarNode))
        values, wrong = self.keys(node, names)
        if wrong:
            raise Told
        return {name: self.text(value, name) for name, value in values.items()}

    def _entries(self, node: Node, key: Key) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.slip(node, f"“{key.name}”要写成一条一条的", "请每条以“- ”开头")
        if not node.value and key.required:
            raise self.slip(node, f"“{key.name}”是空的", "请至少写一条")
        built: list[Any] = []
        broken = False
        for item in node.value:
            try:
                built.append(self.inner(key.of, item))
            except Told:
                broken = True
        # A passage must not lose a place; it can lose a sentence, while one is left.
        if broken and (key.of == "位置" or not built):
            raise Told
        return tuple(built)


def empty(node: Node) -> bool:
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
