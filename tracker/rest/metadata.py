from rest_framework.metadata import BaseMetadata


class Metadata(BaseMetadata):
    """Answers OPTIONS with name and description; the OpenAPI document has the rest."""

    def determine_metadata(self, request, view) -> dict:
        return {
            "name": view.get_view_name(),
            "description": view.get_view_description(),
        }
