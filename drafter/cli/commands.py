"""The commands and what each does, in one line; `drafter.cli.NAME` holds the function NAME. Costs nothing to import."""

COMMANDS = {
    "read": "读一份稿子：认出标题、层次、要点，清掉杂质并列出删了什么",
}
