import re

from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..common import patterns
from ..common.moments import DAY, parse_moment


class InputSerializer(serializers.Serializer):
    """The body of a request; an unknown key is an error."""

    def run_validation(self, data=serializers.empty):
        if data is serializers.empty:
            return super().run_validation(data)
        if not isinstance(data, dict):
            raise serializers.ValidationError(
                {
                    "non_field_errors": [
                        serializers.ErrorDetail(
                            "The body is not a JSON object.", "not_an_object"
                        )
                    ]
                }
            )
        unknown = sorted(set(data) - set(self.fields))
        if unknown:
            raise serializers.ValidationError(
                {
                    key: serializers.ErrorDetail(
                        "This field is not known here.", "unknown_field"
                    )
                    for key in unknown
                }
            )
        return super().run_validation(data)


class TextField(serializers.CharField):
    """A JSON string with a visible character; numbers are refused."""

    pattern = patterns.TEXT
    complaint = "Enter text with visible and without NUL characters."

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        # `pattern` refuses NUL already.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ] + [RegexValidator(self.pattern, self.complaint, "invalid_text")]

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        # Counted as sent, with white space at both ends.
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class LineField(TextField):
    """One line of text, which may be empty with ``allow_blank``."""

    complaint = (
        "Enter one line of text with visible characters and without NUL characters."
    )

    def __init__(self, **kwargs) -> None:
        blank = kwargs.get("allow_blank")
        self.pattern = patterns.LINE_OR_NOTHING if blank else patterns.LINE
        super().__init__(**kwargs)


class FreeTextField(TextField):
    """Text that may be empty."""

    pattern = patterns.NO_NUL
    complaint = "Remove the NUL characters."

    def __init__(self, **kwargs) -> None:
        super().__init__(allow_blank=True, **kwargs)


class LanguageField(TextField):
    complaint = "A language is a BCP 47 tag, such as en or kk-Cyrl."

    def __init__(self, **kwargs) -> None:
        blank = kwargs.get("allow_blank")
        self.pattern = patterns.LANGUAGE_OR_NOTHING if blank else patterns.LANGUAGE
        super().__init__(trim_whitespace=False, max_length=35, **kwargs)


class WholeNumberField(serializers.IntegerField):
    """A JSON number; strings of digits are refused."""

    def to_internal_value(self, data):
        if isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class FlagField(serializers.BooleanField):
    """JSON true or false; words and numbers are refused."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class IdField(WholeNumberField):
    def __init__(self, **kwargs) -> None:
        super().__init__(min_value=1, max_value=10**18 - 1, **kwargs)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "minimum": 1 - 10**15, "maximum": 10**15 - 1},
            {"type": "string", "pattern": patterns.DECIMAL},
        ]
    }
)
class NumberField(serializers.DecimalField):
    """A decimal number as a string, or an integer as a JSON number."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_digits=24, decimal_places=6, **kwargs)

    def validate_empty_values(self, data):
        # REST framework takes "" for null.
        if isinstance(data, str) and not data.strip():
            self.fail("invalid")
        return super().validate_empty_values(data)

    def to_internal_value(self, data):
        if isinstance(data, bool | float) or not re.fullmatch(
            patterns.DECIMAL, str(data), re.ASCII
        ):
            self.fail("invalid")
        return super().to_internal_value(data)


class DayField(serializers.DateField):
    """A day as RFC 3339 writes it, and in no other form of ISO 8601."""

    def to_internal_value(self, value):
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value)


class MomentField(serializers.DateTimeField):
    """A moment as RFC 3339 writes it, with its offset from UTC."""

    def to_internal_value(self, value):
        try:
            return parse_moment(value if isinstance(value, str) else "")
        except ValueError:
            self.fail("invalid", format="2022-01-13T08:30:00Z")


class VersionedSerializer(InputSerializer):
    """A body that may name the version of its claim."""

    version = WholeNumberField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The version of the claim that you have read; any other is 412.",
    )


class ContentVersionField(serializers.RegexField):
    """The version of a ``common.editing.VersionedByContent``."""

    def __init__(self, **kwargs) -> None:
        super().__init__("^[0-9a-f]{16}$", **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class PersonField(serializers.CharField):
    """The name of a member of the desk.

    Of an account without a public name, only users who are logged in see the username:
    it is half of what it takes to log in.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, user) -> str:
        reader = self.context["request"].user
        login = user.get_username() if reader.is_authenticated else ""
        return user.public_name or login
