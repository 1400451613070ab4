from collections import Counter
from typing import Any

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.utils import json


class Parser(JSONParser):
    """JSON in UTF-8. What cannot be encoded again, as errors do, is refused."""

    def parse(self, stream, media_type=None, parser_context=None):
        return parsed(stream.read())


class LargeParser(BaseParser):
    """The same for bodies of up to 8 MiB.

    It is no JSONParser, since REST framework limits those to
    DATA_UPLOAD_MAX_MEMORY_SIZE.
    """

    media_type = "application/json"
    MAX_BYTES = 8 * 1024 * 1024

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read(self.MAX_BYTES + 1)
        if len(body) > self.MAX_BYTES:
            raise RequestDataTooBig
        return parsed(body)


def parsed(body: bytes) -> Any:
    """The data in *body*, which is JSON.

    Raises:
        ParseError: it is not JSON, or could not be encoded again.
    """
    try:
        data = json.loads(body.decode(), object_pairs_hook=_object)
        # Lone surrogates and infinite numbers cannot.
        json.dumps(data, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ParseError("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise ParseError(f"The body is not JSON: {error}.") from error
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        # The standard library would keep the last one and drop the others.
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"“{twice[:100]}” is given more than once")
    return data
