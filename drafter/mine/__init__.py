"""From a folder of speeches to phrases, frames, headings, outlines, facts and cards: map over files, then reduce."""
