"""The page number stands at the outer edge: right on odd pages, left on even ones."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import page_numbers
from drafter.wordlook.model import Look

ID = "page-number-place"
LEVEL: Level = "疑似"
TITLE = "单页码居右、双页码居左"
SOURCE = "GB/T 9704-2012 §7.5"
READS = "layout"

_FOOT = (
    "<w:p><w:pPr><w:jc w:val='{}'/></w:pPr><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>1</w:t></w:r>"
    "</w:fldSimple><w:r><w:t> —</w:t></w:r></w:p>"
)
_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:positionH><wp:align>outside"
    "</wp:align></wp:positionH><w:txbxContent>{0}</w:txbxContent></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><w:txbxContent>{0}</w:txbxContent></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
).format(_FOOT.format("left"))
GOOD = (
    Sample(),
    Sample(foot=_BOX, even_foot="", settings="<w:compat/>"),
    Sample(foot=_FOOT.format("center"), even_foot="", settings="<w:compat/>", profile="居中页码"),
)
BAD = (
    Sample(foot=_FOOT.format("center"), even_foot=_FOOT.format("center")),
    Sample(foot=_FOOT.format("right"), even_foot="", settings="<w:compat/>"),
    Sample(foot=_FOOT.format("left"), even_foot=_FOOT.format("right")),
    Sample(profile="居中页码"),
)

_SIDES = {"both": "left", "distribute": "left"}
_NAMES = {"left": "左", "right": "右", "center": "中"}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A text box or frame put "outside" does for both pages."""
    found = page_numbers(look)
    sides = {kind: _SIDES.get(para.align, para.align) for kind, para in found.items()}
    odd, even = sides.get("default"), sides.get("even") if look.even_odd else None
    if odd is None:
        return
    if not profile.outer_page_number:
        if any(side != "center" for side in (odd, even or odd)):
            yield Slip("页码没有居中", "请把页码设为居中", "页脚")
    elif odd == "center":
        yield Slip(
            "页码居中了", "请改为单页居右、双页居左（页面设置里勾选“奇偶页不同”）；内部稿可用“居中页码”版式", "页脚"
        )
    elif odd not in ("outside", "right"):
        yield Slip(f"单页页码居{_NAMES.get(odd, '内侧')}", "请改为居右空一字", "页脚")
    elif odd == "right" and even is None:
        yield Slip("页码没有分单双页", "双面印刷时请勾选“奇偶页不同”，双页页码居左空一字", "页脚", level="提示")
    elif even not in (None, "left", "outside"):
        yield Slip(f"双页页码居{_NAMES.get(even or '', '内侧')}", "请改为居左空一字", "页脚")
