"""What hangs on the text of a .docx, or stands beside it: pictures are kept, all else is reported or listed."""

from __future__ import annotations

import posixpath
import re

from drafter.package import Parts
from drafter.readers.docx_styles import value
from drafter.readers.docx_text import Anchor, text_of
from drafter.report import Finding, Removed

MACROS = "宏：文件带有宏，只读文字，没有运行"
# What only a person can bring back: what it is, what was done, what to do.
_FOUND = {
    "footnote": "脚注：正文里不保留：请核对是否并入正文",
    "endnote": "尾注：正文里不保留：请核对是否并入正文",
    "drawing": "图表：没有读入：请另行粘贴",
    "embedded": "嵌入文件：没有读入：请在 Word 里打开后另存为 .docx",
    "outside-picture": "图片：不在文件里，没有读入：请另行粘贴",
    "large-picture": "图片：总量超过 64 MB，这一张只留位置：请另行粘贴",
    "macro": MACROS,
}
# What is no part of the text.
_LEFT_OUT = {
    "comment": "批注",
    "deleted": "修订中删去的文字",
    "hidden": "隐藏文字",
    "contents": "目录",
    "header": "页眉",
    "footer": "页脚",
    "watermark": "水印",
}
_MOST_MEDIA = 64 << 20
_PAGE_NUMBER = re.compile(r"[\s\d—–－―─\-/第共页至IVXivx.·•]*")
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"


class Hanging:
    """Collects pictures, findings and left-out text of one file; comments of our own files are ours and say nothing."""

    def __init__(self, parts: Parts, main: str, ours: bool) -> None:
        self._parts, self._main, self._ours = parts, main, ours
        self._relations = parts.relations(main)
        self._notes: dict[str, dict[str, str]] = {}
        self.media: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self.removed: list[Removed] = []

    def report(self, what: str, line: int | None, text: str = "") -> None:
        """Something that a person must look after."""
        self.findings.append(Finding(what, "提示", _FOUND[what], line, text))

    def leave_out(self, what: str, text: str, line: int) -> None:
        """Text that is no part of the text."""
        if text.strip():
            self.removed.append(Removed(text.strip(), _LEFT_OUT[what], line))

    def take(self, anchor: Anchor, line: int) -> None:
        """Anything that hangs on the text and is neither a picture nor a box."""
        what = anchor.what.replace(" ", "-")
        if what in ("footnote", "endnote"):
            self.report(what, line, self._note(what, anchor.text))
        elif what == "comment":
            if not self._ours:
                self.leave_out(what, self._note(what, anchor.text), line)
        elif what in _LEFT_OUT:
            self.leave_out(what, anchor.text, line)
        else:
            self.report(what, line, anchor.text)

    def picture(self, anchor: Anchor, line: int, described: bool) -> str:
        """The name of a picture, whose bytes are kept; "" for one that is not in the file."""
        relation = self._relations.get(anchor.text)
        if relation is None or relation.external or relation.target not in self._parts:
            self.report("outside-picture", line, relation.target if relation else "")
            return ""
        name = anchor.label if described and anchor.label else posixpath.basename(relation.target)
        if name not in self.media:
            content = self._parts.read(relation.target)
            if sum(map(len, self.media.values())) + len(content) > _MOST_MEDIA:
                self.report("large-picture", line, name)
            else:
                self.media[name] = content
        return name

    def beside(self) -> None:
        """Headers and footers that say more than a page number, watermarks, macros."""
        seen: set[str] = set()
        for relation in self._relations.values():
            if relation.kind not in ("header", "footer") or relation.target not in self._parts:
                continue
            root = self._parts.xml(relation.target)
            texts = [(relation.kind, "".join(text_of(root)).strip())]
            texts += [("watermark", str(node.get("string", ""))) for node in root.iter(_WATERMARK)]
            for what, text in texts:
                if not _PAGE_NUMBER.fullmatch(text) and text not in seen:
                    seen.add(text)
                    self.leave_out(what, text, 1)
        if any(part.lower().endswith("vbaproject.bin") for part in self._parts.names):
            self.report("macro", None)

    def _note(self, kind: str, key: str) -> str:
        """The text of a footnote, an endnote or a comment."""
        if kind not in self._notes:
            part = self._parts.related(self._main, kind + "s")
            notes = [] if part is None else self._parts.xml(part)
            self._notes[kind] = {value(note, "id"): "".join(text_of(note)).strip() for note in notes}
        return self._notes[kind].get(key, "")
