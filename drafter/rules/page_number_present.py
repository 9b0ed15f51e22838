"""Pages are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.rules.elements import page_numbers, spans_pages
from drafter.wordlook.model import Look

ID = "page-number-present"
LEVEL: Level = "必错"
TITLE = "有页码"
SOURCE = "GB/T 9704-2012 §7.5"
READS = "layout"

_LONG = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。" * 40
GOOD = (Sample(), Sample(body=(P("title", "在大会上的发言"), P("body", "我表个态。")), foot="", even_foot=""))
_FIRST = '<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/>'
BAD = (
    Sample(page=_FIRST),
    Sample(body=(P("title", "在大会上的发言"), P("body", _LONG)), foot="", even_foot=""),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A single page needs no number."""
    found = page_numbers(look)
    if not found and spans_pages(look):
        yield Slip("没有页码", "请在页脚插入页码，四号宋体，数字左右各一条一字线：— 1 —", "页脚")
    elif found and look.even_odd and "even" not in found and "default" in found:
        yield Slip("双数页没有页码", "请在双数页的页脚也插入页码，或取消“奇偶页不同”", "页脚")
    elif found and look.pages[0].title_page and "first" not in found:
        yield Slip("首页没有页码", "请在首页的页脚也插入页码，或取消“首页不同”", "页脚", level="提示")
