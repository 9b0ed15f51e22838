"""drafter: drafts officials' speeches offline, from an editable phrase bank."""

__version__ = "0.1.0"
