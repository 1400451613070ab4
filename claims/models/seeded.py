from django.db import models

from tracker.common.text import validate_no_nul


class SeededRow(models.Model):
    """A source, series, document or claim that a seed file has brought.

    Not what was there before and what the file only names. ``seed`` is what can be
    removed together: a seed file, or the demo.
    """

    seed = models.CharField(max_length=200, validators=[validate_no_nul])
    model = models.CharField(max_length=50, validators=[validate_no_nul])
    row = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "row"], name="seededrow_unique")
        ]
        indexes = [models.Index(fields=["seed"], name="seededrow_seed")]

    def __str__(self) -> str:
        return f"{self.model} {self.row} of {self.seed}"

    @classmethod
    def note(cls, seed: str, *rows: models.Model) -> None:
        """Note that *seed* has brought *rows*."""
        cls._default_manager.bulk_create(
            cls(seed=seed, model=row._meta.label, row=row.pk) for row in rows
        )
