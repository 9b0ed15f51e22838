"""`drafter batch`: a list of people → one draft each, and how alike they are."""

from __future__ import annotations

import csv
import html
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.batching import Batch


def batch(
    context: typer.Context,
    people: Annotated[
        Path,
        typer.Argument(metavar="PEOPLE", help="名单：csv 或 xlsx，列名 姓名 角色 体裁 主题 字数 分钟，其他列当空位"),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="存到哪个文件夹")],
    role: Annotated[str, typer.Option(metavar="R", help="名单里没写角色时用")] = "",
    genre: Annotated[str, typer.Option(metavar="G", help="名单里没写体裁时用")] = "",
    topic: Annotated[str, typer.Option(metavar="T", help="名单里没写主题时用")] = "",
    length: Annotated[int, typer.Option(metavar="N", help="名单里没写字数时用")] = 0,
    seed: Annotated[int, typer.Option(metavar="N", help="换一个数就换一批")] = 1,
    max_similarity: Annotated[float, typer.Option(metavar="百分比", help="两篇相同句子的上限")] = 15.0,
    to: Annotated[str, typer.Option(metavar="FORMAT", help="存成 docx md txt html json")] = "docx",
    no_history: Annotated[bool, typer.Option("--no-history", help="不看也不记工作区里用过的句子")] = False,
) -> int:
    """一份名单，每人一稿，两两不雷同；超过上限的逐对写明。"""
    from drafter.batching import batch as make
    from drafter.batching import people as briefs
    from drafter.batching import rows
    from drafter.cli.banks import load_bank
    from drafter.cli.draft import save_draft
    from drafter.cli.files import load, make_folder, save
    from drafter.cli.stores import mined_topic
    from drafter.plan.brief import Brief
    from drafter.workspace import remember, used

    bank, workspace = load_bank(context)
    folder = workspace.folder if workspace is not None else None
    rate = workspace.settings.rate if workspace is not None else 200
    given = Brief(role, genre, topic, length, seed, dict(workspace.settings.facts) if workspace is not None else {})
    if not 0 <= max_similarity <= 100:
        raise DrafterError("上限不对", str(max_similarity), "请写 0 到 100 之间的数")
    table = rows(load(people), str(people))
    for name in dict.fromkeys([topic, *(row.get("主题", "") for row in table)]):
        bank, _ = mined_topic(context, bank, name, seed)
    everyone = briefs(bank, table, given, str(people), folder, rate)
    earlier = (
        used(workspace, *(person.brief for person in everyone)) if workspace is not None and not no_history else {}
    )
    done = make(bank, everyone, max_similarity, folder, earlier, rate)
    make_folder(output)
    width = max(2, len(str(len(done.drafts))))
    for number, (person, made) in enumerate(zip(done.people, done.drafts, strict=True), 1):
        save_draft(made, bank, output / f"{number:0{width}}_{_safe(person.name)}.{to.lstrip('.')}")
        if workspace is not None and not no_history:
            remember(workspace, person.brief, made.phrases)
    save(output / "相似度.csv", _csv(done))
    save(output / "相似度.html", _page(done))
    for line in _summary(done, output):
        typer.echo(line)
    return 0


def _safe(name: str) -> str:
    """A person's name as part of a file name."""
    return "".join("_" if char in '\\/:*?"<>|\t\n\r\0' else char for char in name).strip(". ")[:60] or "未署名"


def _matrix(done: Batch) -> list[list[str]]:
    size = len(done.drafts)
    table = [["" for _ in range(size)] for _ in range(size)]
    for pair in done.pairs:
        table[pair.first][pair.second] = table[pair.second][pair.first] = f"{pair.similarity:g}"
    return table


def _csv(done: Batch) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    names = [person.name for person in done.people]
    writer.writerow(["相同句子占较短一篇的百分比", *names])
    for name, row in zip(names, _matrix(done), strict=True):
        writer.writerow([name, *row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _page(done: Batch) -> bytes:
    names = [html.escape(person.name) for person in done.people]

    def cell(text: str) -> str:
        over = bool(text) and float(text) > done.limit
        return f'<td class="{"over" if over else ""}">{text}</td>'

    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(
        f"<tr><th>{name}</th>{''.join(cell(text) for text in row)}</tr>"
        for name, row in zip(names, _matrix(done), strict=True)
    )
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>相似度</title><style>'
        "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}th,td{border:1px solid #ccc;"
        "padding:.3em .6em;text-align:right}th{background:#f4f4f4}.over{background:#fbd5d0}</style>"
        f"<h1>相似度</h1><p>两篇相同句子占较短一篇的百分比，上限 {done.limit:g}。</p>"
        f"<table><tr><th></th>{head}</tr>{body}</table></html>\n"
    ).encode()


def _summary(done: Batch, output: Path) -> list[str]:
    highest = max((pair.similarity for pair in done.pairs), default=0.0)
    lines = [f"已写入：{output}，{len(done.drafts)} 篇，两篇相同句子最多 {highest:g}%（上限 {done.limit:g}%）"]
    names = [person.name for person in done.people]
    over = done.over
    lines += [
        f"  超过上限：{names[pair.first]} 和 {names[pair.second]}　{pair.similarity:g}%，相同 {pair.shared} 句"
        for pair in over[:20]
    ]
    if over:
        lacking = sorted({f"{done.people[p.second].brief.role}×{done.people[p.second].brief.topic}" for p in over})
        lines.append(f"  词库里 {'、'.join(lacking)} 的句子不够分，请用 drafter bank add 补充，或换角色、体裁")
    return lines
