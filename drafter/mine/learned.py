"""What is worth keeping of a mined corpus when the corpus itself is not at hand: set phrases, frames, outlines."""

from __future__ import annotations

import re

from drafter.bank.model import Mined
from drafter.mine.places import localized
from drafter.mine.records import Candidate
from drafter.mine.store import Store
from drafter.segment import han

# No run of somebody's text that is longer than this goes into a bank.
LONGEST = 20
_LETTER = re.compile(r"[A-Za-zＡ-Ｚ]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Sorts of candidates: what a person calls them, how often one must stand, and how many are kept.
_KEPT = {
    "短语": ("固定说法", 2, 150),
    "四字": ("四字", 1, 200),
    "句式": ("句式", 1, 60),
    "标题组": ("标题句式", 1, 40),
    "数词": ("数词", 1, 20),
    "提纲": ("提纲", 1, 20),
}


def learned(store: Store) -> list[Mined]:
    """The entries of a bank layer, sort by sort, the most widespread first; the same store gives the same entries."""
    found: list[Mined] = []
    seen: set[str] = set()
    for sort, (called, least, most) in _KEPT.items():
        kept = 0
        for one in store.candidates(sort):
            text = one.text
            if kept == most or one.count < least or text in seen or not _HAN.search(text) or _foreign(text):
                continue
            seen.add(text)
            kept += 1
            documents = tuple(dict.fromkeys(_short(name) for name, _ in one.examples))
            found.append(Mined(text, called, one.count, one.families, documents, _fillers(one)))
    return found


def _fillers(one: Candidate) -> tuple[str, ...]:
    """What filled the first place of a frame, and stands inside no quotation marks that would end half-way."""
    places = one.more.get("fillers") or []
    texts = [str(text) for text, _ in places[0]] if places else []
    return tuple(text for text in texts if han(text) >= 2 and not _foreign(text) and text.count("“") == text.count("”"))


def _foreign(text: str) -> bool:
    """Whether a text is a piece of somebody's writing, a fact of somebody's place, or masked by letters."""
    # Marks between do not make a stranger's clauses ours: what counts is what stands between two places.
    if any(han(piece) > LONGEST for piece in text.split("＿")) or _LETTER.search(text):
        return True
    return bool(localized(text)[1])


def _short(name: str) -> str:
    """A document's name without folders, ending and what follows its number."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    match = re.match(r"\d+(?=_)", stem)
    return match.group() if match else stem
