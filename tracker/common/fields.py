from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models

from .bidi import validate_balanced
from .text import validate_no_nul


class LimitedTextField(models.TextField):
    """Text whose ``max_length`` holds in models too, as it does for a CharField.

    It does not turn round what stands after it, unless it is the words of others, which
    are kept ``verbatim``.
    """

    def __init__(self, *args, verbatim: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not verbatim:
            self.validators.append(validate_balanced)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))


class WebURLField(models.URLField):
    """An address on the web, which a page may link to: http or https, and no other."""

    default_validators = [
        URLValidator(schemes=["http", "https"]),
        validate_no_nul,
        validate_balanced,
    ]
