"""Patterns that mean the same here and to readers of the OpenAPI document."""

MAX_TERMS = 8

# What regular expressions agree upon: which blanks and controls "\s" is, they do not.
_VISIBLE = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]"

TEXT = rf"^[^\u0000]*{_VISIBLE}[^\u0000]*$"
QUOTATION_MARKS = '"“”„«»'
_PHRASE = (
    rf"[{QUOTATION_MARKS}][^{QUOTATION_MARKS}\u0000-\u001f\u007f-\u009f\ufeff]*"
    rf"[{QUOTATION_MARKS}]"
)
_TERM = rf"({_PHRASE}|{_VISIBLE}+)"
TERMS = rf"^\s*{_TERM}(\s+{_TERM}){{0,{MAX_TERMS - 1}}}\s*$"
CURSOR = "^[A-Za-z0-9+/]{1,100}={0,2}$"
