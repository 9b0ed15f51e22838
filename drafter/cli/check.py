"""`drafter check`: what an office would send back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.report import Finding


def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="要查的文件，各种文件都查文字，Word 还查版式")],
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
    profile: Annotated[str, typer.Option(metavar="NAME", help="按哪种版式查：标准、大字版、居中页码")] = "标准",
) -> int:
    """查文字和版式：哪里不对、依据什么、怎么改。有“必错”时退出码为 1。"""
    from drafter.check import check as check_bytes
    from drafter.cli.banks import load_bank
    from drafter.cli.files import load

    bank, workspace = load_bank(context)
    disabled = frozenset(workspace.settings.disabled) if workspace is not None else frozenset()
    results: list[tuple[Path, list[Finding]]] = []
    failed: list[dict[str, str]] = []
    for path in files:
        try:
            results.append((path, check_bytes(load(path), str(path), disabled=disabled, profile=profile, bank=bank)))
        except DrafterError as error:
            failed.append({"file": str(path), "message": str(error)})
            typer.echo(str(error), err=True)
    if json:
        import msgspec

        done = [{"file": str(path), "findings": findings, "similar": []} for path, findings in results]
        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode({"files": done, "failed": failed}), indent=2))
        sys.stdout.buffer.write(b"\n")
    else:
        for path, findings in results:
            typer.echo("\n".join(_lines(path, findings)))
    if failed:
        return 2
    return 1 if any(finding.level == "必错" for _, findings in results for finding in findings) else 0


def _lines(path: Path, findings: list[Finding]) -> list[str]:
    if not findings:
        return [f"{path}：没有发现问题"]
    counts = [(level, sum(finding.level == level for finding in findings)) for level in ("必错", "疑似", "提示")]
    lines = [f"{path}：" + "，".join(f"{level} {count} 处" for level, count in counts if count)]
    for finding in findings:
        source = f"（{finding.source}）" if finding.source else ""
        lines.append(f"  〔{finding.level}〕{finding.message}{source}")
    return lines
