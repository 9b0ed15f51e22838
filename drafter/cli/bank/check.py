"""`drafter bank check`: the bank as a reviewer sees it."""

from __future__ import annotations

from collections import Counter

import typer

from drafter.cli.bank.shelf import Json


def check(context: typer.Context, json: Json = False) -> int:
    """审一遍词库：重复、近似、长短、标点、空位、规范表述、角色用词。有“必错”时退出码为 1。"""
    from datetime import date

    from drafter.bank.review import review
    from drafter.cli.bank.shelf import print_json, view_of

    view = view_of(context)
    findings = review(view, date.today().isoformat())
    counts = Counter(finding.level for finding in findings)
    if json:
        print_json({"findings": findings})
    else:
        for finding in findings:
            typer.echo(f"〔{finding.level}〕{finding.message}")
        total = "，".join(f"{level} {counts[level]} 处" for level in ("必错", "疑似", "提示") if counts[level])
        typer.echo(f"{len(view.items)} 条：{total or '没有发现问题'}")
    return 1 if counts["必错"] else 0
