"""What the OpenAPI document says of every operation, beyond its own answer."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS

from .errors import MEDIA_TYPE


class FieldErrorSerializer(serializers.Serializer):
    """One thing that is wrong, and where: ``a.1.b`` is b of the second of a."""

    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """An error, as Problem Details (RFC 9457)."""

    title = serializers.CharField(help_text="The name of the status.")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="A stable word for programs.")
    detail = serializers.CharField(help_text="A sentence for people.")
    errors = FieldErrorSerializer(many=True)


class Schema(AutoSchema):
    """Adds the errors that every operation can answer with."""

    def get_auth(self):
        auth = super().get_auth()
        if self.method in SAFE_METHODS and {} not in auth:
            auth.append({})
        return auth

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        statuses = ["400", "401", "404", "405", "406", "429", "503"]
        if self.method not in SAFE_METHODS:
            statuses += ["403", "409", "412", "413", "415", "507"]
        for status in sorted(statuses):
            bodies.setdefault(
                status,
                self._get_response_for_code(
                    ProblemSerializer, status, media_types=[MEDIA_TYPE]
                ),
            )
        return bodies


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "tracker.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made in the admin or with `manage.py token`.",
        }
