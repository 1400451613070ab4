"""Patterns that mean the same here and to readers of the OpenAPI document."""

MAX_TERMS = 8

# What regular expressions agree upon: which blanks and controls "\s" is, they do not.
_VISIBLE = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]"

TEXT = rf"^[^\u0000]*{_VISIBLE}[^\u0000]*$"
WORDS = rf"^\s*{_VISIBLE}+(\s+{_VISIBLE}+){{0,{MAX_TERMS - 1}}}\s*$"
CURSOR = "^[A-Za-z0-9+/]{1,100}={0,2}$"
