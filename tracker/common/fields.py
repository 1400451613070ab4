from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models

from .text import validate_no_nul


class LimitedTextField(models.TextField):
    """Text whose ``max_length`` holds in models too, as it does for a CharField."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))


class WebURLField(models.URLField):
    """An address on the web, which a page may link to: http or https, and no other."""

    default_validators = [URLValidator(schemes=["http", "https"]), validate_no_nul]
