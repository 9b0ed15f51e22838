"""Clean lines → documents. `parsing.parse` reads anybody's lines; `own.assemble` those of our own files, where all is said."""
