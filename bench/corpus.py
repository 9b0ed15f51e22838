"""A corpus of any size for measuring: our own clauses recombined into speeches, copies, rewrites and noise planted.

It is made from a seed and knows what it planted, so that finding it again can be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Literal

from msgspec import Struct

Sort = Literal["copy", "edit", "rewrite"]
# Of a hundred documents, how many are planted; the others are strangers to each other.
_SHARES: tuple[tuple[Sort, int], ...] = (("copy", 15), ("edit", 10), ("rewrite", 5))
_NOISY = 10


class Planted(Struct, frozen=True):
    """Document number `document` was made from number `of`."""

    document: int
    of: int
    sort: Sort


class Corpus(Struct, frozen=True):
    """Files in order of their names; `texts` are the same documents before noise and encoding."""

    files: tuple[tuple[str, bytes], ...]
    texts: tuple[str, ...]
    planted: tuple[Planted, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A clause is a template with words in its places; the word lists are long enough that strangers do not meet by chance.
_LISTS = {
    "动": _words(
        "推进 落实 抓好 完善 健全 强化 优化 提升 深化 拓展 巩固 夯实 细化 规范 统筹 整合 盘活 培育 引导 带动 "
        "改进 创新 压实 严格 畅通 搭建 织密 聚焦 打造 建设 保障 服务 支持 督促 检查 评估 协调 组织 开展 谋划 "
        "研判 梳理 排查 化解 回应 解决 关注 把握 领会 学习 宣传 贯彻 执行 守护 传承 弘扬 激发 凝聚 汇聚 调动"
    ),
    "名": _words(
        "工作机制 服务能力 产业链条 基础设施 人居环境 矛盾纠纷 群众诉求 队伍建设 责任清单 任务台账 项目建设 "
        "政策宣讲 基层治理 村级事务 集体经济 农田水利 粮食生产 生态保护 安全生产 隐患排查 养老服务 就业帮扶 "
        "教育资源 医疗保障 文化活动 志愿服务 网格管理 社区物业 信访事项 营商环境 审批流程 数据共享 热线工单 "
        "会议文件 考核指标 作风建设 党员教育 阵地建设 组织生活 干部培训 青年人才 科技特派 特色种养 冷链物流 "
        "电商直播 乡村旅游 古村保护 道路养护 饮水工程 垃圾分类 污水处理 河湖管护 森林防火 防汛备汛 应急演练 "
        "食品监管 市场秩序 消费维权 法律援助 普法宣传 心理疏导 困难救助 残疾保障 妇幼关爱 退役保障 档案管理 "
        "公文办理 信息报送 值班值守 督查反馈 预算管理 资产清查 采购流程 审计整改 工程质量 招商引资 企业走访 "
        "要素保障 用地审批 融资对接 科技创新 成果转化 品牌培育 质量提升 节能降碳 绿色转型 城市更新 老旧小区 "
        "停车难题 公交线路 便民市场 街区改造 校园周边 托育服务 家庭医生 健康档案 疫苗接种 体育设施 图书借阅 "
        "非遗传习 移风易俗 家风家教 村规民约 积分管理 调研课题 改革事项 试点经验 问题线索"
    ),
    "四": _words(
        "真抓实干 久久为功 见底见效 脚踏实地 深入细致 一线推动 问计于民 有的放矢 因地施策 分类指导 以点带面 "
        "上下联动 左右协同 环环相扣 层层压实 件件落地 事事回音 常抓不懈 驰而不息 身体力行 以上率下 务求实效 "
        "轻车简从 直插现场 刨根问底 对症下药 标本兼治 统筹兼顾 稳扎稳打 循序渐进 敢闯敢试 担当尽责 履职尽责 "
        "守土有责 令行禁止 雷厉风行 求真务实 勤勉敬业 廉洁奉公 甘于奉献 群策群力 齐抓共管 条块结合 点面结合 "
        "动真碰硬 立行立改 举一反三 建章立制 固本培元 补短强弱 提质增效 扩面提标 惠民利民 便民高效 公开透明 "
        "依法依规 精准滴灌 靶向发力 挂图作战 倒排工期 靠前服务 主动作为 沉下身子 扑下身子 走村入户 田间地头 "
        "街头巷尾 车间班组 窗口一线 工地现场"
    ),
    "副": _words(
        "持续 扎实 主动 全面 深入 认真 着力 不断 切实 有效 积极 稳步 加快 坚决 始终 及时 反复 逐项 逐户 定期 "
        "统一 精心 大力 从严 从实 全力 有序 同步 集中 重点"
    ),
    "处": _words(
        "全县 全镇 全局 机关 街道 社区 各村 园区 班子 支部 窗口 片区 城区 山区 库区 沿线 站所 科室 学校 医院 "
        "企业 农户 小区 网格 田间 车间 工地 市场 乡村 基层"
    ),
    "人": _words(
        "党员干部 村社干部 机关干部 年轻干部 驻村队员 网格队员 老年群众 困难群众 返乡青年 种粮大户 企业职工 "
        "个体商户 外来务工 社区居民 基层代表 离退干部 志愿队员 包片领导 业务骨干 窗口人员"
    ),
    "喻": _words(
        "连心桥 主心骨 晴雨表 指挥棒 压舱石 助推器 方向盘 试金石 加油站 金钥匙 最后一米 硬骨头 牛鼻子 责任田 "
        "民生账 风向标 同心圆 先手棋 安全阀 蓄水池"
    ),
    "数": _words("3 5 6 8 9 12 15 18 20 26 30 34 42 50 63 78 86 95 120 136 150 208 260 312 400"),
    "量": _words("个 件 户 场 次 项 处 名"),
    "弱": _words("不够深 不够实 不够细 不够紧 不够勤 不够快 有短板 有差距 有欠缺 跟不上 不及时 不平衡"),
    "思": _words(
        "为民情怀 宗旨意识 大局观念 法治思维 底线思维 系统观念 效率意识 服务意识 规矩意识 创新精神 担当精神 实干精神"
    ),
}
_KINDS = {
    "体会": _words(
        "深刻认识到【名】关系【处】【名】 【人】最盼的是【名】 只有【副】【动】【名】 "
        "才能让【人】感受到【名】的变化 【思】不是一句空话 把【思】落到【名】上 "
        "【副】【动】【名】是做好【名】的前提 【名】离不开【人】的【名】 从【处】的实践看 "
        "“【四】”贵在“【四】” 靠的是【人】【四】 离开了【名】就谈不上【名】 这让我对【名】有了新的理解 "
        "心里装着【人】 【处】的事要在【处】办 越是【名】吃紧越要【四】 【名】搞得好不好 "
        "最终要由【人】来评判 既要【动】【名】 又要【动】【名】 【名】里有【思】 【名】是“【喻】” "
        "【名】也是“【喻】”"
    ),
    "问题": _words(
        "【名】抓得还【弱】 对【处】【名】了解还【弱】 【动】【名】的办法还【弱】 "
        "有时忙于【名】而放松了【名】 满足于【动】【名】 到【处】听【人】意见还【弱】 【思】还【弱】 "
        "比如在【处】【动】【名】时 对【人】反映的【名】跟进还【弱】 【名】与【名】衔接还【弱】 "
        "有时对【名】只是听听汇报 【名】重部署轻【名】 【处】【名】还存在薄弱环节 研究【名】还停留在【名】上 "
        "【动】【名】缺少硬招实招 没有真正把【名】摆进去 【副】【动】【名】的劲头有所松懈 "
        "遇到【名】存在畏难情绪 与【人】面对面交流还【弱】 主要原因是【思】还【弱】"
    ),
    "措施": _words(
        "要【副】【动】【名】 【副】【动】【处】【名】 把【名】作为【动】【名】的抓手 "
        "围绕【处】【名】【动】【名】 以【名】带动【名】 针对【人】反映的【名】 建立【名】和【名】联动机制 "
        "【处】每月【动】一次【名】 变“【四】”为“【四】” 从【名】到【名】【副】【动】 推动【名】与【名】衔接 "
        "让【人】参与【名】 用好【处】【名】这个“【喻】” 对【名】实行清单管理 做到【四】、【四】 "
        "确保【名】【四】 由【人】牵头【动】【名】 年底前【动】【处】【名】 坚持【四】抓【名】 "
        "当好【名】的“【喻】” 组织【人】【动】【名】 带头到【处】【动】【名】 "
        "进一步发挥【人】在【名】中的作用 把【名】办到【人】心坎上 坚持【动】【名】与【动】【名】并重"
    ),
    "事实": _words(
        "今年以来【处】【动】【名】【数】【量】 累计走访【人】【数】户 【处】召开【名】座谈会【数】场 "
        "【动】【名】问题【数】【量】 组织【人】【数】名参加【名】 【名】办结率提高【数】个百分点 "
        "【处】新建【名】点位【数】处 为【人】解决【名】【数】件 【处】【名】项目完成【数】项 "
        "发放【名】宣传册【数】份 【人】对【名】的满意率明显上升 【处】【名】得到【人】认可"
    ),
}
# Public wording: found in many documents, and no sign that one was copied from another.
_FORMULAS = _words(
    "以实际行动向组织和群众交上一份合格答卷 把会议精神不折不扣落实到本职工作之中 "
    "自觉在思想上政治上行动上保持高度一致 为全县经济社会发展作出自己应有的贡献 "
    "把群众满意不满意当作检验工作的第一标准 始终同人民群众想在一起干在一起 "
    "坚持从群众中来到群众中去的工作方法 牢记手中的权力来自人民只能用来服务人民 "
    "努力创造经得起实践和人民检验的业绩 以钉钉子的韧劲把各项任务抓到底 推动各项工作再上一个新的台阶 "
    "真正把学习成果转化为做好工作的实际成效 切实增强做好当前各项工作的责任感和紧迫感 "
    "在新的起点上奋力开创工作新局面 一级带着一级干一级做给一级看 守住不发生系统性风险的底线"
)
_HEADS = {
    "体会": _words("学习体会 认识体会 学习感悟 认识和收获"),
    "问题": _words("存在的问题 查摆出的不足 自身存在的差距 问题和短板"),
    "措施": _words("下一步打算 下一步措施 今后努力方向 整改措施"),
}
_TITLES = (
    "关于【名】的研讨发言材料",
    "【处】【名】学习研讨材料",
    "【名】专题研讨交流发言",
    "围绕【名】的心得体会",
    "【处】【名】对照检查材料",
    "关于【处】【名】的表态发言",
)
_POINTS = {
    "体会": ("坚持【四】，【动】【名】", "更加深刻认识【名】是【名】的有效抓手", "【副】【动】【名】，【动】【名】"),
    "问题": ("【名】还【弱】", "【动】【处】【名】还【弱】", "【思】还【弱】"),
    "措施": (
        "坚持【四】，【动】【处】【名】",
        "【副】【动】【名】，【动】【名】",
        "变“【四】”为“【四】”，【动】【名】",
    ),
}
_SALUTES = ("各位同志：", "同志们：", "各位领导，同志们：", "")
_LEADS = ("根据学习安排", "按照这次研讨的要求", "结合分管工作", "围绕这次学习的主题", "对照会议精神")
_ENDS = ("以上发言，不妥之处请批评指正。", "以上是我的发言，请同志们指正。", "我的发言完了，谢谢大家！", "")
_ADVERTS = (
    "更多公文写作素材请加客服微信：gwcl{n}88，会员每日更新范文，欢迎扫码加入素材库。",
    "需要代写材料请添加老师微信：bgs{n}66，全网海量范文，长按识别二维码关注公众号。",
    "材料库会员免费领取高质量资料包，欢迎关注公众号：机关文库{n}，客服QQ：3{n}25816。",
)
_DIGITS = "一二三四五六七八九"


class _Template:
    """A clause with places: `%s` text and the word list of each place."""

    def __init__(self, text: str) -> None:
        pieces = text.replace("】", "【").split("【")
        self.lists = [_LISTS[name] for name in pieces[1::2]]
        self.sizes = [len(words) for words in self.lists]
        self.shape = "".join(piece.replace("%", "%%") if n % 2 == 0 else "%s" for n, piece in enumerate(pieces))

    def filled(self, draw: int) -> str:
        """The clause that one random number of 40 bits makes."""
        words = []
        for chosen, size in zip(self.lists, self.sizes, strict=True):
            draw, n = divmod(draw, size)
            words.append(chosen[n * n // size])  # the first words of a list are the frequent ones
        return self.shape % tuple(words)


def _templates(texts: tuple[str, ...]) -> tuple[_Template, ...]:
    return tuple(_Template(text) for text in texts)


class _Writer:
    """Writes documents from one stream of random bits."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.kinds = {kind: _templates(texts) for kind, texts in _KINDS.items()}
        self.points = {kind: _templates(texts) for kind, texts in _POINTS.items()}
        self.titles = _templates(_TITLES)

    def pick(self, choices: tuple[_Template, ...]) -> str:
        draw = self.chance.getrandbits(48)
        return choices[draw % len(choices)].filled(draw >> 8)

    def sentence(self, kind: str) -> str:
        draw = self.chance.getrandbits(80)
        choices = self.kinds[kind]
        size = len(choices)
        clauses = [
            choices[(draw >> 40 + 8 * n) % size].filled((draw >> 10 * n) & 0xFFFFFFFFFF) for n in range(2 + draw % 3)
        ]
        if draw & 0xF00 == 0:
            clauses.append(_FORMULAS[(draw >> 12) % len(_FORMULAS)])
        return "，".join(clauses) + "。"

    def sentences(self, kind: str, count: int) -> str:
        return "".join([self.sentence("事实" if self.chance.random() < 0.12 else kind) for _ in range(count)])

    def document(self) -> list[str]:
        """The paragraphs of a speech of about 1,800 characters."""
        chance = self.chance
        lead = chance.choice(_LEADS)
        out = [self.pick(self.titles), chance.choice(_SALUTES)]
        out.append(f"{lead}，{self.pick(self.kinds['体会'])}，现将有关情况汇报如下。{self.sentences('体会', 2)}")
        for place, kind in enumerate(("体会", "问题", "措施")):
            out.append(f"{_DIGITS[place]}、{chance.choice(_HEADS[kind])}")
            style = chance.randrange(3)
            points = [self.pick(self.points[kind]) for _ in range(chance.randint(2, 4))]
            size = 14 // len(points)
            if style == 0:
                for n, point in enumerate(points):
                    out += [f"（{_DIGITS[n]}）{point}", self.sentences(kind, size)]
            elif style == 1:
                out += [f"{_DIGITS[n]}是{point}。{self.sentences(kind, size)}" for n, point in enumerate(points)]
            else:
                out += [f"（{_DIGITS[n]}）{point}。{self.sentences(kind, size)}" for n, point in enumerate(points)]
        out.append(f"{chance.choice(_FORMULAS)}，{chance.choice(_FORMULAS)}。{chance.choice(_ENDS)}")
        return [paragraph for paragraph in out if paragraph]

    def changed(self, paragraphs: list[str], share: float) -> list[str]:
        """`paragraphs` with about this share of the clauses written anew, and another title."""
        chance = self.chance
        kind = "体会"
        out = [self.pick(self.titles)]
        for paragraph in paragraphs[1:]:
            kind = next((name for name, heads in _HEADS.items() if paragraph[2:] in heads), kind)
            if len(paragraph) < 40:
                out.append(paragraph)
                continue
            sentences = []
            for sentence in paragraph.split("。"):
                clauses = sentence.split("，")
                for n, clause in enumerate(clauses):
                    if clause and clause[1:2] != "是" and chance.random() < share:
                        clauses[n] = self.pick(self.kinds[kind])
                sentences.append("，".join(clauses))
            out.append("。".join(sentences))
        return out

    def noisy(self, paragraphs: list[str]) -> list[str]:
        """`paragraphs` as a careless web page gives them."""
        chance = self.chance
        out = list(paragraphs)
        n = chance.randrange(100, 999)
        middle = len(out) // 2
        text = out[middle]
        out[middle] = text[: len(text) // 2] + "##paidbegin##" + text[len(text) // 2 :]
        out.insert(1, f"来源：机关文稿网 作者：佚名{n} 阅读次数：{n}")
        out.insert(len(out) // 3, "— 1 —")
        out.insert(2 * len(out) // 3, f"第{n % 9 + 1}页 共{n % 9 + 2}页")
        advert = chance.choice(_ADVERTS).format(n=n)
        return [*out, "##paidend##", "", advert] + [advert] * (n % 2)


def _made(writer: _Writer, characters: int) -> Iterator[tuple[list[str], Sort | None, int]]:
    chance = writer.chance
    originals: list[list[str]] = []
    numbers: list[int] = []
    length = count = 0
    while length < characters:
        draw = chance.randrange(100) if len(originals) >= 3 else 99
        sort: Sort | None = None
        for name, share in _SHARES:
            if draw < share:
                sort = name
                break
            draw -= share
        of = chance.randrange(len(originals)) if sort else 0
        if sort is None:
            made = writer.document()
            originals.append(made)
            numbers.append(count)
        elif sort == "copy":
            made = originals[of]
        else:
            made = writer.changed(originals[of], 0.04 if sort == "edit" else 0.5)
        yield made, sort, numbers[of] if sort else count
        length += sum(map(len, made))
        count += 1


def corpus(characters: int, seed: int = 1) -> Corpus:
    """Documents of about `characters` characters together, the same for the same seed."""
    writer = _Writer(seed)
    files: list[tuple[str, bytes]] = []
    texts: list[str] = []
    planted: list[Planted] = []
    for number, (paragraphs, sort, of) in enumerate(_made(writer, characters)):
        if sort is not None:
            planted.append(Planted(number, of, sort))
        text = "\n".join(paragraphs)
        texts.append(text)
        noisy = writer.chance.randrange(100) < _NOISY
        encoding = "gb18030" if noisy and number % 3 == 0 else "utf-8"
        file = "\n".join(writer.noisy(paragraphs)) if noisy else text
        files.append((f"{number // 1000:03}/{number:06}.txt", file.encode(encoding)))
    return Corpus(tuple(files), tuple(texts), tuple(planted))
