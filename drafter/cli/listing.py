"""What `roles`, `genres` and `topics` have in common: list all, or show one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

import typer

from drafter.report import DrafterError


def listing(
    what: str,
    action: str,
    name: str,
    json: bool,
    entries: Sequence[Mapping[str, object]],
    shown: Callable[[str], list[str]],
) -> int:
    """Prints every entry (list), or the lines of one (show); `--json` prints the entries alone."""
    if action not in ("list", "show"):
        raise DrafterError(f"不认识“{action}”", f"drafter {what}", "可用：list、show 名称")
    if action == "show" and not name:
        raise DrafterError("缺少名称", f"drafter {what} show", f"可用：{'、'.join(str(e['name']) for e in entries)}")
    lines = shown(name) if action == "show" else [f"{e['name']}　{e['summary']}" for e in entries]
    if json:
        import msgspec

        chosen = [e for e in entries if e["name"] == lines[0]] if action == "show" else list(entries)
        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n")
        return 0
    for line in lines:
        typer.echo(line)
    return 0
