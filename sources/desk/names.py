"""Sources that are typed by name, and recorded on the spot if they are new."""

import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from tracker.common.desk.row_fields import whole_number
from tracker.common.text import fold

from ..choices import SourceKind
from ..models import Source
from ..models.namesakes import NameShared

MAX_NAMES = 20
MAX_OFFERED = 50
CHOICE = (
    '<label class="choice"><input type="radio" name="{}" value="{}"> '
    "<bdi>{}</bdi> (<bdi>{}</bdi>)</label>"
)
NUMBERED = re.compile(r"(.*\S)\s*#([0-9]{1,18})")


class NamesWidget(forms.TextInput):
    """Takes the source that was chosen in place of the name that was typed."""

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        chosen, _, pk = data.get(choice_of(name), "").rpartition(";")
        if not chosen or whole_number(pk) is None:
            return typed
        names = [one.strip() for one in (typed or "").split(";")]
        return "; ".join(
            f"{one} #{pk}" if fold(one) == fold(chosen) else one for one in names
        )


class NamesField(forms.CharField):
    """Names of sources, separated by semicolons; cleaned to a list of them.

    A name can be followed by a description in parentheses, or by # and an id.
    """

    def __init__(self, **options) -> None:
        widget = NamesWidget(attrs={"autocomplete": "off", "dir": "auto"})
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
        source = _known(name, field)
        if source is None:
            source = _recorded(name, kind, user, field)
            new.append(source)
        found.append(source)
    return found, new


def choice_of(field: str) -> str:
    """The name of what chooses a source for *field*."""
    return f"{field}-choice"


def _known(name: str, field: str) -> Source | None:
    try:
        source = Source.objects.one_named(name)
    except NameShared as error:
        raise ValidationError({field: _choice(name, error, field)}) from error
    numbered = NUMBERED.fullmatch(name)
    known = Source.objects.named(numbered[1]) if numbered and not source else None
    if not numbered or not known:
        return source
    if found := known.filter(pk=numbered[2]).first():
        return found
    sentence = f"Source {numbered[2]} is not called “{numbered[1]}”."
    raise ValidationError({field: sentence})


def _choice(name: str, error: NameShared, field: str) -> ValidationError:
    """Which of the sources is meant, as a choice in the form."""
    choices = [
        (
            choice_of(field),
            f"{name};{one.pk}",
            one.name,
            one.short_description() or f"no description, number {one.pk}",
        )
        for one in error.sources
    ]
    listed = format_html_join("", CHOICE, choices)
    sentence = "Several sources are called “{}”. Choose one: {}"
    return ValidationError(format_html(sentence, name, listed), error.code)


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
