"""Every rule keeps its contract; adding a rule is adding one file."""

from __future__ import annotations

import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest
from sample_docx import build

from drafter import rules
from drafter.check import check
from drafter.reading import read
from drafter.report import Finding, Level
from drafter.rules import text
from drafter.rules.contract import Sample, Slip
from drafter.rules.text.contract import Given, Known, text_of
from drafter.tree import Document

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NEEDED = ("ID", "LEVEL", "TITLE", "SOURCE", "READS", "GOOD", "BAD", "judge")


def _given(rule: ModuleType, sample: object) -> list[tuple[str, Level]]:
    """What `rule` alone finds in one of its samples."""
    if rule.READS == "text":
        return [(finding.message, finding.level) for finding in _said(rule, sample)]
    assert isinstance(sample, Sample), f"{rule.ID}: samples of what it reads ({rule.READS}) cannot be built"
    found = check(build(sample), "例.docx", rules=[rule], profile=sample.profile)
    return [(finding.message, finding.level) for finding in found]


def _said(rule: ModuleType, sample: object) -> list[Finding]:
    """What a text rule finds in a sample: typed text, a document, or either of them with what is known of it."""
    assert isinstance(sample, (str, Document, Given)), f"{rule.ID}: samples of what it reads cannot be judged"
    given = sample if isinstance(sample, Given) else Given(sample, Known())
    document = given.text
    if isinstance(document, str):
        document = read(f"在学习研讨会上的发言\n\n{document}\n".encode(), "例.txt").parts[0].document
    return rules.findings(rule, rule.judge(text_of(document, given.known)), "行")


@pytest.mark.parametrize("rule", rules.every(), ids=lambda rule: rule.ID)
def test_rule_is_whole(rule: ModuleType) -> None:
    missing = [name for name in _NEEDED if not hasattr(rule, name)]
    assert not missing, f"{rule.__name__} lacks {missing}"
    assert rule.__name__.rpartition(".")[2].replace("_", "-") == rule.ID
    assert rule.LEVEL in rules.LEVELS
    assert rule.__doc__
    assert inspect.getdoc(rule.judge)
    assert rule.SOURCE == "办公惯例" or re.fullmatch(r"GB/T \d+-\d{4}(?: §\d+(?:\.\d+)*)?", rule.SOURCE)
    assert _HAN.search(rule.TITLE)
    assert "\n" not in rule.TITLE
    assert rule.GOOD, f"{rule.ID} has no good example"
    assert rule.BAD, f"{rule.ID} has no bad example"


@pytest.mark.parametrize("rule", rules.every(), ids=lambda rule: rule.ID)
def test_rule_passes_its_good_examples(rule: ModuleType) -> None:
    for number, sample in enumerate(rule.GOOD, 1):
        assert _given(rule, sample) == [], f"good example {number} of {rule.ID}"


@pytest.mark.parametrize("rule", rules.every(), ids=lambda rule: rule.ID)
def test_rule_catches_its_bad_examples(rule: ModuleType) -> None:
    gravest = len(rules.LEVELS)
    for number, sample in enumerate(rule.BAD, 1):
        found = _given(rule, sample)
        assert found, f"bad example {number} of {rule.ID} is not found"
        for message, level in found:
            assert re.fullmatch(r"[^\n]+：[^\n]+：[^\n]+", message), message
            assert rules.LEVELS.index(level) >= rules.LEVELS.index(rule.LEVEL), "graver than the rule says"
            gravest = min(gravest, rules.LEVELS.index(level))
    assert rules.LEVELS[gravest] == rule.LEVEL, f"no bad example of {rule.ID} is {rule.LEVEL}"


def test_every_file_is_a_rule_or_known_not_to_be() -> None:
    files = {info.name for folder in (rules, text) for info in pkgutil.iter_modules(folder.__path__)}
    known = {"contract", "elements", "text", "wording"}
    assert files - {rule.__name__.rpartition(".")[2] for rule in rules.every()} == known
    assert len({rule.ID for rule in rules.every()}) == len(rules.every())


def test_every_rule_is_documented() -> None:
    rows = [
        f"| `{rule.ID}` | {rule.LEVEL} | {rule.TITLE} | {rule.SOURCE} |"
        for rule in (*rules.reading("layout"), *rules.reading("text"))
    ]
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows, "docs/rules.md lists other rules"


def test_many_places_are_one_finding_with_the_first_places_named() -> None:
    rule = rules.every()[0]
    slips = [Slip("行距不对", "请改", line=n, text="今年以来") for n in range(3, 20)]
    (finding,) = rules.findings(rule, slips)
    assert finding.message == "行距不对：第3段「今年以来」、第4段「今年以来」、第5段「今年以来」等17段：请改"
    assert (finding.line, finding.text, finding.rule, finding.level) == (3, "今年以来", rule.ID, rule.LEVEL)


def test_one_place_is_shown_with_its_beginning() -> None:
    rule = rules.every()[0]
    (finding,) = rules.findings(rule, [Slip("有空格", "请删去", line=7, text="今年以来")] * 2)
    assert finding.message == "有空格：第7段「今年以来」共2处：请删去"
    (finding,) = rules.findings(rule, [Slip("没有页码", "请插入", "页脚")])
    assert finding.message == "没有页码：页脚：请插入"


def test_what_differs_stays_apart() -> None:
    rule = rules.every()[0]
    slips = [Slip("甲", "改", line=1), Slip("乙", "改", line=2), Slip("甲", "改", line=3, level="提示")]
    assert len(rules.findings(rule, slips)) == 3
