"""Sources that are typed by name, and recorded on the spot if they are new."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from tracker.common.text import fold

from ..choices import SourceKind
from ..models import Source

MAX_NAMES = 20
MAX_OFFERED = 50


class NamesField(forms.CharField):
    """Names of sources, separated by semicolons; cleaned to a list of them."""

    def __init__(self, **options) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
        super().__init__(max_length=2000, widget=widget, **options)

    def clean(self, value) -> list[str]:
        typed = [" ".join(one.split()) for one in super().clean(value).split(";")]
        names = list({fold(one): one for one in typed if one}.values())
        if len(names) > MAX_NAMES:
            raise ValidationError(f"Give at most {MAX_NAMES} names.")
        return names


def kind_field(initial: SourceKind) -> forms.ChoiceField:
    """What a source is whose name is not known yet."""
    return forms.ChoiceField(
        choices=SourceKind.choices, initial=initial, label="A new name is added as"
    )


def named_or_new(
    names: Sequence[str], kind: str, *, user, field: str
) -> tuple[list[Source], list[Source]]:
    """The sources called *names*, and those of them that have just been recorded.

    Raises:
        ValidationError: for *field*, a name is not known and *user* may not add it, or
            it breaks a rule.
    """
    found, new = [], []
    for name in names:
        source = Source.objects.named(name).first()
        if source is None:
            source = _recorded(name, kind, user, field)
            new.append(source)
        found.append(source)
    return found, new


def _recorded(name: str, kind: str, user, field: str) -> Source:
    if not user.has_perm("sources.add_source"):
        raise ValidationError({field: f"Source “{name}” was not found."})
    try:
        return Source.record(name=name, kind=kind)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def sentence_of_new(new: Sequence[Source]) -> str:
    """The sentence that tells which sources were recorded; empty without any."""
    listed = ", ".join(f"“{one}” ({one.get_kind_display().lower()})" for one in new)
    return f" New source{'s' if len(new) > 1 else ''}: {listed}." if new else ""
