"""Layers laid over each other: a higher one adds, replaces or switches off entries of a lower one, by id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from drafter.bank.keys import SHELVES
from drafter.bank.model import Bank, Card, Loose, Mined, Passage, Phrase, Place, Side
from drafter.bank.parts import Part, Patch, Spot
from drafter.report import Finding

_DICTS = ("roles", "topics", "slots")
_PHRASE = frozenset(Phrase.__struct_fields__)


class Layer(Struct, frozen=True):
    """One folder as read: its parts in the order of their paths, and where their entries stand (asked for late)."""

    name: str
    parts: tuple[Part, ...]
    spots: Callable[[], Sequence[Sequence[Spot]]]


def identity(sort: str, entry: Any) -> str:
    """The id by which a higher layer names `entry`."""
    if sort == "词条":
        return str(entry.phrase.id)
    return str(getattr(entry, "id", "") or getattr(entry, "text", "") or entry.name)


def lay(layers: Sequence[Layer], everything: bool = False) -> tuple[Bank, list[Finding]]:
    """One bank of all layers; `everything` keeps what is switched off."""
    findings = [finding for layer in layers for part in layer.parts for finding in part.findings]
    shelves: dict[str, dict[str, Any]] = {sort: {} for sort in SHELVES}
    off: dict[tuple[str, str], bool] = {}
    dim = False
    for depth, layer in enumerate(layers):
        fresh: dict[str, dict[str, Any]] = {sort: {} for sort in SHELVES}
        for sort, field in SHELVES.items():
            here = fresh[sort]
            count = 0
            for part in layer.parts:
                values = getattr(part.bank, field)
                if values:
                    count += len(values)
                    for value in values.values() if field in _DICTS else values:
                        here.setdefault(identity(sort, value), value)
            if count > len(here):
                findings += _twice(layer, sort, here)
        dim = dim or any(part.dim for part in layer.parts)
        patches: dict[str, Patch] = {}
        for patch in (patch for part in layer.parts for patch in part.patches):
            before = asdict(patches[patch.id]) if patch.id in patches else {}
            patches[patch.id] = Patch(**before | {k: v for k, v in asdict(patch).items() if v is not UNSET})
        if depth and fresh["词条"]:
            _claim(shelves, fresh["词条"], patches)
        for sort, here in fresh.items():
            for key in here:
                off.pop((sort, key), None)
            shelves[sort] |= here
        for part in layer.parts:
            for switch in part.switches:
                if switch.id in shelves[switch.sort]:
                    off[switch.sort, switch.id] = switch.off
                else:
                    findings.append(_dangling(layer, switch.sort, switch.id))
        if patches:
            dim = True
            unknown = _patched(shelves, patches)
            findings += [_dangling(layer, "词条", key) for key in unknown]
    if not everything:
        for (sort, key), switched in off.items():
            if switched:
                del shelves[sort][key]
        if dim:
            findings += _lit(shelves)
        if any(part.draws for layer in layers for part in layer.parts):
            _drawn(shelves)
    filled: dict[str, Any] = {
        field: shelves[sort] if field in _DICTS else tuple(shelves[sort].values()) for sort, field in SHELVES.items()
    }
    return Bank(**filled), findings


def switched_off(layers: Sequence[Layer]) -> set[tuple[str, str]]:
    """Sort and id of the entries that are switched off as a whole; sentences say it themselves."""
    off: dict[tuple[str, str], bool] = {}
    for layer in layers:
        for part in layer.parts:
            for sort, field in SHELVES.items():
                values = getattr(part.bank, field)
                for value in values.values() if field in _DICTS else values:
                    off.pop((sort, identity(sort, value)), None)
        for part in layer.parts:
            off |= {(switch.sort, switch.id): switch.off for switch in part.switches}
    return {key for key, value in off.items() if value}


def holders(entry: Passage | Card) -> Iterable[tuple[str, Place]]:
    """The places of a passage or of the three sides of a card, each with the kind of text that it makes."""
    if isinstance(entry, Passage):
        return [(entry.kind, place) for place in entry.places]
    sides = (("问题", entry.problem), ("原因", entry.roots), ("措施", entry.measures))
    return [(kind, place) for kind, side in sides for place in side.places]


def _claim(shelves: dict[str, dict[str, Any]], loose: dict[str, Loose], patches: dict[str, Patch]) -> None:
    """A whole 词条 that bears the id of a sentence in a lower passage replaces it and does not stand alone."""
    standing = {
        phrase.id
        for sort in ("段落谱", "问题卡")
        for entry in shelves[sort].values()
        for _, place in holders(entry)
        for phrase in place.sentences
    }
    for key in [key for key in loose if key in standing]:
        phrase = loose.pop(key).phrase
        patches[key] = Patch(**asdict(phrase))


def _patched(shelves: dict[str, dict[str, Any]], patches: dict[str, Patch]) -> list[str]:
    """Changes the sentences that `patches` name; returns the ids that nobody bears."""
    used: set[str] = set()

    def of(phrase: Phrase) -> Phrase:
        patch = patches.get(phrase.id)
        if patch is None:
            return phrase
        used.add(phrase.id)
        said = {key: value for key, value in asdict(patch).items() if value is not UNSET and key in _PHRASE}
        return replace(phrase, **said)

    for key, entry in shelves["词条"].items():
        if key in patches:
            said = asdict(patches[key])
            own = {name: said[name] for name in ("kind", "move", "roles") if said[name] is not UNSET}
            shelves["词条"][key] = replace(entry, phrase=of(entry.phrase), **own)
    for sort in ("段落谱", "问题卡"):
        for key, entry in shelves[sort].items():
            if any(phrase.id in patches for _, place in holders(entry) for phrase in place.sentences):
                shelves[sort][key] = _rebuilt(
                    entry, lambda places: tuple(replace(p, sentences=tuple(map(of, p.sentences))) for p in places)
                )
    return [key for key in patches if key not in used]


def _rebuilt(entry: Any, change: Callable[[tuple[Place, ...]], tuple[Place, ...]]) -> Any:
    """A passage or card with its places changed."""
    if isinstance(entry, Passage):
        return replace(entry, places=change(entry.places))
    sides: dict[str, Side] = {"problem": entry.problem, "roots": entry.roots, "measures": entry.measures}
    return replace(entry, **{name: replace(side, places=change(side.places)) for name, side in sides.items()})


class _Bare(Exception):
    """A place that must stand has no sentence left."""


def _lit(shelves: dict[str, dict[str, Any]]) -> list[Finding]:
    """Leaves out sentences that are switched off, and with them what cannot stand without them."""
    findings = []

    def lit(places: tuple[Place, ...]) -> tuple[Place, ...]:
        kept = []
        for place in places:
            sentences = tuple(phrase for phrase in place.sentences if not phrase.off)
            if sentences:
                kept.append(place if len(sentences) == len(place.sentences) else replace(place, sentences=sentences))
            elif not place.optional:
                raise _Bare(place.move)
        return tuple(kept)

    shelves["词条"] = {key: loose for key, loose in shelves["词条"].items() if not loose.phrase.off}
    for sort in ("段落谱", "问题卡"):
        for key, entry in list(shelves[sort].items()):
            if any(phrase.off for _, place in holders(entry) for phrase in place.sentences):
                try:
                    shelves[sort][key] = _rebuilt(entry, lit)
                except _Bare as bare:
                    del shelves[sort][key]
                    what = f"{sort}“{key}”的“{bare}”一句都没有启用，这一条不用，请至少启用一句"
                    findings.append(Finding("bank-bare", "提示", what, text=key))
    return findings


_DRAW = re.compile(r"【语料：([^】]+)】")


def _drawn(shelves: dict[str, dict[str, Any]]) -> None:
    """Sentences with a place for what mining found: one for each thing that filled it in the corpus, none without."""
    known = {found.text: found for found in shelves["语料"].values()}

    def draw(places: tuple[Place, ...]) -> tuple[Place, ...]:
        kept = []
        for place in places:
            if any("【语料：" in phrase.text for phrase in place.sentences):
                place = replace(place, sentences=tuple(made for p in place.sentences for made in _with(p, known)))
            if place.sentences:
                kept.append(place)
        return tuple(kept)

    for sort in ("段落谱", "问题卡"):
        for key, entry in shelves[sort].items():
            if any("【语料：" in phrase.text for _, place in holders(entry) for phrase in place.sentences):
                shelves[sort][key] = _rebuilt(entry, draw)


def _with(phrase: Phrase, known: dict[str, Mined]) -> list[Phrase]:
    match = _DRAW.search(phrase.text)
    if match is None:
        return [phrase]
    found = known.get(match.group(1))
    if found is None:
        return []
    where = f"语料“{found.text}”，{found.count} 次，见 {'、'.join(found.documents)}"
    return [
        replace(
            phrase,
            id=f"{phrase.id}-{n}",
            text=phrase.text[: match.start()] + filler + phrase.text[match.end() :],
            note=f"{phrase.note}　{where}".strip(),
        )
        for n, filler in enumerate(found.fillers or (found.text,), 1)
    ]


def _dangling(layer: Layer, sort: str, key: str) -> Finding:
    """An overlay for an entry that is not there: a slip of the pen, or the entry is gone since."""
    file, line = _first(layer, sort, key)
    hint = "请核对编号；要新添一条，请把类型、语步、文本写全" if sort == "词条" else "请核对编号"
    what = f"{layer.name}/{file} 第 {line} 行：下面各层没有编号为“{key}”的{sort}，{hint}"
    return Finding("bank-overlay", "疑似", what, line, key)


def _twice(layer: Layer, sort: str, kept: dict[str, Any]) -> list[Finding]:
    """Entries of one layer with the same id: the first one counts."""
    findings = []
    first: dict[str, str] = {}
    for part, spots in zip(layer.parts, layer.spots(), strict=True):
        for spot in spots:
            if spot.sort != sort or spot.manner or spot.id not in kept:
                continue
            here = f"{layer.name}/{part.file} 第 {spot.line} 行"
            if spot.id in first:
                what = f"{here}：{sort}“{spot.id}”和 {first[spot.id]} 重复，这一条不用，请删去或换一个编号"
                findings.append(Finding("bank-twice", "必错", what, spot.line, spot.id))
            else:
                first[spot.id] = here
    return findings


def _first(layer: Layer, sort: str, key: str) -> tuple[str, int]:
    for part, spots in zip(layer.parts, layer.spots(), strict=True):
        for spot in spots:
            if (spot.sort, spot.id) == (sort, key):
                return part.file, spot.line
    return "", 0
