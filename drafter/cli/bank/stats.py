"""`drafter bank stats`: how much there is, and where there is nothing."""

from __future__ import annotations

import typer

from drafter.cli.bank.shelf import Json

_NAMES = {
    "sentences": "句子",
    "passages": "段落谱",
    "cards": "问题卡",
    "families": "标题组",
    "openings": "开头",
    "closings": "结尾",
    "verses": "诗文",
    "facts": "事实",
}
_BY = {"topic": "按主题", "role": "按角色", "kind": "按类型", "move": "按语步"}


def stats(context: typer.Context, json: Json = False) -> int:
    """数一数词库：各主题、角色、类型、语步有多少句，哪个角色在哪个要点上还没话说。"""
    from drafter.bank.stats import stats as counted
    from drafter.cli.bank.shelf import print_json, tell_mistakes, view_of

    view = view_of(context)
    found = counted(view.bank)
    tell_mistakes(view)
    if json:
        print_json(found)
        return 0
    typer.echo("　".join(f"{name} {getattr(found, field)}" for field, name in _NAMES.items()))
    for field, name in _BY.items():
        typer.echo(f"{name}　" + "　".join(f"{key} {count}" for key, count in found.by[field].items()))
    if found.empty_cells:
        typer.echo(f"还没有话说的地方（{len(found.empty_cells)} 处）：")
        cells: dict[tuple[str, str], list[str]] = {}
        for cell in found.empty_cells:
            cells.setdefault((cell.role, cell.theme), []).append(cell.kind)
        for (role, theme), kinds in cells.items():
            typer.echo(f"  {role}　{theme}　{'、'.join(kinds)}")
    return 0
