"""Document → one self-contained page that prints like an official paper and reads well on any screen.

What the tree needs and a page does not show stands in attributes, so that the page reads back: `<html data-drafter>`;
`<section data-level data-kind data-style data-theme data-passage data-card>` around a heading and its body, in it
`<span data-number>`; `data-role` on title, byline, date, salutation, attachment and signature; `<span data-sentence
data-phrase>` where sentences have ids or ends that nobody would find; `data-name` on a picture; `data-bare` where
nothing is decoration (see `drafter.light_markdown`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from drafter.segment import sentences
from drafter.tree import Block, Document, Image, Paragraph, Section, Sentence, Table
from drafter.wordstyles import attached, dated, dates_signature, headed, run_in, unattached, undated
from drafter.writers.html_style import STYLE

SUFFIXES = (".html", ".htm")

_SLOT = re.compile(r"【[^【】\n]{1,60}】")
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"BM": "bmp", b"RIFF": "webp"}


def write(document: Document, media: Mapping[str, bytes] | None = None) -> bytes:
    """The page in UTF-8; pictures whose bytes are given are inside it."""
    lines = [
        "<!doctype html>",
        '<html lang="zh-CN" data-drafter="1">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="drafter">',
        f"<title>{escape(document.title or '文稿')}</title>",
        f"<style>{STYLE}</style></head>",
        "<body><main>",
        *_front(document),
        *_blocks(document.body, media or {}),
        *_back(document),
        "</main></body></html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _front(document: Document) -> Iterator[str]:
    if document.title:
        yield f'<h1 data-role="title">{_text(document.title)}</h1>'
    for line in document.byline.split("\n") if document.byline else ():
        yield f'<p data-role="byline">{_text(line)}</p>'
    if document.date and not dates_signature(document):
        printed = dated(document.date)
        yield _decorated("date", document.date, printed, undated(printed))
    if document.salutation:
        yield f'<p data-role="salutation">{_text(document.salutation)}</p>'


def _back(document: Document) -> Iterator[str]:
    for text, printed in zip(document.attachments, attached(document.attachments), strict=True):
        yield _decorated("attachment", text, printed, unattached(printed))
    if document.signature:
        lines = [f'<p data-role="signature">{_text(line)}</p>' for line in document.signature.split("\n")]
        if dates_signature(document):
            lines.append(f'<p data-role="date" data-bare="1">{_text(document.date)}</p>')
        yield f'<div class="signature">{"".join(lines)}</div>'


def _decorated(role: str, text: str, printed: str, understood: str) -> str:
    """A line with its decoration, or bare where a reader could not take the decoration off again."""
    if understood == text:
        return f'<p data-role="{role}">{_text(printed)}</p>'
    return f'<p data-role="{role}" data-bare="1">{_text(text)}</p>'


def _blocks(blocks: Sequence[Block], media: Mapping[str, bytes]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _section(block, media)
        elif isinstance(block, Paragraph):
            yield f"<p>{_sentences(block.sentences)}</p>"
        elif isinstance(block, Table):
            yield _table(block)
        else:
            yield _image(block, media.get(block.name, b""))


def _section(section: Section, media: Mapping[str, bytes]) -> Iterator[str]:
    said = {
        "level": str(section.level),
        "kind": section.kind,
        "style": section.style,
        "theme": section.theme,
        "passage": section.passage,
        "card": section.card,
    }
    yield f"<section{''.join(_attribute(key, value) for key, value in said.items())}>"
    body = section.body
    if section.style == "run-in":
        text = _run_in(section)
        if body and isinstance(body[0], Paragraph):
            text += _sentences(body[0].sentences)
            body = body[1:]
        yield f"<p>{text}</p>"
    elif section.style == "own-line":
        tag = f"h{min(section.level + 1, 6)}"
        yield f"<{tag}>{_number(section)}{_text(section.heading)}</{tag}>"
    yield from _blocks(body, media)
    yield "</section>"


def _attribute(name: str, value: str | None) -> str:
    return "" if value is None else f' data-{name}="{escape(value)}"'


def _number(section: Section) -> str:
    gap = headed(section.number, section.heading)[len(section.number) :].removesuffix(section.heading)
    return f"<span data-number>{_text(section.number)}</span>{gap}" if section.number else ""


def _run_in(section: Section) -> str:
    stop = run_in(section.number, section.heading).removeprefix(headed(section.number, section.heading))
    bare = "" if stop or not section.heading.endswith("。") else ' data-bare="1"'
    return f"<b{bare}>{_number(section)}{_text(section.heading)}{stop}</b>"


def _sentences(said: Sequence[Sentence]) -> str:
    """The sentences; where a reader would cut them otherwise, or where they have ids, each one is marked."""
    texts = [sentence.text for sentence in said]
    if not any(s.phrase is not None for s in said) and [p.strip() for p in sentences("".join(texts))] == texts:
        return _text("".join(texts))
    return "".join(f"<span data-sentence{_attribute('phrase', s.phrase)}>{_text(s.text)}</span>" for s in said)


def _text(text: str) -> str:
    """Escaped text with its slots marked; a line feed becomes a break."""
    marked = _SLOT.sub(lambda match: f"<mark>{match.group()}</mark>", escape(text, quote=False))
    return marked.replace("\n", "<br>")


def _table(table: Table) -> str:
    rows = ("".join(f"<td>{_text(cell)}</td>" for cell in row) for row in table.rows)
    return '<div class="table"><table>\n' + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table></div>"


def _image(image: Image, data: bytes) -> str:
    kind = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), "")
    if not kind:
        return f"<figure{_attribute('name', image.name)}><figcaption>图：{_text(image.name)}</figcaption></figure>"
    source = base64.b64encode(data).decode()
    shown = f'<img src="data:image/{kind};base64,{source}" alt="{escape(image.name)}">'
    return f"<figure{_attribute('name', image.name)}>{shown}</figure>"
