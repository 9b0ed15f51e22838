"""Layout profiles as data: one entry here, and one shell in `templates/word/` that `make shells` makes from it."""

from __future__ import annotations

from msgspec import Struct

from drafter.report import DrafterError

# Type area of GB/T 9704 on A4, in twips (1/20 pt): 156 × 225 mm.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, LEFT, RIGHT, BOTTOM, FOOTER = 2098, 1588, 1474, 1985, 1446
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM


class Profile(Struct, frozen=True):
    """One layout. Sizes in points, `pitch` (line height) and `spacing` (added to each character) in twips."""

    name: str
    summary: str
    shell: str
    size: int = 16
    pitch: int = 579
    spacing: int = -5
    title_size: int = 22
    table_size: int = 14
    outer_page_number: bool = True
    notes: bool = False

    @property
    def em(self) -> int:
        """The width of one body character in twips."""
        return self.size * 20 + self.spacing

    @property
    def characters(self) -> int:
        """How many characters a full line holds."""
        return WIDTH // self.em

    @property
    def lines(self) -> int:
        """How many lines a full page holds."""
        return HEIGHT // self.pitch


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("标准", "党政机关公文格式：每页 22 行、每行 28 字，页码居外侧", "official.docx"),
        Profile(
            "大字版",
            "念稿用：小二号字、行距 30 磅，文末附朗读时间和生僻字注音",
            "large.docx",
            size=18,
            pitch=600,
            spacing=0,
            title_size=26,
            table_size=16,
            notes=True,
        ),
        Profile("居中页码", "与标准相同，页码居中", "centred.docx", outer_page_number=False),
    )
}
STANDARD = PROFILES["标准"]


def profile(name: str) -> Profile:
    """The profile called `name`; raises a DrafterError that lists the known ones."""
    if name not in PROFILES:
        raise DrafterError("没有这个版式", name, f"可选：{'、'.join(PROFILES)}")
    return PROFILES[name]
