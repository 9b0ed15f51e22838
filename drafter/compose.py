"""Plan + genre template → Document: Jinja prints our light Markdown, the reader that takes users' Markdown reads it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from drafter.genres import SUFFIX, Genre
from drafter.kept import keep, recalled
from drafter.light_markdown import comment, escape, escape_line
from drafter.numbering import han_number, number_text
from drafter.plan.brief import Plan, Said
from drafter.readers import markdown
from drafter.report import DrafterError
from drafter.sections.own import assemble
from drafter.segment import sentences
from drafter.shipped import shipped
from drafter.tree import Block, Document, Paragraph, Section, Sentence

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

# A draft of 50,000 characters prints about 400,000; a template that prints more, or never ends, is stopped.
_MOST_OUTPUT = 2_000_000
_MOST_SECONDS = 10.0


@cache
def _environment(workspace: Path | None) -> tuple[SandboxedEnvironment, dict[str, str]]:
    """Where templates are rendered, and the genres' own: what heads their files is an outline and no template."""
    from jinja2 import BytecodeCache, ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined
    from jinja2.bccache import Bucket
    from jinja2.sandbox import SandboxedEnvironment

    ours = shipped("templates/genres")
    folders = [ours] if workspace is None else [workspace / "templates" / "genres", ours]

    class Kept(BytecodeCache):
        """Compiled templates, kept with the shipped ones: compiling takes as long as planning a draft."""

        def load_bytecode(self, bucket: Bucket) -> None:
            for data in recalled(ours, bucket.key):
                bucket.bytecode_from_string(data)

        def dump_bytecode(self, bucket: Bucket) -> None:
            keep(ours, bucket.key, bucket.bytecode_to_string())

    own: dict[str, str] = {}
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(own), FileSystemLoader(folders)]),
        bytecode_cache=Kept() if workspace is None else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters.update(text=escape, line=escape_line)
    environment.globals.update(note=comment, number=number_text, point=_point)
    return environment, own


def _point(value: int, style: str) -> str:
    """The number of a run-in point: 一是, or （一）."""
    return f"（{han_number(value)}）" if style == "run-in-paren" else f"{han_number(value)}是"


def _split(said: Said) -> Iterator[Said]:
    """An opening or closing of several sentences as single ones, all from the same entry."""
    for sentence in sentences(said.text):
        yield Said(sentence.strip(), said.phrase)


def _paragraphs(paragraphs: tuple[tuple[Said, ...], ...]) -> tuple[tuple[Said, ...], ...]:
    return tuple(tuple(s for said in paragraph for s in _split(said)) for paragraph in paragraphs)


def _prepared(plan: Plan) -> Plan:
    chapters = tuple(
        replace(
            chapter,
            paragraphs=_paragraphs(chapter.paragraphs),
            points=tuple(replace(point, paragraphs=_paragraphs(point.paragraphs)) for point in chapter.points),
        )
        for chapter in plan.chapters
    )
    return replace(plan, chapters=chapters)


def compose(plan: Plan, genre: Genre, workspace: Path | None = None) -> Document:
    """The document that a plan and its genre's template make."""
    text = _rendered(genre, {"plan": _prepared(plan)}, workspace)
    document = assemble(markdown.read(text.encode(), genre.name + ".md").lines)
    if document is None:
        raise DrafterError(
            "体裁模板印出的不是文稿", genre.name + SUFFIX, "第一行要是 <!-- drafter -->，每节标题后要写类型"
        )
    return replace(document, body=_placeless(document.body))


def _placeless(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Composed sentences stand in no file: their lines would be those of the template's output."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Section):
            done.append(replace(block, body=_placeless(block.body)))
        elif isinstance(block, Paragraph):
            done.append(Paragraph(tuple(Sentence(s.text, s.phrase) for s in block.sentences)))
        else:
            done.append(block)
    return tuple(done)


def _rendered(genre: Genre, values: dict[str, Any], workspace: Path | None) -> str:
    """The template's output; a template that fails, prints without end or never returns is a clear error."""
    from jinja2 import TemplateError

    name = genre.name + SUFFIX
    outcome: list[str | Exception] = []

    def work() -> None:
        try:
            environment, own = _environment(workspace)
            own[name] = genre.template
            template = environment.get_template(name)
            pieces: list[str] = []
            size = 0
            for piece in template.generate(values):
                pieces.append(piece)
                size += len(piece)
                if size > _MOST_OUTPUT:
                    raise DrafterError("体裁模板输出没有尽头", name, "请检查模板里的循环")
            outcome.append("".join(pieces))
        except Exception as error:
            outcome.append(error)

    if workspace is None:
        work()
    else:
        # A user's template may loop for ever without printing: it works beside us and is left behind.
        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        worker.join(_MOST_SECONDS)
    if not outcome:
        raise DrafterError("体裁模板停不下来", name, "请检查模板里的循环")
    result = outcome[0]
    if isinstance(result, str):
        return result
    if isinstance(result, TemplateError):
        number = getattr(result, "lineno", None)
        line = f"第 {number} 行：" if number else ""
        raise DrafterError("体裁模板出错", name, f"{line}{result}".replace("\n", " "))
    if isinstance(result, DrafterError) or workspace is None:
        raise result
    raise DrafterError("体裁模板出错", name, f"{type(result).__name__}：{result}".replace("\n", " "))
