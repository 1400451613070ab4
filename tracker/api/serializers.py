from rest_framework import serializers


class InputSerializer(serializers.Serializer):
    """A body that is read: a key it does not know is an error, not a loss."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            unknown = sorted(str(key) for key in set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError(
                    {
                        key: serializers.ErrorDetail(
                            "There is no such field here.", "unknown_field"
                        )
                        for key in unknown
                    }
                )
        return super().to_internal_value(data)
