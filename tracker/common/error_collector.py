"""What is wrong with the parts of an input, told by the way to each part."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from .errors import errors_by_field


class ErrorCollector:
    """Errors of the parts of one input, gathered so that all can be told at once."""

    def __init__(self) -> None:
        self._by_path: dict[str, list[ValidationError]] = {}

    def __len__(self) -> int:
        return len(self._by_path)

    def add(self, message: str, code: str, *path: object) -> None:
        self._note(ValidationError(message, code), path)

    @contextmanager
    def at(self, *path: object, names: Mapping[str, str] | None = None) -> Iterator:
        """Gather what is wrong inside, as being at *path*, and go on.

        The second of ``appearances`` is at ``"appearances", 1``. *names* tells what a
        field is called in the input; an error that blames no field goes by its code,
        or else by "".
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
        """Raise what has been gathered, if anything has.

        Raises:
            ValidationError: with the paths, such as ``appearances.1.exact``, as keys.
        """
        if self._by_path:
            raise ValidationError(dict(self._by_path))

    def _note(self, error: ValidationError, path: Iterable[object]) -> None:
        way = ".".join(str(step) for step in path if step != "")
        self._by_path.setdefault(way, []).append(error)


@contextmanager
def errors_at(*path: object, names: Mapping[str, str] | None = None) -> Iterator[None]:
    """What is wrong inside is told at *path*; see :meth:`ErrorCollector.at`."""
    problems = ErrorCollector()
    with problems.at(*path, names=names):
        yield
    problems.refuse()
