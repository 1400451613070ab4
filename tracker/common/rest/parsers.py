from collections import Counter
from typing import Any

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.utils import json


class Parser(JSONParser):
    """JSON in UTF-8 that can be repeated in an answer, as errors do."""

    def parse(self, stream, media_type=None, parser_context=None):
        return parsed(stream.read())


class LargeParser(BaseParser):
    """The same for bodies of up to 8 MiB, on routes that are meant to take much.

    REST framework holds every JSONParser to DATA_UPLOAD_MAX_MEMORY_SIZE, so this is
    none.
    """

    media_type = "application/json"
    MAX_BYTES = 8 * 1024 * 1024

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read(self.MAX_BYTES + 1)
        if len(body) > self.MAX_BYTES:
            raise RequestDataTooBig
        return parsed(body)


def parsed(body: bytes) -> Any:
    """What the JSON in *body* says.

    Raises:
        ParseError: it is no JSON, or none that could be repeated.
    """
    try:
        data = json.loads(body.decode(), object_pairs_hook=_object)
        # Neither half a surrogate pair nor a number beyond all bounds can be.
        json.dumps(data, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ParseError("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise ParseError(f"The body is not JSON: {error}.") from error
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        # Of those that are called the same, one would be taken and the others lost.
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"“{twice[:100]}” is given more than once")
    return data
