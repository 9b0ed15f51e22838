"""The application: its commands, and how every failure becomes one Chinese line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from drafter import __version__
from drafter.cli.chinese import HELP, Group, explain
from drafter.cli.failures import internal

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=False,
    context_settings=HELP,
)


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"drafter {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, cls=Group)
def start(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option(metavar="DIR", help="工作区文件夹，默认向上找 drafter.yaml")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="出内部错误时打印细节")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """离线起草和整理讲话稿：读得进、查得出、排得好。"""
    context.obj = {"workspace": workspace, "verbose": verbose}
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from drafter.cli.dialogue import dialogue

            dialogue(context)
        else:
            typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Runs one command; failures print one line each on stderr, and the exit code is returned."""
    from typer.exceptions import Abort, TyperException

    try:
        result = app(list(arguments), standalone_mode=False, prog_name="drafter")
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except (Abort, KeyboardInterrupt):
        typer.echo("已中止：没有写入文件", err=True)
    except TyperException as error:
        typer.echo(explain(error), err=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        from drafter.report import DrafterError

        if isinstance(error, DrafterError):
            typer.echo(str(error), err=True)
            return 2
        if "--verbose" in arguments:
            raise
        typer.echo(internal(error), err=True)
    return 2
