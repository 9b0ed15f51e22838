"""Small changes in a YAML text: only the characters of the changed entry move, comments and order stay.

A change is worked out twice, once on the text and once on what the text means; `applied` gives the new text only if
both agree, so a file can be spoilt by no oddity of its layout.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from typing import Any

import yaml
from msgspec import Struct

from drafter.bank.nodes import Node, compose, end_of, plain
from drafter.report import DrafterError

# A way through a file: keys of mappings, numbers of list entries.
Way = tuple[str | int, ...]
Value = str | tuple[str, ...]


class Put(Struct, frozen=True):
    """Give the mapping at `path` this value for `key`."""

    path: Way
    key: str
    value: Value


class Cut(Struct, frozen=True):
    """Take away what stands at `path`: a key with its value, or a list entry."""

    path: Way


class Swap(Struct, frozen=True):
    """Put another text in place of the mapping at `path`; `entry` is YAML written at the left margin."""

    path: Way
    entry: str


class Append(Struct, frozen=True):
    """Add a list entry; where the list (a key of the file, or the file itself) is missing, it is begun."""

    path: Way
    entry: str


Change = Put | Cut | Swap | Append
# Start and end of a piece of the text, and what stands there afterwards.
_Piece = tuple[int, int, str]


def scalar(value: str, flow: bool = False) -> str:
    """`value` as YAML on one line, without quotes where it can do without them."""
    text = _one_line(value)
    if not text:
        return "''"
    for written in (text, "'" + text.replace("'", "''") + "'"):
        try:
            node = compose(f"[{written}]" if flow else f"甲: {written}")
        except yaml.YAMLError:
            continue
        if plain(node) == ([text] if flow else {"甲": text}):
            return written
    raise DrafterError("这段文字存不进词库", text[:20], "请去掉其中的控制字符")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def written(value: Value, flow: bool = False) -> str:
    """A text, or several as a list in brackets."""
    if isinstance(value, tuple):
        return "[" + ", ".join(scalar(text, flow=True) for text in value) + "]"
    return scalar(value, flow)


def entry_text(values: dict[str, Value]) -> str:
    """An entry with these keys, one a line."""
    return "".join(f"{key}: {written(value)}\n" for key, value in values.items())


def applied(text: str, changes: Sequence[Change]) -> str:
    """`text` with all `changes`, whose paths are those of `text` as it is; raises where that cannot be done safely."""
    root = compose(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces = [_piece(text, root, change, newline) for change in changes if not isinstance(change, Append)]
    lists: dict[Way, list[str]] = {}
    for change in changes:
        if isinstance(change, Append):
            lists.setdefault(change.path, []).append(change.entry)
    pieces += [_append(text, root, path, entries, newline) for path, entries in lists.items()]
    pieces.sort(key=lambda piece: (piece[0], piece[1]))
    for before, after in itertools.pairwise(pieces):
        if before[1] > after[0]:
            raise _strange()
    parts: list[str] = []
    at = 0
    for start, end, new in pieces:
        parts += (text[at:start], new)
        at = end
    result = "".join([*parts, text[at:]])
    try:
        same = _bare(plain(compose(result))) == _bare(_meant(plain(root), changes))
    except yaml.YAMLError:
        same = False
    if not same:
        raise _strange()
    return result


def _strange() -> DrafterError:
    return DrafterError("这一处的写法程序改不了", "", "请用记事本手工改")


# -- on the text


def _piece(text: str, root: Node | None, change: Put | Cut | Swap, newline: str) -> _Piece:
    if isinstance(change, Cut):
        return _cut(text, _find(root, change.path[:-1]), change.path[-1])
    node = _find(root, change.path)
    if isinstance(change, Swap):
        block = _indented(change.entry, node.start_mark.column, newline)
        return int(node.start_mark.index), _source_end(text, node), block.strip()
    return _put(text, node, change, newline)


def _put(text: str, node: Node, change: Put, newline: str) -> _Piece:
    """A new value behind its key, or a new line at the end of the entry."""
    if not isinstance(node, yaml.MappingNode):
        raise _strange()
    flow = bool(node.flow_style)
    new = written(change.value, flow)
    for key, value in node.value:
        if key.value == change.key:
            if _end(text, value) > value.start_mark.index and (isinstance(value, yaml.ScalarNode) or value.flow_style):
                return int(value.start_mark.index), _end(text, value), new
            # Nothing yet, or a list in lines: the new value stands behind the colon.
            colon = text.index(":", int(key.end_mark.index)) + 1
            return colon, max(_end(text, value), colon), " " + new
    line = f"{scalar(change.key)}: {new}"
    if flow:
        end = int(node.end_mark.index) - 1
        return end, end, (", " if node.value else "") + line
    end = _line_end(text, _end(text, node))
    return end, end, f"{newline}{' ' * node.start_mark.column}{line}"


def _append(text: str, root: Node | None, path: Way, entries: Sequence[str], newline: str) -> _Piece:
    """Entries at the end of a list, in the column of the others."""

    def items(column: int) -> str:
        return "".join(_item(entry, column, newline) for entry in entries)

    if root is None or _blank(root):
        head = "".join(f"{key}:{newline}" for key in path)
        lead = "" if not text or text.endswith("\n") else newline
        return len(text), len(text), lead + head + items(2 if path else 0)
    if len(path) == 1 and not any(key.value == path[0] for key, _ in root.value):
        end = _line_end(text, _end(text, root))
        return end, end, f"{newline}{path[0]}:{newline}{items(2)}".rstrip()
    node = _find(root, path)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        dash = _dash(text, node.value[-1])
        end = _line_end(text, _end(text, node))
        return end, end, newline + items(dash - _line_start(text, dash)).rstrip()
    if not path or not (_blank(node) or (isinstance(node, yaml.SequenceNode) and not node.value)):
        raise _strange()
    # 「词条:」 or 「词条: []」: the list begins here.
    holder = _find(root, path[:-1])
    key = next(key for key, value in holder.value if value is node)
    colon = text.index(":", int(key.end_mark.index)) + 1
    return colon, max(int(node.end_mark.index), colon), newline + items(int(key.start_mark.column) + 2).rstrip()


def _cut(text: str, node: Node, last: str | int) -> _Piece:
    """A key or an entry with the line that it stands on."""
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[Node, Node]] = node.value
        number = next(n for n, (key, _) in enumerate(pairs) if key.value == last)
        spans = [(int(key.start_mark.index), _end(text, value, key)) for key, value in pairs]
    elif isinstance(node, yaml.SequenceNode) and isinstance(last, int):
        number = last
        spans = [
            (int(item.start_mark.index) if node.flow_style else _dash(text, item), _end(text, item))
            for item in node.value
        ]
    else:
        raise _strange()
    start, end = spans[number]
    if node.flow_style:
        if number:
            return spans[number - 1][1], end, ""
        return start, spans[1][0] if len(spans) > 1 else end, ""
    head = _line_start(text, start)
    if text[head:start].strip():
        # The first key behind a dash: the next one moves up.
        if len(spans) == 1:
            raise _strange()
        return start, spans[number + 1][0], ""
    tail = _line_end(text, end)
    return head, min(tail + (2 if text[tail : tail + 2] == "\r\n" else 1), len(text)), ""


def _find(root: Node | None, path: Way) -> Node:
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            node = None
        if node is None:
            raise _strange()
    if node is None:
        raise _strange()
    return node


def path_to(root: Node | None, wanted: Node) -> Way:
    """The way from the root of a file to one of its nodes."""
    trail: list[tuple[Node, Way]] = [(root, ())] if root is not None else []
    while trail:
        node, path = trail.pop()
        if node is wanted:
            return path
        if isinstance(node, yaml.MappingNode):
            trail += [(value, (*path, key.value)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            trail += [(item, (*path, number)) for number, item in enumerate(node.value)]
    raise _strange()


def source_of(text: str, node: Node) -> str:
    """An entry as it is written, comments included, moved to the left margin."""
    column = node.start_mark.column
    lines = text[int(node.start_mark.index) : _source_end(text, node)].replace("\r\n", "\n").split("\n")
    return "\n".join([lines[0], *(line[min(column, len(line) - len(line.lstrip())) :] for line in lines[1:])]) + "\n"


def _source_end(text: str, node: Node) -> int:
    """The end of an entry with the comment behind it; in brackets the line may go on with something else."""
    flow = isinstance(node, yaml.CollectionNode) and node.flow_style
    return _end(text, node) if flow else _line_end(text, _end(text, node))


def _end(text: str, node: Node, key: Node | None = None) -> int:
    """Where the last character of a node stands; a folded text's own mark lies behind the lines that follow."""
    end = end_of(node)
    if key is not None and end <= int(key.end_mark.index):
        return int(text.index(":", int(key.end_mark.index))) + 1
    while end > int(node.start_mark.index) and text[end - 1] in " \r\n":
        end -= 1
    return end


def _blank(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null") and not node.style


def _dash(text: str, item: Node) -> int:
    """Where the dash of a list entry stands."""
    at = text.rfind("-", 0, int(item.start_mark.index))
    if at < 0 or text[at + 1 : item.start_mark.index].strip():
        raise _strange()
    return at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """The end of a line, its line break left out."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _indented(entry: str, column: int, newline: str) -> str:
    lines = entry.strip("\n").split("\n")
    return newline.join((" " * column + line) if line.strip() else "" for line in lines)


def _item(entry: str, column: int, newline: str) -> str:
    block = _indented(entry, column + 2, newline)
    return f"{' ' * column}- {block.lstrip(' ')}{newline}"


# -- on what it means


def _meant(data: Any, changes: Sequence[Change]) -> Any:
    """What the file should say afterwards."""
    data = copy.deepcopy(data)
    gone: list[Way] = []
    for change in changes:
        if isinstance(change, Cut):
            gone.append(change.path)
        elif isinstance(change, Put):
            value = change.value
            one = [_one_line(text) for text in value] if isinstance(value, tuple) else _one_line(value)
            _at(data, change.path)[change.key] = one
        elif isinstance(change, Swap):
            new = plain(compose(change.entry))
            if not change.path:
                data = new
            else:
                _at(data, change.path[:-1])[change.path[-1]] = new
        else:
            if data in (None, "", "~", "null"):
                data = {} if change.path else []
            holder = _at(data, change.path[:-1]) if change.path else None
            if holder is not None and (not isinstance(holder.get(change.path[-1]), list)):
                holder[change.path[-1]] = []
            _at(data, change.path).append(plain(compose(change.entry)))
    # From the last to the first, so that the numbers of what is left stay right.
    for path in sorted(gone, key=lambda path: [step if isinstance(step, int) else 0 for step in path], reverse=True):
        del _at(data, path[:-1])[path[-1]]
    return data


def _bare(data: Any) -> Any:
    """Data with an empty list, and no file at all, the same as nothing written behind a key."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items()}
    if isinstance(data, list) and data:
        return [_bare(item) for item in data]
    return data or ""


def _at(data: Any, path: Way) -> Any:
    for step in path:
        data = data[step]
    return data
