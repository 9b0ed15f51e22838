"""Layout rules on whole documents: the mistakes that people make, other good layouts, our own files, hostile ones."""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_docx import GOOD_BODY, build
from sample_typist import POINTS, TEXT, TITLE, built_in_styles, by_hand, default_template, half_right, school_essay, wps

from drafter.check import check
from drafter.package import open_parts
from drafter.profiles import PROFILES
from drafter.report import DrafterError
from drafter.rules import reading
from drafter.rules.contract import P, Sample
from drafter.segment import sentences
from drafter.tree import Document, Paragraph, Section, Sentence, Table
from drafter.wordlook import look
from drafter.writers.docx import typeset


def _found(data: bytes, profile: str = "标准") -> dict[str, set[str]]:
    """The rules that find something, by level."""
    found: dict[str, set[str]] = {"必错": set(), "疑似": set(), "提示": set()}
    for finding in check(data, "稿.docx", reading("layout"), profile=profile):
        found[finding.level].add(finding.rule)
    return found


_FROM_TEMPLATE = {"compatibility", "language"}


def test_the_default_template_is_wrong_in_all_that_offices_see() -> None:
    found = _found(default_template())
    assert found["必错"] >= {
        "page-margins", "page-number-present", "text-colour", "title-centred", "title-font", "salutation-colon",
        "heading-font", "heading-size", "body-font", "body-size", "line-pitch",
    }  # fmt: skip
    assert found["疑似"] >= {"heading-indent", "paragraph-spacing", "quote-font", "space-indent", "title-size"}
    assert found["提示"] == {"core-author", "core-title", *_FROM_TEMPLATE}


def test_slips_of_a_half_right_file_are_found_and_nothing_else() -> None:
    assert _found(half_right()) == {
        "必错": {"heading-number-form"},
        "疑似": {
            "blank-paragraphs", "page-grid", "page-number-font", "page-number-form", "page-number-place", "quote-font",
        },
        "提示": {
            "core-author", "core-title", "footer-distance", "heading-keep-next", "heading-outline", "page-number-font",
            *_FROM_TEMPLATE,
        },
    }  # fmt: skip


def test_an_essay_is_no_official_paper() -> None:
    found = _found(school_essay())
    assert found["必错"] == {
        "body-font", "body-size", "heading-font", "heading-size", "line-pitch", "page-margins", "page-number-present",
    }  # fmt: skip
    assert found["疑似"] == {
        "body-mixed", "heading-indent", "text-colour", "title-bold", "title-font", "title-size",
    }  # fmt: skip


@pytest.mark.parametrize("make", [default_template, half_right, school_essay])
def test_findings_are_few_and_each_is_one_line(make: Callable[[], bytes]) -> None:
    found = check(make(), "稿.docx", reading("layout"))
    assert len(found) <= 30
    for finding in found:
        assert len(finding.message) <= 130
        assert finding.message.count("：") >= 2
        assert finding.source


def test_other_good_layouts_have_no_error() -> None:
    assert _found(built_in_styles()) == {"必错": set(), "疑似": {"page-grid"}, "提示": _FROM_TEMPLATE}
    assert _found(by_hand()) == {
        "必错": set(),
        "疑似": {"page-grid"},
        "提示": {"heading-keep-next", "heading-outline", *_FROM_TEMPLATE},
    }


def test_a_file_made_by_wps_is_read_like_any_other() -> None:
    found = _found(wps())
    assert found == {"必错": set(), "疑似": {"page-grid"}, "提示": set()}


def _ours(run_in: bool) -> Document:
    def paragraph(text: str) -> Paragraph:
        return Paragraph(tuple(Sentence(sentence) for sentence in sentences(text)))

    def second(number: int) -> Section:
        third = Section("1.", "先听群众怎么说", 3, "措施", body=(paragraph(TEXT),))
        heading = f"到最远的村里去看第{POINTS[number]}回"
        style = "run-in" if run_in else "own-line"
        return Section(f"（{POINTS[number]}）", heading, 2, "措施", style, body=(paragraph(TEXT * 3), third))  # type: ignore[arg-type]

    sections = [
        Section(f"{point}、", "学深一层，把心思放到基层", 1, "体会", body=(paragraph(TEXT), second(0), second(1)))
        for point in POINTS[:3]
    ]
    table = Table((("事项", "办结"), ("修路", "是")))
    return Document(
        "在全县主题教育学习研讨暨机关作风建设推进会议上的发言",
        "县农业农村局局长　张明",
        "2024年5月6日",
        "各位领导、同志们：",
        (paragraph(TEXT), *sections, table, paragraph("发言完毕，谢谢大家！")),
        ("问题清单", "任务清单"),
        "县农业农村局\n2024年5月6日",
    )


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("run_in", [False, True])
def test_our_own_files_pass(profile: str, run_in: bool) -> None:
    found = check(typeset(_ours(run_in), profile=PROFILES[profile]).data, "稿.docx", reading("layout"), profile=profile)
    assert [finding.message for finding in found] == []


def test_our_own_files_pass_after_a_save_by_libreoffice(tmp_path: Path) -> None:
    for number, profile in enumerate(PROFILES.values()):
        (tmp_path / f"{number}.docx").write_bytes(typeset(_ours(run_in=True), profile=profile).data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    files = [str(tmp_path / f"{number}.docx") for number in range(len(PROFILES))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=100)
    for number, name in enumerate(PROFILES):
        found = check((tmp_path / "out" / f"{number}.docx").read_bytes(), "稿.docx", reading("layout"), profile=name)
        assert [finding.message for finding in found] == []


def test_the_wrong_profile_is_found_out() -> None:
    found = _found(typeset(_ours(run_in=False), profile=PROFILES["大字版"]).data)
    assert found["必错"] >= {"body-size", "heading-size"}


def test_rules_can_be_switched_off_and_chosen() -> None:
    data = default_template()
    everything = {finding.rule for finding in check(data, "稿.docx")}
    assert {finding.rule for finding in check(data, "稿.docx", disabled={"body-font"})} == everything - {"body-font"}


def test_what_is_no_word_file_has_no_layout_but_may_be_at_fault() -> None:
    text = "关于走访的体会\n\n一、学深一层\n今年以来，全县干部到村到户。\n{}、干实一步\n今年以来，事事有回音。\n"
    assert check(text.format("二").encode(), "稿.txt") == []
    assert [finding.rule for finding in check(text.format("三").encode(), "稿.txt")] == ["number-order"]
    with pytest.raises(DrafterError, match=r"稿\.bin"):
        check(bytes(range(256)) * 4, "稿.bin")


def test_layout_of_an_old_format_is_said_to_be_unchecked() -> None:
    rtf = r"{\rtf1\ansi\ansicpg936 {\b \'b7\'a2\'d1\'d4}\par \'bd\'f1\'c4\'ea\'d2\'d4\'c0\'b4\'a1\'a3\par}"
    assert [finding.rule for finding in check(rtf.encode(), "稿.doc")] == ["old-format"]


def test_twenty_pages_take_no_time() -> None:
    data = typeset(Document(TITLE, body=_ours(run_in=True).body * 7)).data
    assert sum(len(para.text) for para in look(data, "稿.docx").paragraphs) > 20 * 22 * 28 * 0.9
    start = time.process_time()
    check(data, "稿.docx")
    assert time.process_time() - start < 0.5


_ATTRIBUTE = re.compile(r'(w:(?!styleId|type=|space)[A-Za-z]+=")([^"]*)(")')


@pytest.mark.parametrize(
    "garbage", ["", "-1", "-3", "99999999999999999999", "１２", "auto", "1e9", "NaN", "12,5", "0x10", "中文"]
)
def test_garbage_in_attributes_never_breaks_the_check(garbage: str) -> None:
    data = build(
        Sample(body=(*GOOD_BODY, P("body", TEXT, ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')))
    )
    parts = open_parts(data, "稿.docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in parts.names:
            text = parts.read(name).decode()
            if name.startswith("word/") and name.endswith(".xml"):
                text = _ATTRIBUTE.sub(rf"\g<1>{garbage}\g<3>", text)
            archive.writestr(name, text)
    assert check(buffer.getvalue(), "稿.docx")


def test_a_word_file_without_styles_settings_or_text_is_judged_all_the_same() -> None:
    data = build(Sample(body=(P("", TEXT * 3),)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            archive.writestr(name, given.read(name))
    assert {"body-font", "body-size"} <= _found(buffer.getvalue())["必错"]
    with pytest.raises(DrafterError, match="没有文字"):
        check(build(Sample(body=(P("", xml="<w:r/>"),))), "稿.docx")


def test_a_broken_file_is_one_clear_line() -> None:
    data = build(Sample())
    with pytest.raises(DrafterError, match=r"损坏.*稿\.docx"):
        check(data[: len(data) // 2] + data[-200:], "稿.docx")
