"""`drafter read`: what stands in a file, and what was taken out of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.cli.failures import internal
from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.reading import Part, Reading
    from drafter.tree import Block


def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="要读的文件：docx、doc、wps、txt、md、html、pdf、json")
    ],
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON：文稿树、删去的内容、提示")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="另存为，后缀定格式：docx md txt html json；没有后缀就是文件夹"
        ),
    ] = None,
) -> int:
    """读任何一份稿子：认出标题、层次、要点，清掉广告和网页杂质，并逐条列出删了什么。"""
    from drafter.reading import read as read_bytes

    readings: list[Reading] = []
    failed: list[dict[str, str]] = []
    from drafter.cli.files import load

    for path in files:
        try:
            readings.append(read_bytes(load(path), str(path)))
        except DrafterError as error:
            failed.append({"file": str(path), "message": str(error)})
            typer.echo(str(error), err=True)
        except Exception as error:
            # A mistake of ours on one file must not cost the others.
            failed.append({"file": str(path), "message": internal(error)})
            typer.echo(failed[-1]["message"], err=True)
    if json:
        _print_json(readings, failed)
    elif output is None:
        for reading in readings:
            typer.echo(_summary(reading), nl=False)
    if output is not None:
        for line in _save(readings, output):
            typer.echo(line, err=json)
    return 2 if failed else 0


def _print_json(readings: list[Reading], failed: list[dict[str, str]]) -> None:
    import msgspec

    documents = [
        {"file": r.file, "part": p.part, "document": p.document, "removed": p.removed, "findings": p.findings}
        for r in readings
        for p in r.parts
    ]
    data = msgspec.json.format(msgspec.json.encode({"documents": documents, "failed": failed}), indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def _save(readings: list[Reading], output: Path) -> list[str]:
    """Writes every document; several go into a folder, or are numbered beside each other."""
    from drafter.cli.files import make_folder, save
    from drafter.writers import write

    parts = [(reading, part) for reading in readings for part in reading.parts]
    folder = output.is_dir() or not output.suffix
    if folder:
        make_folder(output)
    elif len(readings) > 1:
        raise DrafterError("几份文件不能存成一个", str(output), "请把 -o 换成文件夹")
    lines = []
    for reading, part in parts:
        several = len(reading.parts) > 1
        number = f"_{part.part:02}" if several else ""
        if folder:
            target = output / f"{Path(reading.file).stem}{number}.md"
        else:
            target = output.with_name(f"{output.stem}{number}{output.suffix}")
        save(target, write(part.document, target.name, media=reading.media))
        lines.append(f"已写入：{target}")
    return lines


def _summary(reading: Reading) -> str:
    lines = []
    for part in reading.parts:
        name = reading.file if len(reading.parts) == 1 else f"{reading.file}（第 {part.part} 篇）"
        lines += [name, *_outline(part), *_noise(part), ""]
    return "\n".join(lines) + "\n"


def _outline(part: Part) -> list[str]:
    from drafter.segment import minutes, words
    from drafter.tree import paragraphs, sections

    document = part.document
    text = "".join([document.title, document.byline, document.salutation, *_texts(document.body)])
    count = sum(1 for _ in sections(document.body))
    total = sum(len(p.sentences) for p in paragraphs(document.body))
    lines = [f"  标题　{document.title or '（无）'}"]
    for label, value in (("署名", document.byline), ("日期", document.date), ("称谓", document.salutation)):
        if value:
            lines.append(f"  {label}　{value.replace(chr(10), '　')}")
    lines.append(f"  字数　{words(text)}，约 {minutes(text)} 分钟，{total} 句，{count} 节")
    for block in document.body:
        lines += _block(block, "  ")
    if document.attachments:
        lines.append(f"  附件　{'；'.join(document.attachments)}")
    if document.signature:
        lines.append(f"  落款　{document.signature.replace(chr(10), '　')}")
    return lines


def _block(block: Block, indent: str) -> list[str]:
    from drafter.segment import words
    from drafter.tree import Image, Paragraph, Section, Table

    if isinstance(block, Section):
        inside = "".join(_texts(block.body))
        heading = block.number + block.heading if block.style != "none" else "（无标题）"
        style = {"run-in": "，段首", "own-line": "", "none": ""}[block.style]
        lines = [f"{indent}{heading or '（无标题）'}　〔{block.kind}{style}，{words(inside)} 字〕"]
        for inner in block.body:
            if isinstance(inner, Section):
                lines += _block(inner, indent + "  ")
        return lines
    if isinstance(block, Table):
        return [f"{indent}（表格 {len(block.rows)} 行）"]
    if isinstance(block, Image):
        return [f"{indent}（图片 {block.name}）"]
    return (
        [f"{indent}（段落 {words(''.join(s.text for s in block.sentences))} 字）"]
        if isinstance(block, Paragraph)
        else []
    )


def _texts(blocks: Any) -> list[str]:
    from drafter.tree import paragraphs, sections

    return [s.number + s.heading for s in sections(blocks)] + [s.text for p in paragraphs(blocks) for s in p.sentences]


def _noise(part: Part) -> list[str]:
    lines = []
    if part.removed:
        lines.append(f"  删去 {len(part.removed)} 处：")
        lines += [f"    第 {r.line} 行　{r.reason}　{_short(r.text)}" for r in part.removed]
    if part.findings:
        lines.append(f"  请看 {len(part.findings)} 处：")
        lines += [f"    {f'第 {f.line} 行　' if f.line else ''}〔{f.level}〕{f.message}" for f in part.findings]
    return lines


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
