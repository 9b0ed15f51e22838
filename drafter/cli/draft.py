"""`drafter draft`: role + genre + topic + length → a whole draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.bank.model import Bank, Place
    from drafter.drafting import Draft
    from drafter.mine.topic import Source
    from drafter.plan.brief import Brief
    from drafter.workspace import Workspace


def draft(
    context: typer.Context,
    role: Annotated[str, typer.Option(metavar="R", help="角色：县委书记、办公室干部……见 drafter roles")] = "",
    genre: Annotated[str, typer.Option(metavar="G", help="体裁，默认用角色自己的，见 drafter genres")] = "",
    topic: Annotated[str, typer.Option(metavar="T", help="主题，默认四下基层，见 drafter topics")] = "",
    length: Annotated[int, typer.Option(metavar="N", help="字数，按 Word 的字数统计")] = 0,
    minutes: Annotated[float, typer.Option(metavar="M", help="讲几分钟，代替字数")] = 0.0,
    seed: Annotated[int, typer.Option(metavar="N", help="换一个数就换一稿")] = 1,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="名=值", help="填空位，可以写多次：--fact 县名=某县")
    ] = None,
    points: Annotated[str, typer.Option(metavar="S", help="要点写法：own-line 独立成行，run-in 写在段首")] = "",
    profile: Annotated[str, typer.Option(metavar="NAME", help="版式：标准、大字版、居中页码")] = "",
    base: Annotated[Path | None, typer.Option(metavar="FILE", help="套用本单位的 Word 模板")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="每句加批注，写明出自哪个词条")] = False,
    brief: Annotated[Path | None, typer.Option(metavar="FILE", help="读一份任务单（drafter 存下的 YAML）")] = None,
    interactive: Annotated[bool, typer.Option("--interactive", help="Word 里每句可从几种说法中选")] = False,
    reroll: Annotated[list[str] | None, typer.Option(metavar="二.1", help="只换这一条，其余不动，可以写多次")] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help="不看也不记工作区里用过的句子")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="存成 docx md txt html json")
    ] = None,
) -> int:
    """写一篇成稿：选定角色、体裁、主题和字数，空位用【】留着等您填。"""
    from msgspec.structs import replace

    from drafter.bank.load import Wanted
    from drafter.bank.model import ANY
    from drafter.cli.banks import load_bank
    from drafter.cli.briefs import read_brief
    from drafter.cli.stores import from_corpus, mined_topic
    from drafter.drafting import completed
    from drafter.plan.brief import Brief

    asked = Brief(role, genre, topic, length, seed, {}, points)
    if brief is not None:
        asked = read_brief(brief, asked)

    def spoken(workspace: Workspace | None, outline: Bank) -> Wanted:
        if from_corpus(context, outline, asked.topic):
            return Wanted((ANY,))
        folder = workspace.folder if workspace is not None else None
        speaker, _, about = completed(outline, asked.role, asked.genre, asked.topic, folder)
        return Wanted((about,), speaker)

    bank, workspace = load_bank(context, spoken)
    bank, source = mined_topic(context, bank, asked.topic, asked.seed)
    facts = dict(workspace.settings.facts) if workspace is not None else {}
    if minutes:
        asked = replace(asked, length=round(minutes * (workspace.settings.rate if workspace is not None else 200)))
    asked = replace(asked, facts={**facts, **asked.facts, **_facts(fact or [])})
    made, target = deliver(
        bank,
        workspace,
        asked,
        output,
        profile=profile,
        base=base,
        trace=trace,
        interactive=interactive,
        reroll=reroll or [],
        history=not no_history,
        source=source,
    )
    for line in [
        *summary(made, target, source),
        *(origins(made, bank, workspace.folder if workspace is not None else None) if trace else []),
    ]:
        typer.echo(line)
    return 0


def deliver(
    bank: Bank,
    workspace: Workspace | None,
    brief: Brief,
    output: Path | None,
    *,
    profile: str = "",
    base: Path | None = None,
    trace: bool = False,
    interactive: bool = False,
    reroll: Sequence[str] = (),
    history: bool = True,
    source: Source | None = None,
) -> tuple[Draft, Path]:
    """Makes the draft and writes its file; a workspace remembers what was used."""
    from msgspec.structs import replace

    from drafter.drafting import completed, rerolled, usual_length
    from drafter.drafting import draft as make
    from drafter.workspace import remember, used

    folder = workspace.folder if workspace is not None else None
    role, genre, topic = completed(bank, brief.role, brief.genre, brief.topic, folder)
    if brief.points not in ("", "own-line", "run-in"):
        raise DrafterError("要点写法不对", brief.points, "可用 own-line（独立成行）、run-in（写在段首）")
    length = brief.length or usual_length(bank, role, genre, folder)
    brief = replace(brief, role=role, genre=genre, topic=topic, length=length)
    rate = workspace.settings.rate if workspace is not None else 200
    earlier = used(workspace, brief) if workspace is not None and history else {}
    made = make(bank, brief, folder, earlier, rate)
    if reroll:
        made = rerolled(bank, made, reroll, folder, earlier, rate)
    target = output or _free(Path(f"{role}-{genre}-{topic}.docx"))
    layout = profile or (workspace.settings.profile if workspace is not None else "标准")
    save_draft(made, bank, target, layout, base, trace, interactive, source)
    if workspace is not None and history:
        remember(workspace, brief, made.phrases)
    return made, target


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


def save_draft(
    made: Draft,
    bank: Bank,
    target: Path,
    profile: str = "标准",
    base: Path | None = None,
    trace: bool = False,
    interactive: bool = False,
    source: Source | None = None,
) -> None:
    """Writes a draft in the format that the suffix asks for; `source` is what a mined topic was made from."""
    from drafter.cli.files import load, save

    suffix = target.suffix.lower()
    if suffix == ".json":
        import msgspec

        save(target, msgspec.json.format(msgspec.json.encode(as_json(made, source)), indent=2) + b"\n")
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
            choices=_choices(made, bank) if interactive else None,
        )
        save(target, written.data)
        for finding in written.findings:
            typer.echo(f"〔{finding.level}〕{finding.message}", err=True)
    else:
        from drafter.writers import write

        save(target, write(made.document, target.name))


def as_json(made: Draft, source: Source | None = None) -> dict[str, object]:
    """What `draft -o X.json` holds."""
    return {
        "brief": made.brief,
        "document": made.document,
        "length": made.length,
        "slots": made.slots,
        "facts": made.facts,
        "findings": made.findings,
        "overlap": _overlap(made, source) if source is not None else {},
    }


def _runs(bank: Bank) -> Iterator[tuple[str, Place]]:
    """Every place of the bank, and where it stands."""
    for passage in bank.passages:
        yield from ((f"段落谱 {passage.id}", place) for place in passage.places)
    for card in bank.cards:
        for name, side in (("问题", card.problem), ("根源", card.roots), ("措施", card.measures)):
            yield from ((f"问题卡 {card.id} {name}", place) for place in side.places)


def _sources(made: Draft, bank: Bank) -> dict[str, str]:
    """For every phrase used: where it stands in the bank, and what else could stand there."""
    wanted = set(made.phrases)
    entries = [frame.id for frame in (*bank.openings, *bank.closings, *bank.leads)] + [
        verse.id for verse in bank.verses
    ]
    told = {entry: f"词条 {entry}" for entry in entries if entry in wanted}
    for name, place in _runs(bank):
        for phrase in place.sentences:
            if phrase.id in wanted:
                others = "；".join(p.text for p in place.sentences if p.id != phrase.id)
                drawn = f"。填自{phrase.note[phrase.note.index('语料“') :]}" if "语料“" in phrase.note else ""
                told[phrase.id] = f"{name}（{place.move}）{drawn}。可换：{others or '无'}"
    return told


def _choices(made: Draft, bank: Bank) -> dict[str, list[str]]:
    """For every phrase used: the other wordings of its place."""
    wanted = set(made.phrases)
    return {
        phrase.id: [p.text for p in place.sentences]
        for _, place in _runs(bank)
        for phrase in place.sentences
        if phrase.id in wanted and len(place.sentences) > 1
    }


def origins(made: Draft, bank: Bank, folder: Path | None) -> list[str]:
    """Where the structure comes from: the outline of the genre and the frames of the headings that mining found."""
    from drafter.genres import genre

    known = {found.text: found for found in bank.mined}
    outline = genre(made.brief.genre, folder).source

    def told(text: str) -> str:
        found = known.get(text)
        return f"“{text}”" + (f"（{'、'.join(found.documents)}，{found.count} 次）" if found else "")

    lines = []
    if outline:
        lines.append(f"  提纲出自语料{told(outline)}")
    said = {chapter.heading for chapter in made.plan.chapters}
    said |= {point.heading for chapter in made.plan.chapters for point in chapter.points}
    lines += [
        f"  标题句式“{family.pattern}”出自语料{told(family.source)}"
        for family in bank.families
        if family.source and not said.isdisjoint(family.headings.values())
    ]
    return lines


def _overlap(made: Draft, source: Source) -> dict[str, object]:
    """How much of a draft stands in the corpus that its topic was mined from."""
    from drafter.mine.topic import overlap
    from drafter.tree import paragraphs

    said = "".join(s.text for p in paragraphs(made.document.body) for s in p.sentences)
    longest, share = overlap(said, source)
    return {"families": source.families, "longest": longest, "share": round(share, 4)}


def summary(made: Draft, target: Path, source: Source | None = None) -> list[str]:
    length = made.length
    lines = [
        f"已写入：{target}",
        f"  {made.brief.role}·{made.brief.genre}·{made.brief.topic}，种子 {made.brief.seed}",
        f"  {length.got} 字（要 {length.asked}），约 {length.minutes} 分钟",
    ]
    lines += [f"  {row.heading}　{row.got} 字" for row in length.sections]
    if source is not None:
        same = _overlap(made, source)
        lines.append(
            f"  主题来自语料 {same['families']} 组文稿；与语料最长连续相同 {same['longest']} 字，"
            f"连续相同 13 字以上的占 {same['share']:.1%}"
        )
    if made.slots:
        names = "、".join(f"【{slot.name}】" for slot in made.slots)
        lines.append(f"  待填空位 {len(made.slots)} 种：{names}")
    lines += [f"  引用〔{fact.status}〕{fact.text}（{fact.source}）" for fact in made.facts if fact.status != "已核"]
    lines += [f"  〔{finding.level}〕{finding.message}" for finding in made.findings if finding.level != "提示"]
    return lines
