"""Takes out of a .docx what was only there for the writer: comments, highlighting, fields to fill in, hidden marks."""

from __future__ import annotations

from lxml import etree

from drafter.package import Relation, W
from drafter.report import Finding
from drafter.wordstyles import BOOKMARK, MARKS_NAMESPACE, SLOT
from drafter.writers.word import runs
from drafter.writers.word.copying import Package
from drafter.writers.word.zipping import archive, packed

_STORIES = ("header", "footer", "footnotes", "endnotes")
_COMMENTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}


def cleaned(data: bytes, name: str) -> tuple[bytes, tuple[Finding, ...]]:
    """The file without marks, and what the user should know: blanks still to fill in, other people's comments."""
    package = Package(data, name, "文件")
    findings = _comments(package)
    slot = _style_id(package, SLOT)
    stories = {
        relation.target
        for relation in package.parts.relations(package.main).values()
        if not relation.external and relation.kind in _STORIES and relation.target in package.parts
    }
    for part in sorted(stories | {package.main}):
        _unmark(package.parts.xml(part), slot)
        package.change(part)
    body = package.parts.xml(package.main)
    text = "\n".join("".join(node.text or "" for node in p.iter(W + "t")) for p in body.iter(W + "p"))
    blanks = runs.SLOT.findall(text)
    if blanks:
        names = "、".join(dict.fromkeys(blanks))
        findings.append(
            Finding("open-slots", "疑似", f"空位没有填：共 {len(blanks)} 处：{names}，请填上实际内容", text=names)
        )

    def wanted(part: str, identifier: str, relation: Relation) -> bool:
        if relation.kind in _COMMENTS:
            return False
        return not (relation.kind == "customXml" and _is_marks(package, relation))

    parts = package.copied(wanted)
    return archive({part: packed(content) for part, content in parts.items()}), tuple(findings)


def _is_marks(package: Package, relation: Relation) -> bool:
    if relation.external or relation.target not in package.parts:
        return False
    return etree.QName(package.parts.xml(relation.target)).namespace == MARKS_NAMESPACE


def _comments(package: Package) -> list[Finding]:
    """A finding for each comment that somebody else wrote."""
    part = package.parts.related(package.main, "comments")
    if part is None:
        return []
    said = [
        (comment.get(W + "author", "") or "他人", "".join(node.text or "" for node in comment.iter(W + "t")))
        for comment in package.parts.xml(part).iter(W + "comment")
    ]
    return [
        Finding("comment-removed", "提示", f"批注已删去：{who}：{text}", text=text)
        for who, text in said
        if who != "drafter"
    ]


def _style_id(package: Package, name: str) -> str:
    part = package.parts.related(package.main, "styles")
    styles = package.parts.xml(part).iter(W + "style") if part else ()
    for style in styles:
        label = style.find(W + "name")
        if label is not None and label.get(W + "val") == name:
            return style.get(W + "styleId", "")
    return ""


def _unmark(root: etree._Element, slot: str) -> None:
    """Removes marks from one story in place."""
    numbers = set()
    for node in list(root.iter(W + "bookmarkStart")):
        if BOOKMARK.fullmatch(node.get(W + "name", "")):
            numbers.add(node.get(W + "id"))
            _remove(node)
    for node in list(root.iter(W + "bookmarkEnd")):
        if node.get(W + "id") in numbers:
            _remove(node)
    for node in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd")):
        _remove(node)
    for node in list(root.iter(W + "commentReference")):
        run = node.getparent()
        if run is not None:
            _remove(run)
    for control in list(root.iter(W + "sdt")):
        _unwrap(control)
    for properties in root.iter(W + "rPr"):
        _plain(properties, slot)


def _plain(properties: etree._Element, slot: str) -> None:
    """Takes the highlighting of a slot off, as Word writes it and as LibreOffice does."""
    for node in list(properties):
        value = node.get(W + "val", "")
        yellow = (node.tag == W + "highlight" and value == "yellow") or (
            node.tag == W + "shd" and node.get(W + "fill", "").upper() == "FFFF00"
        )
        if yellow or (slot and node.tag == W + "rStyle" and value == slot):
            properties.remove(node)


def _unwrap(control: etree._Element) -> None:
    """Puts what a content control shows in its place."""
    parent = control.getparent()
    content = control.find(W + "sdtContent")
    if parent is None:
        return
    at = parent.index(control)
    parent[at : at + 1] = list(content) if content is not None else []


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
