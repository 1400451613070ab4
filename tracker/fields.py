from django.core.validators import MaxLengthValidator
from django.db import models


class LimitedTextField(models.TextField):
    """Text whose ``max_length`` holds in models too, as it does for a CharField."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))
