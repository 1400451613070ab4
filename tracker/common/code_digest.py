"""A digest of code, which tells apart what older code has cached."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .. import __version__


def code_digest(*paths: str, root: Path | None = None) -> str:
    """16 hexadecimal digits over the version and the files at *paths*.

    Paths are of files and directories below *root*, the directory of the project.
    """
    root = root or settings.BASE_DIR
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(file for name in paths for file in _files(root / name)):
        digest.update(f"\0{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for ending in ("py", "html"):
        yield from path.rglob(f"*.{ending}")
