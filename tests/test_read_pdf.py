"""PDF: lines with what their place says, furniture reported, locked, scanned, broken and hostile files named."""

from __future__ import annotations

import io
import subprocess
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from word_files import docx, field, paragraph, run

from drafter import readers
from drafter.readers import pdf
from drafter.readers.pdf_layout import without_guessed_spaces
from drafter.report import DrafterError
from drafter.segment import compact
from drafter.tree import Line, Source

_TEXT = b"BT /F1 16 Tf 72 700 Td (hello) Tj ET "
_LARGE, _FONT = '<w:sz w:val="44"/>', '<w:rFonts w:eastAsia="Noto Serif CJK SC"/><w:sz w:val="32"/>'
_BODY = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_LONG = "要常去村里坐一坐，听一听真话，看一看难处，" + "想一想办法，办一办实事，" * 9 + "把2024年的账算清楚。"
_PAGES = 9


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A paper of several pages with running head, page numbers and a blank first line, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("pdf")
    body = [
        paragraph(run("关于开门办实事的交流发言", _LARGE), properties='<w:jc w:val="center"/>'),
        paragraph(run("（2024年5月6日）", _FONT), properties='<w:jc w:val="center"/>'),
        paragraph(run("各位同志：", _FONT)),
    ]
    for n in range(_PAGES * 3):
        body.append(paragraph(run(f"{'一二三四五六七八九'[n % 9]}、把群众的事办在前面", _FONT), properties=_BODY))
        body.append(paragraph(run(_LONG, _FONT), properties=_BODY))
    margins = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1446"/>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="p5"/><w:footerReference w:type="default" r:id="p6"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr>'
    )
    given = folder / "given.docx"
    given.write_bytes(
        docx(
            *body,
            section,
            parts={
                "header": paragraph("某县开门办实事材料"),
                "footer": paragraph("— ", field(" PAGE ", run("1")), " —", properties='<w:jc w:val="center"/>'),
            },
        )
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return (folder / "given.pdf").read_bytes()


def read(data: bytes) -> Source:
    return readers.read(data, "稿.txt")


def made(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for n, inside in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % n + inside + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), more) + packed + b"\nendstream"


def page(*contents: bytes, kids: bytes = b"") -> bytes:
    """A PDF with one page for each content, in Helvetica."""
    first = 4
    pages = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids or pages, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, content in enumerate(contents):
        inside = b"/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects += [b"<< /Type /Page %s /Contents %d 0 R >>" % (inside, first + 2 * n + 1), stream(content)]
    return made(*objects)


def test_paragraphs_are_whole_again_and_say_what_their_place_says(printed: bytes) -> None:
    source = read(printed)
    title, date, salutation, *rest = source.lines
    assert (title.text, title.centred) == ("关于开门办实事的交流发言", True)
    assert (compact(date.text), date.centred) == ("（2024年5月6日）", True)
    assert (salutation.text, salutation.centred) == ("各位同志：", False)
    assert [line.text for line in rest[::2]] == [
        f"\u3000\u3000{n}、把群众的事办在前面" for n in "一二三四五六七八九" * 3
    ]
    # Several of them run over the end of a page.
    assert [line.text for line in rest[1::2]] == ["\u3000\u3000" + _LONG] * _PAGES * 3
    assert [line.line for line in source.lines] == sorted({line.line for line in source.lines})


def test_running_heads_and_page_numbers_are_listed(printed: bytes) -> None:
    source = read(printed)
    count = len(PdfReader(io.BytesIO(printed)).pages)
    assert count > 4
    assert [piece.text for piece in source.removed if piece.reason == "页眉页脚"] == ["某县开门办实事材料"] * count
    numbers = [compact(piece.text) for piece in source.removed if piece.reason == "页码"]
    assert numbers == [f"—{n}—" for n in range(1, count + 1)]
    assert source.findings == ()


def row(text: str, height: int, left: int = 72, size: int = 16) -> bytes:
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET " % (size, left, height, text.encode("ascii"))


def test_what_the_edge_parts_is_joined_and_nothing_else() -> None:
    full = "0123456789" * 4
    rows = [
        (full, 0),
        (full, 0),
        ("end.", 0),
        (full, 2),
        ("rest.", 0),
        ("short", 0),
        ("new.", 0),
        ("1. item " + full[:20], 0),
        ("2. item", 0),
    ]
    content = b"".join(row(text, 700 - 24 * n, 72 + 16 * indent) for n, (text, indent) in enumerate(rows))
    assert [line.text for line in read(page(content)).lines] == [
        full + full + "end.",
        "\u3000\u3000" + full + "rest.",
        "short",
        "new.",
        "1. item " + full[:20],
        "2. item",
    ]
    alone = read(page(content + row("- 1 -", 100, 280))).lines
    assert alone[-1].text == "- 1 -"
    bare = read(page(*[content + row(str(n), 100, 280) for n in (3, 4)]))
    assert [(piece.text, piece.reason) for piece in bare.removed] == [("3", "页码"), ("4", "页码")]


def test_a_title_over_two_lines_is_one() -> None:
    large = row("TITLE OF PAPER", 760, 148, 24) + row("TWO LINES", 728, 178, 24)
    body = b"".join(row("0123456789" * 4, 650 - 24 * n) for n in range(6))
    assert read(page(large + body)).lines[0].text == "TITLE OF PAPER TWO LINES"


def test_a_title_on_every_page_of_a_collection_is_no_running_head() -> None:
    body = b"".join(row(f"line {n} of a paper", 600 - 20 * n) for n in range(9))
    pages = [row("A paper", 700, 150, 22) + body] * 4
    assert sum(line.text == "A paper" for line in read(page(*pages)).lines) == 4


def test_gaps_bold_by_printing_twice_and_slanting_watermarks() -> None:
    lines = b"".join(row(f"row {height}", height) for height in (700, 680, 660, 600))
    twice = b"BT /F1 16 Tf 72 580 Td (bold) Tj ET BT /F1 16 Tf 72.4 580 Td (bold) Tj ET "
    slant = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (SECRET) Tj ET "
    source = read(page(lines + twice + slant))
    assert [(line.line, line.text) for line in source.lines] == [
        (1, "row 700"),
        (2, "row 680"),
        (3, "row 660"),
        (5, "row 600"),
        (6, "bold"),
    ]
    assert [(piece.text, piece.reason) for piece in source.removed] == [("SECRET", "斜印的水印，1 处")]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("为 人 民 服 务", "为人民服务"),
        ("共 12 个 村", "共12个村"),
        ("2024 年，", "2024年，"),
        ("1 总则", "1 总则"),
        ("read a book", "read a book"),
    ],
)
def test_spaces_that_only_gaps_have_made_are_taken_out(given: str, text: str) -> None:
    assert without_guessed_spaces(given) == text


def test_scans_and_pages_without_text() -> None:
    image = stream(
        b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        image,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /I 3 0 R >> >> /Contents 5 0 R >>",
        stream(b"q 9 0 0 9 0 0 cm /I Do Q"),
    )
    with pytest.raises(DrafterError, match=r"扫描件，没有文字层.*OCR"):
        read(made(*parts))
    both = made(
        parts[0], b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>", *parts[2:],
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 7 0 R >> >> /Contents 8 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", stream(_TEXT),
    )  # fmt: skip
    source = read(both)
    assert [line.text for line in source.lines] == ["hello"]
    assert [finding.rule for finding in source.findings] == ["page-without-text", "picture"]
    with pytest.raises(DrafterError, match="乱码"):
        read(page(b"BT /F1 16 Tf 72 700 Td (\\001\\002\\003\\004\\005\\006) Tj ET"))


def test_locked_files(printed: bytes) -> None:
    def locked(password: str) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(printed))
        writer.encrypt(user_password=password, owner_password="boss", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert read(locked("")).lines == read(printed).lines
    with pytest.raises(DrafterError, match="文件有密码"):
        read(locked("secret"))
    modern = b"/V 4 /StmF /S /StrF /S /CF << /S << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >>"
    with pytest.raises(DrafterError, match="AES"):
        read(locked("").replace(b"/V 2", modern).replace(b"/R 3", b"/R 4"))


def _hostile() -> dict[str, bytes]:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    fan = [b"<< /Type /Pages /Kids [" + b"%d 0 R " % (n + 3) * 30 + b"] /Count 99 >>" for n in range(10)]
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    shapes = [stream(b"/X Do " * 10, form % (n + 1)) for n in range(5, 18)]
    return {
        "nothing behind the mark": b"%PDF-1.7\n",
        "cut off": page(_TEXT * 50)[:300],
        "noise": b"%PDF-1.7\n" + bytes(range(256)) * 20_000,
        "objects without end": b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 100_000,
        "bomb": page(_TEXT + b" " * 100_000_000),
        "two million operators": page(_TEXT * 500_000),
        "deep arrays": page(b"[" * 200_000 + b"]" * 200_000 + b" TJ " + _TEXT),
        "deep catalogue": made(b"<< /Type /Catalog /X " + b"[" * 50_000 + b"]" * 50_000 + b" /Pages 2 0 R >>"),
        "tree with a loop": page(_TEXT, kids=b"2 0 R"),
        "tree that fans out": made(catalogue, *fan, b"<< /Type /Page >>"),
        "fifty thousand pages": page(_TEXT, kids=b"4 0 R " * 50_000),
        "forms that fan out": made(
            catalogue, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /MediaBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
            stream(b"/X Do " * 10), *shapes,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(_hostile()))
def test_hostile_files_end_soon_in_one_clear_line(name: str) -> None:
    start = time.monotonic()
    with pytest.raises(DrafterError, match=r"损坏|扫描件|拆") as caught:
        read(_hostile()[name])
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < 15


def test_the_clock_stops_a_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, printed: bytes) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0)
    with pytest.raises(DrafterError, match="没读完"):
        read(printed)


def test_flipped_bytes_never_give_a_traceback(printed: bytes) -> None:
    small = page(_TEXT)
    results: list[Line | str] = []
    for place in range(0, len(small), 5):
        try:
            results += read(small[:place] + bytes([small[place] ^ 0x15]) + small[place + 1 :]).lines
        except DrafterError as error:
            results.append(str(error))
    assert len(results) > 50
