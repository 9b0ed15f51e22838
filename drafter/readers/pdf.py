"""PDF: opens it, guards against broken, locked and hostile files, and reads page after page."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from drafter.readers.pdf_layout import lines
from drafter.readers.pdf_page import Page, TooSlow, read_page
from drafter.report import DrafterError, Finding
from drafter.segment import compact
from drafter.tree import Source

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
_ILLEGIBLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")


def claims(data: bytes, name: str) -> bool:
    """Whether the mark of a PDF stands near the beginning, where mail programs may have put something before it."""
    return b"%PDF-" in data[:_HEADER_WITHIN]


def read(data: bytes, name: str) -> Source:
    """The paragraphs of all pages without running heads, page numbers and watermarks, which are listed."""
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
    found, removed = lines(pages)
    return Source(tuple(found), tuple(findings), tuple(removed))


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
    unread: list[str] = []
    empty: list[str] = []
    pictures = 0
    try:
        for n in range(total):
            page, error = _guarded(partial(_page, reader, n, until))
            if page is None:
                unread.append(str(n + 1))
                continue
            if not page[0].rows:
                empty.append(str(n + 1))
            pages.append(page[0])
            pictures += page[1]
    except TooSlow:
        raise DrafterError(f"PDF 读了 {_SECONDS} 秒还没读完", name, "请拆成几份，或另存为 .docx 再试") from None
    if not pages:
        raise _unreadable(error, name)
    findings = []
    if unread:
        message = f"PDF 第 {'、'.join(unread[:20])} 页：读不出：请对照原件补上"
        findings.append(Finding("unreadable-page", "疑似", message))
    if 0 < len(empty) < len(pages):
        message = f"PDF 第 {'、'.join(empty[:20])} 页：没有文字，可能是扫描页：请核对"
        findings.append(Finding("page-without-text", "疑似", message))
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
