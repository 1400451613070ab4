from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.common import constraints
from tracker.common.bidi import validate_balanced
from tracker.common.text import fold, validate_one_line, validate_visible

FOLDED_MAX_LENGTH = 400
NAME_TAKEN = (
    "A source is already known under this name or a spelling of it. To keep two of one "
    "name, give this one a description of its own."
)
NOT_COMPARABLE = "This name cannot be compared with other names."


class Named(models.Model):
    """A row with a name, all of whose spellings fold to one (``folded``)."""

    COMPUTED: ClassVar = {"folded": lambda row: fold(row.name)}

    name = models.CharField(
        max_length=200,
        validators=[validate_visible, validate_one_line, validate_balanced],
    )
    folded = models.CharField(max_length=FOLDED_MAX_LENGTH, editable=False)

    class Meta:
        abstract = True
        constraints = [
            constraints.visible("name", "%(class)s_name_visible"),
            models.CheckConstraint(
                name="%(class)s_folded",
                condition=~Q(folded=""),
                violation_error_message=NOT_COMPARABLE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:
        self.folded = fold(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(**kwargs)

    def clean(self) -> None:
        self.folded = fold(self.name or "")
        if not 0 < len(self.folded) <= FOLDED_MAX_LENGTH:
            raise ValidationError({"name": NOT_COMPARABLE})
