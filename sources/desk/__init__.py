"""Sources and documents at the desk."""

from . import documents, sources

__all__ = ["documents", "sources"]
