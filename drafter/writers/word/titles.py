"""Breaks a title into balanced lines at word sense, as a typist in a leader's office would."""

from __future__ import annotations

import re
from functools import cache

# Beyond this share of a full line a title looks crammed and is broken.
_COMFORT = 0.9
# Costs of breaking at a place; a line that is a character off the mean costs _RAGGED.
_GOOD, _FAIR, _WORDS, _EDGE, _PAIR, _UNKNOWN, _QUOTED, _IN_WORD, _FORBIDDEN = 0, 3, 8, 11, 16, 26, 60, 70, 400
_RAGGED, _HOURGLASS, _ONE_MORE_LINE, _OVERFULL = 0.6, 12, 18, 5000

_NO_LINE_START = "的了着过地得之们等者性化，。、；：！？”’》〉）】」』…%％·.,;:!?)]"
_NO_LINE_END = "“‘《〈（【「『(["
_OPENING, _CLOSING = "“‘《〈（【「『(", "”’》〉）】」』)"
# Words that like to stand at the head of a line, and words that end one.
_HEADS = frozenset((*"在为以对向从把将让使由并而", "关于", "围绕", "结合", "立足", "聚焦"))
_TAILS = frozenset("的上中和与及暨")

# Words of official titles, so that a break never falls inside one. One-character words follow from _HEADS and _TAILS.
_LEXICON = """
关于 围绕 结合 立足 聚焦 紧扣 坚持 学习 贯彻 落实 贯彻落实 学习贯彻 党的 二十大 党的二十大 二十大精神 二十届 三中全会 四中全会 二十届三中全会 二十届四中全会 传承 弘扬 传承弘扬 践行 推进 推动 促进 加强 加快 深入 深化 全面 扎实 切实 持续
不断 进一步 大力 努力 奋力 用心 用情 用力 着力 抓好 抓实 做好 做实 做深 办好 走好 走实 走深 走进 下好 打好 打造 建设 建立 构建 完善 健全
提升 提高 增强 强化 改进 改善 优化 创新 巩固 拓展 夯实 筑牢 凝聚 汇聚 汇集 树立 树牢 发挥 发扬 发展 解决 破解 化解 服务 保障 维护 实现
开展 开创 开启 谱写 书写 展现 彰显 体现 助力 赋能 引领 带动 统筹 协调 协同 融合 融入 密切 联系 依靠 团结 带领 动员 组织 领导 指导 督导
检查 考察 调研 走访 慰问 座谈 交流 研讨 讨论 汇报 报告 总结 动员 部署 推广 运用 把握 领会 感悟 体悟 牢记 铭记 坚定 坚守 站稳 厚植 涵养
锤炼 淬炼 勇于 敢于 善于 甘于 担当 作为 担当作为 履职 尽责 履职尽责 真抓 实干 真抓实干 务实 求实 求真 求真务实 攻坚 克难 攻坚克难 改革 开放
稳定 安全 生产 安全生产 应急 防汛 抗旱 救灾 环保 生态 文明 生态文明 绿色 低碳 乡村 振兴 乡村振兴 脱贫 攻坚 扶贫 产业 经济 社会 文化 旅游
教育 卫生 健康 医疗 就业 民生 福祉 养老 法治 法律 平安 治理 基层 基层治理 治理体系 治理能力 现代化 中国式 中国式现代化 新时代 新征程 新形势
新篇章 新局面 新作为 新担当 新使命 新任务 新发展理念 新质生产力 高质量 高质量发展 高水平 高标准 高效能 共同富裕 营商环境 优化营商环境 招商 引资
招商引资 项目 项目建设 工业 农业 农村 农民 三农 工作 工作会议 工作推进会 推进会 推进会议 动员会 动员大会 大会 会议 会上 会议上 座谈会 研讨会
交流会 报告会 生活会 民主生活会 组织生活会 专题 专题会 专题研讨 专题学习 专题党课 党课 研讨发言 交流发言 表态发言 交流研讨 发言 发言材料 发言提纲
讲话 致辞 心得 体会 心得体会 学习心得 学习体会 学习材料 对照 检查 对照检查 检视 剖析 检视剖析 剖析材料 对照检查材料 材料 提纲 报告 情况 意见
建议 方案 实施方案 办法 制度 机制 体系 体制 方法 工作方法 工作制度 作风 优良作风 工作作风 党风 廉政 党风廉政 党风廉政建设 反腐败 纪律 规矩
纪律教育 警示教育 主题教育 党纪 党纪学习教育 学习教育 中央 中央八项规定 八项规定 八项规定精神 精神 重要 重要讲话 重要论述 重要指示 重要思想
讲话精神 指示精神 会议精神 全会 全会精神 思想 理论 理论武装 中国特色 社会主义 中国特色社会主义 习近平 习近平总书记 总书记 党中央 党委 党组 党员
党员干部 党支部 支部 支部书记 党建 党的建设 党性 初心 使命 初心使命 理想 信念 理想信念 政治 政治建设 政治能力 政治判断力 群众 群众路线 群众工作
群众观点 人民 人民群众 人民至上 以人民为中心 为民 为民服务 为民办实事 办实事 实事 干部 领导 领导干部 年轻干部 机关 机关干部 机关党员 机关党建
书记 县委 县政府 市委 市政府 省委 区委 镇党委 乡党委 街道 社区 村级 村居 县域 县域经济 全县 全市 全省 全区 全镇 全乡 全局 全国 本县 我县
部门 单位 系统 信访 信访工作 信访局 信访接待 接待 现场 现场办公 办公 办公室 下基层 四下基层 调查 研究 调查研究 大兴调查研究 宣传 党的方针政策
方针 政策 路线 方针政策 接访 下访 矛盾 纠纷 矛盾纠纷 矛盾化解 问题 问题导向 目标 目标导向 结果导向 导向 事业 大局 全局 形势 任务 时代 历史
主动 自觉 自信 力量 信访力量 基层力量 动力 活力 合力 能力 本领 水平 质量 成效 实效 成果 贡献 贡献力量 优势 作用 示范 先锋 先锋模范 模范 表率
榜样 桥梁 纽带 法宝 传家宝 钥匙 密码 答卷 文章 功夫 底色 本色 根基 基础 堡垒 战斗堡垒 阵地 队伍 队伍建设 人才 组工 组工干部 一线 前沿 末端
更加 以及 如何 怎样 什么 我们 自己 始终 必须 作为 成为 行为 认为 为了 因为 以来 以上 以下 之间 之上 之下 之中 其中 当中 中国 中心 中华 中小 集中
上级 上下 向上 线上 马上 下级 下去 下乡 下沉 线下 从严 从严治党 全面从严治党 治党 从政 对口 对标 对接 面对 应对 方向 走向 把关 在线 现在 存在 所在 自由
理由 并且 而且 从而 将来 使得 参与 与会 与时俱进 和谐 和平 温和 以及 涉及 普及 及时
第一 第二 第一季度 上半年 下半年 年度 全年 半年 季度 专项 专项行动 行动 三年行动 活动 任期 换届 述职 述责 述廉 述职报告 年终 竞聘 就职 任职 离任
"""
_TOKEN = re.compile(r"[0-9０-９A-Za-z.%％\-]+[年月日届次个项条版]?|——|……|.", re.DOTALL)


@cache
def _lexicon() -> tuple[frozenset[str], int]:
    words = frozenset(_LEXICON.split())
    return words, max(map(len, words))


def _tokens(title: str) -> list[tuple[str, bool]]:
    """`title` as words of the lexicon (True), numbers, dashes and single characters (False), longest match first."""
    words, longest = _lexicon()
    tokens: list[tuple[str, bool]] = []
    at = 0
    while at < len(title):
        length = next((n for n in range(min(longest, len(title) - at), 1, -1) if title[at : at + n] in words), 0)
        if length:
            tokens.append((title[at : at + length], True))
        else:
            match = _TOKEN.match(title, at)
            assert match is not None
            length = match.end() - at
            tokens.append((match.group(), length > 1))
        at += length
    return tokens


def _costs(title: str) -> list[float]:
    """What it costs to break before each character of `title`."""
    costs: list[float] = [_IN_WORD] * len(title)
    at = unknown = 0
    previous, previous_known = "", False
    for token, known in _tokens(title):
        single = len(token) == 1 and not known
        plain = single and "\u4e00" <= token <= "\u9fff" and token not in _HEADS and token not in _TAILS
        if at:
            costs[at] = _between(previous, previous_known, token, known, unknown)
        unknown = unknown + 1 if plain else 0
        at += len(token)
        previous, previous_known = token, known
    depth = 0
    for at, char in enumerate(title):
        if at and depth and char not in _CLOSING:
            costs[at] = max(costs[at], _QUOTED)
        depth += (char in _OPENING) - (char in _CLOSING)
        if at and (char in _NO_LINE_START or title[at - 1] in _NO_LINE_END):
            costs[at] = _FORBIDDEN
    return costs


def _between(previous: str, previous_known: bool, token: str, known: bool, unknown: int) -> float:
    """What it costs to break between two tokens; `unknown` counts the unknown characters that end before the place."""
    if token == "——" or previous[-1] in "，：；！？ \u3000":
        return _GOOD - 6
    if previous == "——":
        return _FORBIDDEN
    if previous == "的":
        return _GOOD
    if previous in _HEADS:
        return _IN_WORD
    if previous[-1] == "”" and token[0] == "“":
        return _EDGE
    if previous[-1] in "”》）】" or previous == "、":
        return _GOOD + 1
    if token[0] in "“《":
        return _FAIR
    if previous in _TAILS:
        return _FAIR
    if token in _HEADS:
        return _FAIR + 1
    if token in _TAILS:
        return _UNKNOWN
    if previous_known and known:
        return _WORDS
    if previous_known or known:
        # 县 or 组 after a word is mostly its tail, two unknown characters are mostly a word.
        return _EDGE if known and unknown % 2 == 0 else _PAIR
    return _UNKNOWN if unknown % 2 else _PAIR


def _width(text: str) -> float:
    return sum(0.5 if char < "\u0100" else 1.0 for char in text)


def broken(title: str, full: int) -> list[str]:
    """`title` in lines of at most `full` characters; joined they are `title` again."""
    if not title:
        return []
    total = _width(title)
    fewest = max(1, -(-int(2 * total) // int(2 * _COMFORT * full)))
    if fewest == 1 and "——" not in title[1:]:
        return [title]
    costs = _costs(title)
    fewest = max(fewest, 2 if "——" in title[1:] else 1)
    plans = [plan for extra in (0, 1) if (plan := _plan(title, costs, fewest + extra, full))]
    if not plans:
        return [title]
    _, cuts = min((cost + _ONE_MORE_LINE * (len(cuts) - fewest + 1), cuts) for cost, cuts in plans)
    edges = [0, *cuts, len(title)]
    return [title[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def _plan(title: str, costs: list[float], lines: int, full: int) -> tuple[float, list[int]] | None:
    """The cheapest way to part `title` into `lines` lines: its cost and the places of the breaks."""
    if lines > len(title):
        return None
    at = [0.0]
    for char in title:
        at.append(at[-1] + _width(char))
    mean = at[-1] / lines

    def line_cost(start: int, end: int) -> float:
        width = at[end] - at[start]
        over = _OVERFULL * (width - full) if width > full else 0.0
        return float(_RAGGED * (width - mean) ** 2 + over)

    # best[end]: cost and breaks of the first n lines when they reach to `end`.
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for n in range(1, lines + 1):
        ends = [len(title)] if n == lines else range(n, len(title) - (lines - n) + 1)
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            ways = []
            for start, (cost, cuts) in best.items():
                width = at[end] - at[start]
                if start >= end or (width > 2 * full and n < lines):
                    continue
                ways.append((cost + line_cost(start, end) + (costs[start] if start else 0), [*cuts, start] if start else cuts))
            if ways:
                reached[end] = min(ways)
        best = reached
    if len(title) not in best:
        return None
    cost, cuts = best[len(title)]
    edges = [0.0, *(at[cut] for cut in cuts), at[-1]]
    widths = [b - a for a, b in zip(edges, edges[1:], strict=False)]
    if any(b + 2 <= min(a, c) for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        cost += _HOURGLASS
    return cost, cuts
