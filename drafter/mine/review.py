"""What a person looks at before taking something mined into the bank: names, contexts, and the entry it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.bank.ids import id_of
from drafter.mine.records import Candidate
from drafter.mine.store import Store
from drafter.report import DrafterError

_CONTEXTS = 3
_USUAL_MOVE = {"体会": "阐释", "问题": "表现", "原因": "根源", "措施": "做法", "引言": "承接", "结语": "表态"}


def name_of(one: Candidate) -> str:
    """A short name by which a candidate can be chosen; it stays the same when the corpus grows."""
    return id_of(f"{one.sort}|{one.text}")


def contexts(store: Store, one: Candidate) -> Iterator[tuple[str, str]]:
    """Up to three sentences or headings in which a candidate stands, each with its document."""
    for name, place in one.examples[:_CONTEXTS]:
        for row in store.rows("where name = ?", (name,)):
            record = store.record(row.id)
            texts = record.sentences if place >= 0 else record.headings
            n = place if place >= 0 else -1 - place
            if n < len(texts):
                yield texts[n].text, name


def chosen(store: Store, names: Sequence[str]) -> list[Candidate]:
    """The candidates called `names`."""
    wanted = dict.fromkeys(names)
    found = {name_of(one): one for sort in store.counts() for one in store.candidates(sort) if name_of(one) in wanted}
    missing = [name for name in names if name not in found]
    if missing:
        raise DrafterError("没有这个编号", missing[0], "编号见 drafter mined 各行开头")
    return [found[name] for name in wanted]


def entry(one: Candidate, theme: str, kind: str, move: str, themes: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The sort of bank entry that a candidate becomes, and its keys; it says where it comes from."""
    where = "、".join(dict.fromkeys(name for name, _ in one.examples))
    note = f"来自语料：{one.count} 次，{one.families} 组，见 {where}"
    if one.sort == "标题组":
        rows = [str(h) for row in one.more.get("headings", [])[:1] for h in row]
        headings = {label: h for h in rows for label in themes if label in h}
        if not headings:
            raise DrafterError(
                "看不出这组标题各讲哪个要点", one.text, f"标题里要有要点的名称，可用：{'、'.join(themes)}"
            )
        return "标题组", {
            "编号": f"语料-{name_of(one)}",
            "级别": "2",
            "类型": kind or one.kind,
            "句式": one.text,
            "标题": headings,
        }
    if one.sort == "问题卡":
        return "问题卡", _card(one, theme)
    if one.sort in ("提纲", "事实", "本地", "标题"):
        raise DrafterError("这一类不能直接收进词库", f"{one.sort}“{one.text}”", "请看过后用 drafter bank add 另写")
    if not theme:
        raise DrafterError("没有写要点", one.text, "请写 --theme")
    does = kind or one.kind or "体会"
    return "词条", {
        "编号": f"语料-{name_of(one)}",
        "类型": does,
        "语步": move or _USUAL_MOVE.get(does, "阐释"),
        "文本": one.text if one.text[-1] in "。！？" else one.text + "。",
        "备注": note,
        "标签": ["语料"],
    }


def _card(one: Candidate, theme: str) -> dict[str, object]:
    """A pair of problem and measure as a card; its roots are for a person to write."""
    more = one.more

    def places(moves: str, sentences: Sequence[str]) -> list[dict[str, object]]:
        return [{"语步": moves, "句子": [{"文本": text} for text in sentences]}] if sentences else []

    return {
        "编号": f"语料-{name_of(one)}",
        "要点": theme,
        "问题": {"标题": more["problem"], "位置": places("表现", more["problems"])},
        "根源": {"位置": places("根源", ["【根源】。"])},
        "措施": {"标题": more["measure"], "位置": places("做法", more["measures"])},
    }
