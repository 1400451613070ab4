from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from rest_framework import serializers

from . import patterns


class InputSerializer(serializers.Serializer):
    """A body that is read: a key it does not know is an error, not a loss."""

    def run_validation(self, data=serializers.empty):
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
                        "There is no such field here.", "unknown_field"
                    )
                    for key in unknown
                }
            )
        return super().run_validation(data)


class TextField(serializers.CharField):
    """A JSON string with something to read in it; a number is none."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        # One complaint about a NUL is enough.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ] + [
            RegexValidator(
                patterns.TEXT,
                "Write something that can be seen, without NUL characters.",
                "unreadable",
            )
        ]

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WholeNumberField(serializers.IntegerField):
    """A JSON number; a string of digits is none."""

    def to_internal_value(self, data):
        if isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class PersonField(serializers.CharField):
    """A member of the desk by their name.

    Where an account has none, its login is shown to those who are logged in, and to
    others nothing: logins are half of what it takes to get in.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, user) -> str:
        reader = self.context["request"].user
        login = user.get_username() if reader.is_authenticated else ""
        return user.get_full_name() or login
