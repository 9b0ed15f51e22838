"""One bank file, entry by entry: nodes → model, a finding for every mistake, and the place of every entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import yaml
from msgspec import Struct

from drafter.bank.ids import id_of
from drafter.bank.keys import COMMON, LISTS, SHELVES, SORTS
from drafter.bank.model import (
    Bank,
    Card,
    Empty,
    Fact,
    Family,
    Formula,
    Frame,
    Loose,
    Mined,
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
from drafter.bank.values import Told, Values, empty


class Parsed(Struct):
    """One file read: its part, the place of every entry, the nodes of these places in the same order, the root.

    `broken` says that it is no YAML as it stands: what could be read is known, but nothing can be changed in it.
    """

    part: Part
    spots: list[Spot]
    nodes: list[Node]
    root: Node | None
    broken: bool


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
    part = Part(
        file, bank, tuple(reader.patches), tuple(reader.switches), tuple(reader.findings), reader.dim, reader.draws
    )
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
        return COMMON.get(stem.partition("-")[0], ""), ""
    return "", ""


class _Reader(Values):
    """One file being read: its entries, by sort, and where each stands."""

    def __init__(self, file: str, shown: str, before: int) -> None:
        super().__init__(shown, before)
        self.sort, self.topic = place_of(file)
        self.theme = file.split("/")[-1].rsplit(".", 1)[0]
        self.spots: list[Spot] = []
        self.nodes: list[Node] = []
        self.patches: list[Patch] = []
        self.switches: list[Switch] = []
        self.shelves: dict[str, list[Any]] = {}
        self.dim = self.draws = False

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
            keys, _ = self.keys(root, ("要点", *LISTS))
        except Told:
            return
        if "要点" in keys:
            try:
                self.theme = self.text(keys["要点"], "要点") or self.theme
            except Told:
                return
        for name in LISTS:
            if name in keys:
                self._list(name, keys[name])

    def _list(self, sort: str, node: Node) -> None:
        if empty(node):
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
            values = self.values(sort, node)
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
        except Told:
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
        if sort in ("规范表述", "空话", "空位", "语料"):
            return {"规范表述": Formula, "空话": Empty, "空位": Slot, "语料": Mined}[sort](**values)
        if sort == "角色":
            return Role(**{"summary": "", "salutation": "", **dict.fromkeys(_ROLE_LISTS, ()), **values})
        if sort == "主题":
            if values["name"] != self.topic:
                what = f"主题的名称“{values['name']}”和文件夹“{self.topic}”不一样"
                self.note(1, what, "请改成一样的")
                raise Told
            return Topic(**values)
        maker: Callable[..., Any] = {"标题组": Family, "诗文": Verse}.get(sort, Frame)
        if sort == "标题组":
            values.setdefault("pattern", "")
        return maker(id=identity, **values)

    def inner(self, sort: str, node: Node) -> Any:
        """An entry inside another."""
        values = self.values(sort, node)
        if sort == "句子":
            phrase = Phrase(values.pop("id", "") or id_of(values["text"]), **values)
            self.dim = self.dim or phrase.off
            self.draws = self.draws or "【语料：" in phrase.text
            self.spots.append(Spot(sort, phrase.id, node.start_mark.line + 1))
            self.nodes.append(node)
            return phrase
        if sort == "事实":
            self.spots.append(Spot(sort, id_of(values["text"]), node.start_mark.line + 1))
            self.nodes.append(node)
        return {"位置": Place, "事实": Fact, "要点": Theme}.get(sort, Side)(**values)


_ROLE_LISTS = ("self_names", "hearers", "scopes", "duties", "may", "may_not")
