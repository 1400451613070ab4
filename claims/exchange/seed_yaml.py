"""YAML whose mappings know their lines and have no duplicate keys."""

from collections.abc import Iterable
from typing import Any

import yaml


class Mapping(dict):
    """A YAML mapping that knows the line it begins on and those of its keys."""

    line: int
    lines: dict[str, int]


class Loader(yaml.SafeLoader):
    """A loader for mappings with lines and without duplicate keys."""

    def construct_object(self, node: yaml.Node, deep: bool = False):
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # Such as February 30.
            raise _wrong(str(error), node) from error


def _wrong(sentence: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, sentence, node.start_mark)


def _mapping(loader: Loader, node: yaml.MappingNode) -> Mapping:
    mapping = Mapping()
    mapping.line = node.start_mark.line + 1
    mapping.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, str):
            raise _wrong("a key must be text", key_node)
        if key in mapping.lines:
            raise _wrong(f"“{key}” is duplicated here", key_node)
        mapping.lines[key] = key_node.start_mark.line + 1
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def line_of(content: Mapping, steps: Iterable[str]) -> int:
    """The line of the value at the path *steps*, or of the last part that exists."""
    node: Any = content
    line = content.line
    for step in steps:
        if isinstance(node, Mapping) and step in node:
            line, node = node.lines[step], node[step]
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            break
        line = getattr(node, "line", line)
    return line
