"""Begäran om allmän handling: named records item by item, a person's decision about each, and a document of what was decided."""
