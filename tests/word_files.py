"""Makes small .docx files from pieces of WordprocessingML, for tests of readers."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def run(text: str, properties: str = "") -> str:
    """A run; line feeds and tabs as Word writes them."""
    inside = text.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{inside}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain texts."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of cells, each a text or the inside of a w:tc."""
    cells = [[one if one.startswith("<") else paragraph(one) for one in row] for row in rows]
    inside = "".join(f"<w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in row)}</w:tr>" for row in cells)
    columns = '<w:gridCol w:w="3000"/>' * max(len(row) for row in rows)
    grid = f"<w:tblPr/><w:tblGrid>{columns}</w:tblGrid>"
    return f"<w:tbl>{grid}{inside}</w:tbl>"


def style(name: str, inside: str = "", kind: str = "paragraph", ident: str = "", based: str = "") -> str:
    """One w:style; its id is its name unless given."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{ident or name}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def styled(name: str) -> str:
    """What puts a paragraph into a style."""
    return f'<w:pStyle w:val="{name}"/>'


def docx(*body: str, parts: dict[str, str | bytes] | None = None, relations: str = "", main: str = "") -> bytes:
    """A whole .docx. `parts` are insides of styles, numbering, header …, or other parts by their full names."""
    parts = dict(parts or {})
    related = "".join(
        f'<Relationship Id="p{n}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for n, part in enumerate(_PARTS)
        if part in parts
    )
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{part}+xml"/>'
        for part in _PARTS
        if part in parts
    )
    roots = {"header": "hdr", "footer": "ftr"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(overrides),
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _RELATIONS.format(related + relations),
        "word/document.xml": main or f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
    }
    for part, inside in parts.items():
        root = roots.get(part, part)
        known = part in _PARTS
        files[f"word/{part}.xml" if known else part] = f"<w:{root} {_SPACES}>{inside!s}</w:{root}>" if known else inside
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in files.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def relation(ident: str, kind: str, target: str, outside: bool = False) -> str:
    """One relationship of the main part."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{ident}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def field(code: str, *result: str) -> str:
    """A complex field with its result, as runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + "".join(result)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
