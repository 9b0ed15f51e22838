"""`drafter draft`: role + genre + topic + length → a whole draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.model import Bank
    from drafter.drafting import Draft


def draft(
    context: typer.Context,
    role: Annotated[str, typer.Option(metavar="R", help="角色：县委书记、办公室干部……见 drafter roles")],
    genre: Annotated[str, typer.Option(metavar="G", help="体裁，默认用角色自己的，见 drafter genres")] = "",
    topic: Annotated[str, typer.Option(metavar="T", help="主题，默认四下基层，见 drafter topics")] = "",
    length: Annotated[int, typer.Option(metavar="N", help="字数，按 Word 的字数统计")] = 0,
    minutes: Annotated[float, typer.Option(metavar="M", help="讲几分钟，代替字数")] = 0.0,
    seed: Annotated[int, typer.Option(metavar="N", help="换一个数就换一稿")] = 1,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="名=值", help="填空位，可以写多次：--fact 县名=某县")
    ] = None,
    points: Annotated[str, typer.Option(metavar="S", help="要点写法：own-line 独立成行，run-in 写在段首")] = "",
    profile: Annotated[str, typer.Option(metavar="NAME", help="版式：标准、大字版、居中页码")] = "标准",
    base: Annotated[Path | None, typer.Option(metavar="FILE", help="套用本单位的 Word 模板")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="每句加批注，写明出自哪个词条")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="存成 docx md txt html json")
    ] = None,
) -> int:
    """写一篇成稿：选定角色、体裁、主题和字数，空位用【】留着等您填。"""
    from drafter.cli.banks import load_bank
    from drafter.drafting import completed
    from drafter.drafting import draft as make
    from drafter.plan.brief import Brief

    bank, workspace = load_bank(context)
    role, genre, topic = completed(bank, role, genre, topic, workspace)
    if points not in ("", "own-line", "run-in"):
        raise DrafterError("要点写法不对", points, "可用 own-line（独立成行）、run-in（写在段首）")
    if minutes:
        length = round(minutes * 200)
    asked = length or bank.roles[role].default_length
    brief = Brief(role, genre, topic, asked, seed, _facts(fact or []), points)
    made = make(bank, brief, workspace)
    target = output or _free(Path(f"{role}-{genre}-{topic}.docx"))
    _save(made, bank, target, profile, base, trace)
    for line in _summary(made, target):
        typer.echo(line)
    return 0


def _facts(pairs: list[str]) -> dict[str, str]:
    facts = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise DrafterError("空位的写法不对", pair, "请写成 名=值，例如 --fact 县名=某县")
        facts[name.strip().strip("【】")] = value.strip()
    return facts


def _free(path: Path) -> Path:
    """`path`, or with a number where it is taken."""
    number = 2
    target = path
    while target.exists():
        target = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return target


def _save(made: Draft, bank: Bank, target: Path, profile: str, base: Path | None, trace: bool) -> None:
    from drafter.cli.files import load, save

    suffix = target.suffix.lower()
    if suffix == ".json":
        import msgspec

        save(target, msgspec.json.format(msgspec.json.encode(as_json(made)), indent=2) + b"\n")
    elif suffix == ".docx":
        from drafter.profiles import profile as profile_named
        from drafter.writers.docx import typeset

        written = typeset(
            made.document,
            profile=profile_named(profile),
            base=load(base) if base is not None else None,
            base_name=str(base or ""),
            slots={name: (slot.hint, slot.example) for name, slot in bank.slots.items()},
            trace=_sources(made, bank) if trace else None,
        )
        save(target, written.data)
        for finding in written.findings:
            typer.echo(f"〔{finding.level}〕{finding.message}", err=True)
    else:
        from drafter.writers import write

        save(target, write(made.document, target.name))


def as_json(made: Draft) -> dict[str, object]:
    """What `draft -o X.json` holds."""
    return {
        "brief": made.brief,
        "document": made.document,
        "length": made.length,
        "slots": made.slots,
        "facts": [],
        "findings": made.findings,
        "overlap": {},
    }


def _sources(made: Draft, bank: Bank) -> dict[str, str]:
    """For every phrase used: where it stands in the bank, and what else could stand there."""
    wanted = set(made.phrases)
    runs = [(f"段落谱 {p.id}", p.places) for p in bank.passages]
    for card in bank.cards:
        for name, side in (("问题", card.problem), ("根源", card.roots), ("措施", card.measures)):
            runs.append((f"问题卡 {card.id} {name}", side.places))
    told = {}
    for name, places in runs:
        for place in places:
            for phrase in place.sentences:
                if phrase.id in wanted:
                    others = "；".join(p.text for p in place.sentences if p.id != phrase.id)
                    told[phrase.id] = f"{name}（{place.move}）。可换：{others or '无'}"
    entries = [frame.id for frame in (*bank.openings, *bank.closings)] + [verse.id for verse in bank.verses]
    told.update((entry, f"词条 {entry}") for entry in entries if entry in wanted)
    return told


def _summary(made: Draft, target: Path) -> list[str]:
    length = made.length
    lines = [
        f"已写入：{target}",
        f"  {made.brief.role}·{made.brief.genre}·{made.brief.topic}，种子 {made.brief.seed}",
        f"  {length.got} 字（要 {length.asked}），约 {length.minutes} 分钟",
    ]
    lines += [f"  {row.heading}　{row.got} 字" for row in length.sections]
    if made.slots:
        names = "、".join(f"【{slot.name}】" for slot in made.slots)
        lines.append(f"  待填空位 {len(made.slots)} 种：{names}")
    return lines
