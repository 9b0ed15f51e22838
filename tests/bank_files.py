"""A small bank in our own words, written into a folder, and what a test may want to put beside it."""

from __future__ import annotations

from pathlib import Path

ABOUT = """\
名称: 四下基层
规范表述: [密切联系群众]
事实:
  - 文本: 这项做法从宁德起步。
    出处: 公开报道
    状态: 待核
要点:
  - 名称: 调查研究
  - 名称: 信访接待
"""
THEME = """\
# 调查研究：甲组写，乙组审
要点: 调查研究
段落谱:
  - 编号: 来路   # 第一套
    类型: 体会
    角色: [办公室干部]
    角度: 从材料的来路讲
    位置:
      - 语步: 论点
        句子:
          - 文本: 一份稿子立不立得住，先看它从哪里来。
          - 文本: 坐在屋里写得再顺，也替不了到门口问一句。  # 常用
          - 文本: 材料的分量，多半是在路上称出来的。
      - 语步: 事实
        可省: true
        句子:
          - 文本: 上个月写【某份文件】，报表上是一个数，到【乡镇】一问又是一个数。
            备注: 空位示例：【某份文件】养老服务方案；【乡镇】城关镇
          # 这一句还要核
          - 文本: 有一回照着汇报写了三页，村里的老会计一句话就推翻了。
问题卡:
  - 编号: 蹲不住
    角色: [办公室干部]
    问题:
      标题: 下去调研蹲得不够深
      位置:
        - 语步: 表现
          句子:
            - 文本: 我下去的次数不少，坐下来谈满半天的不多。
        - 语步: 举例
          句子:
            - 文本: 写【某专题】报告，点是别人定的，人也是别人请的。
    根源:
      位置:
        - 语步: 根源
          句子:
            - 文本: 说到底，是把按时交稿当成了目的。
    措施:
      标题: 带着题目在村里住下来
      位置:
        - 语步: 做法
          句子:
            - 文本: 每季度自选一个小题目，到【乡镇】住两天再动笔。
词条:
  - 编号: 散句甲
    类型: 措施
    语步: 表态
    文本: 话说到这里，剩下的看我怎么做。
"""
ROLE = """\
名称: 办公室干部
别名: [办公室主任]
自称: [我]
慎用动词: [部署, 责成]
体裁: [研讨发言, 心得体会]
默认体裁: 研讨发言
默认字数: 3000
"""
FAMILY = """\
- 编号: 从到
  级别: 2
  类型: 措施
  句式: 从“X”到“Y”
  标题:
    调查研究: 从“坐等”到“上门”
    信访接待: 从“上访”到“下访”
"""
FILES = {
    "topics/四下基层/about.yaml": ABOUT,
    "topics/四下基层/调查研究.yaml": THEME,
    "roles/办公室干部.yaml": ROLE,
    "common/标题组.yaml": FAMILY,
    "common/开头.yaml": "- 文本: 同志们：今天把这一段的学习说一说。\n  体裁: 研讨发言\n",
    "common/formulas.yaml": "- 规范: 信访接待下基层\n  误写: [信访接访下基层]\n",
    "common/empty.yaml": "- 文本: 成效显著\n  上限: 0\n",
    "common/空位.yaml": "- 名称: 乡镇\n  提示: 哪个乡镇\n",
}
THEME_FILE = "topics/四下基层/调查研究.yaml"


def write(root: Path, files: dict[str, str]) -> Path:
    """Writes files into a layer."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return root


def sample(root: Path) -> Path:
    """The small bank as a layer."""
    return write(root, FILES)
