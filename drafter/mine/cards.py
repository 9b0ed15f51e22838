"""Problem cards: which measure of a document answers which of its problems; unsure pairs are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from drafter.mine.found import Found, Script
from drafter.mine.records import Record

# Under this a pair is chance.
SURE = 0.05
# Words that any problem or any measure may have say nothing of what it is about.
_EMPTY_WORDS = (
    "还不够|不够|不足|不强|不深|不高|不实|不到位|有差距|短板|欠缺|缺乏|薄弱|有待|仍有|还有|存在|问题|进一步|大力|切实|不断|持续"
    "|扎实|深入|加强|提升|提高|强化|增强|坚持|推动|开展|工作|作用|发挥|方面|能力|意识|思想|指导|比如|有时|自己|没有|一是|二是|三是|四是"
)
_HAN, _LAST_HAN = 0x4E00, 0x9FFF
_EMPTY = np.unique(
    [(ord(a) - _HAN) << 16 | ord(b) - _HAN for word in _EMPTY_WORDS.split("|") for a, b in pairwise(word)]
)
_EMPTY_FIRST = np.zeros(1 << 16, dtype=bool)
_EMPTY_FIRST[_EMPTY >> 16] = True
# Which are compared: the whole of both; the headings of both, and each heading with the whole of the other.
_SIDES = ((0, 0), (1, 1), (1, 0), (0, 1))
_JOINED = 1_000_000  # comparisons at a time
_WHOLE = 64  # weights are whole numbers of a 64th, so that sums are exact


class _Points(Struct, frozen=True):
    """The headings of the problems of a document, and those of its measures."""

    document: int
    problems: list[int]
    measures: list[int]


def cards(records: Sequence[Record], script: Script) -> Iterator[tuple[int, Found]]:
    """Every pair of a problem and a measure that surely belong together, with the number of its document."""
    documents = [points for number, record in enumerate(records) if (points := _points(number, record))]
    for points, scores in _scores(documents, records, script):
        for row, column in assigned(scores.tolist()):
            if scores[row, column] >= SURE:
                pair = points.problems[row], points.measures[column]
                yield points.document, _card(records[points.document], *pair, scores[row, column])


def _points(number: int, record: Record) -> _Points | None:
    """The problems and measures of a document: headings that have no headings below them; None without either."""
    problems, measures = (
        [n for n, heading in enumerate(record.headings) if heading.kind == kind] for kind in ("问题", "措施")
    )
    if not problems or not measures:
        return None
    parents = {heading.parent for heading in record.headings}
    problems, measures = ([n for n in some if n not in parents] for some in (problems, measures))
    return _Points(number, problems, measures) if problems and measures else None


def _card(record: Record, problem: int, measure: int, score: float) -> Found:
    said, answered = (
        [n for n, sentence in enumerate(record.sentences) if sentence.heading == number]
        for number in (problem, measure)
    )
    texts = record.headings[problem].text, record.headings[measure].text
    parts = (*texts, f"{score:.3f}", " ".join(map(str, said)), " ".join(map(str, answered)))
    return " → ".join(texts), said[0] if said else -1 - problem, parts


def _scores(
    documents: Sequence[_Points], records: Sequence[Record], script: Script
) -> Iterator[tuple[_Points, NDArray[np.float64]]]:
    """How much each problem (row) and each measure (column) are about the same thing, for documents where some are.

    That is how close their headings are, the whole of them, and each heading to the whole of the other: the cosine of
    neighbouring characters, those that stand in few of the document's points weighing most.
    """
    if not documents:
        return
    problems, measures = np.array([[len(points.problems), len(points.measures)] for points in documents]).T
    sizes, cases = problems + measures, problems * measures
    starts, begins = np.cumsum(sizes) - sizes, np.cumsum(cases) - cases
    key, bounds = _pairs(documents, records, script)
    # A cell is what one point has of a pair, in all and in its heading; a group is what all of its document have of it.
    owners = key >> 1
    cells = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]])[: len(key)])
    words = np.diff(cells, append=len(key))
    names = np.bincount(np.searchsorted(cells, np.flatnonzero(~key & 1), "right") - 1, minlength=len(cells))
    pair, point = (key[cells] >> 32).astype(np.int32), key[cells].astype(np.int32) >> 1
    edges = np.searchsorted(cells, bounds)
    fresh = np.concatenate([[True], pair[1:] != pair[:-1], [True]])
    fresh[edges] = True
    groups = np.flatnonzero(fresh[: len(cells)])
    spread = np.diff(groups, append=len(cells))
    home = np.repeat(np.arange(len(sizes)), np.diff(np.searchsorted(groups, edges)))
    weight = _logs(sizes.tolist())[starts[home] + spread - 1]
    pair = pair[groups]
    likely = np.flatnonzero(_EMPTY_FIRST[pair >> 16])
    weight[likely[_EMPTY[np.searchsorted(_EMPTY[:-1], pair[likely])] == pair[likely]]] = 0
    each = np.repeat(weight, spread)
    both = [words * each, names * each]
    own = [np.maximum(np.bincount(point, some * some, sizes.sum()), 1) for some in both]
    # A case is a problem with a measure of its document: they stand row by row, one document after the other.
    local = np.arange(sizes.sum()) - np.repeat(starts, sizes)
    problem = local < np.repeat(problems, sizes)
    case = np.where(problem, np.repeat(begins, sizes) + local * np.repeat(measures, sizes), local)
    case[~problem] -= np.repeat(problems, measures)
    said = np.repeat(np.flatnonzero(problem), np.repeat(measures, problems))
    answered = np.arange(len(said)) - case[said] + np.repeat(starts + problems, cases)
    # Only what a problem and a measure both have brings them closer.
    several = (spread > 1) & (weight > 0)
    cells, spread = np.flatnonzero(np.repeat(several, spread)), spread[several]
    point, both = point[cells], [some[cells] for some in both]
    sums = np.zeros((len(_SIDES), len(said)))
    for left, right in _joined(spread, np.add.reduceat(problem[point].astype(int), np.cumsum(spread) - spread)):
        where = case[point[left]] + case[point[right]]
        for sum_, (one, other) in zip(sums, _SIDES, strict=True):
            sum_ += np.bincount(where, both[one][left] * both[other][right], len(said))
    whole, *headings = (
        sum_ / np.sqrt(own[one][said] * own[other][answered]) for sum_, (one, other) in zip(sums, _SIDES, strict=True)
    )
    scores = (np.maximum.reduce(headings) + whole) / 2
    for n in np.flatnonzero(np.maximum.reduceat(scores, begins) >= SURE).tolist():
        yield documents[n], scores[begins[n] : begins[n] + cases[n]].reshape(problems[n], -1)


def _joined(
    spread: NDArray[np.intp], problems: NDArray[np.intp]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Every problem's cell with every measure's of its group, some at a time; in a group the problems come first."""
    starts, measures = np.cumsum(spread) - spread, spread - problems
    joins = problems * measures
    ends = np.cumsum(joins)
    for some in np.split(np.arange(len(joins)), np.flatnonzero(np.diff(ends // _JOINED)) + 1):
        times = joins[some]
        nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        start, first, width = (np.repeat(each[some], times) for each in (starts, problems, measures))
        yield start + nth // width, start + first + nth % width


def _logs(sizes: Sequence[int]) -> NDArray[np.float64]:
    """For each document of so many points, what a pair weighs that stands in one of them, in two and so on.

    As floating numbers they are multiplied many times faster; far below 2^53 they are whole numbers all the same.
    """
    logs = {size: [round(_WHOLE * log((size + 1) / spread)) for spread in range(1, size + 1)] for size in {*sizes}}
    return np.array([one for size in sizes for one in logs[size]], dtype=float)


def _pairs(
    documents: Sequence[_Points], records: Sequence[Record], script: Script
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Every two neighbouring Han characters in the points of some documents, as one number with where they stand.

    That is, twice the number of the point, and one more outside its heading. They are sorted document by document; the
    second array says where each document begins.
    """
    owners = [-1] * (len(script.starts) - 1)
    number = 0
    for points in documents:
        record, first = records[points.document], script.firsts[points.document]
        numbers = {heading: number + 2 * n for n, heading in enumerate((*points.problems, *points.measures))}
        number += 2 * len(numbers)
        for heading, at in numbers.items():
            owners[first + heading] = at
        first += len(record.headings)
        bodies = [numbers.get(sentence.heading, -2) + 1 for sentence in record.sentences]
        owners[first : first + len(bodies)] = bodies
    owner = np.repeat(np.array(owners, dtype=np.int32), np.diff(script.starts))
    codes = script.codes[1:] - np.uint16(_HAN)
    han = (codes <= _LAST_HAN - _HAN) & (owner >= 0)
    where = np.flatnonzero(han[:-1] & han[1:])
    # To sort these is many times faster than to sort by pair.
    key = codes[where].astype(np.int64) << 16 | codes[where + 1]
    key <<= 32
    key |= owner[where]
    begins = [script.starts[script.firsts[points.document]] - 1 for points in documents]
    bounds = np.searchsorted(where, [*begins, len(codes)])
    for low, high in pairwise(bounds.tolist()):
        key[low:high].sort()
    return key, bounds


def assigned(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows and columns paired one to one so that the scores add up to the most (the Hungarian method)."""
    if len(scores) > len(scores[0]):
        turned = assigned([list(column) for column in zip(*scores, strict=True)])
        return sorted((row, column) for column, row in turned)
    rows, columns = len(scores), len(scores[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while holder[column]:
            used[column] = True
            here, best, following = holder[column], float("inf"), 0
            for n in range(1, columns + 1):
                if used[n]:
                    continue
                cost = -scores[here - 1][n - 1] - row_price[here] - column_price[n]
                if cost < least[n]:
                    least[n], way[n] = cost, column
                if least[n] < best:
                    best, following = least[n], n
            for n in range(columns + 1):
                if used[n]:
                    row_price[holder[n]] += best
                    column_price[n] -= best
                else:
                    least[n] -= best
            column = following
        while column:
            holder[column], column = holder[way[column]], way[column]
    return sorted((holder[n] - 1, n - 1) for n in range(1, columns + 1) if holder[n])
