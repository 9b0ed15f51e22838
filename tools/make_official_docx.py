"""Makes `templates/word/*.docx`, one shell a layout profile: styles, page, footers and settings of GB/T 9704, no text.

    python tools/make_official_docx.py [DIR]

python-docx's own template carries 790 KB of styles; this keeps its package and replaces all that is in it.
"""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from lxml import etree

from drafter import profiles, wordstyles
from drafter.profiles import Profile
from drafter.writers.word.zipping import archive, packed

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"

# Font → what Word and WPS take where it is not installed, with panose, family and pitch as the fonts declare them.
FONTS = {
    FANGSONG: ("仿宋", "02010609030101010101", "modern", "fixed"),
    KAITI: ("楷体", "02010609030101010101", "modern", "fixed"),
    HEITI: ("SimHei", "02010609060101010101", "modern", "fixed"),
    XIAOBIAOSONG: ("华文中宋", "03000509000000000000", "script", "fixed"),
    SONGTI: ("SimSun", "02010600030101010101", "auto", "variable"),
}
# What Word's own document begin with; no clock.
CREATED = datetime.datetime(2012, 7, 1)


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def run(font: str, size: int, spacing: int = 0, extra: str = "") -> str:
    """Run properties said in full, so that a style keeps its look in a stranger's shell."""
    return (
        f'<w:rPr>{fonts(font)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
        f'<w:color w:val="000000"/><w:spacing w:val="{spacing}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>{extra}</w:rPr>'
    )


def paragraph(
    profile: Profile,
    *,
    align: str = "both",
    indent: str = '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>',
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    pitch: int | None = None,
    outline: int | None = None,
    snap: bool = True,
) -> str:
    """Paragraph properties said in full; `pitch` 0 is single spacing."""
    height = profile.pitch if pitch is None else pitch
    line = f'w:line="{height}" w:lineRule="exact"' if height else 'w:line="240" w:lineRule="auto"'
    return (
        "<w:pPr>"
        + ("<w:keepNext/><w:keepLines/>" if keep else '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>')
        + '<w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>'
        # Word's default, said aloud: LibreOffice takes the word the other way round and keeps to 28 characters then.
        # Digits stand as close to Chinese as in print.
        + '<w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        + ("" if snap else '<w:snapToGrid w:val="0"/>')
        + f'<w:spacing w:before="{before}" w:after="{after}" {line}/>{indent}<w:jc w:val="{align}"/>'
        + (f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "")
        + "</w:pPr>"
    )


def style(
    kind: str, identifier: str, name: str, content: str, *, own: bool = True, attributes: str = "", next_: str = ""
) -> str:
    parent = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}[kind]
    based = "" if identifier == parent else f'<w:basedOn w:val="{parent}"/>'
    following = f'<w:next w:val="{next_}"/>' if next_ else ""
    own_mark = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}"{own_mark} {attributes} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{based}{following}<w:qFormat/>{content}</w:style>'
    )


def styles(profile: Profile) -> list[str]:
    """Every style of the shell."""
    size, spacing, two = profile.size, profile.spacing, 2 * profile.em
    body = run(FANGSONG, size, spacing)
    first_line = f'<w:ind w:left="0" w:right="0" w:firstLineChars="200" w:firstLine="{two + 2}"/>'
    headings = (HEITI, KAITI, FANGSONG, FANGSONG)
    made = [
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>",
        style("paragraph", "Normal", "Normal", paragraph(profile) + body, own=False, attributes='w:default="1"'),
        f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        f'<w:style {nsdecls("w")} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        style(
            "paragraph",
            "Title",
            wordstyles.TITLE,
            # A tall substitute font would else take two lines of the grid for each line.
            paragraph(profile, align="center", after=profile.pitch, keep=True, snap=False)
            + run(XIAOBIAOSONG, profile.title_size),
            own=False,
            next_="Body",
        ),
    ]
    for identifier, name in (("Byline", wordstyles.BYLINE), ("DateLine", wordstyles.DATE)):
        look = paragraph(profile, align="center", after=profile.pitch, keep=True) + run(KAITI, size, spacing)
        made.append(style("paragraph", identifier, name, look, next_="Body"))
    made.append(
        style("paragraph", "Addressees", wordstyles.SALUTATION, paragraph(profile, keep=True) + body, next_="Body")
    )
    for level, (name, font) in enumerate(zip(wordstyles.HEADINGS, headings, strict=True)):
        look = paragraph(profile, indent=first_line, keep=True, outline=level) + run(font, size, spacing)
        made.append(style("paragraph", f"Heading{level + 1}", name, look, own=False, next_="Body"))
    made += (
        style("paragraph", "Body", wordstyles.BODY, paragraph(profile, indent=first_line) + body),
        # 附件：1. stands two characters in; what does not fit goes on under the first character of the name.
        style("paragraph", "Attachment", wordstyles.ATTACHMENT, paragraph(profile) + body),
        style("paragraph", "Signed", wordstyles.SIGNATURE, paragraph(profile, align="right", keep=True) + body),
        style("paragraph", "SignedDate", wordstyles.SIGNED_DATE, paragraph(profile, align="right") + body),
        style(
            "paragraph",
            "Picture",
            wordstyles.IMAGE,
            paragraph(profile, align="center", pitch=0, before=120, after=120) + run(FANGSONG, size),
        ),
        style(
            "paragraph",
            "Cell",
            wordstyles.CELL,
            paragraph(profile, align="left", pitch=0) + run(FANGSONG, profile.table_size),
        ),
        style("paragraph", "Note", wordstyles.NOTE, paragraph(profile, indent=first_line) + run(KAITI, size, spacing)),
        style(
            "paragraph",
            "Footer",
            wordstyles.FOOTER,
            paragraph(profile, align="right" if profile.outer_page_number else "center", pitch=0) + run(SONGTI, 14),
            own=False,
        ),
        style(
            "paragraph",
            "CommentText",
            "annotation text",
            paragraph(profile, align="left", pitch=0) + run(SONGTI, 10),
            own=False,
        ),
        style(
            "character",
            "CommentReference",
            "annotation reference",
            '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>',
            own=False,
        ),
        style("character", "Slot", wordstyles.SLOT, ""),
        style("character", "PageNumber", wordstyles.PAGE_NUMBER, run(SONGTI, 14)),
    )
    for level, (name, font) in enumerate(zip(wordstyles.RUN_IN, headings, strict=True)):
        made.append(style("character", f"RunIn{level + 1}", name, f"<w:rPr>{fonts(font)}</w:rPr>"))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    return [*made, style("table", "OfficialTable", wordstyles.TABLE, table)]


def page_number(align: str, indent: str) -> str:
    """“— 1 —”: the field in its five runs, so that every program updates it."""

    def piece(content: str) -> str:
        hint = '<w:rFonts w:hint="eastAsia"/>' if "—" in content else ""
        return f'<w:r><w:rPr><w:rStyle w:val="PageNumber"/>{hint}</w:rPr>{content}</w:r>'

    def text(words: str) -> str:
        return piece(f'<w:t xml:space="preserve">{words}</w:t>')

    field = "".join(
        (
            piece('<w:fldChar w:fldCharType="begin"/>'),
            piece('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
            piece('<w:fldChar w:fldCharType="separate"/>'),
            piece("<w:t>1</w:t>"),
            piece('<w:fldChar w:fldCharType="end"/>'),
        )
    )
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{align}"/></w:pPr>'
        f"{text('— ')}{field}{text(' —')}</w:p>"
    )


def settings(profile: Profile) -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>'
        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
        f'<w:defaultTabStop w:val="{2 * profile.em}"/>'
        + ("<w:evenAndOddHeaders/>" if profile.outer_page_number else "")
        # Whole characters on a grid of 28: punctuation is neither squeezed nor stretched.
        + '<w:drawingGridVerticalSpacing w:val="156"/><w:displayHorizontalDrawingGridEvery w:val="0"/>'
        '<w:displayVerticalDrawingGridEvery w:val="2"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        f"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, (other, panose, family, pitch) in FONTS.items()
    )
    return f"<w:fonts {nsdecls('w')}>{entries}</w:fonts>"


def lay_page(section: Section, profile: Profile) -> None:
    """The page, its grid and its page numbers."""
    properties = section._sectPr
    for child in list(properties):
        properties.remove(child)
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{profiles.PAGE_WIDTH}" w:h="{profiles.PAGE_HEIGHT}"/>',
        f'<w:pgMar {nsdecls("w")} w:top="{profiles.TOP}" w:right="{profiles.RIGHT}" w:bottom="{profiles.BOTTOM}" '
        f'w:left="{profiles.LEFT}" w:header="851" w:footer="{profiles.FOOTER}" w:gutter="0"/>',
        f'<w:cols {nsdecls("w")} w:space="425"/>',
        f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{profile.pitch}"/>',
    ):
        properties.append(parse_xml(xml))
    places = [(section.footer, "right" if profile.outer_page_number else "center")]
    if profile.outer_page_number:
        places.append((section.even_page_footer, "left"))
    for footer, align in places:
        footer.is_linked_to_previous = False
        # One character of the page number's 14 pt away from the outer edge.
        side = {"right": "right", "left": "left"}.get(align)
        indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>' if side else ""
        for child in list(footer._element):
            footer._element.remove(child)
        footer._element.append(parse_xml(page_number(align, indent)))


def shell(profile: Profile) -> bytes:
    """The shell of `profile`, the same bytes every time."""
    document: Document = docx.Document()
    styles_element = document.styles.element
    for child in list(styles_element):
        styles_element.remove(child)
    for xml in styles(profile):
        styles_element.append(parse_xml(xml))
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.last_modified_by = "drafter", "", "", "drafter"
    properties.created = properties.modified = CREATED
    properties.revision, properties.language = 1, "zh-CN"
    if profile.outer_page_number:
        document.settings.odd_and_even_pages_header_footer = True
    lay_page(document.sections[0], profile)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue(), profile)


# Left behind from python-docx's template.
UNUSED = (
    "customXml/",
    "docProps/thumbnail.jpeg",
    "word/stylesWithEffects.xml",
    "word/webSettings.xml",
    "word/theme/",
    "word/numbering.xml",
)


def repacked(data: bytes, profile: Profile) -> bytes:
    """The saved package without what is left over from the template, in a fixed order, without the clock."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in sorted(source.namelist()) if not name.startswith(UNUSED)}
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts["word/settings.xml"] = (head + settings(profile)).encode()
    parts["word/fontTable.xml"] = (head + font_table()).encode()
    parts["docProps/app.xml"] = (
        head + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>drafter</Application></Properties>"
    ).encode()
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        parts[name] = without_unused(parts[name])
    for name in (n for n in parts if n.startswith(("word/document", "word/footer", "word/styles"))):
        parts[name] = slim(parts[name])
    return archive({name: packed(parts[name]) for name in ("[Content_Types].xml", *(n for n in parts if n[0] != "["))})


def without_unused(listing: bytes) -> bytes:
    """A list of content types or relationships without the entries of parts that are gone."""
    root = parse_xml(listing)
    for entry in list(root):
        target = (entry.get("PartName") or entry.get("Target") or "").lstrip("./").removeprefix("../")
        full = target if target.startswith(("word/", "docProps/", "customXml/")) else f"word/{target}"
        if full.startswith(UNUSED) or entry.get("Extension") == "jpeg":
            root.remove(entry)
    return serialised(root)


def slim(part: bytes) -> bytes:
    """A part without the namespaces and revision numbers of the template that nothing in it needs."""
    root = parse_xml(part)
    for node in root.iter():
        for attribute in [a for a in node.attrib if "rsid" in str(a) or str(a).endswith("Ignorable")]:
            del node.attrib[attribute]
    etree.cleanup_namespaces(root)
    return serialised(root)


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def main(folder: Path) -> None:
    for profile in profiles.PROFILES.values():
        (folder / profile.shell).write_bytes(shell(profile))
        print(folder / profile.shell)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates" / "word")
