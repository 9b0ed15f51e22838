"""Problem cards: which measure of a document answers which of its problems; unsure pairs are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from drafter.mine.found import Found
from drafter.mine.records import Record

# Under this a pair is chance.
SURE = 0.05
# Words that any problem or any measure may have say nothing of what it is about.
_EMPTY_WORDS = (
    "还不够|不够|不足|不强|不深|不高|不实|不到位|有差距|短板|欠缺|缺乏|薄弱|有待|仍有|还有|存在|问题|进一步|大力|切实|不断|持续"
    "|扎实|深入|加强|提升|提高|强化|增强|坚持|推动|开展|工作|作用|发挥|方面|能力|意识|思想|指导|比如|有时|自己|没有|一是|二是|三是|四是"
)
_EMPTY = np.array(
    sorted({ord(word[n]) << 16 | ord(word[n + 1]) for word in _EMPTY_WORDS.split("|") for n in range(len(word) - 1)}),
    dtype=np.int64,
)
_WHOLE = 64  # weights are whole numbers of a 64th, so that sums are exact


def cards(record: Record) -> Iterator[Found]:
    """Every pair of a problem and a measure that surely belong together."""
    problems, measures = _points(record, "问题"), _points(record, "措施")
    if not problems or not measures:
        return
    bodies: dict[int, list[int]] = {number: [] for number in (*problems, *measures)}
    for number, sentence in enumerate(record.sentences):
        if sentence.heading in bodies:
            bodies[sentence.heading].append(number)
    heads = [record.headings[number].text for number in bodies]
    scores = _scores(
        heads, ["\n".join(record.sentences[n].text for n in body) for body in bodies.values()], len(problems)
    )
    for row, column in assigned(scores):
        if scores[row][column] >= SURE:
            problem, measure = heads[row], heads[len(problems) + column]
            said, answered = bodies[problems[row]], bodies[measures[column]]
            yield Found(
                "问题卡",
                f"{problem} → {measure}",
                "问题",
                said[0] if said else -1 - problems[row],
                (problem, measure, f"{scores[row][column]:.3f}", _numbers(said), _numbers(answered)),
            )


def _numbers(body: Sequence[int]) -> str:
    return " ".join(map(str, body))


def _points(record: Record, kind: str) -> list[int]:
    """The headings of one kind that have no headings below them."""
    parents = {heading.parent for heading in record.headings}
    return [n for n, heading in enumerate(record.headings) if heading.kind == kind and n not in parents]


def _scores(heads: Sequence[str], bodies: Sequence[str], problems: int) -> list[list[float]]:
    """How much each problem and each measure are about the same thing: headings, words, each heading in the words.

    The cosine of neighbouring characters, those that stand in few of the parts weighing most.
    """
    parts = [f"{head}\n{body}\n" for head, body in zip(heads, bodies, strict=True)]
    codes = np.frombuffer("".join(parts).encode("utf-32-le"), dtype=np.uint32)
    # Headings and bodies by turns: an even number is a heading's.
    sizes = [size for head, body in zip(heads, bodies, strict=True) for size in (len(head), len(body) + 2)]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    where = np.flatnonzero(han[:-1] & han[1:])
    # Pair and owner in one number: to sort these is many times faster than to sort by pair.
    key = codes[where].astype(np.int64) << 32 | codes[where + 1].astype(np.int64) << 16 | owner[where]
    key.sort()
    pairs, fresh = key >> 16, np.ones(len(key), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=fresh[1:])
    pairs, place = pairs[fresh], np.cumsum(fresh) - 1
    cells = np.bincount((key & 0xFFFF) * len(pairs) + place, minlength=len(sizes) * len(pairs))
    cells = cells.reshape(len(sizes), len(pairs))
    names = cells[::2]
    words = names + cells[1::2]
    logs = [0, *(round(_WHOLE * log((len(parts) + 1) / spread)) for spread in range(1, len(parts) + 1))]
    empty = _EMPTY[np.searchsorted(_EMPTY[:-1], pairs)] == pairs
    weight = np.array(logs)[(words > 0).sum(axis=0)] * ~empty
    # As floating numbers they are multiplied many times faster; far below 2^53 they are whole numbers all the same.
    size = len(parts)
    both = np.empty((2 * size, len(pairs)))
    np.multiply(words, weight, out=both[:size])
    np.multiply(names, weight, out=both[size:])
    shared = both @ both.T
    own = shared.diagonal()
    close = np.divide(shared, np.sqrt(np.outer(own, own)), out=np.zeros_like(shared), where=shared > 0)
    # Of a problem (row) and a measure (column): how close the headings are, the whole, and each heading to the whole.
    end = size + problems
    head, whole = close[size:end, end:], close[:problems, problems:size]
    crossed = np.maximum(close[size:end, problems:size], close[:problems, end:])
    scores: list[list[float]] = (np.maximum(head, crossed) / 2 + whole / 2).tolist()
    return scores


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
