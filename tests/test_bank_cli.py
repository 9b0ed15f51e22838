"""`drafter bank` as people type it: in a workspace, outside of one, with an editor, with mistakes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bank_files import THEME, THEME_FILE, write

from drafter.bank.ids import id_of
from drafter.cli.app import run
from drafter.cli.bank import SUBCOMMANDS

ROOT = Path(__file__).resolve().parent.parent
WEIGHT = "材料的分量，多半是在路上称出来的。"
KEY = id_of(WEIGHT)
NEW = (
    "--text",
    "稿子好不好，问一问走过的路。",
    "--topic",
    "四下基层",
    "--theme",
    "调查研究",
    "--kind",
    "体会",
    "--move",
    "论点",
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose own bank holds one theme file; the folder of that bank."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    write(tmp_path, {"drafter.yaml": "事实: {}\n"})
    return write(tmp_path / "词库", {THEME_FILE: THEME})


class Desk:
    """Runs commands and keeps what they print."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self.capfd = capfd

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.capfd.readouterr()
        code = run(["bank", *arguments])
        out, err = self.capfd.readouterr()
        assert "Traceback" not in err
        assert "内部错误" not in err
        return code, out, err

    def json(self, *arguments: str) -> Any:
        code, out, _ = self(*arguments, "--json")
        assert code == 0
        return json.loads(out)


@pytest.fixture
def bank(shelf: Path, capfd: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capfd)


@pytest.mark.parametrize("name", list(SUBCOMMANDS))
def test_every_sub_command_explains_itself_in_chinese(name: str, bank: Desk) -> None:
    code, out, _ = bank(name, "--help")
    assert code == 0
    assert out.startswith("用法：") or f" bank {name} " in out.split("\n")[0]
    for english in ("Usage", "Options", "Show this", "default", "TEXT"):
        assert english not in out


def test_the_group_lists_its_commands(bank: Desk) -> None:
    for arguments in ((), ("--help",)):
        code, out, _ = bank(*arguments)
        assert code == 0
        assert all(name in out and summary[:6] in out for name, summary in SUBCOMMANDS.items())
    code, _, err = bank("serch", "路上")
    assert code == 2
    assert "没有这个命令：serch：是不是想用 search？" in err


def test_listing_searching_and_showing(bank: Desk, shelf: Path) -> None:
    listed = bank.json("list", "--own", "--sort", "段落谱")
    assert [(entry["id"], entry["kind"], entry["layer"]) for entry in listed] == [("来路", "体会", "自己")]
    assert listed[0]["file"] == str(shelf / THEME_FILE)
    assert listed[0]["line"] == 4
    found = bank.json("search", "路上", "分量", "--theme", "调查研究")
    assert (found[0]["id"], found[0]["text"], found[0]["owner"]) == (KEY, WEIGHT, "来路")
    code, out, _ = bank("search", WEIGHT[:12])
    assert (code, out.split("\t")[0], out.split("\t")[-1]) == (0, KEY, WEIGHT + "\n")
    assert bank("search", "无此二字甲乙丙")[1] == "没有找到\n"
    assert bank.json("search", "无此二字甲乙丙") == []
    code, out, _ = bank("show", KEY)
    assert code == 0
    assert f"{shelf / THEME_FILE} 第 13 行" in out
    assert out.endswith(f"\n\n文本: {WEIGHT}\n")
    assert bank.json("show", "蹲不住")["source"].startswith("编号: 蹲不住\n角色: [办公室干部]\n")
    code, out, err = bank("list", "--own", "--limit", "1")
    assert len(out.splitlines()) == 1
    assert "共 12 条，列出前 1 条" in err


def test_adding_changing_switching_and_removing(bank: Desk, shelf: Path) -> None:
    path = shelf / THEME_FILE
    code, out, err = bank("add", *NEW, "--role", "办公室干部", "--id", "新句")
    assert (code, err) == (0, "")
    assert "已加一条词条" in out
    assert "编号 新句，词库/topics/四下基层/调查研究.yaml 第 49 行" in out
    before = path.read_text("utf-8")
    assert bank("edit", "新句", "--text", "稿子好不好，问问走过的路。")[0] == 0
    assert path.read_text("utf-8") == before.replace("问一问走过", "问问走过")
    assert bank("edit", "新句", "--set", "类型=措施", "--tag", "路", "--tag", "稿子", "--unset", "角色")[0] == 0
    entry = bank.json("show", "新句")
    assert (entry["kind"], entry["tags"], entry["roles"]) == ("措施", ["路", "稿子"], [])
    assert bank("disable", "新句", KEY)[0] == 0
    assert [entry["id"] for entry in bank.json("list", "--off", "--own")] == [KEY, "新句"]
    assert bank("disable", KEY)[1] == f"本来就停用：{KEY}\n"
    assert bank("enable", "新句", KEY)[0] == 0
    assert bank.json("list", "--off", "--own") == []
    code, out, err = bank("remove", "新句")
    assert (code, "已删去 新句" in out) == (0, True)
    assert "文本: 稿子好不好，问问走过的路。" in err
    assert path.read_text("utf-8") == THEME


def test_what_ships_is_changed_by_an_overlay_only(bank: Desk, shelf: Path) -> None:
    shipped = next(entry for entry in bank.json("list", "--sort", "句子") if entry["layer"] == "自带")
    before = Path(shipped["file"]).read_bytes()
    for arguments in (("edit", shipped["id"], "--text", "换成自己的一句话。"), ("disable", shipped["id"])):
        code, out, _ = bank(*arguments)
        assert code == 0
        assert str(shelf / "topics") in out
    entry = bank.json("show", shipped["id"])
    assert (entry["text"], entry["off"], entry["layer"]) == ("换成自己的一句话。", True, "自己")
    assert bank("remove", shipped["id"])[0] == 0
    assert bank.json("show", shipped["id"])["text"] == shipped["text"]
    assert "自带的词条不删，已停用" in bank("remove", shipped["id"])[1]
    assert bank.json("show", shipped["id"])["off"] is True
    assert Path(shipped["file"]).read_bytes() == before


def test_a_change_is_in_the_bank_at_once_and_remarked_on(bank: Desk) -> None:
    code, _, err = bank("add", *NEW[2:], "--text", '稿子"好不好"，问一问走过的路')
    assert code == 0
    assert "〔必错〕" in err
    assert "直引号" in err
    assert "请补上句号" in err


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("add", *NEW, "--until", "明天", "--weight", "重"), ["“权重”不能是“重”", "“有效期”不能是“明天”"]),
        (("add", "--text", "少了要点。", "--topic", "四下基层"), ["没有这个要点：没有写"]),
        (("add", *NEW[:-2]), ["词条缺少“语步”"]),
        (("add", "--sort", "事项", "--text", "甲"), ["没有这个类别：事项"]),
        (("add", *NEW, "--set", "颜色=红"), ["词条没有这个键：颜色：可用的键：编号、类型"]),
        (("add", "--sort", "标题组", "--set", "标题=甲"), ["这个键有好几层"]),
        (("add", *NEW, "--set", "颜色"), ["--set 要写成 键=值：颜色"]),
        (("add",), ["没有写内容"]),
        (("add", "--to", "来路", "--move", "检验", "--text", "稿子好不好，要回头看。"), ["段落谱里没有这个语步：检验"]),
        (("edit", "没有这条", "--text", "甲"), ["词库里没有这个编号：没有这条"]),
        (("edit", KEY, "--set", "角色=村书记"), ["句子没有这个键：角色"]),
        (("edit", "散句甲", "--set", "类型=体验"), ["“类型”不能是“体验”"]),
        (("disable", "没有这条"), ["词库里没有这个编号"]),
        (("import", "没有.csv"), ["打不开文件"]),
        (("import", "drafter.yaml"), ["第 1 行：主题缺少“名称”"]),
        (("export", "-o", "表.xlsx"), ["只能导出 CSV"]),
        (("list", "--limit", "-1"), ["取值不对：--limit"]),
        (("show",), ["缺少参数：ID"]),
    ],
)
def test_bad_input_is_one_line_each_and_changes_nothing(
    bank: Desk, shelf: Path, arguments: tuple[str, ...], lines: list[str]
) -> None:
    code, _, err = bank(*arguments)
    assert code == 2
    told = err.splitlines()
    assert all(any(line.find(wanted) >= 0 for line in told) for wanted in lines), err
    assert len(told) <= len(lines) + 1
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME


def editor(path: Path, code: str) -> str:
    """A command that an editor would be: Python that changes the file it is given."""
    path.write_text(f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\nt = p.read_text('utf-8')\n{code}\n", "utf-8")
    return f"{sys.executable} {path}"


def test_one_entry_in_the_editor(bank: Desk, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path / "e.py", "assert '来路' not in t\np.write_text(t.replace('路上', '半路'), 'utf-8')")
    )
    assert bank("edit", KEY)[0] == 0
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME.replace("路上", "半路")
    monkeypatch.setenv("EDITOR", editor(tmp_path / "e.py", "pass"))
    assert bank("edit", "蹲不住")[1] == "没有改动\n"
    monkeypatch.setenv("EDITOR", editor(tmp_path / "e.py", "p.write_text(t.replace('标题', '标提', 1), 'utf-8')"))
    code, _, err = bank("edit", "蹲不住")
    assert code == 2
    assert "这一条 第 4 行：没有“标提”这个键，是不是“标题”？" in err
    kept = Path(err.strip().rsplit(" ", 1)[-1])
    assert "标提: 下去调研蹲得不够深" in kept.read_text("utf-8")
    kept.unlink()
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME.replace("路上", "半路")
    monkeypatch.setenv("EDITOR", "/没有/这个程序")
    assert "打不开编辑器" in bank("edit", "蹲不住")[2]


def test_a_file_that_changes_while_the_editor_is_open_is_not_written_over(
    bank: Desk, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = (
        f"q = pathlib.Path({str(shelf / THEME_FILE)!r})\nq.write_text(q.read_text('utf-8') + '# 别人的\\n', 'utf-8')\n"
    )
    monkeypatch.setenv("EDITOR", editor(tmp_path / "e.py", theirs + "p.write_text(t.replace('蹲得', '坐得'), 'utf-8')"))
    code, _, err = bank("edit", "蹲不住")
    assert code == 2
    assert "文件刚被别人改过，没有保存" in err
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME + "# 别人的\n"
    kept = Path(err.strip().rsplit(" ", 1)[-1])
    assert "坐得不够深" in kept.read_text("utf-8")
    kept.unlink()


def test_a_new_passage_is_filled_in_with_the_editor(
    bank: Desk, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = "for k, v in (('类型:', '类型: 体会 #'), ('语步:', '语步: 论点 #'), ('文本:', '文本: 绝无的甲乙丙。 #')):\n"
    fill += "    t = t.replace(k, v, 1)\np.write_text(t, 'utf-8')"
    monkeypatch.setenv("EDITOR", editor(tmp_path / "e.py", fill))
    code, _, err = bank("add", "--sort", "段落谱", "--topic", "四下基层", "--theme", "调查研究")
    assert (code, err) == (0, "")
    assert [entry["text"] for entry in bank.json("search", "绝无的甲")] == ["绝无的甲乙丙。"] * 2
    monkeypatch.setenv("EDITOR", editor(tmp_path / "e.py", "pass"))
    assert bank("add", "--sort", "问题卡")[1] == "没有加\n"


def test_a_table_goes_out_and_comes_back(bank: Desk, shelf: Path, tmp_path: Path) -> None:
    table = tmp_path / "表.csv"
    assert "已导出" in bank("export", "-o", str(table), "--theme", "调查研究")[1]
    text = table.read_text("utf-8-sig").replace(WEIGHT, "材料有多重，走一趟就知道。")
    table.write_text(text + ",四下基层,调查研究,体会,论点,,门开着，话才进得来。,,,,,,\n", "gb18030")
    code, out, _ = bank("import", str(table), "--dry-run")
    assert (code, out) == (0, "会改 1 条，会加 1 条，有错 0 条\n")
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME
    told = bank.json("import", str(table))
    assert (told["changed"], told["added"], told["failed"]) == (1, 1, [])
    expected = THEME.replace(WEIGHT, "材料有多重，走一趟就知道。")
    expected += "  - 类型: 体会\n    语步: 论点\n    文本: 门开着，话才进得来。\n"
    assert (shelf / THEME_FILE).read_text("utf-8") == expected
    for name in ("表.xlsx", "表.txt"):
        (tmp_path / name).write_bytes(b"PK")
        assert bank("import", name)[0] == 2


def test_checking_counting_and_the_schema(bank: Desk, shelf: Path, tmp_path: Path) -> None:
    write(shelf, {THEME_FILE: THEME.replace(WEIGHT, WEIGHT[:-1])})
    code, out, _ = bank("check", "--json")
    found = [finding for finding in json.loads(out)["findings"] if "词库/" in finding["message"]]
    assert code == 1
    assert ("bank-end", "必错") in [(finding["rule"], finding["level"]) for finding in found]
    code, out, _ = bank("check")
    assert code == 1
    assert "〔必错〕词库/topics/四下基层/调查研究.yaml 第 13 行：句末没有标点" in out
    told = bank.json("stats")
    assert set(told) == {
        "sentences", "passages", "cards", "families", "openings", "closings", "verses", "facts", "by", "empty_cells"
    }  # fmt: skip
    assert set(told["by"]) == {"topic", "role", "kind", "move"}
    code, out, _ = bank("stats")
    assert code == 0
    assert f"句子 {told['sentences']}" in out
    assert bank("schema", "-o", str(tmp_path / "说明"))[0] == 0
    code, out, _ = bank("schema")
    assert json.loads(out)["要点.schema.json"] == json.loads(
        (tmp_path / "说明" / "要点.schema.json").read_text("utf-8")
    )


def test_mistakes_in_the_files_are_told_and_the_rest_is_listed(bank: Desk, shelf: Path) -> None:
    write(shelf, {THEME_FILE: THEME.replace("类型: 体会", "类型: 体验")})
    code, out, err = bank("list", "--own")
    assert code == 0
    assert "调查研究.yaml 第 5 行：“类型”不能是“体验”" in err
    assert "蹲不住" in out


def test_outside_a_workspace_changes_go_to_the_users_folder_and_that_is_said(
    bank: Desk, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "别处").mkdir()
    (tmp_path / "drafter.yaml").unlink()
    monkeypatch.chdir(tmp_path / "别处")
    code, out, _ = bank("add", "--sort", "开头", "--text", "同志们：开个短会。")
    path = tmp_path / "home" / "drafter" / "词库" / "common" / "开头.yaml"
    assert code == 0
    assert str(path) in out
    assert "不在工作区里" in out
    assert path.read_text("utf-8") == "- 文本: 同志们：开个短会。\n"
    assert (shelf / THEME_FILE).read_text("utf-8") == THEME
    write(tmp_path, {"drafter.yaml": "事实: {}\n"})
    assert run(["--workspace", str(tmp_path), "bank", "disable", KEY]) == 0
    assert (shelf / THEME_FILE).read_text("utf-8") != THEME


@pytest.mark.parametrize(("arguments", "loaded"), [(("bank", "--help"), []), (("bank", "stats"), ["yaml"])])
def test_help_and_counting_load_nothing_heavy(shelf: Path, arguments: tuple[str, ...], loaded: list[str]) -> None:
    heavy = ("rich", "yaml", "filelock", "docx", "drafter.bank.parse", "drafter.bank.review")
    code = f"""
import sys
from drafter.cli.app import run
run(sys.argv[1:])
print(*(name for name in {heavy} if name in sys.modules))
"""
    command = [sys.executable, "-c", code, *arguments]
    for _ in range(2):
        # The first time, the bank is not cached yet.
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert done.stdout.decode().splitlines()[-1].split() == loaded


def test_a_terminal_gets_a_table_and_texts_are_no_markup(shelf: Path) -> None:
    write(shelf, {THEME_FILE: THEME.replace("材料的分量", "材料的[red]分量")})
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "drafter", "bank", "search", "[red]分量"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "TERM": "dumb"}
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment, check=True)
    os.close(theirs)
    shown = os.read(ours, 4096).decode().replace(" ", "").splitlines()
    os.close(ours)
    assert shown[0] == "编号类别要点类型语步角色层文本"
    assert "自己材料的[red]分量，" in shown[1]
