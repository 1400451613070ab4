from rest_framework.metadata import BaseMetadata


class Metadata(BaseMetadata):
    """OPTIONS says what an address is for; what it takes is in the schema."""

    def determine_metadata(self, request, view) -> dict:
        return {
            "name": view.get_view_name(),
            "description": view.get_view_description(),
        }
