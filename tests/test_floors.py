"""Imports go down only, and rooms on one floor do not know each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the top floor to the ground. A room is a module or a package of drafter/.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli", "web"),
    ("workspace", "batching"),
    ("drafting",),
    ("compose", "check", "mine"),
    ("plan", "reading"),
    ("genres",),
    ("readers", "writers", "rules", "bank", "clean", "sections"),
    ("wordlook",),
    ("segment", "numbering", "encoding", "shipped", "wordstyles", "profiles", "package", "light_markdown", "kept"),
    ("tree", "report"),
)
FLOOR = {room: depth for depth, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted((ROOT / "drafter").rglob("*.py"))


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports(path: Path) -> set[str]:
    """Rooms of drafter that a module imports anywhere, type checking included."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            rooms |= {_room(alias.name) for alias in node.names if alias.name.startswith("drafter.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "drafter":
            rooms |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("drafter."):
            rooms.add(_room(node.module or ""))
    return rooms - {"", "__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_down(path: Path) -> None:
    room = path.relative_to(ROOT / "drafter").parts[0].removesuffix(".py")
    if room == "__init__":
        return
    assert room in FLOOR, f"{room} stands on no floor: add it to FLOORS"
    for other in _imports(path) - {room}:
        assert other in FLOOR, f"{path}: unknown room {other}"
        below = FLOOR[other] > FLOOR[room]
        ground = FLOOR[other] == FLOOR[room] == len(FLOORS) - 1
        assert below or ground, f"{room} imports {other}, which is not below it"


def test_only_the_edge_prints_and_opens_files() -> None:
    edge = {"cli", "web", "workspace", "shipped", "kept", "bank", "__main__"}
    offenders = []
    for path in MODULES:
        room = path.relative_to(ROOT / "drafter").parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if room not in edge and called in ("print", "open", "input"):
                offenders.append(f"{path.name}:{getattr(node, 'lineno', 0)} {called}")
    assert not offenders
