"""Files with a text."""

from django import forms
from django.core.exceptions import ValidationError

from ..extraction import MAX_BYTES, Extracted, Kind, Unreadable, extract, kind_of

ACCEPTED = ".txt,.md,.html,.htm,.pdf,.docx,text/plain,text/html,application/pdf"


class TextFileField(forms.FileField):
    """A file, cleaned to its text: verbatim, or extracted for a person to read."""

    def __init__(self, **options) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(widget=widget, **options)

    def clean(self, data, initial=None) -> str | Extracted | None:
        file = super().clean(data, initial)
        return text_of(file.read(MAX_BYTES + 1)) if file else None


def text_of(content: bytes) -> str | Extracted:
    """The text of a file.

    Raises:
        ValidationError: no text can be taken from it.
    """
    try:
        kind = kind_of(content)
        return content.decode() if kind == Kind.TEXT else extract(content, kind)
    except Unreadable as error:
        raise ValidationError(str(error)) from error
    except UnicodeDecodeError as error:
        raise ValidationError(
            "The file is not UTF-8 text, HTML, PDF or DOCX. Save it as one of these, "
            "then try again."
        ) from error
