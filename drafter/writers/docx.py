"""Document → .docx in the layout of GB/T 9704.

Decision on styles and on what Word cannot show: `drafter/wordstyles.py` (shared with the reader). In short:
title and headings are Word's built-in styles (Title, heading 1–4) with our formatting, so that the navigation pane and
any stranger's tool find them; byline, date, salutation, body, attachment, signature, picture, table text have styles of our own named
公文…; a run-in heading is a run in the character style 公文段首标题1–4 (number + heading + 。) at the head of a 公文正文
paragraph; slots are runs in 公文空位. Kind, theme, passage, card, style-none sections, phrase ids and sentence ends are
hidden bookmarks `_dN` with their meaning in a custom XML part. Title lines are parted by <w:br/> (joined with nothing
on reading; elsewhere <w:br/> is a line feed in the text). Several 公文落款 paragraphs are one signature, joined by line
feeds; several 公文附件 paragraphs are the attachments. A picture is `wp:docPr/@descr` = `Image.name`. A content control
(w:sdt) is read as what it shows. 公文附注 paragraphs are no part of the tree. Own file: it has the marks part, else
(when that was lost) it has the style 公文正文.
"""
