"""From a folder of speeches to phrases, frames, headings, outlines, facts and cards: map over files, then reduce."""

import os

# What numpy keeps ready for large matrices starts threads that nobody here needs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
