"""Breaks a title into balanced lines at word sense, as a typist in a leader's office would."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from drafter.shipped import shipped
from drafter.writers.word.runs import characters

# Beyond this share of a full line a title looks crammed and is broken.
_COMFORT = 0.9
# A title of more lines than that is a paragraph, and is left to wrap.
_LONGEST = 6
# Costs of breaking at a place; a line that is a character off the mean costs _RAGGED.
_ASKED, _CLAUSE, _GOOD, _FAIR, _WORDS, _EDGE, _PAIR, _UNKNOWN, _QUOTED, _IN_WORD, _FORBIDDEN = (
    -12,
    -6,
    0,
    3,
    14,
    17,
    21,
    28,
    60,
    70,
    400,
)
_RAGGED, _HOURGLASS, _ONE_MORE_LINE, _OVERFULL = 0.3, 12, 15, 5000

_NO_LINE_START = "的了着过地得之们等者性化，。、；：！？”’》〉）】」』…%％·.,;:!?)]"
_NO_LINE_END = "“‘《〈（【「『(["
_OPENING, _CLOSING = "“‘《〈（【「『(", "”’》〉）】」』)"
# Words that like to stand at the head of a line, words that end one, and words that hold two others together.
_HEADS = frozenset("在为以对向从把将让使由并而")
_OPENERS = frozenset(("关于", "围绕", "结合", "立足", "聚焦"))
_TAILS = frozenset("的上中")
_LINKS = frozenset("和与及暨")
# What a body's name ends with: the name is one thing, and a new thing begins after it.
_BODIES = frozenset(("党支部", "支部", "党委", "党组", "委员会", "办公室", "学习中心组"))

# Words of official titles, so that a break never falls inside one. One-character words are above.
_LIST = "templates/word/标题用词.txt"
_TOKEN = re.compile(r"[0-9０-９A-Za-z.%％\-]+[年月日届次个项条版]?|——|……|.", re.DOTALL)


@cache
def _lexicon() -> tuple[frozenset[str], int]:
    lines = shipped(_LIST).read_text("utf-8").splitlines()
    words = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return words, max(map(len, words))


def _tokens(title: str) -> list[tuple[str, bool]]:
    """`title` as words of the lexicon (True), numbers, dashes and single characters (False), longest match first."""
    words, longest = _lexicon()
    tokens: list[tuple[str, bool]] = []
    at = 0
    while at < len(title):
        length = next((n for n in range(min(longest, len(title) - at), 1, -1) if title[at : at + n] in words), 0)
        if length:
            tokens.append((title[at : at + length], True))
        else:
            match = _TOKEN.match(title, at)
            assert match is not None
            length = match.end() - at
            tokens.append((match.group(), length > 1))
        at += length
    return tokens


def _costs(title: str) -> list[float]:
    """What it costs to break before each character of `title`."""
    costs: list[float] = [_IN_WORD] * len(title)
    at = unknown = 0
    previous, previous_known = "", False
    for token, known in _tokens(title):
        single = len(token) == 1 and not known
        plain = single and "\u4e00" <= token <= "\u9fff" and token not in _HEADS | _TAILS | _LINKS
        if at:
            costs[at] = _between(previous, previous_known, token, known, unknown)
        unknown = unknown + 1 if plain else 0
        at += len(token)
        previous, previous_known = token, known
    depth = 0
    for at, char in enumerate(title):
        if at and depth and char not in _CLOSING:
            costs[at] = max(costs[at], _QUOTED)
        depth += (char in _OPENING) - (char in _CLOSING)
        if at and (char in _NO_LINE_START or title[at - 1] in _NO_LINE_END):
            costs[at] = _FORBIDDEN
    return costs


def _between(previous: str, previous_known: bool, token: str, known: bool, unknown: int) -> float:
    """What it costs to break between two tokens; `unknown` counts the unknown characters that end before the place."""
    if token == "——" or previous[-1] in " \u3000":
        return _ASKED
    if previous[-1] in "，：；！？":
        return _CLAUSE
    if previous == "——":
        return _FORBIDDEN
    if previous == "的":
        return _GOOD
    if previous in _HEADS or previous in _OPENERS:
        return _IN_WORD
    if token in _OPENERS:
        return _GOOD
    if previous[-1] == "”" and token[0] == "“":
        return _EDGE
    if previous[-1] in "”》）】" or previous == "、":
        return _GOOD + 1
    if token[0] in "“《":
        return _FAIR
    if previous in _TAILS:
        return _FAIR
    if token in _HEADS:
        return _FAIR + 1
    if token in _TAILS or token in _LINKS:
        return _UNKNOWN
    if previous in _LINKS:
        return _WORDS
    if token in _BODIES:
        return _EDGE
    if previous in _BODIES:
        return _FAIR
    if previous_known and known:
        return _WORDS
    if previous_known or known:
        # 县 or 组 after a word is mostly its tail, two unknown characters are mostly a word.
        return _EDGE if known and unknown % 2 == 0 else _PAIR
    return _UNKNOWN if unknown % 2 else _PAIR


def broken(title: str, full: int) -> list[str]:
    """`title` in lines of at most `full` characters; joined they are `title` again."""
    if not title:
        return []
    total = characters(title)
    fewest = max(1, -(-int(2 * total) // int(2 * _COMFORT * full)))
    if (fewest == 1 and "——" not in title[1:]) or total > _LONGEST * full:
        return [title]
    costs = _costs(title)
    fewest = max(fewest, 2 if "——" in title[1:] else 1)
    plans = [plan for extra in (0, 1) if (plan := _plan(title, costs, fewest + extra, full))]
    if not plans:
        return [title]
    _, cuts = min((cost + _ONE_MORE_LINE * (len(cuts) - fewest + 1), cuts) for cost, cuts in plans)
    edges = [0, *cuts, len(title)]
    return [title[a:b] for a, b in pairwise(edges)]


def _plan(title: str, costs: list[float], lines: int, full: int) -> tuple[float, list[int]] | None:
    """The cheapest way to part `title` into `lines` lines: its cost and the places of the breaks."""
    if lines > len(title):
        return None
    at = [0.0]
    for char in title:
        at.append(at[-1] + characters(char))
    mean = at[-1] / lines

    def line_cost(start: int, end: int) -> float:
        width = at[end] - at[start]
        over = _OVERFULL * (width - full) if width > full else 0.0
        return float(_RAGGED * (width - mean) ** 2 + over)

    # best[end]: cost and breaks of the first n lines when they reach to `end`.
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for n in range(1, lines + 1):
        ends = [len(title)] if n == lines else range(n, len(title) - (lines - n) + 1)
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            ways = []
            # No line holds more than twice as many letters as Chinese characters.
            for start in range(max(n - 1, end - 2 * full - 2), end):
                if start in best:
                    cost, cuts = best[start]
                    cost += line_cost(start, end) + (costs[start] if start else 0)
                    ways.append((cost, [*cuts, start] if start else cuts))
            if ways:
                reached[end] = min(ways)
        best = reached
    if len(title) not in best:
        return None
    cost, cuts = best[len(title)]
    edges = [0.0, *(at[cut] for cut in cuts), at[-1]]
    widths = [b - a for a, b in pairwise(edges)]
    if any(b + 2 <= min(a, c) for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        cost += _HOURGLASS
    return cost, cuts
