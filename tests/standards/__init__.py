"""What the standards themselves say, and whether an answer keeps to it."""

import json
from pathlib import Path


def load(name: str) -> dict:
    return json.loads(Path(__file__).with_name(f"{name}.json").read_text())
