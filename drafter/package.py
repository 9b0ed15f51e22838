"""Opens the zip of a .docx safely: bounded sizes, XML without DTD, entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.report import DrafterError

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# A part longer than this is an attack or no speech: a 500-page book has about 15 MB of XML.
_LONGEST_XML = 32 << 20
_LONGEST_PART = 128 << 20
_LONGEST_PACKAGE = 512 << 20
_MOST_PARTS = 10_000
# What a tree costs in memory for each "<" and each attribute, as measured; a book of 500 pages stays far below.
_NODE_BYTES, _ATTRIBUTE_BYTES, _LARGEST_TREES = 120, 225, 200 << 20

# ISO "Strict" files (an option of Word's save dialog) differ in their namespaces only.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)
_UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
# The mark of one entry in a zip's table of contents; counted before Python builds an object for each.
_ENTRY = b"PK\x01\x02"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Relation(Struct, frozen=True):
    """One relationship of a part: the last word of its type, the part it points to, or an address outside."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one open package, by name without leading slash; looked up whatever their case."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._infos = {_plain(info.filename).lower(): info for info in archive.infolist() if not info.is_dir()}
        self._trees: dict[str, etree._Element] = {}
        self._cost = 0
        self.names = tuple(_plain(info.filename) for info in self._infos.values())

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._infos

    def read(self, part: str) -> bytes:
        """The bytes of `part`."""
        info = self._infos.get(part.lower())
        if info is None:
            raise DrafterError(f"Word 文件缺少 {part}", self._name, "文件已损坏，请用 Word 或 WPS 打开后另存为 .docx")
        try:
            with self._archive.open(info) as stream:
                return stream.read(_LONGEST_PART)
        except (*_UNREADABLE, EOFError, RuntimeError, zlib.error) as error:
            raise _broken(self._name) from error

    def xml(self, part: str) -> etree._Element:
        """The root element of `part`, parsed once."""
        key = part.lower()
        if key not in self._trees:
            self._trees[key] = self._parse(part)
        return self._trees[key]

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of `part` by id ("" is the package itself)."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", file + ".rels")
        if rels not in self:
            return {}
        found = {}
        for node in self.xml(rels).iter(_RELATION):
            external = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], target, external)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The part of the package that `part` names as its `kind` (styles, numbering, theme …), None without one."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and relation.target in self:
                return relation.target
        return None

    @property
    def document(self) -> str:
        """The name of the main part, word/document.xml nearly always."""
        part = self.related("", "officeDocument") or "word/document.xml"
        if part not in self or self.xml(part).tag != W + "document":
            raise DrafterError("不是 Word 文档", self._name, "请换成 .docx、.txt、.md、.html 或 .pdf 再试")
        return part

    def _parse(self, part: str) -> etree._Element:
        from lxml import etree

        info = self._infos.get(part.lower())
        if info is not None and info.file_size > _LONGEST_XML:
            raise DrafterError("文件大得不正常", self._name, "请用 Word 或 WPS 打开后另存为 .docx，或分成几个文件")
        data = self.read(part)
        self._cost += data.count(b"<") * _NODE_BYTES + data.count(b"=") * _ATTRIBUTE_BYTES
        if self._cost > _LARGEST_TREES:
            raise DrafterError("文件大得不正常", self._name, "请用 Word 或 WPS 打开后另存为 .docx，或分成几个文件")
        if any(mark in data for mark in _DOCTYPES):
            raise DrafterError("文件里夹带了实体声明，不安全", self._name, "请用 Word 或 WPS 打开后另存为 .docx")
        for strict, usual in _STRICT:
            if strict in data:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _broken(self._name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DrafterError("文件里夹带了实体声明，不安全", self._name, "请用 Word 或 WPS 打开后另存为 .docx")
        return root


def is_word(data: bytes) -> bool:
    """Whether `data` is a zip that holds a Word document, judged by its table of contents alone."""
    if not data.startswith(b"PK") or data.count(_ENTRY) > _MOST_PARTS:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {_plain(name).lower() for name in archive.namelist()}
    except _UNREADABLE:
        return False
    return "[content_types].xml" in names and any(name.startswith("word/") for name in names)


def open_parts(data: bytes, name: str) -> Parts:
    """The parts of the Office file `data`; raises a DrafterError for what is broken, encrypted or built to do harm."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DrafterError("文件加了密码", name, "请在 Word 或 WPS 里去掉打开密码后再试")
        raise DrafterError("不是 .docx 文件", name, "请用 Word 或 WPS 打开后另存为 .docx")
    if data.count(_ENTRY) > _MOST_PARTS:
        raise DrafterError("文件大得不正常", name, "请用 Word 或 WPS 打开后另存为 .docx，或分成几个文件")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as error:
        raise _broken(name) from error
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise DrafterError("文件加了密码", name, "请在 Word 或 WPS 里去掉打开密码后再试")
    size = sum(info.file_size for info in infos)
    # Other methods than these two are no .docx, and can take far more memory than what they unpack.
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise DrafterError("文件的压缩方式不是 Word 用的", name, "请用 Word 或 WPS 打开后另存为 .docx")
    if size > _LONGEST_PACKAGE or any(info.file_size > _LONGEST_PART for info in infos):
        raise DrafterError("文件大得不正常", name, "请用 Word 或 WPS 打开后另存为 .docx，或分成几个文件")
    return Parts(archive, name)


def _plain(name: str) -> str:
    """A part's name as the standard spells it; some programs write backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/")


def _broken(name: str) -> DrafterError:
    return DrafterError("Word 文件已损坏或不完整", name, "请用 Word 或 WPS 打开后另存为 .docx，再试一次")
