"""The bank's sentences as a table for a spreadsheet, and a changed table back into the bank.

Each row is one sentence. A row whose id the bank knows changes that sentence where the row says something else; a row
without id is a new one. Columns that are missing, and rows that are, change nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from msgspec import Struct

from drafter.bank.catalogue import SENTENCES, Catalogue, Item
from drafter.bank.edit import Step, add, put, switch
from drafter.bank.keys import SORTS
from drafter.bank.splice import Value, entry_text
from drafter.report import DrafterError
from drafter.segment import compact

# Column → field of an entry. The last two are only there to be read.
_FIELDS = {
    "编号": "id",
    "主题": "topic",
    "要点": "theme",
    "类型": "kind",
    "语步": "move",
    "角色": "roles",
    "文本": "text",
    "备注": "note",
    "标签": "tags",
    "权重": "weight",
    "停用": "off",
    "有效期": "until",
    "所在": "owner",
}
COLUMNS = tuple(_FIELDS)
_OWN = ("文本", "备注", "标签", "权重", "有效期")
_LOOSE = ("类型", "语步", "角色")
# A cell that starts like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t")


class Loaded(Struct):
    """What a table asks for: steps to do, how many rows change, add or switch something, and what is wrong."""

    steps: list[Step]
    changed: int = 0
    added: int = 0
    mistakes: list[str] = []


def rows(items: Iterable[Item]) -> list[dict[str, str]]:
    """One row for each sentence among `items`."""
    return [
        {column: _cell(getattr(item, field)) for column, field in _FIELDS.items()}
        for item in items
        if item.sort in SENTENCES
    ]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, float):
        return "" if value == 1 else f"{value:g}"
    return str(value)


def to_csv(items: Iterable[Item]) -> bytes:
    """The table as CSV that Excel opens with a double click."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows(items):
        writer.writerow({key: "'" + cell if cell.startswith(_FORMULA) else cell for key, cell in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def from_csv(text: str, name: str) -> list[dict[str, str]]:
    """The rows of a table, whichever mark parts its columns."""
    head = text.split("\n", 1)[0]
    mark = max(",\t;", key=head.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise DrafterError("表格读不了", name, f"请用 Excel 另存为 CSV UTF-8（{error}）") from None
    columns = [column.strip() for column in table[0]] if table else []
    unknown = [column for column in columns if column and column not in _FIELDS]
    if "文本" not in columns or unknown:
        what = f"不认识的列：{'、'.join(unknown)}" if unknown else "没有“文本”这一列"
        raise DrafterError(what, name, f"可用：{'、'.join(COLUMNS)}")
    found = []
    for line in table[1:]:
        if any(cell.strip() for cell in line):
            cells = [cell.strip() for cell in line] + [""] * len(columns)
            cells = [cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell for cell in cells]
            found.append({column: cell for column, cell in zip(columns, cells, strict=False) if column})
        else:
            found.append({})
    return found


def load_rows(view: Catalogue, table: Iterable[Mapping[str, str]]) -> Loaded:
    """Works out what a table changes; a row with a mistake is told and left out."""
    known: dict[str, list[Item]] = {}
    for item in view.items:
        if item.sort in SENTENCES:
            known.setdefault(item.id, []).append(item)
    loaded = Loaded([])
    seen: set[str] = set()
    fresh: set[str] = set()
    for number, row in enumerate(table, 2):
        if not row:
            continue
        try:
            key = row.get("编号", "")
            if key and key in seen:
                raise DrafterError("编号在表里出现了两次", key, "请只留一行")
            seen.add(key)
            twins = known.get(key, [])
            if len(twins) > 1:
                # One text in several places: which of them is meant, nobody can tell.
                if any(_differing(item, row) for item in twins):
                    raise DrafterError("有几条都是这个编号", key, "请用 bank edit 改")
            elif twins:
                steps = _changes(view, twins[0], row)
                loaded.steps += steps
                loaded.changed += bool(steps)
            elif key or compact(row.get("文本", "")) not in view.sentences:
                if row.get("文本", "") in fresh:
                    raise DrafterError("表里有两行一样的文本", row["文本"][:12], "请只留一行")
                loaded.steps.append(_addition(view, row))
                loaded.added += 1
                fresh.add(row["文本"])
        except DrafterError as error:
            loaded.mistakes.append(f"第 {number} 行：{error}")
    return loaded


def _differing(item: Item, row: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something else than the bank."""
    columns = (*_OWN, *(_LOOSE if item.sort == "词条" else ()), "停用")
    return {c: row[c] for c in columns if c in row and row[c] != _cell(getattr(item, _FIELDS[c]))}


def _changes(view: Catalogue, item: Item, row: Mapping[str, str]) -> list[Step]:
    cells = _differing(item, row)
    off = cells.pop("停用", None)
    without = [column for column, cell in cells.items() if not cell]
    if "文本" in without:
        raise DrafterError("文本是空的", item.id, "要停用它，请在“停用”一列写 是")
    values = {column: _value(column, cell) for column, cell in cells.items() if cell}
    if off is None or not cells:
        if off not in (None, "", "是"):
            raise DrafterError("“停用”只能写 是 或空着", off or "", "")
        return [put(view, item, values, without)] if cells else [] if off is None else [switch(view, item, off == "是")]
    return [put(view, item, {**values, "停用": off or "否"}, without)]


def _addition(view: Catalogue, row: Mapping[str, str]) -> Step:
    columns = ("编号", *_LOOSE, *_OWN, "停用")
    values = {column: _value(column, row[column]) for column in columns if row.get(column)}
    return add(view, "词条", entry_text(values), row.get("主题", ""), row.get("要点", ""))


def _value(column: str, cell: str) -> Value:
    key = SORTS["词条"].key(column)
    listed = key is not None and key.form in ("texts", "names")
    return tuple(part for part in cell.replace("，", "、").split("、") if part) if listed else cell
