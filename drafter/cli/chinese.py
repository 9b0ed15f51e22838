"""Help pages and usage errors of the command line in Chinese."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from drafter.cli.commands import COMMANDS

HELP = {"help_option_names": ["--help", "-h"]}
_WIDTH = 96


def width(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _rows(rows: list[tuple[str, str]]) -> list[str]:
    """Two columns; the second is wrapped by columns, not by words."""
    left = min(max((width(first) for first, _ in rows), default=0), 34) + 2
    lines = []
    for first, second in rows:
        head = "  " + first
        if width(first) >= left:
            lines.append(head)
            head = "  "
        line = head + " " * (left + 2 - width(head))
        for char in second:
            if width(line) + width(char) > _WIDTH:
                lines.append(line)
                line = " " * (left + 2)
            line += char
        lines.append(line.rstrip())
    return lines


def _argument(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Any) -> tuple[str, str]:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    if not parameter.is_flag and not parameter.count:
        names += f" {parameter.metavar or parameter.name.upper()}"
    return names, parameter.help or ""


def _page(command: Any, context: Any, commands: list[tuple[str, str]]) -> str:
    """The help page of one command."""
    parameters = command.get_params(context)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option" and not p.hidden]
    usage = [context.command_path, *(["[选项]"] if options else []), *(_argument(p) for p in arguments)]
    if commands:
        usage.append("命令 …")
    lines = [f"用法：{' '.join(usage)}"]
    text = (command.help or "").strip()
    if text:
        lines += ["", *("  " + line.strip() if line.strip() else "" for line in text.splitlines())]
    for title, rows in (
        ("参数", [(_argument(p), p.help or "") for p in arguments]),
        ("选项", [_option(p) for p in options if "--help" not in p.opts] + [("--help, -h", "显示这页帮助")]),
        ("命令", commands),
    ):
        if rows:
            lines += ["", f"{title}：", *_rows(rows)]
    return "\n".join(lines) + "\n"


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx, []))


class Group(TyperGroup):
    """Commands that are imported when they are asked for; the help page is Chinese.

    `offers` says what each does; the module NAME in the package `home` holds the function NAME (with an underscore
    where NAME is a word of Python). A module with SUBCOMMANDS is a group of its own, and its package their home.
    """

    home = "drafter.cli"
    offers = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.offers)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.offers:
            return None
        name = cmd_name + "_" * iskeyword(cmd_name)
        module = import_module(f"{self.home}.{name}")
        made = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=HELP)
        if not hasattr(module, "SUBCOMMANDS"):
            made.command(cmd_name, cls=Command)(getattr(module, name))
            return typer.main.get_command(made)
        made.callback(invoke_without_command=True, cls=Group)(getattr(module, name))
        group: Any = typer.main.get_group(made)
        group.home, group.offers = module.__name__, module.SUBCOMMANDS
        return group

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx, list(self.offers.items())))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.offers:
            from drafter.report import DrafterError

            near = get_close_matches(args[0], self.offers, 1, 0.5)
            hint = f"是不是想用 {near[0]}？" if near else ""
            raise DrafterError("没有这个命令", args[0], hint + "可用：" + "、".join(self.offers))
        return super().resolve_command(ctx, args)


def explain(error: Any) -> str:
    """A usage error as one Chinese line: what, where, what to do."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "drafter"
    see = f"用法见 {path} --help"
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        is_argument = parameter.param_type_name == "argument"
        name = _argument(parameter) if is_argument else max(parameter.opts, key=len, default="")
    if kind == "NoSuchOption":
        near = error.possibilities or []
        hint = f"是不是想用 {'、'.join(sorted(near))}？" if near else ""
        return f"没有这个选项：{error.option_name}：{hint}{see}"
    if kind == "MissingParameter":
        return f"缺少参数：{name}：{see}"
    if kind == "BadOptionUsage":
        return f"选项缺少取值：{error.option_name}：{see}"
    if kind == "BadParameter":
        return f"取值不对：{name}：{see}"
    return f"命令写法不对：{path}：{see}"
