from .document import Document, Revision
from .source import Source, SourceAlias, SourceRating

__all__ = ["Document", "Revision", "Source", "SourceAlias", "SourceRating"]
