"""How large a picture is and what it is, read from its first bytes."""

from __future__ import annotations

import struct

from msgspec import Struct

from drafter.writers.word.runs import escape

# Office's unit of length: 914,400 to the inch.
_INCH = 914400
_SCREEN = 96
_EMU_PER_TWIP = 635


class Picture(Struct, frozen=True):
    """Suffix and media type of a picture, and its natural size in EMU."""

    suffix: str
    media_type: str
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """What `data` is; None if Word could not show it."""
    for reader in (_png, _jpeg, _gif, _bmp, _emf, _wmf):
        try:
            found = reader(data)
        except (struct.error, IndexError, ZeroDivisionError):
            found = None
        if found is not None and found.width > 0 and found.height > 0:
            return found
    return None


def drawing(found: Picture, name: str, relation: str, number: int, width: int, height: int) -> str:
    """The picture in a line of its own, in a space of `width` × `height` twips, never larger than it is.

    Its description is the name that the tree knows it by.
    """
    scale = min(1.0, width * _EMU_PER_TWIP / found.width, height * _EMU_PER_TWIP / found.height)
    return _DRAWING.format(
        width=max(1, round(found.width * scale)),
        height=max(1, round(found.height * scale)),
        name=escape(name),
        relation=relation,
        number=number,
    )


_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="图片 {number}" descr="{name}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def _pixels(suffix: str, media_type: str, width: int, height: int, dots: tuple[float, float] = (0, 0)) -> Picture:
    """A picture of so many pixels; densities that no printer has are not believed."""
    across, down = (dot if 30 <= dot <= 2400 else _SCREEN for dot in dots)
    return Picture(suffix, media_type, round(width * _INCH / across), round(height * _INCH / down))


def _png(data: bytes) -> Picture | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    width, height = struct.unpack(">2L", data[16:24])
    at = data.find(b"pHYs", 8, 4096)
    dots = (0.0, 0.0)
    if at > 0 and data[at + 12] == 1:
        across, down = struct.unpack(">2L", data[at + 4 : at + 12])
        dots = (across * 0.0254, down * 0.0254)
    return _pixels("png", "image/png", width, height, dots)


def _jpeg(data: bytes) -> Picture | None:
    if not data.startswith(b"\xff\xd8"):
        return None
    dots = (0.0, 0.0)
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0" and data[at + 11] in (1, 2):
            across, down = struct.unpack(">2H", data[at + 12 : at + 16])
            factor = 1.0 if data[at + 11] == 1 else 2.54
            dots = (across * factor, down * factor)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">2H", data[at + 5 : at + 9])
            return _pixels("jpeg", "image/jpeg", width, height, dots)
        at += 2 + length
    return None


def _gif(data: bytes) -> Picture | None:
    if not data.startswith((b"GIF87a", b"GIF89a")):
        return None
    width, height = struct.unpack("<2H", data[6:10])
    return _pixels("gif", "image/gif", width, height)


def _bmp(data: bytes) -> Picture | None:
    if not data.startswith(b"BM"):
        return None
    width, height = struct.unpack("<2l", data[18:26])
    return _pixels("bmp", "image/bmp", width, abs(height))


def _emf(data: bytes) -> Picture | None:
    if data[:4] != b"\1\0\0\0" or data[40:44] != b" EMF":
        return None
    # The frame, in hundredths of a millimetre.
    left, top, right, bottom = struct.unpack("<4l", data[24:40])
    return Picture("emf", "image/x-emf", (right - left) * 360, (bottom - top) * 360)


def _wmf(data: bytes) -> Picture | None:
    if not data.startswith(b"\xd7\xcd\xc6\x9a"):
        return None
    left, top, right, bottom, per_inch = struct.unpack("<4hH", data[6:16])
    return Picture("wmf", "image/x-wmf", (right - left) * _INCH // per_inch, (bottom - top) * _INCH // per_inch)
