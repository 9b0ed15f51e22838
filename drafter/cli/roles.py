"""`drafter roles`: who can speak, and what each may say."""

from __future__ import annotations

from typing import Annotated

import typer


def roles(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="[list|show]", help="列出全部，或看一个")] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="角色名称或别名")] = "",
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """角色：谁在讲话，讲什么、不讲什么。"""
    from drafter.cli.banks import load_bank
    from drafter.cli.listing import listing
    from drafter.genres import named

    bank, _ = load_bank(context)
    entries = [
        {
            "name": role.name,
            "aliases": role.aliases,
            "summary": role.summary,
            "genres": role.genres,
            "default_genre": role.default_genre,
            "default_length": role.default_length,
        }
        for role in bank.roles.values()
    ]

    def shown(wanted: str) -> list[str]:
        role = bank.roles[named(wanted, {r.name: r.aliases for r in bank.roles.values()}, "角色")]
        rows = (
            ("别名", role.aliases),
            ("自称", role.self_names),
            ("听众", role.hearers),
            ("称谓", (role.salutation,)),
            ("范围词", role.scopes),
            ("职责", role.duties),
            ("可用动词", role.may),
            ("慎用动词", role.may_not),
            ("体裁", role.genres),
            ("默认", (f"{role.default_genre} {role.default_length} 字",)),
            ("要点", role.themes),
        )
        return [role.name, role.summary, *(f"  {label}　{'、'.join(values)}" for label, values in rows if values)]

    return listing("roles", action, name, json, entries, shown)
