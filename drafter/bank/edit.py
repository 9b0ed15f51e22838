"""Changing the bank: in the user's own layer in place, for everything below by an overlay in the user's layer.

Each function works out a `Step` (one file and how to change it); `commit` does the steps, each file once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from drafter.bank.catalogue import SENTENCES, Catalogue, Item, catalogue
from drafter.bank.keys import COMMON, LISTS, SORTS
from drafter.bank.nodes import Node, plain, salvage
from drafter.bank.parse import parse
from drafter.bank.save import Opened, Refused, change, opened
from drafter.bank.splice import Append, Change, Cut, Put, Swap, Value, applied, entry_text, path_to, source_of
from drafter.report import DrafterError
from drafter.segment import compact

_FOLDER = re.compile(r"[^/\\:*?\"<>|\s.][^/\\:*?\"<>|\s]*")
# How a 词条 says that a key of the lower entry no longer holds, where that is no empty text.
_NOTHING: dict[str, Value] = {"标签": (), "角色": (), "权重": "1", "停用": "false"}


class Step(Struct, frozen=True):
    """A change in one file of the user's layer. `start` is the text of a file that is not there yet."""

    file: str
    make: Callable[[Opened], Sequence[Change]]
    start: str = ""
    seen: str = ""


class Source(Struct, frozen=True):
    """An entry as it is written, at the left margin, and the digest of its file."""

    text: str
    digest: str


def find(view: Catalogue, key: str, sort: str = "") -> Item:
    """The entry called `key`; raises with near names, or with the places where several are called so."""
    found = [item for item in view.items if item.id == key and sort in ("", item.sort)]
    if not found:
        near = get_close_matches(key, {item.id for item in view.items}, 3, 0.5)
        raise DrafterError(
            "词库里没有这个编号", key, f"是不是：{'、'.join(near)}" if near else "可用 bank search 查编号"
        )
    if len(found) > 1:
        sorts = dict.fromkeys(item.sort for item in found)
        places = "、".join(view.at(item) for item in found[:4])
        how = f"请加 --sort，可选：{'、'.join(sorts)}" if len(sorts) > 1 else "请先把它们改得不一样"
        raise DrafterError("有几条都是这个编号", key, f"在 {places}，{how}")
    return found[0]


def commit(view: Catalogue, steps: Sequence[Step]) -> list[tuple[str, Opened]]:
    """Does all steps in the user's layer, each file once; returns the files as they are now."""
    own = view.roots[-1]
    files: dict[str, list[Step]] = {}
    for step in steps:
        files.setdefault(step.file, []).append(step)

    def all_of(steps: Sequence[Step]) -> Callable[[Opened], Sequence[Change]]:
        return lambda now: [one for step in steps for one in step.make(now)]

    return [
        (file, change(own, file, all_of(group), group[0].start, next((s.seen for s in group if s.seen), "")))
        for file, group in files.items()
    ]


# -- what is written where


def is_own(view: Catalogue, item: Item) -> bool:
    """Whether the words of an entry stand in the user's own layer."""
    return bool(item.wheres) and item.where.layer == len(view.roots) - 1


def _own_node(now: Opened, item: Item) -> Node | None:
    """The node in the user's file where an entry, or a change of it, stands."""
    found: Node | None = None
    for spot, node in zip(now.parsed.spots, now.parsed.nodes, strict=True):
        as_itself = (spot.sort, spot.id, spot.owner) == (item.sort, item.id, item.owner)
        as_patch = item.sort == "句子" and (spot.sort, spot.id) == ("词条", item.id)
        if as_itself or as_patch:
            found = node
            if spot.manner == "patch":
                break
    return found


def _gone(item: Item) -> DrafterError:
    return DrafterError("这一条刚被别人改过，没有保存", item.id, "请重新查一下编号再改")


def _theme_start(item: Item) -> str:
    return entry_text({"要点": item.theme}) if item.theme else ""


def _list_of(sort: str) -> tuple[str, ...]:
    """The way to the list that holds entries of a sort."""
    return (sort,) if sort in LISTS else ()


def source(view: Catalogue, item: Item) -> Source:
    """How an entry is written where its words stand, with its id if it had none."""
    where = item.where
    now = opened(view.roots[where.layer], where.file)
    node = _own_node(now, item)
    if node is None:
        raise _gone(item)
    text = source_of(now.text, node)
    return Source(text if is_own(view, item) else _named(text, item), now.digest)


def _named(text: str, item: Item) -> str:
    """An entry's text with the key by which it is known; for a sentence or an entry that had no id, it is added."""
    key = SORTS[item.sort].identity
    if key in _said(text):
        return text
    return entry_text({key: item.id}) + text


# -- changes


def put(view: Catalogue, item: Item, values: Mapping[str, Value], without: Sequence[str] = ()) -> Step:
    """Gives keys of an entry new values and takes others away."""
    shape = SORTS[item.sort]
    for key in (*values, *without):
        if shape.key(key) is None:
            raise DrafterError(f"{item.sort}没有这个键", key, f"可用：{'、'.join(k.name for k in shape.keys)}")
    own = is_own(view, item)
    if shape.identity in (*values, *without) and not own:
        raise DrafterError("不是自己加的词条不能改编号", item.id, "请停用它，另加一条")

    if item.sort in SENTENCES:
        _checked("句子", item.where.file, entry_text({"编号": item.id, **values}))

    def in_place(now: Opened) -> list[Change]:
        node = _own_node(now, item)
        if node is None:
            raise _gone(item)
        path = path_to(now.parsed.root, node)
        has = {key.value for key, _ in node.value}
        changes: list[Change] = [Put(path, key, value) for key, value in values.items()]
        return changes + [Cut((*path, key)) for key in without if key in has]

    if own:
        return Step(item.where.file, in_place)
    if item.sort in SENTENCES:
        said: dict[str, Value] = {"编号": item.id, **values}
        said |= {key: _NOTHING.get(key, "") for key in without}
        return _overlay(item, entry_text(said))
    text = source(view, item).text
    changes: list[Change] = [Put((), key, value) for key, value in values.items()]
    return _overlay(item, applied(text, [*changes, *(Cut((key,)) for key in without)]))


def rewrite(view: Catalogue, item: Item, text: str, seen: str) -> Step:
    """Puts another text in place of an entry, such as came back from an editor; refused if its file changed since."""
    key = SORTS[item.sort].identity
    _checked(item.sort, item.where.file, text)
    same = _said(text).get(key, item.id) == item.id
    if is_own(view, item):

        def make(now: Opened) -> list[Change]:
            node = _own_node(now, item)
            if node is None:
                raise _gone(item)
            return [Swap(path_to(now.parsed.root, node), text)]

        return Step(item.where.file, make, seen=seen)
    if not same:
        raise DrafterError("不是自己加的词条不能改编号", item.id, "请改回原来的编号，或另加一条")
    return _overlay(item, _named(text, item))


def _overlay(item: Item, text: str) -> Step:
    """An entry in the user's layer that changes or replaces the one below."""
    if item.sort == "事实":
        raise DrafterError("自带的事实不能单独改", item.id, f"请改整个主题：bank edit {item.owner}")
    sort = "词条" if item.sort == "句子" else item.sort
    if sort in ("角色", "主题"):
        return Step(item.where.file, lambda now: [Swap((), text)], text)
    return Step(item.where.file, lambda now: [Append(_list_of(sort), text)], _theme_start(item))


def switch(view: Catalogue, item: Item, off: bool) -> Step:
    """Switches an entry off, or on again; an overlay that says nothing more is taken away."""
    if item.sort not in (*SORTS, *SENTENCES) or SORTS[item.sort].key("停用") is None:
        raise DrafterError(f"{item.sort}不能单独停用", item.id, f"请改它所在的{item.owner}")
    below = catalogue(view.roots[:-1])
    lower = next(
        (one for one in below.items if (one.sort, one.id, one.owner) == (item.sort, item.id, item.owner)), None
    )
    needed = off != (lower.off if lower else False)
    key = SORTS[item.sort].identity
    own = [where for where in item.wheres if where.layer == len(view.roots) - 1]

    def in_place(now: Opened) -> list[Change]:
        node = _own_node(now, item)
        if node is None:
            raise _gone(item)
        path = path_to(now.parsed.root, node)
        has = {name.value for name, _ in node.value}
        if needed:
            return [Put(path, "停用", "true" if off else "false")]
        if has <= {key, "停用"} and path:
            return [Cut(path)]
        return [Cut((*path, "停用"))] if "停用" in has else []

    if own:
        return Step(own[-1].file, in_place)
    return _overlay(item, entry_text({key: item.id, "停用": "true" if off else "false"}))


def remove(view: Catalogue, item: Item) -> Step:
    """Takes an entry, or the change of a lower one, out of the user's layer; a lower one itself is switched off."""
    if not is_own(view, item):
        return switch(view, item, True)

    def make(now: Opened) -> list[Change]:
        node = _own_node(now, item)
        if node is None:
            raise _gone(item)
        path = path_to(now.parsed.root, node)
        if not path:
            raise DrafterError("角色和主题是整个文件", now.parsed.part.file, "请直接删去这个文件")
        return [Cut(path)]

    return Step(item.where.file, make)


def add(view: Catalogue, sort: str, text: str, topic: str = "", theme: str = "") -> Step:
    """A new entry of any sort; `text` is its YAML."""
    if sort in LISTS:
        known = view.whole.topics.keys() | {item.topic for item in view.items if item.sort in LISTS}
        _one_of("主题", topic, known)
        themes = {item.theme for item in view.items if item.topic == topic and item.theme}
        themes |= {name.name for name in view.whole.topics[topic].themes} if topic in view.whole.topics else set()
        _one_of("要点", theme, themes)
        file, start = f"topics/{topic}/{theme}.yaml", entry_text({"要点": theme})
    elif sort in COMMON.values():
        file, start = next(f"common/{name}.yaml" for name, of in COMMON.items() if of == sort), ""
    elif sort in ("角色", "主题"):
        name = str(_said(text).get("名称", ""))
        if not name:
            raise DrafterError(f"{sort}缺少“名称”", "", "请补上")
        if not _FOLDER.fullmatch(name):
            raise DrafterError("名称不能用作文件名", name, '请写“名称”，不要用空格和 / \\ : * ? " < > |')
        file, start = (f"roles/{name}.yaml" if sort == "角色" else f"topics/{name}/about.yaml"), text
        if any(item.sort == sort and item.id == name for item in view.items):
            raise DrafterError(f"已经有这个{sort}", name, f"要改它请用 bank edit {name}")
        _checked(sort, file, text)
        return Step(file, lambda now: [], start)
    else:
        raise DrafterError("没有这个类别", sort, f"可用：{'、'.join([*LISTS, *COMMON.values(), '角色', '主题'])}")
    _checked(sort, file, text)
    _new(view, sort, text)
    return Step(file, lambda now: [Append(_list_of(sort), text)], start)


def add_to(view: Catalogue, passage: Item, move: str, text: str) -> Step:
    """A new sentence in a place of a passage; a passage from below is copied into the user's layer first."""
    _checked("句子", passage.where.file, text)
    _new(view, "句子", text)

    def inside(words: str, path: tuple[str | int, ...]) -> list[Change]:
        moves = [str(place["语步"]) for place in _said(words)["位置"]]
        if move not in moves:
            raise DrafterError("段落谱里没有这个语步", move, f"“{passage.id}”里有：{'、'.join(dict.fromkeys(moves))}")
        return [Append((*path, "位置", moves.index(move), "句子"), text)]

    if passage.sort != "段落谱":
        raise DrafterError("只能往段落谱里加句子", passage.id, "问题卡请用 bank edit 打开来改")
    if is_own(view, passage):

        def make(now: Opened) -> list[Change]:
            node = _own_node(now, passage)
            if node is None:
                raise _gone(passage)
            return inside(source_of(now.text, node), path_to(now.parsed.root, node))

        return Step(passage.where.file, make)
    copied = _named(source(view, passage).text, passage)
    return _overlay(passage, applied(copied, inside(copied, ())))


def _said(text: str) -> dict[str, Any]:
    """What an entry says, as far as it can be read; its mistakes are told elsewhere."""
    said = plain(salvage(text)[0])
    return said if isinstance(said, dict) else {}


def _one_of(what: str, name: str, known: set[str]) -> None:
    if name not in known or not _FOLDER.fullmatch(name):
        near = get_close_matches(name, known, 1, 0.4)
        hint = f"是不是“{near[0]}”？" if near else ""
        raise DrafterError(f"没有这个{what}", name or "没有写", f"{hint}可用：{'、'.join(sorted(known))}")


def _checked(sort: str, file: str, text: str) -> None:
    """Refuses an entry with mistakes; their lines are counted in the entry."""
    # A sentence of a passage is judged as a change of one: its kind and move are said by its place.
    head = "编号: 无\n" if sort == "句子" and not re.search(r"^编号:", text, re.M) else ""
    listed = (
        "-" + "".join("  " + line if line.strip() else line for line in (head + text).splitlines(keepends=True))[1:]
    )
    if sort in LISTS or sort == "句子":
        whole, before = f"{'词条' if sort == '句子' else sort}:\n{listed}", 1 + bool(head)
    elif sort in COMMON.values():
        whole, before = listed, 0
    else:
        whole, before = text, 0
    findings = parse(whole, file, "这一条", before).part.findings
    if findings:
        raise Refused(findings)


def _new(view: Catalogue, sort: str, text: str) -> None:
    """Refuses an entry whose id or whose very words the bank has already."""
    said = _said(text)
    key = said.get(SORTS[sort].identity)
    sentence = sort in SENTENCES
    for item in view.items if key else ():
        if item.id == key and (item.sort == sort or (sentence and item.sort in SENTENCES)):
            raise DrafterError("这个编号已经有了", str(key), f"在 {view.at(item)}，要改它请用 bank edit {key}")
    twin = view.sentences.get(compact(str(said.get("文本", "")))) if sentence else None
    if twin is not None:
        state = "（已停用，可用 bank enable 启用）" if twin.off else ""
        raise DrafterError("词库里已有这一句", twin.id, f"在 {view.at(twin)}{state}")
