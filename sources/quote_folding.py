"""The form under which two texts differ at most in typography.

A run of white space is one space, a quotation mark of any kind is an apostrophe, a
run of dashes with the white space around it is one hyphen; what takes no width on a
page (soft hyphen, zero width space, word joiner, byte order mark) is dropped. Letters,
digits and all other punctuation stay as they are.
"""

import re
from bisect import bisect_left, bisect_right

NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
BLANK = rf"[\s{NO_WIDTH}]"
DASH = "[-\u058a\u05be\u2010-\u2015\u2053\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]"
MARK = (
    "[\"'`\u00b4\u00ab\u00bb\u2018-\u201f\u2032-\u2037\u2039\u203a\u300c-\u300f"
    "\uff02\uff07]"
)
TOKEN = re.compile(
    f"{BLANK}*(?P<dash>{DASH})(?:{BLANK}|{DASH})*|(?P<blank>{BLANK}+)|{MARK}"
)
DASHES = re.compile(f"{DASH}+")


class Folded:
    """A text in its folded form, which knows where each character of it came from."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        # From here on, in the folded text and in the raw one, they run in step.
        self._folded_at, self._raw_at = [0], [0]
        pieces: list[str] = []
        length = done = 0
        for token in TOKEN.finditer(raw):
            pieces.append(raw[done : token.start()])
            length += token.start() - done
            done = token.end()
            if token["dash"]:
                self._step(length, token.start("dash"))
                folded = "-"
            elif token["blank"]:
                folded = "" if not token["blank"].strip(NO_WIDTH) else " "
            else:
                folded = "'"
            pieces.append(folded)
            length += len(folded)
            self._step(length, done)
        pieces.append(raw[done:])
        self.text = "".join(pieces)

    def origin(self, position: int) -> int:
        """Where the folded character at *position* begins in the raw text."""
        piece = bisect_right(self._folded_at, position) - 1
        return self._raw_at[piece] + position - self._folded_at[piece]

    def end(self, position: int) -> int:
        """Where the folded character at *position* ends; white space is left out."""
        origin = self.origin(position)
        dashes = DASHES.match(self.raw, origin)
        return dashes.end() if dashes else origin + 1

    def first_from(self, origin: int) -> int:
        """The first folded character that begins at *origin* or later."""
        return bisect_left(range(len(self.text)), origin, key=self.origin)

    def _step(self, folded: int, raw: int) -> None:
        if raw - folded != self._raw_at[-1] - self._folded_at[-1]:
            self._folded_at.append(folded)
            self._raw_at.append(raw)
