"""Rules that judge what a text says, one file each: see `drafter.rules.text.contract`."""
