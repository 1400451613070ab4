"""Errors of the parts of an input, each under the path of its part."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from .errors import errors_by_field


class ErrorCollector:
    """Collects the errors of the parts of one input, to raise all of them at once."""

    def __init__(self) -> None:
        self._by_path: dict[str, list[ValidationError]] = {}

    def __len__(self) -> int:
        return len(self._by_path)

    def add(self, message: str, code: str, *path: object) -> None:
        self._note(ValidationError(message, code), path)

    @contextmanager
    def at(self, *path: object, names: Mapping[str, str] | None = None) -> Iterator:
        """Collect the errors raised inside under *path*, and go on.

        The second of ``appearances`` is at ``"appearances", 1``. *names* maps fields to
        what they are called in the input; an error of no field is looked up by its
        code, then by "".
        """
        names = names or {}
        try:
            yield
        except ValidationError as error:
            for field, errors in errors_by_field(error).items():
                for one in errors:
                    if field == NON_FIELD_ERRORS:
                        name = names.get(one.code or "", names.get("", ""))
                    else:
                        name = names.get(field, field)
                    self._note(one, (*path, name))

    def refuse(self) -> None:
        """Raise the collected errors, if there are any.

        Raises:
            ValidationError: with the paths, such as ``appearances.1.exact``, as keys.
        """
        if self._by_path:
            raise ValidationError(dict(self._by_path))

    def _note(self, error: ValidationError, path: Iterable[object]) -> None:
        key = ".".join(str(part) for part in path if part != "")
        self._by_path.setdefault(key, []).append(error)


@contextmanager
def errors_at(*path: object, names: Mapping[str, str] | None = None) -> Iterator[None]:
    """Raise the errors raised inside under *path*; see :meth:`ErrorCollector.at`."""
    collected = ErrorCollector()
    with collected.at(*path, names=names):
        yield
    collected.refuse()
