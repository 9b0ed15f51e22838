"""Chooses one sentence for each place so that the length fits and nothing jars: a beam search over places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.plan.materials import Option, Places

_WIDTH = 40
_SAME_START = 6.0
_SAME_POINT_START = 8.0
_THIRD_ORDER = 5.0
_MEETING = 1000.0
_OFF = 0.08
_FAR_OFF = 1.0
_NEAR = 0.02

# Sentences chosen so far, the last first.
_Link = tuple[Option | None, "_Link"] | None
# cost, length, opening of the last sentence, opening of this paragraph, orders in a row, chosen so far
_State = tuple[float, int, str, str, int, _Link]


def fit(
    paragraphs: Sequence[Places], target: int, meetings: Mapping[str, frozenset[str]], taken: set[str]
) -> list[list[Option]]:
    """The sentences of each paragraph, together as near to `target` characters as they come without jarring."""
    spots = [(n, place, options) for n, p in enumerate(paragraphs) for place, options in enumerate(p.options)]
    rest = [(0, 0)]
    for _, _, options in reversed(spots):
        low, high = rest[-1]
        lengths = [0 if option is None else option.length for option in options]
        rest.append((low + min(lengths), high + max(lengths)))
    rest.reverse()
    states: list[_State] = [(0.0, 0, "", "", 0, None)]
    for spot, (_, place, options) in enumerate(spots):
        low, high = rest[spot + 1]
        grown: dict[tuple[int, str], _State] = {}
        step = max(target // 40, 6)
        for state in states:
            for option in options:
                after = _after(state, option, place == 0, meetings, taken)
                length = after[1]
                # How far the best end from here must miss the target.
                miss = max(length + low - target, target - length - high, 0)
                after = (after[0] + _missed(miss, target), *after[1:])
                key = (length // step, after[2])
                best = grown.get(key)
                if best is None or after[0] < best[0]:
                    grown[key] = after
        states = sorted(grown.values(), key=lambda s: (s[0], s[1]))[: _WIDTH * 3]
        if len(states) > _WIDTH:
            states = _spread(states)
    best = min(states, key=lambda s: (s[0] + _missed(abs(s[1] - target), target), s[1]))
    chosen: list[Option | None] = []
    link = best[5]
    while link is not None:
        chosen.append(link[0])
        link = link[1]
    chosen.reverse()
    done: list[list[Option]] = [[] for _ in paragraphs]
    for (paragraph, _, _), picked in zip(spots, chosen, strict=True):
        if picked is not None:
            done[paragraph].append(picked)
    return done


def _missed(by: int, target: int) -> float:
    """What it costs to miss the target: little near it, much beyond two in a hundred."""
    return by * _OFF + max(0.0, by - target * _NEAR) * _FAR_OFF


def _spread(states: list[_State]) -> list[_State]:
    """The cheapest states, but no length left without any."""
    kept: dict[int, _State] = {}
    for state in states:
        kept.setdefault(state[1] // 12, state)
    chosen = sorted(kept.values(), key=lambda s: (s[0], s[1]))[: _WIDTH // 2]
    ids = {id(state) for state in chosen}
    return chosen + [state for state in states if id(state) not in ids][: _WIDTH - len(chosen)]


def _after(
    state: _State, option: Option | None, opens: bool, meetings: Mapping[str, frozenset[str]], taken: set[str]
) -> _State:
    """The state after one more place; `opens`: the place is the first of its paragraph."""
    cost, length, last, opening, orders, link = state
    if option is None:
        return cost, length, last, opening, orders, (None, link)
    cost += option.cost
    if option.start == last:
        cost += _SAME_START
    if opens:
        if option.start == opening:
            cost += _SAME_POINT_START
        opening = option.start
    orders = orders + 1 if option.order else 0
    if orders >= 3:
        cost += _THIRD_ORDER
    phrase = option.said.phrase
    if phrase is not None:
        if phrase in taken:
            cost += _MEETING
        others = meetings.get(phrase)
        if others and (phrase in others or _chosen(link, others)):
            cost += _MEETING
    return cost, length + option.length, option.start, opening, orders, (option, link)


def _chosen(link: _Link, others: frozenset[str]) -> bool:
    """Whether one of `others` stands among the sentences chosen so far."""
    while link is not None:
        option, link = link
        if option is not None and option.said.phrase in others:
            return True
    return False
