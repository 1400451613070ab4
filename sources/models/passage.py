from django.db import models

from tracker.common import constraints
from tracker.common.text import validate_visible

from ..choices import PassageKind


class Passage(models.Model):
    """That a paragraph of a document's texts is a sub-heading or a caption.

    It says how the paragraph is set, and nothing about what it tells. It goes by the
    paragraph's words, so that it holds for later texts that have them too.
    """

    document = models.ForeignKey(
        "sources.Document", on_delete=models.CASCADE, related_name="passages"
    )
    kind = models.CharField(max_length=10, choices=PassageKind)
    # With four bytes each, the limit of an index of PostgreSQL.
    exact = models.CharField(
        "exact words",
        max_length=600,
        validators=[validate_visible],
        help_text="The whole paragraph, verbatim.",
    )

    class Meta:
        constraints = [
            constraints.one_of("kind", PassageKind, "passage_kind_known"),
            models.UniqueConstraint(
                fields=["document", "exact"],
                name="passage_unique",
                violation_error_message="This paragraph has a kind already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.exact}"
