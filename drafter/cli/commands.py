"""The commands and what each does, in one line; `drafter.cli.NAME` holds the function NAME. Costs nothing to import."""

COMMANDS = {
    "read": "读一份稿子：认出标题、层次、要点，清掉杂质并列出删了什么",
    "format": "排成公文格式（GB/T 9704）的 Word，或套用单位模板",
    "check": "查文字和版式：哪里不对、依据什么、怎么改",
    "bank": "词库：查、加、改、停用、审、导入导出",
    "doctor": "看看本机缺什么：程序文件、字体、LibreOffice",
}
