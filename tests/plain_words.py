"""Refuse words that texts of this project do not use: python -m tests.plain_words

Checks the string literals, docstrings and comments of Python, the text of templates,
the strings of scripts, and documents without their code. Prints file, line and word.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PLACES = (
    "manage.py",
    "claims/**/*.py",
    "sources/**/*.py",
    "tracker/**/*.py",
    "tracker/static/tracker/*.js",
    "templates/**/*.html",
    "docs/**/*.md",
    "*.md",
)
# Files in PLACES that may have such words, each with the reason.
ALLOWED: dict[str, str] = {}

BANNED = re.compile(
    r"\b(?:told|anew|whoever|by\s+now|whereby|wherein|thereof|therein|hitherto|hops?"
    r"|for\s+good|by\s+way\s+of|takes?\s+on|so\s+far\s+none"
    # British spelling
    r"|(?:behavio|colo|favo|hono|neighbo)ur\w*|(?:organi|recogni|normali)s(?:e|ing)\w*"
    # Long dates: they are short on pages, such as 27 Nov 2026
    r"|j F)\b"
    r"|(?<=[\d}]) %(?![\w(}])",
    re.IGNORECASE,
)
TEMPLATE_CODE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(?:class|data-[\w-]+|for|href|id|name|rel|src)="[^"]*"')
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
SCRIPT_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
DOCUMENT_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

Texts = Iterator[tuple[int, str]]


def python(source: str) -> Texts:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def template(source: str) -> Texts:
    """The text without code, but with the strings that code passes on."""
    text = TEMPLATE_CODE.sub(lambda code: _only(r'"[^"]*"', code[0]), source)
    yield 1, ATTRIBUTE.sub(lambda found: _blank(found[0]), text)


def script(source: str) -> Texts:
    code = SCRIPT_COMMENT.sub(lambda comment: _blank(comment[0]), source)
    for found in SCRIPT_STRING.finditer(code):
        yield code.count("\n", 0, found.start()) + 1, found[0]


def document(source: str) -> Texts:
    yield 1, DOCUMENT_CODE.sub(lambda code: _blank(code[0]), source)


READERS: dict[str, Callable[[str], Texts]] = {
    ".py": python,
    ".html": template,
    ".js": script,
    ".md": document,
}


def _blank(code: str) -> str:
    """As many lines and characters as *code*, without its words."""
    return re.sub(r"\w", "_", code)


def _only(strings: str, code: str) -> str:
    """*code* with everything blank except *strings* in it."""
    kept = re.split(f"({strings})", code)
    return "".join(
        part if place % 2 else _blank(part) for place, part in enumerate(kept)
    )


def banned(name: str, source: str) -> Iterator[tuple[int, str]]:
    """Line and word of each banned word in the text of a file called *name*."""
    for line, text in READERS[Path(name).suffix](source):
        for found in BANNED.finditer(text):
            yield line + text.count("\n", 0, found.start()), " ".join(found[0].split())


def main() -> int:
    paths = {path for place in PLACES for path in ROOT.glob(place)}
    wrong = 0
    for path in sorted(paths):
        name = str(path.relative_to(ROOT))
        if name in ALLOWED:
            continue
        for line, word in banned(name, path.read_text()):
            print(f"{name}:{line}: “{word}”")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
