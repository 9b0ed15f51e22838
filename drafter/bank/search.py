"""Finding entries: by words (two characters are enough) and by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.bank.catalogue import Item


def search(items: Iterable[Item], words: Sequence[str]) -> list[Item]:
    """The entries that hold all `words`, in their text, id, note, tags or place; the one so called comes first."""
    wanted = [word for text in words for word in text.split()]
    found = [item for item in items if all(word in _hay(item) for word in wanted)]
    return sorted(found, key=lambda item: item.id not in wanted)


def _hay(item: Item) -> str:
    return "\n".join((item.text, item.id, item.note, *item.tags, item.owner, item.theme, item.topic))


def chosen(items: Iterable[Item], **wanted: str | None) -> list[Item]:
    """The entries whose `sort`, `topic`, `theme`, `kind`, `move`, `owner` are as wanted and that `role` may use."""
    exact = {field: value for field, value in wanted.items() if value and field != "role"}
    role = wanted.get("role")
    return [
        item
        for item in items
        if all(value in str(getattr(item, field)).split("、") for field, value in exact.items())
        and (not role or role in item.roles or (not item.roles and item.kind))
    ]
