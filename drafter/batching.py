"""One draft per person of a list, kept apart: every pair under a limit of shared sentences, or named."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.bank.model import Bank
from drafter.drafting import Draft, completed, draft, usual_length
from drafter.encoding import decode
from drafter.plan.brief import Brief
from drafter.report import DrafterError
from drafter.tree import Document, paragraphs

COLUMNS = ("姓名", "角色", "体裁", "主题", "字数", "分钟")
_ZIP = b"PK\x03\x04"
_TRIES = 24
_TURNS, _FEW = 8, 4


class Person(Struct, frozen=True):
    """One row of the list: whose draft, and what it asks for."""

    name: str
    brief: Brief
    row: int


class Pair(Struct, frozen=True):
    """Two drafts and the share of sentences that the shorter one has from the other."""

    first: int
    second: int
    shared: int
    similarity: float


class Batch(Struct, frozen=True):
    people: tuple[Person, ...]
    drafts: tuple[Draft, ...]
    pairs: tuple[Pair, ...]
    limit: float

    @property
    def over(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.similarity > self.limit)


def rows(data: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a list in CSV or Excel, by column name."""
    table = _excel(data, name) if data.startswith(_ZIP) else list(csv.reader(io.StringIO(decode(data, name))))
    table = [row for row in table if any(cell.strip() for cell in row)]
    if not table or "姓名" not in [cell.strip() for cell in table[0]]:
        raise DrafterError(
            "名单缺少“姓名”一列", name, f"第一行写列名，可用：{'、'.join(COLUMNS)}，其他列当作这个人的空位"
        )
    heads = [cell.strip() for cell in table[0]]
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in table[1:]]


def _excel(data: bytes, name: str) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).active
        if sheet is None:
            return []
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise DrafterError("读不了名单", name, f"请另存为 .xlsx 或 .csv（{type(error).__name__}）") from None


def people(
    bank: Bank, table: Sequence[Mapping[str, str]], given: Brief, name: str, workspace: Path | None, rate: int
) -> list[Person]:
    """Every row as a brief; slips in rows are told all at once."""
    found: list[Person] = []
    wrong: list[str] = []
    for number, row in enumerate(table, 2):
        who = row.get("姓名", "")
        try:
            if not who:
                raise DrafterError("没有姓名", "", "请补上")
            role, genre, topic = completed(
                bank,
                row.get("角色") or given.role,
                row.get("体裁") or given.genre,
                row.get("主题") or given.topic,
                workspace,
            )
            length = _number(row.get("字数")) or round(_number(row.get("分钟")) * rate) or given.length
            facts = {key: value for key, value in row.items() if key and key not in COLUMNS and value}
            brief = Brief(
                role,
                genre,
                topic,
                round(length) or usual_length(bank, role, genre, workspace),
                given.seed + number - 2,
                {**given.facts, "姓名": who, **facts},
                given.points,
            )
            found.append(Person(who, brief, number))
        except DrafterError as error:
            wrong.append(f"第 {number} 行{who}：{error}")
    if wrong:
        raise DrafterError("名单里有写错的行", name, "；".join(wrong[:10]))
    if not found:
        raise DrafterError("名单是空的", name, "第二行起每人一行")
    return found


def _number(text: str | None) -> float:
    try:
        return float(text) if text else 0.0
    except ValueError:
        raise DrafterError("不是数", text or "", "字数、分钟要写数字") from None


def texts(document: Document) -> list[str]:
    """The sentences of a draft."""
    return [sentence.text for paragraph in paragraphs(document.body) for sentence in paragraph.sentences]


def _compare(first: int, second: int, sides: Sequence[Counter[str]]) -> Pair:
    one, other = sides[first], sides[second]
    shared = sum((one & other).values())
    shorter = min(sum(one.values()), sum(other.values()))
    return Pair(first, second, shared, round(100 * shared / shorter, 1) if shorter else 0.0)


def _nearest(side: Counter[str], others: Sequence[Counter[str]]) -> float:
    return max((_compare(0, 1, (side, other)).similarity for other in others), default=0.0)


def _apart(
    bank: Bank,
    person: Person,
    start: int,
    count: Counter[str],
    others: tuple[Sequence[Draft], Sequence[Counter[str]]],
    limit: float,
    workspace: Path | None,
    rate: int,
) -> tuple[Draft, Counter[str]]:
    """One draft that keeps away from the `others`: the first under the limit, or the best of some tries."""
    best: tuple[float, Draft, Counter[str]] | None = None
    near_ones: Counter[str] = Counter()
    problem: DrafterError | None = None
    for attempt in range(start, start + _TRIES):
        brief = replace(person.brief, seed=person.brief.seed + 1000 * attempt)
        try:
            made = draft(bank, brief, workspace, count + near_ones, rate)
        except DrafterError as error:
            problem = error
            continue
        side = Counter(texts(made.document))
        shares = [_compare(0, 1, (side, other)).similarity for other in others[1]]
        near = max(shares, default=0.0)
        # The next try keeps away above all from those that this one came too near to.
        for share, other in zip(shares, others[0], strict=True):
            if share > limit:
                near_ones.update(dict.fromkeys(other.phrases, 3))
        if best is None or near < best[0]:
            best = (near, made, side)
        if near <= limit:
            break
    if best is None:
        raise DrafterError(f"{person.name}的稿子写不成", f"名单第 {person.row} 行", str(problem))
    return best[1], best[2]


def batch(
    bank: Bank,
    everyone: Sequence[Person],
    limit: float,
    workspace: Path | None,
    used: Mapping[str, int],
    rate: int = 200,
) -> Batch:
    """A draft for each, later ones avoiding what earlier ones used; one too near to another is tried again."""
    count = Counter(dict(used))
    drafts: list[Draft] = []
    sides: list[Counter[str]] = []

    def keep(person: Person, start: int) -> tuple[Draft, Counter[str]]:
        return _apart(bank, person, start, count, (drafts, sides), limit, workspace, rate)

    for person in everyone:
        made, side = keep(person, 0)
        drafts.append(made)
        sides.append(side)
        count.update(made.phrases)
    still = len(everyone)
    for turn in range(1, _TURNS):
        # Early drafts did not know the later ones: of every pair still too near one is made again, beside all others.
        near = {b for b in range(len(sides)) for a in range(b) if _compare(a, b, sides).similarity > limit}
        # A few may yet part by chance; where many stay near, the bank has no more to say.
        if not near or (len(near) >= still and len(near) > _FEW):
            break
        still = len(near)
        for n in sorted(near):
            old, before = drafts.pop(n), sides.pop(n)
            count.subtract(old.phrases)
            made, side = keep(everyone[n], turn * _TRIES)
            if _nearest(side, sides) > _nearest(before, sides):
                made, side = old, before
            drafts.insert(n, made)
            sides.insert(n, side)
            count.update(made.phrases)
    pairs = [_compare(a, b, sides) for a in range(len(sides)) for b in range(a + 1, len(sides))]
    return Batch(tuple(everyone), tuple(drafts), tuple(pairs), limit)
