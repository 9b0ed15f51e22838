"""JSON Schemas of the bank files, for editors that complete keys and underline mistakes while somebody types."""

from __future__ import annotations

from typing import Any

from drafter.bank.keys import CHOICES, COMMON, LISTS, SORTS, Key, Sort

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean"]}
_FORMS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "names": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "number": {"type": "number", "minimum": 0, "maximum": 1000},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "count": {"type": "integer", "minimum": 1},
    "level": {"type": "integer", "minimum": 1, "maximum": 4},
    "headings": {"type": "object", "minProperties": 1, "additionalProperties": _TEXT},
}


def schemas() -> dict[str, dict[str, Any]]:
    """File name → schema: one for roles, topics and theme files each, one for every file of common/."""
    theme = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"要点": _TEXT, **{name: _list(name) for name in LISTS}},
    }
    made = {"角色": _ref("角色"), "主题": _ref("主题"), "要点": theme}
    made |= {name: {**_list(sort), "type": ["array", "null"]} for name, sort in COMMON.items()}
    defined = {name: _sort(sort) for name, sort in SORTS.items()}
    return {
        f"{name}.schema.json": {"$schema": _DRAFT, "title": f"词库：{name}", **schema, "$defs": _used(schema, defined)}
        for name, schema in made.items()
    }


def _ref(sort: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{sort}"}


def _list(sort: str) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": _ref(sort)}


def _sort(sort: Sort) -> dict[str, Any]:
    """An entry: whole, or only switched off (and for a 词条, only changed) by its identity."""
    required = [key.name for key in sort.keys if key.required]
    shape: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _key(key) for key in sort.keys},
    }
    if not required:
        return shape
    whole: dict[str, Any] = {"required": required}
    if sort is SORTS["词条"]:
        return {**shape, "anyOf": [whole, {"required": ["编号"]}]}
    if sort.key("停用") and sort.key(sort.identity):
        switch = {"required": [sort.identity, "停用"], "maxProperties": 2}
        return {**shape, "anyOf": [whole, switch]}
    return {**shape, **whole}


def _key(key: Key) -> dict[str, Any]:
    if key.form == "entries":
        form = {"type": "array", "items": _ref(key.of), **({"minItems": 1} if key.required else {})}
    elif key.form == "entry":
        form = _ref(key.of)
    elif key.form in ("kind", "move", "status"):
        form = {"enum": list(CHOICES[key.form])}
    elif key.form == "kinds":
        choice = {"enum": list(CHOICES[key.form])}
        form = {"anyOf": [choice, {"type": "array", "items": choice}]}
    else:
        form = _FORMS[key.form]
    return {**form, "description": key.says} if key.says else form


def _used(schema: dict[str, Any], defined: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The definitions that a schema refers to, directly or not."""
    used: dict[str, dict[str, Any]] = {}
    todo: list[Any] = [schema]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in used:
                used[name] = defined[name]
                todo.append(defined[name])
            todo += value.values()
        elif isinstance(value, list):
            todo += value
    return dict(sorted(used.items()))
