"""What the .docx writer is made of; `drafter.writers.docx` is the door."""
