"""`drafter bank learn`: set phrases, frames and outlines of a mined corpus into a bank layer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def learn(
    context: typer.Context,
    corpus: Annotated[Path | None, typer.Option(metavar="DIR", help="先挖这个文件夹；不写就用挖好的语料库")] = None,
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="写到哪个词库文件夹，不写就是自己的词库")] = None,
) -> int:
    """把挖到的固定说法、四字语、句式、标题句式和提纲记进词库（common/语料.yaml），每条有次数和出处。"""
    from tempfile import TemporaryDirectory

    import yaml

    from drafter.bank.load import home_layer
    from drafter.cli.banks import workspace_of
    from drafter.cli.files import make_folder, save
    from drafter.cli.mine import folder_of
    from drafter.cli.stores import open_store
    from drafter.mine.learned import learned
    from drafter.mine.passes import mine
    from drafter.mine.store import Store
    from drafter.mine.workers import Crew, Here

    if corpus is not None:
        files, _ = folder_of(corpus)
        with TemporaryDirectory(prefix="drafter-") as folder, Store(Path(folder, "语料.sqlite"), create=True) as store:
            mine(store, files, Crew(Here(), 1))
            found = learned(store)
    else:
        with open_store(context) as store:
            found = learned(store)
    workspace = workspace_of(context)
    layer = to or (workspace.bank if workspace is not None else home_layer())
    rows = [
        {
            "文本": one.text,
            "类别": one.sort,
            "次数": one.count,
            "组数": one.families,
            "文稿": list(one.documents),
            **({"填法": list(one.fillers)} if one.fillers else {}),
        }
        for one in found
    ]
    text = "# 由 drafter bank learn 写成，重新运行就换成新的；自己要加的请写在别的文件里。\n"
    text += yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)
    make_folder(layer / "common")
    target = layer / "common" / "语料.yaml"
    save(target, text.encode())
    typer.echo(f"已写入：{target}，{len(rows)} 条")
    return 0
