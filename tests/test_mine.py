"""Mining a folder whole: what is found, growing, stopping, failing, and the same result whoever does the work."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import sample_topic
from filelock import FileLock
from msgspec.structs import replace

from drafter.cli.mine import folder_of
from drafter.mine.passes import Report, mine
from drafter.mine.search import search
from drafter.mine.store import Store
from drafter.mine.workers import Crew, Here
from drafter.report import DrafterError

ROOT = Path(__file__).resolve().parent.parent
TOPIC = "优化营商环境"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """One command of ours, as a user would type it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "drafter", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def mined(folder: Path, path: Path, crew: Crew | None = None) -> Report:
    """`folder` mined into the store at `path`."""
    found, _ = folder_of(folder)
    with Store(path, create=True) as store:
        return mine(store, found, crew or Crew(Here(), 1))


def dump(path: Path) -> list[str]:
    """All that a store holds, but for when files were changed."""
    with sqlite3.connect(path) as base:
        tables = ("documents", "contents", "candidates", "pages", "facts")
        rows = [line for table in tables for line in sorted(map(repr, base.execute(f"select * from {table}")))]
        files = [repr(row) for row in base.execute("select path, size, failed from files order by path")]
    return rows + files


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_topic.folder(tmp_path_factory.mktemp("speeches") / "讲话")


@pytest.fixture(scope="module")
def store(speeches: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "语料.sqlite"
    mined(speeches, path)
    return path


def test_what_a_folder_holds_is_found(store: Path) -> None:
    with Store(store) as opened:
        frames = {one.text for one in opened.candidates("句式")}
        phrases = {one.text: one for one in opened.candidates("短语")}
        outlines = opened.candidates("提纲")
        cards = opened.candidates("问题卡")
        headings = opened.candidates("标题组")
    assert "优化营商环境" in phrases
    assert phrases["优化营商环境"].families == len({row.family for row in Store(store).rows()})
    assert frames
    assert any("体会" in one.text and "问题" in one.text and "措施" in one.text for one in outlines)
    assert headings
    assert all(one.more for one in cards)


def test_counts_are_exact(store: Path, speeches: Path) -> None:
    with Store(store) as opened:
        firsts = [opened.record(row.id) for row in opened.rows("where family = id")]
        phrases = opened.candidates("短语")
    texts = ["\n".join(sentence.text for sentence in record.sentences) for record in firsts]
    assert phrases
    for one in phrases:
        assert one.count == sum(text.count(one.text) for text in texts), one.text
        assert one.families == sum(one.text in text for text in texts)


@pytest.mark.parametrize("words", [["企业"], ["营商"], ["优化营商环境"], ["窗口", "企业"], ["差评回访"], ["章"]])
def test_search_finds_every_sentence(store: Path, words: Sequence[str]) -> None:
    with Store(store) as opened:
        hits, more = search(opened, words, limit=10_000)
        everything = {s.text for row in opened.rows() for s in opened.record(row.id).sentences}
    assert not more
    assert {hit.text for hit in hits} == {text for text in everything if all(word in text for word in words)}


def test_search_goes_by_kind(store: Path) -> None:
    with Store(store) as opened:
        hits, _ = search(opened, ["企业"], kind="问题", limit=100)
    assert hits
    assert {hit.kind for hit in hits} == {"问题"}
    assert all("企业" in hit.text and hit.document.endswith(".txt") for hit in hits)


def test_the_same_files_are_not_read_again(speeches: Path, tmp_path: Path) -> None:
    path = tmp_path / "语料.sqlite"
    first = mined(speeches, path)
    before = dump(path)
    again = mined(speeches, path)
    assert (first.unchanged, again.unchanged) == (0, 24)
    assert dump(path) == before


def test_the_same_bytes_are_read_once_and_told_as_if_read_twice(tmp_path: Path) -> None:
    folder = tmp_path / "讲话"
    collection = "\n".join(sample_topic.speech(number) for number in range(3))
    files = {"甲.txt": sample_topic.speech(1), "乙.txt": collection, "丙.txt": " \n", "丁.md": sample_topic.speech(1)}
    for place in ("一", "二", "三"):
        (folder / place).mkdir(parents=True)
        for name, text in files.items():
            # A blank line at the end is nothing to a reader, and other bytes.
            (folder / place / name).write_text(text + "\n" * (place == "三"), "utf-8")
    for number in range(60):  # so many that some copies come in a later chunk than what they repeat
        (folder / f"二{number:03}.txt").write_text(sample_topic.speech(100 + number) * 3, "utf-8")
    report = mined(folder, tmp_path / "语料.sqlite")
    assert [Path(one.file).parent.name for one in report.failed] == ["一", "三", "二"]
    assert all(one.file.removeprefix(f"{folder}/") in one.message for one in report.failed)
    with Store(tmp_path / "语料.sqlite") as opened:
        records = {row.name: opened.record(row.id) for row in opened.rows()}
        found = {row.name: row for row in opened.rows()}
    here = [name for name in records if name.startswith("一/")]
    assert {"一/甲.txt", "一/乙.txt", "一/丁.md"} <= set(here)
    assert any("#" in name for name in here)
    for name in here:
        for place in ("二", "三"):
            other = place + name[1:]
            assert records[other] == replace(records[name], name=other)
            assert (found[other].title, found[other].genre) == (found[name].title, found[name].genre)
            assert found[other].family == found[name].family


def test_a_folder_may_grow_shrink_and_change(tmp_path: Path) -> None:
    folder = sample_topic.folder(tmp_path / "讲话", 24)
    path = tmp_path / "语料.sqlite"
    mined(folder, path)
    (folder / "900.txt").write_text(sample_topic.speech(900), "utf-8")
    grown = mined(folder, path)
    assert (grown.documents, grown.unchanged) == (25, 24)
    with Store(path) as opened:
        assert {row.generation for row in opened.rows()} == {1, 2}
        assert search(opened, ["营商环境"], limit=1000)[0]
    (folder / "003.txt").unlink()
    (folder / "004.txt").write_text(sample_topic.speech(904) + "\n", "utf-8")
    mined(folder, path)
    afresh = tmp_path / "另一个.sqlite"
    mined(folder, afresh)
    assert dump(path) == dump(afresh)


def test_two_folders_share_one_store(tmp_path: Path) -> None:
    path = tmp_path / "语料.sqlite"
    mined(sample_topic.folder(tmp_path / "甲", 6), path)
    other = tmp_path / "乙"
    other.mkdir()
    (other / "一.txt").write_text(sample_topic.speech(77), "utf-8")
    assert mined(other, path).documents == 7


def test_who_does_the_work_makes_no_difference(speeches: Path, store: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        (tmp_path / "scratch").mkdir()
        mined(speeches, tmp_path / "two.sqlite", Crew(pool, 2, str(tmp_path / "scratch")))
        mined(speeches, tmp_path / "five.sqlite", Crew(pool, 5))
    assert dump(tmp_path / "two.sqlite") == dump(tmp_path / "five.sqlite") == dump(store)


def test_a_cluster_finds_the_same(speeches: Path, store: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        done = run("mine", str(speeches), "--scheduler", cluster.scheduler_address, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert dump(tmp_path / ".drafter" / "语料.sqlite") == dump(store)


def test_nobody_at_the_schedulers_address(speeches: Path, tmp_path: Path) -> None:
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    done = run("mine", str(speeches), "--scheduler", "tcp://127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "连不上调度器" in done.stderr


def test_a_killed_miner_loses_nothing(tmp_path: Path) -> None:
    folder = sample_topic.folder(tmp_path / "讲话", 1200)
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    path = tmp_path / ".drafter" / "语料.sqlite"
    for delay in (0.8, 1.3):
        process = subprocess.Popen(
            [sys.executable, "-m", "drafter", "mine", str(folder)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = run("mine", str(folder), "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"] == 1200
    mined(folder, tmp_path / "afresh.sqlite")
    assert dump(path) == dump(tmp_path / "afresh.sqlite")


def test_a_second_miner_waits_and_says_so(speeches: Path, tmp_path: Path) -> None:
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    path = tmp_path / ".drafter" / "语料.sqlite"
    path.parent.mkdir()
    with FileLock(f"{path}.lock"):
        second = subprocess.Popen(
            [sys.executable, "-m", "drafter", "mine", str(speeches), "--json"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr is not None
        assert "另一个挖掘正在进行" in second.stderr.readline()
        assert second.poll() is None
        assert not path.exists()
    said, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    assert json.loads(said)["documents"] == 24


def test_broken_files_are_listed_and_the_rest_mined(tmp_path: Path) -> None:
    folder = sample_topic.folder(tmp_path / "讲话", 40)
    broken = {
        "空.txt": b"",
        "坏.docx": b"PK\x03\x04 nothing",
        "乱.txt": bytes(range(256)) * 40,
        "坏.pdf": b"%PDF-1.4 no",
    }
    for name, data in broken.items():
        (folder / name).write_bytes(data)
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    done = run("mine", str(folder), "--json", cwd=tmp_path)
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["documents"] == 40
    assert {Path(failure["file"]).name for failure in told["failed"]} == set(broken)
    assert len(done.stderr.strip().splitlines()) == len(broken)
    assert "Traceback" not in done.stderr
    for key in ("families", "characters", "seconds", "phrases", "frames", "headings", "outlines", "facts", "cards"):
        assert key in told


def test_what_cannot_be_mined_is_said(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    for folder, words in (("没有", "没有这个文件夹"), ("空", "没有能读的稿子")):
        with pytest.raises(DrafterError, match=words):
            folder_of(tmp_path / folder)
    with pytest.raises(DrafterError, match="还没有挖掘过语料"):
        Store(tmp_path / "语料.sqlite")
    (tmp_path / "语料.sqlite").write_bytes(b"no database at all, but long enough to look like a file" * 40)
    with pytest.raises(DrafterError, match="打不开语料库"):
        Store(tmp_path / "语料.sqlite")


def test_looking_through_and_taking_over(speeches: Path, tmp_path: Path) -> None:
    (tmp_path / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    assert run("mine", str(speeches), cwd=tmp_path).returncode == 0
    for what in ("phrases", "frames", "headings", "outlines", "facts", "cards"):
        rows = json.loads(run("mined", what, "--json", "--limit", "5", cwd=tmp_path).stdout)
        assert all({"text", "count", "families", "contexts"} <= set(row) for row in rows), what
        assert all(len(row["contexts"]) <= 3 for row in rows)
    liked = json.loads(run("mined", "phrases", "--like", "营商", "--json", cwd=tmp_path).stdout)
    assert liked
    assert all("营商" in row["text"] for row in liked)
    asked = ("--topic", "四下基层", "--theme", "调查研究", "--kind", "体会")
    taken = run("bank", "import", "--from-mined", liked[0]["id"], *asked, cwd=tmp_path)
    assert taken.returncode == 0, taken.stderr
    shown = json.loads(run("bank", "show", f"语料-{liked[0]['id']}", "--json", cwd=tmp_path).stdout)
    assert "来自语料" in json.dumps(shown, ensure_ascii=False)
    wrong = run("bank", "import", "--from-mined", "nosuchid", *asked, cwd=tmp_path)
    assert (wrong.returncode, len(wrong.stderr.strip().splitlines())) == (2, 1)
    assert run("mined", "nonsense", cwd=tmp_path).returncode == 2
    hits = json.loads(run("search", "窗口", "--json", cwd=tmp_path).stdout)
    assert hits
    assert all("窗口" in hit["text"] for hit in hits)
