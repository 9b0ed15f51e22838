"""`drafter bank`: the phrase bank, looked at and changed. Each sub-command is a module of this package."""

from __future__ import annotations

import typer

SUBCOMMANDS = {
    "list": "列出词条，可按主题、要点、角色、类型、语步筛选",
    "search": "按字词查找，两个字就够",
    "show": "看一条：在哪个文件、怎么写的",
    "add": "加一条",
    "edit": "改一条：用选项改，或打开编辑器",
    "remove": "删一条自己加的；自带的改为停用",
    "enable": "重新启用",
    "disable": "停用，起草时不再用",
    "import": "把表格（CSV）或别人的词库文件（YAML）并进来",
    "learn": "把挖到的固定说法、句式、提纲记进词库，句子里用【语料：……】取用",
    "export": "把句子导出成表格（CSV），用 Excel 改好再导入",
    "check": "审一遍：哪一行有什么毛病、怎么改",
    "stats": "数一数：各主题、角色、类型有多少，哪里还缺",
    "schema": "给编辑器用的格式说明（JSON Schema）",
}


def bank(context: typer.Context) -> None:
    """词库：查、加、改、审。自带的不改动，改动写在工作区的“词库”文件夹里，下一篇稿子就用上。"""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
