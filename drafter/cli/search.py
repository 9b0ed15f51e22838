"""`drafter search`: sentences of the mined corpus by their words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="字词，几个词要同时出现在一句里")],
    kind: Annotated[str, typer.Option(metavar="K", help="只看这一类：体会、问题、原因、措施……")] = "",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="最多列几句")] = 20,
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """在挖过的稿子里查句子：两个字就够，每句写明出处、类型和所在标题。"""
    from drafter.cli.stores import open_store
    from drafter.mine.search import search as found_in

    with open_store(context) as store:
        hits, more = found_in(store, words, kind, limit)
    if json:
        import msgspec

        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(hits), indent=2) + b"\n")
        return 0
    for hit in hits:
        typer.echo(f"〔{hit.kind}·{hit.move}〕{hit.text}")
        typer.echo(f"    {hit.document}　{hit.title}{'　' + hit.heading if hit.heading else ''}")
    typer.echo("没有找到" if not hits else f"列出 {len(hits)} 句{'，还有更多，请加词或 --limit' if more else ''}")
    return 0
