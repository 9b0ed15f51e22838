"""A draft with everything in it, for the writers."""

from __future__ import annotations

from drafter.tree import Document, Image, Paragraph, Section, Sentence, Table


def said(*texts: str) -> Paragraph:
    return Paragraph(tuple(Sentence(text) for text in texts))


DRAFT = Document(
    title="在全县走访工作座谈会上的交流发言",
    byline="县委办公室　【姓名】",
    date="【日期】",
    salutation="各位领导、同志们：",
    body=(
        Section(kind="引言", style="none", body=(said("按照安排，我结合办公室工作谈几点体会。", "不到之处请指正。"),)),
        Section(
            "一、",
            "学在深处，弄清走访为什么管用",
            1,
            "体会",
            body=(
                Section(
                    "（一）",
                    "从材料的来路看，走访是写实话的头一道工序",
                    2,
                    "体会",
                    "run-in",
                    theme="调查研究",
                    passage="走访-来路",
                    body=(
                        Paragraph(
                            (
                                Sentence("稿子好不好，动笔以前就定了一半。", "走访-来路.1"),
                                Sentence("坐在屋里凑，凑得出标题，凑不出灶台边的那句话。", "走访-来路.2"),
                            )
                        ),
                    ),
                ),
                Section(
                    "（二）",
                    "从老乡的感受看，走访是办实事的近路",
                    2,
                    "体会",
                    "run-in",
                    body=(said("门槛低了，话就多了。"),),
                ),
            ),
        ),
        Section(
            "二、",
            "查在细处，正视自己身上的差距",
            1,
            "问题",
            body=(
                said("对照要求，有两条不足。"),
                Section(
                    "（一）",
                    "下去走访蹲得不够深",
                    2,
                    "问题",
                    card="走访蹲不住",
                    body=(
                        said("起草【某份文件】时，点是对方定的，人是对方请的。"),
                        Section("1.", "准备不足", 3, "问题", body=(said("*号标出的12项里，有3项是抄的。"),)),
                    ),
                ),
                Section(
                    "（二）", "接访只听不跟", 2, "问题", "run-in", body=(said("一是登记完就转办；二是回访靠电话。"),)
                ),
                Table((("事项", "时限"), ("入户走访", "每季度3天"), ("信访回访", "办结后\n7日内"))),
                Image("走访路线.png"),
            ),
        ),
        Section(kind="结语", style="none", body=(said("以上发言，不当之处请批评指正。"),)),
    ),
    attachments=("走访记录表", "回访登记表"),
    signature="县委办公室\n2023年11月6日",
)
