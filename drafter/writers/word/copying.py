"""Copies what is reachable in somebody's package, without what is not wanted there: for templates and for cleaning."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from lxml import etree

from drafter.package import Parts, Relation, open_parts
from drafter.report import DrafterError

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Package:
    """Somebody's .docx, opened and found harmless, with the parts of it that have been changed."""

    def __init__(self, data: bytes, name: str, what: str) -> None:
        self.name = name
        self.parts: Parts = open_parts(data, name)
        self.main = self.parts.document
        if any(
            "vba" in part.lower() or (part.lower().endswith(".bin") and "macro" in part.lower())
            for part in self.parts.names
        ):
            raise DrafterError(f"{what}带有宏", name, "请在 Word 或 WPS 里另存为不带宏的 .docx 再试")
        for part in self.parts.names:
            if part.lower().endswith((".xml", ".rels")):
                self.parts.xml(part)
        self.changed: dict[str, bytes] = {}

    def change(self, part: str) -> None:
        """Takes the parsed tree of `part` as its new content."""
        self.changed[part] = serialised(self.parts.xml(part))

    def copied(self, wanted: Callable[[str, str, Relation], bool]) -> dict[str, bytes]:
        """All parts that can be reached over relationships that are `wanted` (source part, id, relation)."""
        found: dict[str, bytes] = {}
        self._follow("", wanted, found)
        types = self.parts.xml("[Content_Types].xml")
        kept = {part.lower() for part in found}
        for node in list(types):
            part = node.get("PartName", "").lstrip("/")
            if part == self.main:
                node.set("ContentType", _MAIN)
            elif part and part.lower() not in kept:
                types.remove(node)
        return {"[Content_Types].xml": serialised(types)} | {part: found[part] for part in sorted(found)}

    def _follow(self, part: str, wanted: Callable[[str, str, Relation], bool], found: dict[str, bytes]) -> None:
        pending = [part]
        while pending:
            part = pending.pop()
            folder, file = posixpath.split(part)
            listing = posixpath.join(folder, "_rels", file + ".rels")
            if listing not in self.parts:
                continue
            relations = self.parts.relations(part)
            root = self.parts.xml(listing)
            for node in list(root):
                identifier = node.get("Id", "")
                relation = relations.get(identifier)
                gone = relation is not None and not relation.external and relation.target not in self.parts
                if relation is None or gone or not wanted(part, identifier, relation):
                    root.remove(node)
                elif not relation.external and relation.target not in found:
                    found[relation.target] = self._bytes(relation.target)
                    pending.append(relation.target)
            found[listing] = serialised(root)

    def _bytes(self, part: str) -> bytes:
        if part in self.changed:
            return self.changed[part]
        if part.lower().endswith(".xml"):
            return serialised(self.parts.xml(part))
        return self.parts.read(part)


def serialised(root: etree._Element) -> bytes:
    """The part that `root` is the root of."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
