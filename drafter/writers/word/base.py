"""A unit's own template as a shell: its page, headers, footers and styles stay, its text goes."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from drafter import wordstyles
from drafter.package import R, Relation, W
from drafter.profiles import HEIGHT, WIDTH, Profile
from drafter.report import DrafterError
from drafter.writers.word.copying import Package
from drafter.writers.word.shells import Shell, shell
from drafter.writers.word.zipping import packed

# What a template calls our styles, the likeliest first; Word keeps its built-in names in English in the file.
_NAMES: dict[str, tuple[str, ...]] = {
    wordstyles.TITLE: ("公文标题", "Title", "标题", "大标题", "文章标题", "主标题", "文件标题"),
    wordstyles.BYLINE: ("公文署名", "署名", "姓名", "作者"),
    wordstyles.DATE: ("公文日期", "日期", "Date"),
    wordstyles.SALUTATION: ("公文称谓", "称谓", "称呼", "主送机关", "Salutation"),
    wordstyles.BODY: (
        "公文正文",
        "正文文本",
        "Body Text",
        "正文首行缩进",
        "Body Text First Indent",
        "正文缩进",
        "Normal Indent",
    ),
    wordstyles.ATTACHMENT: ("公文附件", "附件说明", "附件"),
    wordstyles.SIGNATURE: ("公文落款", "落款", "发文机关署名", "Signature", "Closing"),
    wordstyles.SIGNED_DATE: ("公文落款日期", "成文日期", "公文落款", "落款", "Date", "Closing"),
    **{
        name: (f"公文{n}级标题", name, f"标题 {m}", f"标题{m}", f"{n}级标题")
        for m, (n, name) in enumerate(zip("一二三四", wordstyles.HEADINGS, strict=True), 1)
    },
}
# Styles that we bring without a word: nobody would look for them in a template.
_OURS = (
    *wordstyles.RUN_IN,
    wordstyles.SLOT,
    wordstyles.IMAGE,
    wordstyles.CELL,
    wordstyles.TABLE,
    wordstyles.NOTE,
    "annotation text",
    "annotation reference",
)
_KEPT = {"styles", "settings", "numbering", "fontTable", "theme", "header", "footer", "footnotes", "endnotes"}
_PAGE_PARTS = ("header", "footer")
# What the missing ones are called in a message.
_CHINESE = {wordstyles.TITLE: "标题"} | {name: f"标题 {n}" for n, name in enumerate(wordstyles.HEADINGS, 1)}
# Fields that fetch something from outside when the file is opened.
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="{{}}"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
_NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
_PROPERTY_TYPES = (
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
)


def prepared(data: bytes, name: str, profile: Profile) -> Shell:
    """The shell made of the template `data`; figures that it does not give come from `profile`."""
    package = Package(data, name, "单位模板")
    own = shell(profile)
    section = _section(package)
    if section is None:
        section = etree.fromstring(_own_section(own))
    wanted_ids = {node.get(R + "id") for node in section.iter(W + "headerReference", W + "footerReference")}
    _without_outside(package)
    styles = _Styles(package, own)

    def wanted(part: str, identifier: str, relation: Relation) -> bool:
        if part == "":
            return relation.kind == "officeDocument"
        if part == package.main:
            return relation.kind in _KEPT and (relation.kind not in _PAGE_PARTS or identifier in wanted_ids)
        if relation.kind == "attachedTemplate":
            return False
        if relation.external and relation.kind != "hyperlink":
            raise DrafterError("单位模板链接了外部文件", f"{name}：{relation.target}", "请在模板里改为嵌入或删去再试")
        return relation.kind not in ("customXml", "comments")

    parts = package.copied(wanted)
    del parts[package.main]
    listing = parts.pop("[Content_Types].xml").decode()
    folder, _, file = package.main.rpartition("/")
    relations = parts.pop(f"{folder}/_rels/{file}.rels", _NO_RELATIONS).decode()
    parts["_rels/.rels"] = _ROOT_RELATIONS.format(package.main).encode()
    width, height = _type_area(section)
    return Shell(
        parts={part: packed(content) for part, content in parts.items()}
        | {"docProps/app.xml": own.parts["docProps/app.xml"]},
        main=package.main,
        ids=styles.ids,
        section=etree.tostring(section, encoding="unicode"),
        content_types=listing.replace("</Types>", f"{_PROPERTY_TYPES}</Types>"),
        relations=relations,
        width=width,
        height=height,
        em=10 * styles.size(wordstyles.BODY, 2 * profile.size) + profile.spacing,
        pitch=own.pitch,
        title_characters=max(4, width // (10 * styles.size(wordstyles.TITLE, 2 * profile.title_size))),
        missing=styles.missing,
        numbered=frozenset(name for name in _NAMES if styles.numbered(name)),
    )


def _own_section(own: Shell) -> str:
    """Our page for a template that has none of its own, without our footers."""
    section = re.sub(r"<w:footerReference[^>]*>", "", own.section)
    return section.replace("<w:sectPr", f'<w:sectPr xmlns:w="{W[1:-1]}"', 1)


def _section(package: Package) -> etree._Element | None:
    """The page of the template's last section, with the headers and footers that it inherits from those before it."""
    root = package.parts.xml(package.main)
    found = list(root.iter(W + "sectPr"))
    if not found:
        return None
    # Headers stand first in a section, and what a section does not say it has from the one before.
    references: dict[tuple[str, str], etree._Element] = {}
    for section in found:
        for node in section.iter(W + "headerReference", W + "footerReference"):
            references[(node.tag, node.get(W + "type", "default"))] = node
    last = copy.deepcopy(found[-1])
    for node in list(last):
        if node.tag in (W + "headerReference", W + "footerReference", W + "sectPrChange", W + "printerSettings"):
            last.remove(node)
    last[0:0] = [copy.deepcopy(node) for node in references.values()]
    for attribute in list(last.attrib):
        del last.attrib[attribute]
    etree.cleanup_namespaces(last)
    last.tail = None
    return last


def _type_area(section: etree._Element) -> tuple[int, int]:
    """Width and height of the type area in twips, ours where the template says nothing sensible."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return WIDTH, HEIGHT
    try:
        across, down = (int(float(size.get(W + side, ""))) for side in "wh")
        left, right, top, bottom = (
            abs(int(float(margins.get(W + side, "")))) for side in ("left", "right", "top", "bottom")
        )
    except ValueError:
        return WIDTH, HEIGHT
    width, height = across - left - right, down - top - bottom
    return (width, height) if width > 1440 and height > 1440 else (WIDTH, HEIGHT)


def _without_outside(package: Package) -> None:
    """Takes links to the template's own template and to mail merge data out, and refuses fields that fetch files."""
    part = package.parts.related(package.main, "settings")
    if part is not None:
        root = package.parts.xml(part)
        for node in list(root.iter(W + "attachedTemplate", W + "mailMerge")):
            root.remove(node)
        package.change(part)
    for relation in package.parts.relations(package.main).values():
        if relation.kind not in _PAGE_PARTS or relation.external or relation.target not in package.parts:
            continue
        story = package.parts.xml(relation.target)
        fields = [node.text or "" for node in story.iter(W + "instrText")]
        fields += [node.get(W + "instr", "") for node in story.iter(W + "fldSimple")]
        if _FETCHING.search("".join(fields)):
            raise DrafterError("单位模板的页眉页脚里有引用外部文件的域", package.name, "请在模板里删去这个域再试")


class _Styles:
    """The template's styles under our names; those that it lacks are brought along."""

    def __init__(self, package: Package, own: Shell) -> None:
        part = package.parts.related(package.main, "styles")
        if part is None:
            raise DrafterError("单位模板没有样式表", package.name, "请用 Word 或 WPS 打开后另存为 .docx 再试")
        self._root = package.parts.xml(part)
        self.ids: dict[str, str] = {}
        self.missing: dict[str, str] = {}
        self._own = {_name(style): style for style in etree.fromstring(own.parts["word/styles.xml"].unpacked())}
        self._taken = {style.get(W + "styleId", "") for style in self._root.iter(W + "style")}
        known = {(style.get(W + "type"), _name(style).casefold()): style for style in self._root.iter(W + "style")}
        for ours, names in _NAMES.items():
            found = next((known[key] for name in names if (key := ("paragraph", name.casefold())) in known), None)
            if found is None and ours == wordstyles.BODY:
                found = _indented(known.get(("paragraph", "normal")))
            if found is not None:
                self.ids[ours] = found.get(W + "styleId", "")
            else:
                self._bring(ours)
                label = _CHINESE.get(ours, ours)
                self.missing[ours] = f"单位模板缺少样式：{label}：已用标准格式代替，可在模板里补上同名样式"
        for ours in _OURS:
            kind = self._own[ours].get(W + "type")
            found = known.get((kind, ours.casefold()))
            if found is not None:
                self.ids[ours] = found.get(W + "styleId", "")
            else:
                self._bring(ours)
        package.change(part)

    def _bring(self, ours: str) -> None:
        """Adds our style, which says all of its look itself, so that the template's own defaults do not reach it."""
        style = copy.deepcopy(self._own[ours])
        identifier = "Drafter" + style.get(W + "styleId", "")
        while identifier in self._taken:
            identifier += "1"
        self._taken.add(identifier)
        style.set(W + "styleId", identifier)
        for node in list(style):
            if node.tag in (W + "basedOn", W + "next"):
                style.remove(node)
        self._root.append(style)
        self.ids[ours] = identifier

    def size(self, ours: str, otherwise: int) -> int:
        """The size of a style's characters in half points."""
        for style in self._chain(ours):
            size = style.find(f"{W}rPr/{W}sz")
            if size is not None and size.get(W + "val", "").isdigit():
                return max(2, int(size.get(W + "val", "")))
        return otherwise

    def numbered(self, ours: str) -> bool:
        """Whether Word numbers the paragraphs of a style."""
        return any(style.find(f"{W}pPr/{W}numPr") is not None for style in self._chain(ours))

    def _chain(self, ours: str) -> Iterator[etree._Element]:
        """A style and those that it is based on."""
        by_id = {style.get(W + "styleId", ""): style for style in self._root.iter(W + "style")}
        identifier, seen = self.ids[ours], set[str]()
        while identifier in by_id and identifier not in seen:
            seen.add(identifier)
            yield by_id[identifier]
            parent = by_id[identifier].find(W + "basedOn")
            identifier = parent.get(W + "val", "") if parent is not None else ""


def _indented(style: etree._Element | None) -> etree._Element | None:
    """The plain style of a template, if its paragraphs begin two characters in: then it is meant for the body."""
    indent = style.find(f"{W}pPr/{W}ind") if style is not None else None
    if indent is None:
        return None
    first = indent.get(W + "firstLineChars") or indent.get(W + "firstLine") or "0"
    return style if first.isdigit() and int(first) > 0 else None


def _name(style: etree._Element) -> str:
    label = style.find(W + "name")
    return label.get(W + "val", "") if label is not None else ""
