"""The guided dialogue of a bare `drafter` on a terminal: a few questions, a draft, and the brief as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from drafter.cli.banks import load_bank
from drafter.cli.briefs import written
from drafter.cli.draft import deliver, summary
from drafter.cli.files import save
from drafter.plan.brief import LONGEST, SHORTEST, Brief


def dialogue(context: typer.Context) -> None:
    """Asks for role, genre, topic, length and facts; Enter takes what is offered."""
    from msgspec.structs import replace

    from drafter.drafting import usual_topic

    bank, workspace = load_bank(context)
    typer.echo("写一篇稿子。每一问都可以直接回车，用方括号里的。按 Ctrl-C 随时退出，不写任何文件。\n")
    role = bank.roles[_choose("谁来讲", list(bank.roles), next(iter(bank.roles)))]
    genre = _choose("什么体裁", role.genres, role.default_genre)
    topic = _choose("什么主题", list(bank.topics), usual_topic(bank, role))
    length = _number("多少字", role.default_length)
    brief = Brief(role.name, genre, topic, length)
    facts = dict(workspace.settings.facts) if workspace is not None else {}
    target = Path(typer.prompt("存成哪个文件", default=f"{role.name}-{genre}-{topic}.docx"))
    made, target = deliver(bank, workspace, replace(brief, facts=facts), target)
    # What stands in several places seldom means the same thing in all of them: that is filled in place by place.
    asked = [slot for slot in made.slots if slot.name not in facts and slot.count == 1][:6]
    if asked and typer.confirm(f"稿子里有 {len(made.slots)} 种空位，现在填几个吗", default=False):
        for slot in asked:
            value = typer.prompt(f"  【{slot.name}】{slot.hint}", default="", show_default=False)
            if value.strip():
                facts[slot.name] = value.strip()
        made, target = deliver(bank, workspace, replace(brief, facts=facts), target)
        typer.echo("其余空位在稿子里标着底色，请逐处填写")
    note = target.with_suffix(".任务单.yaml")
    save(note, written(made.brief).encode())
    for line in summary(made, target):
        typer.echo(line)
    typer.echo(f"任务单：{note}，改了再来：drafter draft --brief {note}")


def _choose(question: str, choices: Sequence[str], default: str) -> str:
    """One of `choices`, by its number or its name."""
    for number, choice in enumerate(choices, 1):
        typer.echo(f"  {number}. {choice}")
    while True:
        answer = str(typer.prompt(question, default=default)).strip()
        if answer in choices:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        typer.echo(f"  请写 1 到 {len(choices)} 的数，或写名称")


def _number(question: str, default: int) -> int:
    while True:
        answer = str(typer.prompt(question, default=str(default))).strip()
        if answer.isdecimal() and SHORTEST <= int(answer) <= LONGEST:
            return int(answer)
        typer.echo(f"  请写 {SHORTEST} 到 {LONGEST} 之间的数")
