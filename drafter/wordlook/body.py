"""Walks a part of a Word document (the body, a header, a footer) and gives each paragraph its effective formatting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.package import W
from drafter.wordlook.fonts import Theme
from drafter.wordlook.lists import Lists
from drafter.wordlook.measure import number, points
from drafter.wordlook.model import Comment, Para, Run
from drafter.wordlook.styles import Props, Styles, para_props, run_props

if TYPE_CHECKING:
    from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_POSITION, _INLINE = _DRAWN + "positionH", _DRAWN + "inline"
_VML_POSITION = re.compile(r"mso-position-horizontal:\s*(\w+)")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_PICTURES = {W + "drawing", W + "pict", W + "object"}
# Wrappers whose content is read as if they were not there.
_CLEAR = {W + tag for tag in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "sdtContent", "dir", "bdo")}
_GONE = {W + "del", W + "moveFrom"}
_CHANGED = {W + tag for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange")}
_PLAIN = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_BLACK = {"", "auto", "000000", "windowText"}


class Walker:
    """Reads the paragraphs of one part; keeps the state that runs across paragraphs (fields, comments, lists)."""

    def __init__(self, styles: Styles, theme: Theme, lists: Lists) -> None:
        self._styles, self._theme, self._lists = styles, theme, lists
        self._fields: list[list[str]] = []
        self._shown: list[bool] = []
        self._open: dict[str, list[str]] = {}
        self._begun: dict[str, int] = {}
        self._looks: dict[tuple[tuple[str, str], ...], Run] = {}
        self.comments: dict[str, Comment] = {}
        self.changes: list[int] = []
        self._line = 0

    def default(self) -> Run:
        """The look of text in the default paragraph style."""
        return self._look(self._styles.paragraph("")[1])

    def blocks(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables below `parent`, through every wrapper."""
        for node in parent:
            if node.tag in (W + "p", W + "tbl"):
                yield node
            elif node.tag == W + "sdt":
                yield from (block for content in node.iterchildren(W + "sdtContent") for block in self.blocks(content))
            elif node.tag in _CLEAR:
                yield from self.blocks(node)
            elif node.tag == _MC + "AlternateContent":
                yield from self.blocks(_chosen(node))
            elif node.tag == W + "commentRangeStart":
                self._comment(node)

    def frames(self, table: etree._Element) -> bool:
        """Whether a table has one column only, drawn around its text."""
        return all(sum(1 for _ in _below(row, W + "tc")) <= 1 for row in _below(table, W + "tr"))

    def cells(self, table: etree._Element, line: int, count: bool = False) -> Iterator[Para]:
        """The paragraphs of a table, those of tables inside it included; with `count` each has a line of its own."""
        style = table.find(f"{W}tblPr/{W}tblStyle")
        ident = style.get(W + "val", "") if style is not None else ""
        for row in _below(table, W + "tr"):
            for cell in _below(row, W + "tc"):
                for block in self.blocks(cell):
                    found = (
                        [self.paragraph(block, line, ident)] if block.tag == W + "p" else self.cells(block, line, count)
                    )
                    for para in found:
                        yield para
                        line = para.line + 1 + para.text.count("\n") if count else line

    def paragraph(self, node: etree._Element, line: int, table: str = "") -> Para:
        """One paragraph as it looks."""
        self._line = line
        ppr = node.find(W + "pPr")
        direct = para_props(ppr)
        style = direct.get("pStyle", "")
        inherited, run_base = self._styles.paragraph(style, table)
        props = self._styles.numbered(inherited, direct, style)
        state = _State()
        if ppr is not None and any(child.tag in _CHANGED for child in ppr.iter()):
            self.changes.append(line)
        self._inline(node, run_base, state)
        runs = tuple(state.runs)
        text = "".join(run.text for run in runs)
        size = next((run.size for run in runs if run.text.strip()), None)
        if size is None:
            mark = run_props(ppr.find(W + "rPr")) if ppr is not None else {}
            size = self._look(self._styles.run(run_base, mark)).size
        name = self._styles.name(style)
        builtin = _HEADING.fullmatch(name)
        outline = number(props.get("outlineLvl"), int(builtin[1]) - 1 if builtin else 9)
        return Para(
            line,
            text,
            runs,
            style=name,
            number=self._lists.next(props["numId"], props.get("ilvl", "0")) if "numId" in props else "",
            align=_ALIGN.get(props.get("jc", "left"), props.get("jc", "left"))
            if not _framed(props)
            else props["frame"],
            first=_indent(props, "first", size),
            left=_indent(props, "left", size),
            right=_indent(props, "right", size),
            line_height=points(props.get("line"), 12.0),
            line_rule=props.get("lineRule", "auto"),
            before=_space(props, "before"),
            after=_space(props, "after"),
            keep_next=props.get("keepNext") == "1",
            outline=int(outline) if 0 <= outline < 9 else None,
            snap=props.get("snapToGrid") != "0",
            page_break=state.page_break or props.get("pageBreakBefore") == "1",
            image=state.image,
            inline=state.inline,
        )

    def boxes(self, node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """The paragraphs in text boxes below `node`, each with the horizontal place of its box."""
        for picture in node.iter(*_PICTURES):
            if any(above.tag == _MC + "Fallback" for above in picture.iterancestors()):
                continue
            place = next(((p[0].text or "").strip() for p in picture.iter(_POSITION) if len(p)), "")
            if not place:
                shapes = (_VML_POSITION.search(shape.get("style", "")) for shape in picture.iter())
                place = next((match[1] for match in shapes if match), "")
            for content in picture.iter(W + "txbxContent"):
                for block in self.blocks(content):
                    if block.tag == W + "p":
                        yield block, place

    def _inline(self, parent: etree._Element, base: Props, state: _State) -> None:
        for node in parent:
            tag = node.tag
            if tag == W + "r":
                self._run(node, base, state)
            elif tag in _GONE:
                self.changes.append(self._line)
            elif tag in _CLEAR:
                if tag in _CHANGED:
                    self.changes.append(self._line)
                self._inline(node, base, state)
            elif tag == W + "sdt":
                for content in node.iterchildren(W + "sdtContent"):
                    self._inline(content, base, state)
            elif tag == W + "fldSimple":
                self._fields.append([node.get(W + "instr", "")])
                self._shown.append(True)
                self._inline(node, base, state)
                self._end_field(self._look(base), state)
            elif tag == W + "commentRangeStart":
                self._comment(node)
            elif tag == W + "commentRangeEnd":
                ident = node.get(W + "id", "")
                if ident in self._open:
                    text = "".join(self._open.pop(ident))
                    self.comments[ident] = Comment(self._begun[ident], text)
            elif tag == _MC + "AlternateContent":
                self._inline(_chosen(node), base, state)

    def _comment(self, node: etree._Element) -> None:
        ident = node.get(W + "id", "")
        self._open[ident] = []
        self._begun[ident] = self._line or 1

    def _run(self, node: etree._Element, base: Props, state: _State) -> None:
        rpr = node.find(W + "rPr")
        direct = run_props(rpr)
        if rpr is not None and rpr.find(W + "rPrChange") is not None:
            self.changes.append(self._line)
        props = self._styles.run(base, direct)
        look = self._look(props)
        texts: list[str] = []

        def flush() -> None:
            if texts and props.get("vanish") != "1" and all(self._shown):
                state.add(look, "".join(texts), self._field())
                for heard in self._open.values():
                    heard.extend(texts)
            texts.clear()

        for child in node:
            tag = child.tag
            if tag == W + "t":
                texts.append(child.text or "")
            elif tag in _PLAIN:
                texts.append(_PLAIN[tag])
            elif tag == W + "br":
                kind = child.get(W + "type", "textWrapping")
                if kind == "textWrapping":
                    texts.append("\n")
                else:
                    state.page_break |= kind == "page"
            elif tag == W + "sym":
                texts.append("□")
            elif tag == W + "fldChar":
                flush()
                self._field_char(child.get(W + "fldCharType", ""), look, state)
            elif tag == W + "instrText" and self._fields:
                self._fields[-1].append(child.text or "")
            elif tag in _PICTURES or tag == _MC + "AlternateContent":
                state.image = True
                state.inline |= next(child.iter(_INLINE), None) is not None
            elif tag == W + "commentReference":
                self.comments.setdefault(child.get(W + "id", ""), Comment(self._line, ""))
        flush()

    def _field_char(self, kind: str, look: Run, state: _State) -> None:
        if kind == "begin":
            self._fields.append([])
            self._shown.append(False)
        elif kind == "separate" and self._shown:
            self._shown[-1] = True
        elif kind == "end" and self._fields:
            self._end_field(look, state)

    def _end_field(self, look: Run, state: _State) -> None:
        name = self._field()
        # A field nobody has updated yet has no result, but it will have one on paper.
        if name and all(self._shown[:-1]) and not any(run.field == name for run in state.runs):
            state.add(look, "", name)
        self._fields.pop()
        self._shown.pop()

    def _field(self) -> str:
        words = "".join(self._fields[-1]).split() if self._fields else []
        return words[0].upper() if words else ""

    def _look(self, props: Props) -> Run:
        key = tuple(sorted(props.items()))
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolved(props)
        return look

    def _resolved(self, props: Props) -> Run:
        resolve = self._theme.resolve
        colour, shade = props.get("color", "auto"), props.get("shd", "auto")
        highlight = props.get("highlight", "none")
        return Run(
            "",
            east=resolve(props.get("font.eastAsia", "")),
            latin=resolve(props.get("font.ascii", "")),
            high=resolve(props.get("font.hAnsi", "")),
            hint=props.get("hint") == "eastAsia",
            size=number(props.get("sz"), 20) / 2,
            bold=props.get("b") == "1",
            italic=props.get("i") == "1",
            struck=props.get("strike") == "1",
            underline=props.get("u", "none") != "none",
            colour="" if colour in _BLACK else colour,
            highlight=highlight if highlight != "none" else "" if shade.lower() in ("auto", "ffffff") else shade,
            spacing=points(props.get("spacing"), 0.0),
            language=props.get("lang", ""),
        )


class _State:
    """What one paragraph has shown so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.page_break = self.image = self.inline = False
        self._last: tuple[Run, str] | None = None

    def add(self, look: Run, text: str, field: str) -> None:
        # Word cuts text into runs wherever it was once edited; equal neighbours are one.
        if self._last == (look, field):
            text = self.runs.pop().text + text
        self._last = (look, field)
        self.runs.append(replace(look, text=text, field=field))


_ALIGN = {"start": "left", "end": "right", "justify": "both"}


def _framed(props: Props) -> bool:
    return props.get("frame", "") not in ("", "left")


def _indent(props: Props, side: str, size: float) -> float:
    """An indent in points: given in characters it wins over one in lengths, and 0 characters means not given."""
    chars = number(props.get(f"ind.{side}Chars"), 0)
    return chars / 100 * size if chars else points(props.get(f"ind.{side}"), 0.0)


def _space(props: Props, side: str) -> float:
    if props.get(f"{side}Autospacing") in ("1", "true", "on"):
        return 14.0
    lines = number(props.get(f"{side}Lines"), 0)
    return lines / 100 * 12 if lines else points(props.get(side), 0.0)


def _chosen(node: etree._Element) -> etree._Element:
    """The branch of an AlternateContent that a current program takes."""
    for branch in ("Choice", "Fallback"):
        found = node.find(_MC + branch)
        if found is not None:
            return found
    return node


def _below(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, through every wrapper."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag == W + "sdt" or node.tag in _CLEAR:
            yield from _below(node, tag)
