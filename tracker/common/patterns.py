"""Regular expressions that mean the same in Python and in the OpenAPI document."""

MAX_TERMS = 8

# Dialects disagree on which blanks and controls "\s" matches, so all are listed.
_VISIBLE = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]"

# Any character that does not end a line.
_IN_LINE = r"[^\u0000\n-\r\u001c-\u001e\u0085\u2028\u2029]"

TEXT = rf"^[^\u0000]*{_VISIBLE}[^\u0000]*$"
LINE = rf"^\s*{_IN_LINE}*{_VISIBLE}{_IN_LINE}*\s*$"
NO_NUL = r"^[^\u0000]*$"
LINE_OR_NOTHING = rf"^\s*{_IN_LINE}*\s*$"
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$"
LANGUAGE_OR_NOTHING = "^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4})?$"
# At most 15 significant digits, 6 of them after the point.
DECIMAL = r"^-?([0-9]{1,15}|[0-9]{1,9}\.[0-9]{1,6})$"
QUOTATION_MARKS = '"“”„«»'
_PHRASE = (
    rf"[{QUOTATION_MARKS}][^{QUOTATION_MARKS}\u0000-\u001f\u007f-\u009f\ufeff]*"
    rf"[{QUOTATION_MARKS}]"
)
_TERM = rf"({_PHRASE}|{_VISIBLE}+)"
TERMS = rf"^\s*{_TERM}(\s+{_TERM}){{0,{MAX_TERMS - 1}}}\s*$"
CURSOR = "^[A-Za-z0-9+/]{1,100}={0,2}$"
IDEMPOTENCY_KEY = r'^("[!#-\[\]-~]{1,100}"|[!#-\[\]-~]{1,100})$'
