"""What each paragraph is, told as a person would tell it: by its place, its look, its number and its words.

Names of styles decide where they are clear (Title, heading 1, our own 公文…); strangers' files mostly have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.numbering import Mark, mark_of
from drafter.segment import han
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Para, Run, Table, most_font, most_size
from drafter.wordstyles import IMAGE, NOTE, ROLES

_ROLE_OF = {name.lower(): role for name, role in ROLES.items()}
_NOTES = re.compile(r"(?:toc|目录|contents)\b.*|footnote text|endnote text|header|footer", re.IGNORECASE)
_CAPTIONS = {"caption", "题注"}
LEVELS = {"part": 1, "han": 1, "paren-han": 2, "arabic": 3, "paren-arabic": 4}

_COVER = re.compile(
    r"附\s*件\s*\d{0,2}\s*[:：]?|(?:绝密|机密|秘密|内部|特急|加急|平急|急件|讨论稿|征求意见稿|送审稿).{0,16}"
)
# 红头: the name of the issuing body in red, its number, who signed.
_LETTERHEAD = re.compile(r".{0,24}〔\d{4}〕.{0,4}\d{1,5}\s*号.{0,24}|签发人[：:].{0,16}")
_ANNEX = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[:：]?")
_ATTACHED = re.compile(r"附\s*件?\s*[：:]\s*\S")
_ATTACHED_MORE = re.compile(r"\d{1,2}\s*[.．、]")
_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4}|[×xXＸ*]{2,4}|【[^】]{1,8}】)"
_PART = r"(?:[\d一二三四五六七八九十×xXＸ*]{1,3}|【[^】]{1,8}】)"
_DATE = re.compile(
    rf"[（(]?\s*(?:{_YEAR}\s*年(?:\s*{_PART}\s*月(?:\s*{_PART}\s*[日号])?)?|【(?:日期|时间|年月日)】|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})\s*[）)]?"
)
_SALUTATION = re.compile(
    r"[^。；;]{0,40}(?:同志|各位|领导|大家|代表|委员|朋友|老师|乡亲|嘉宾|来宾|同学|书记|主任|先生|女士|您)[^。；;：:]{0,16}[：:]"
)
_POST = re.compile(
    r"(?:书记|局长|主任|[县区市乡镇处科部院校所站]长|干部|委员|评论员|专员|主席)(?:[\s\u3000]+\S{1,4}|[\s\u3000]*\S[\s\u3000]*\S)?$"
)
_STOPS = "。；;，,、：:！!？?"
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_RUN_IN = 60, 60, 70
_LONGEST_LABEL, _LAST_LINES, _COVER_LINES = 24, 4, 12


def told(paragraphs: Sequence[Para], tables: Sequence[Table]) -> tuple[Para, ...]:
    """`paragraphs` with role, level, mark and run-in heading filled in."""
    paras = [replace(para, mark=_mark(para)) for para in paragraphs]
    beside = {line for table in tables for line in table.beside}
    body_size = most_size(run for para in paras if han(para.text) > 20 for run in para.runs)
    roles = [_plain_role(para) for para in paras]
    start = _front(paras, roles, body_size)
    end = _annex(paras, roles, start)
    following: Para | None = None
    for n in range(end - 1, start - 1, -1):
        para = paras[n]
        if not roles[n]:
            if para.align == "center" and para.line in beside and len(para.text.strip()) <= 40:
                roles[n] = "caption"
            elif _is_heading(para, following):
                roles[n] = "heading"
        if roles[n] != "blank":
            following = para
    _back(paras, roles, start, end)
    done = []
    for para, role in zip(paras, roles, strict=True):
        role = role or "body"
        level = _level(para) if role in ("heading", "body") else 0
        run_in = _run_in(para, level) if role == "body" else 0
        done.append(replace(para, role=role, level=level if role == "heading" or run_in else 0, run_in=run_in))
    return tuple(done)


def _shown(para: Para) -> str:
    return (para.number + para.text).strip()


def _mark(para: Para) -> Mark | None:
    return mark_of(_shown(para))


def _plain_role(para: Para) -> str:
    """What the style or the emptiness of a paragraph says by itself; headings are looked at again."""
    if not _shown(para):
        return "image" if para.image else "blank"
    style = para.style.lower()
    if style == IMAGE:
        return "image"
    if style == NOTE or _NOTES.fullmatch(style):
        return "note"
    if style in _CAPTIONS:
        return "caption"
    role = _ROLE_OF.get(style, "")
    return "" if role == "heading" else role


def _front(paras: list[Para], roles: list[str], body_size: float) -> int:
    """Fills in what stands before the body; returns where the body begins."""
    # A title by style is the title, and what stands above it is a letterhead or a label.
    styled = next((n for n, role in enumerate(roles[:_COVER_LINES]) if role == "title"), -1)
    title: Para | None = None
    last = -1
    for n, para in enumerate(paras):
        text = _shown(para)
        if roles[n] in ("blank", "note", "image", "byline", "date"):
            continue
        if roles[n] == "title":
            title, last = para, n
        elif n < styled and not roles[n] and len(text) <= _LONGEST_TITLE:
            roles[n] = "note"
        elif roles[n] == "salutation" or (not roles[n] and _SALUTATION.fullmatch(text)):
            roles[n] = "salutation"
            return n + 1
        elif roles[n]:
            return n
        elif _DATE.fullmatch(text):
            roles[n] = "date"
        elif title is None and _is_cover(para, text):
            roles[n] = "note"
        elif title is None and _could_be_title(para, body_size):
            roles[n] = "title"
            title, last = para, n
        elif title is not None and last == n - 1 and _goes_on(title, para):
            roles[n], last = "title", n
        elif title is not None and _is_byline(para, text):
            roles[n] = "byline"
        else:
            return n
    return len(paras)


def _is_cover(para: Para, text: str) -> bool:
    """Whether a line above the title is none of it: a mark of secrecy, a draft's label, a letterhead."""
    if len(text) <= _LONGEST_LABEL and _COVER.fullmatch(text):
        return True
    red = any(run.colour.upper().startswith(("FF0", "C0", "E")) for run in para.runs)
    return len(text) <= _LONGEST_TITLE and (
        bool(_LETTERHEAD.fullmatch(text)) or (red and text.endswith(("文件", "纪要")))
    )


def _could_be_title(para: Para, body_size: float) -> bool:
    text = _shown(para)
    if len(text) > _LONGEST_TITLE or "。" in text[:-1]:
        return False
    sentence = text[-1] == "。" and "，" in text
    if para.align == "center" and not sentence and not (para.mark and para.mark.style in LEVELS):
        return True
    if para.mark or text[-1] in _STOPS:
        return False
    return most_size(para.runs) > body_size + 1 or _set_off(para) or para.outline == 0 or len(text) <= 30


def _goes_on(title: Para, para: Para) -> bool:
    """Whether `para` is one more line of the title above it."""
    text = _shown(para)
    if len(text) > _LONGEST_TITLE:
        return False
    same = para.align == title.align and abs(most_size(para.runs) - most_size(title.runs)) < 0.6
    other = (
        text[0] in "（(—-―"
        or para.mark
        or text[-1] in "。；：:"
        or re.search(r"\S[\s\u3000]+\S", text)
        or len(text) <= 4
    )
    return same and most_font(para.runs) == most_font(title.runs) and not other and not _POST.search(text)


def _is_byline(para: Para, text: str) -> bool:
    if len(text) > 44 or para.mark or text[-1] in _STOPS:
        return False
    return para.align in ("center", "right") or text[0] == "（" or bool(_POST.search(text))


def _annex(paras: list[Para], roles: list[str], start: int) -> int:
    """Marks the note of attachments, and all that follows 附件 on a line of its own; returns where the body ends."""
    for n in range(start, len(paras)):
        text = _shown(paras[n])
        if not roles[n] and n > start and len(text) <= _LONGEST_LABEL and _ANNEX.fullmatch(text):
            for later in range(n, len(paras)):
                roles[later] = roles[later] if roles[later] in ("blank", "image") else "annex"
            return n
        if roles[n] == "" and (
            _ATTACHED.match(text[:_LONGEST_LABEL])
            or (n and roles[n - 1] == "attachment" and _ATTACHED_MORE.match(text))
        ):
            roles[n] = "attachment"
    return len(paras)


def _back(paras: list[Para], roles: list[str], start: int, end: int) -> None:
    """Marks the signature: a date at the very end with a short line above it, or a short line far to the right."""
    found: list[int] = []
    lines = [n for n in range(start, end) if roles[n] not in ("blank", "attachment", "note", "image")]
    for n in lines[: -_LAST_LINES - 1 : -1]:
        para, text = paras[n], _shown(paras[n])
        if roles[n] == "signature":
            continue
        if len(text) > 30 or para.mark or text[-1] in _STOPS or roles[n] not in ("", "heading"):
            break
        dated = bool(_DATE.fullmatch(text))
        aside = para.align in ("right", "end") or para.left + max(para.first, 0) > 120
        below = found and found[-1] > n and _DATE.fullmatch(_shown(paras[found[0]]))
        if not (dated or aside or (below and len(found) == 1)):
            break
        found.append(n)
    for n in found:
        roles[n] = "signature"


def _set_off(para: Para) -> bool:
    """Whether the whole paragraph stands in a heading's font or in bold."""
    runs = [run for run in para.runs if run.text.strip()]
    return bool(runs) and (all(run.bold for run in runs) or family(most_font(runs)) in ("黑体", "楷体", "小标宋"))


def _is_heading(para: Para, following: Para | None) -> bool:
    """Whether a paragraph of the body is a heading on its own line."""
    text = _shown(para)
    words = text[para.mark.end :] if para.mark else text
    if not words or len(text) > _LONGEST_HEADING or any(stop in words[:-1] for stop in "。！？；"):
        return False
    styled = para.outline is not None or _set_off(para)
    if words[-1] in "；;，,、：:":
        return para.outline is not None
    level = LEVELS.get(para.mark.style) if para.mark else None
    if level is None:
        # 一是…, （verse）, a line of thanks: only a heading style, or a set-off line without any stop, is a heading.
        return para.outline is not None or (
            _set_off(para) and not para.mark and words[-1] not in "。！？!?" and len(text) <= 30
        )
    sibling = (
        following is not None
        and following.mark is not None
        and para.mark is not None
        and following.mark.style == para.mark.style
    )
    if level <= 2:
        return styled or not sibling
    return para.outline is not None or (not sibling and words[-1] not in "。！？!?")


def _level(para: Para) -> int:
    """1–4 by the number's form, else by the outline level; 0 for neither."""
    if para.mark and para.mark.style in LEVELS:
        return LEVELS[para.mark.style]
    return para.outline + 1 if para.outline is not None else 0


def _run_in(para: Para, level: int) -> int:
    """How many characters at the head of a body paragraph are a run-in heading: by number, or by being set off."""
    text = para.text
    end = _first_stop(text)
    if para.mark and level and para.mark.style in LEVELS and 0 < end <= _LONGEST_RUN_IN:
        return end
    change = 0
    looks = list(_looks(para.runs))
    if len(looks) > 1:
        change = len(looks[0][1])
    head = text[:change].rstrip()
    if 0 < len(head) <= _LONGEST_RUN_IN and head[-1] in "。：:！？!?；" and looks[0][0] != ("仿宋", False):
        return len(head)
    return 0


def _first_stop(text: str) -> int:
    """Where the first sentence of `text` ends, 0 if it goes on to the end without a stop."""
    place = min((p for p in (text.find(stop) for stop in "。！？") if p >= 0), default=-1)
    return place + 1


def _looks(runs: Sequence[Run]) -> Iterator[tuple[tuple[str, bool], str]]:
    """Neighbouring runs of one family and weight joined: (look, text)."""
    look: tuple[str, bool] | None = None
    text = ""
    for run in runs:
        own = (family(run.east), run.bold)
        if look is not None and own != look and han(run.text):
            yield look, text
            look, text = own, ""
        look = look or own
        text += run.text
    if look is not None:
        yield look, text
