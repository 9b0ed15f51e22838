"""PDF: the lines of every page, with what their place on the paper says: indented, centred, set off, repeated."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from drafter.readers.pdf_page import Page, Row, TooSlow, common, read_page
from drafter.report import DrafterError, Finding, Removed
from drafter.segment import HAN, compact
from drafter.tree import Line, Source

if TYPE_CHECKING:
    from pypdf import PdfReader

ORDER = 10
SUFFIXES = (".pdf",)

_HEADER_WITHIN = 1024
_MOST_PAGES = 3000
_SECONDS = 30
# pypdf's own limits are made for any PDF; papers stay far below these.
_LIMITS = {
    "zlib_maximum_output_length": 16 << 20,
    "lzw_maximum_output_length": 16 << 20,
    "run_length_maximum_output_length": 16 << 20,
    "array_based_stream_maximum_output_length": 16 << 20,
    "maximum_declared_stream_length": 64 << 20,
    "stream_decoding_work_maximum_length": 100 << 20,
    "stream_parsing_work_maximum_count": 400_000,
    "xform_maximum_invocations_per_extraction": 1_000,
    "page_tree_maximum_entries": 10_000,
}
_OCR = "请先做文字识别（OCR），或向对方要 .docx 再试"
_PASSWORD = "请在 PDF 阅读器里去掉密码，另存后再试"
_CJK = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]"
# pypdf sees a space in every gap that a justified line or a change of script leaves. "1 总则" keeps its space.
_GUESSED = re.compile(f"(?<={_CJK}) (?={_CJK}|[0-9A-Za-z])")
_GUESSED_AFTER = re.compile(f"(?:(?<={_CJK})|^(?=[0-9A-Za-z.%]{{3}}))([0-9A-Za-z.%]+) (?={_CJK})")
_ILLEGIBLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
# No running head: a page number in words (the cleaners know what stands beside it), the end of a sentence.
_NO_HEAD = re.compile(r"^[第共页#/,，—–\-]+$|[。！？；，、：]$")
_DIGITS = re.compile(r"\d+")
# A line is set off when it stands this many line heights below the one before.
_GAP = 1.45


def claims(data: bytes, name: str) -> bool:
    """Whether the mark of a PDF stands near the beginning, where mail programs may have put something before it."""
    return b"%PDF-" in data[:_HEADER_WITHIN]


def read(data: bytes, name: str) -> Source:
    """The lines of all pages; repeated heads and feet are reported, page numbers are left to the cleaners."""
    from pypdf import Configuration, apply_configuration

    # pypdf reports each oddity of a file to the log, which Python would print.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with apply_configuration(Configuration().with_overwrites(**_LIMITS)):
        pages, findings = _pages(_opened(data, name), name)
    everything = "".join(row.text for page in pages for row in page.rows)
    if not everything.strip():
        raise DrafterError("这是扫描件，没有文字层", name, _OCR)
    if len(_ILLEGIBLE.findall(everything)) * 4 > len(compact(everything)):
        raise DrafterError("PDF 的字体没有文字对照，读出来是乱码", name, _OCR)
    removed = _watermarks(pages) + _take_margins(pages)
    return Source(tuple(_lines(pages)), tuple(findings), tuple(removed))


def _guarded(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What `work` gives, or what went wrong: pypdf raises nearly anything for a file that is broken."""
    try:
        return work(), None
    except Exception as error:
        return None, error


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader

    reader, error = _guarded(lambda: PdfReader(BytesIO(data)))
    if reader is not None and reader.is_encrypted:
        # Most locked files only forbid printing; they open with the empty password.
        opened, error = _guarded(lambda: reader.decrypt(""))
        if opened == 0:
            raise DrafterError("文件有密码", name, _PASSWORD)
    if reader is None or error is not None:
        raise _unreadable(error, name)
    return reader  # type: ignore[no-any-return]


def _unreadable(error: Exception | None, name: str) -> DrafterError:
    from pypdf.errors import DependencyError

    if isinstance(error, DependencyError):
        return DrafterError("PDF 加了密（AES），这里打不开", name, _PASSWORD)
    return DrafterError("PDF 已损坏或不完整", name, "请重新下载，或用 PDF 阅读器打开后另存再试")


def _pages(reader: PdfReader, name: str) -> tuple[list[Page], list[Finding]]:
    """Every page that can be read, and a finding for what could not."""
    total, error = _guarded(lambda: len(reader.pages))
    if error is not None:
        raise _unreadable(error, name)
    if total > _MOST_PAGES:
        raise DrafterError(f"PDF 有 {total} 页，不像一份文稿", name, f"请拆成不超过 {_MOST_PAGES} 页的几份再试")
    until = time.monotonic() + _SECONDS
    pages: list[Page] = []
    unread: list[int] = []
    pictures = 0
    try:
        for n in range(total):
            page, error = _guarded(partial(_page, reader, n, until))
            if page is None:
                unread.append(n + 1)
                continue
            pages.append(page[0])
            pictures += page[1]
    except TooSlow:
        raise DrafterError(f"PDF 读了 {_SECONDS} 秒还没读完", name, "请拆成几份，或另存为 .docx 再试") from None
    if not pages:
        raise _unreadable(error, name)
    findings = []
    if unread:
        where = "、".join(map(str, unread[:20]))
        findings.append(Finding("unreadable-page", "疑似", f"PDF 第 {where} 页：读不出：请对照原件补上"))
    empty = [str(n) for n, page in enumerate(pages, 1) if not page.rows]
    if empty and len(empty) < len(pages):
        findings.append(
            Finding("page-without-text", "疑似", f"PDF 第 {'、'.join(empty[:20])} 页：没有文字，可能是扫描页：请核对")
        )
    if pictures:
        findings.append(Finding("picture", "提示", f"PDF 里有 {pictures} 张图片：没有读入"))
    return pages, findings


def _page(reader: PdfReader, n: int, until: float) -> tuple[Page, int]:
    """Page `n` and how many pictures it has."""
    page = reader.pages[n]
    found = read_page(page, until)
    resources = _inside(page, "/Resources")
    drawn = _inside(resources, "/XObject")
    pictures = sum(_inside(drawn, key).get("/Subtype") == "/Image" for key in drawn)
    return found, pictures


def _inside(holder: dict[Any, Any], key: str) -> dict[Any, Any]:
    """The dictionary that stands under `key`, wherever in the file it is; an empty one if there is none."""
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, dict) else {}


def _watermarks(pages: Sequence[Page]) -> list[Removed]:
    """Text that runs aslant over the pages, each wording once."""
    counts = Counter(text for page in pages for text in page.aslant)
    return [Removed(text, f"斜印的水印，{count} 处", 1) for text, count in counts.items()]


def _take_margins(pages: Sequence[Page]) -> list[Removed]:
    """Takes out running heads and feet: the same words at the edge of a third of the pages, in no larger type."""
    body = common([row.size for page in pages for row in page.rows for _ in range(len(row.text))], 0.5)
    seen: Counter[str] = Counter()
    edges: list[dict[int, str]] = []
    for page in pages:
        order = sorted(range(len(page.rows)), key=lambda n: -page.rows[n].height)
        edge = {n: _DIGITS.sub("#", compact(page.rows[n].text)) for n in (*order[:2], *order[-2:])}
        edges.append(edge)
        seen.update(set(edge.values()))
    heads = {
        text
        for text, count in seen.items()
        if count >= 3 and count * 3 >= len(pages) and HAN.search(text) and not _NO_HEAD.search(text)
    }
    taken: dict[str, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        gone = {n for n, text in edge.items() if text in heads and page.rows[n].size <= body * 1.05}
        taken |= {edge[n]: page.rows[n].text.strip() for n in sorted(gone) if edge[n] not in taken}
        page.rows = [row for n, row in enumerate(page.rows) if n not in gone]
    return [Removed(text, f"页眉页脚，{seen[key]} 页上都有", 1) for key, text in taken.items()]


def _lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The rows as lines; an indent is written as two wide spaces, a gap as a line number that is left out."""
    rows = [row for page in pages for row in page.rows]
    right = max(row.right for row in rows)
    line = 0
    for page in pages:
        left = _left(page.rows)
        steps = [a.height - b.height for a, b in pairwise(page.rows)]
        pitch = common([step for step in steps if step > 0], 1.0)
        for n, row in enumerate(page.rows):
            line += 1
            if n and pitch and steps[n - 1] > pitch * _GAP:
                line += 1
            text = without_guessed_spaces(row.text.strip())
            em = row.size or 1.0
            indent, rest = (row.left - left) / em, (right - row.right) / em
            centred = indent > 2.6 and abs(indent - rest) < 1.2
            yield Line("\u3000\u3000" + text if 1.2 < indent < 3.5 and not centred else text, line, centred=centred)


def without_guessed_spaces(text: str) -> str:
    """`text` without the spaces that are only gaps on paper: between Han characters, beside figures among them."""
    return _GUESSED_AFTER.sub(r"\1", _GUESSED.sub("", text))


def _left(rows: Sequence[Row]) -> float:
    """The left edge of the text of a page: the leftmost one that two rows share."""
    counts = Counter(round(row.left / 2) for row in rows)
    shared = [edge for edge, count in counts.items() if count > 1] or list(counts)
    return min(shared, default=0) * 2.0
