"""The commands and what each does, in one line; `drafter.cli.NAME` holds the function NAME. Costs nothing to import."""

COMMANDS = {
    "draft": "写一篇成稿：选定角色、体裁、主题和字数，空位留着等您填",
    "batch": "一份名单，每人一稿，两两不雷同",
    "roles": "角色：谁在讲话，讲什么、不讲什么",
    "genres": "体裁：每种稿子分几节、各占多少",
    "topics": "主题：规范表述、要点、事实和出处",
    "init": "建一个工作区：县名、单位填一次，记住用过的句子",
    "read": "读一份稿子：认出标题、层次、要点，清掉杂质并列出删了什么",
    "format": "排成公文格式（GB/T 9704）的 Word，或套用单位模板",
    "check": "查文字和版式：哪里不对、依据什么、怎么改",
    "mine": "从本单位的稿子里挖出固定说法、句式、标题、提纲、事实和问题卡",
    "mined": "看挖到了什么，选中的收进词库",
    "search": "在挖过的稿子里查句子，两个字就够",
    "bank": "词库：查、加、改、停用、审、导入导出",
    "doctor": "看看本机缺什么：程序文件、字体、LibreOffice",
}
