"""YAML text → nodes that know their place. A broken entry costs only itself: it is blanked out and the rest is read."""

from __future__ import annotations

import re

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The C library walks nested brackets and dashes on its stack: a file of a hundred thousand would end the process.
_DEEPEST = 60
_PREFIX = re.compile(rf"^[ \-?]{{{_DEEPEST * 2},}}", re.M)
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ITEM = re.compile(r"( *)- ")
_INDENT = re.compile(r" *")
_MOST_REPAIRS = 100

Node = yaml.Node
# A mistake: its line counted from 1, what is wrong, what to do.
Slip = tuple[int, str, str]


def compose(text: str) -> Node | None:
    """The root node of `text`, None if there is nothing in it; raises yaml.YAMLError."""
    root: Node | None = yaml.compose(text, Loader=_LOADER)
    return root


def salvage(text: str) -> tuple[Node | None, list[Slip]]:
    """The root node of what can be read of `text`, and what is wrong with the rest."""
    slips: list[Slip] = []
    deep = _too_deep(text)
    if deep:
        return None, [(deep, "括号或缩进套得太深，整个文件没有读", "请删去多余的层次")]
    for _ in range(_MOST_REPAIRS):
        try:
            return compose(text), slips
        except yaml.reader.ReaderError:
            found = _ILLEGAL.search(text)
            if found is None:
                break
            slips.append((text.count("\n", 0, found.start()) + 1, "有不能用的控制字符", "请删去它"))
            text = _ILLEGAL.sub(" ", text)
        except yaml.MarkedYAMLError as error:
            line, what, how = _explained(error, text)
            slips.append((line + 1, what, how))
            repaired = _blanked(text, line)
            if repaired == text:
                return None, slips
            text = repaired
    slips.append((1, "写错的地方太多，整个文件没有读", "请先改正上面这些"))
    return None, slips


def _too_deep(text: str) -> int:
    """The line where brackets or dashes are nested deeper than any entry needs, 0 if nowhere."""
    found = _PREFIX.search(text)
    if found:
        return text.count("\n", 0, found.start()) + 1
    if text.count("[") + text.count("{") > _DEEPEST:
        depth = 0
        for match in re.finditer(r"[\[\]{}]", text):
            depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
            if depth > _DEEPEST:
                return text.count("\n", 0, match.start()) + 1
    return 0


def _explained(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Where the mistake was made (not where it was noticed), what it is and what to do; the line counts from 0."""
    context, problem = str(error.context or ""), str(error.problem or "")
    inside = "flow" in context or "quoted" in context or "simple key" in context
    mark = (error.context_mark if inside else None) or error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    char = text[error.problem_mark.index : error.problem_mark.index + 1] if error.problem_mark else ""
    if "\t" in _line(text, line)[: _indent(_line(text, line)) + 1]:
        return line, "用了制表符（Tab）缩进", "请换成空格"
    if "single document" in problem or "single document" in context:
        return line, "一个文件里写了两份", "请删去“---”，分成两个文件"
    if "cannot start any token" in problem:
        return line, f"不能用“{char}”开头", "请把这段文字用引号括起来"
    if "quoted" in context:
        return line, "引号没有配对", "请补上另一半引号，或把半角引号换成“ ”"
    if "flow" in context:
        return line, "方括号或花括号没有配对", "请补上另一半"
    if "expected ':'" in problem:
        return line, "这一行没有“键: 值”", "请用半角冒号并在后面空一格"
    if "mapping values are not allowed" in problem:
        return line, "缩进不对，或者文字里有半角冒号", "请与同一层对齐，文字里改用全角“：”"
    if any(word in problem + context for word in ("alias", "anchor", "tag", "directive")):
        start = error.context_mark or error.problem_mark
        char = text[start.index] if start and start.index < len(text) else ""
        return line, f"不能用“{char}”开头", "请把这段文字用引号括起来"
    return line, "缩进没有对齐", "请与同一层的上一条对齐"


def _blanked(text: str, line: int) -> str:
    """`text` with the smallest list entry around `line` turned into spaces, so that every other place stays put."""
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    start = line
    if not _ITEM.match(lines[line]):
        indent = _indent(lines[line])
        start = next(
            (n for n in range(line - 1, -1, -1) if (m := _ITEM.match(lines[n])) and len(m.group(1)) < indent), line
        )
    item = _ITEM.match(lines[start])
    end = start + 1
    if item:
        column = len(item.group(1))
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > column):
            end += 1
    for n in range(start, end):
        lines[n] = re.sub(r"[^\r]", " ", lines[n])
    return "\n".join(lines)


def _line(text: str, line: int) -> str:
    return text.split("\n", line + 1)[line] if line <= text.count("\n") else ""


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0


def end_of(node: Node) -> int:
    """Where the last character of a node stands: a block's own end mark lies behind the blank lines that follow."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def plain(node: Node | None) -> object:
    """A node as lists, dicts and texts."""
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value
