"""Somebody else's bank file taken into one's own layer, entry by entry."""

from __future__ import annotations

import yaml

from drafter.bank.catalogue import Catalogue
from drafter.bank.edit import add
from drafter.bank.keys import COMMON, LISTS
from drafter.bank.nodes import Node, salvage
from drafter.bank.save import Refused
from drafter.bank.splice import source_of
from drafter.bank.table import Loaded
from drafter.report import DrafterError


def from_yaml(view: Catalogue, text: str, name: str, topic: str) -> Loaded:
    """What the entries of a file add; one that the bank has already, or one with mistakes, is told and left out."""
    root, slips = salvage(text)
    loaded = Loaded([], mistakes=[f"第 {line} 行：{what}，{how}" for line, what, how in slips])
    if root is None:
        return loaded
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    theme = stem
    if isinstance(root, yaml.SequenceNode):
        if stem not in COMMON:
            raise DrafterError("看不出这个文件放的是什么", name, f"请按内容改名，可用：{'、'.join(COMMON)}")
        entries = [(COMMON[stem], node) for node in root.value]
    elif isinstance(root, yaml.MappingNode):
        keys = {key.value: value for key, value in root.value}
        if "默认体裁" in keys:
            entries = [("角色", root)]
        elif not set(keys) & set(LISTS):
            entries = [("主题", root)]
        else:
            theme = str(keys["要点"].value) if "要点" in keys else stem
            lists = [(sort, keys[sort]) for sort in LISTS if sort in keys]
            entries = [(sort, node) for sort, listed in lists for node in _nodes(listed)]
            topic = topic or _only(view)
    else:
        raise DrafterError("这不是词库文件", name, "请对照自带的词库文件的写法")
    for sort, node in entries:
        try:
            loaded.steps.append(add(view, sort, source_of(text, node), topic, theme))
            loaded.added += 1
        except Refused as refused:
            lines = [node.start_mark.line + (finding.line or 1) for finding in refused.findings]
            loaded.mistakes += [f"第 {line} 行：{said}" for line, said in zip(lines, refused.said, strict=True)]
        except DrafterError as error:
            loaded.mistakes.append(f"第 {node.start_mark.line + 1} 行：{error}")
    return loaded


def _nodes(listed: Node) -> list[Node]:
    return list(listed.value) if isinstance(listed, yaml.SequenceNode) else []


def _only(view: Catalogue) -> str:
    """The topic, where the bank has but one."""
    topics = list(view.whole.topics) or list(dict.fromkeys(item.topic for item in view.items if item.sort in LISTS))
    if len(topics) != 1:
        raise DrafterError("没有写主题", "--topic", f"可用：{'、'.join(topics)}")
    return topics[0]
