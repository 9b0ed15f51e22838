"""The brief as a small YAML file: what was asked, to be made again or changed."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from drafter.cli.files import load
from drafter.plan.brief import Brief
from drafter.report import DrafterError

_KEYS = {
    "角色": "role",
    "体裁": "genre",
    "主题": "topic",
    "字数": "length",
    "种子": "seed",
    "要点写法": "points",
    "事实": "facts",
}


def written(brief: Brief) -> str:
    """A brief as YAML."""
    lines = ["# 任务单：drafter draft --brief 这个文件"]
    for key, field in _KEYS.items():
        value = getattr(brief, field)
        if key == "事实":
            lines += ["事实:", *(f"  {_quoted(k)}: {_quoted(v)}" for k, v in value.items())] if value else []
        elif value != "":
            lines.append(f"{key}: {value if isinstance(value, int) else _quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_brief(path: Path, given: Brief) -> Brief:
    """The brief of a file; what the command line says itself (`given`) goes before."""
    import yaml

    try:
        data = yaml.load(load(path), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise DrafterError("任务单写错了", str(path), "请检查冒号和缩进") from None
    if not isinstance(data, dict):
        raise DrafterError("任务单写错了", str(path), f"可用：{'、'.join(_KEYS)}")
    unknown = [str(key) for key in data if key not in _KEYS]
    if unknown:
        raise DrafterError(f"任务单里不认识“{unknown[0]}”", str(path), f"可用：{'、'.join(_KEYS)}")
    facts = data.get("事实") or {}
    if not isinstance(facts, dict):
        raise DrafterError("任务单里“事实”写错了", str(path), "每行写成“  县名: 某县”")
    try:
        numbers = {key: int(data[key]) for key in ("字数", "种子") if key in data}
    except (TypeError, ValueError):
        raise DrafterError("任务单里字数或种子不是数", str(path), "例如 字数: 2000") from None
    blank = Brief("", "", "", 0)
    found = {_KEYS[key]: str(data[key]) for key in ("角色", "体裁", "主题", "要点写法") if data.get(key)}
    whole: dict[str, object] = {**found, **{_KEYS[key]: value for key, value in numbers.items()}}
    whole["facts"] = {str(k): str(v) for k, v in facts.items() if v is not None}
    fields = ("role", "genre", "topic", "length", "seed", "points")
    said = {f: getattr(given, f) for f in fields if getattr(given, f) != getattr(blank, f)}
    return replace(blank, **{**whole, **said})
