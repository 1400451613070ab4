from .document import Document, Revision
from .rating import SourceRating
from .source import Source, SourceAlias

__all__ = ["Document", "Revision", "Source", "SourceAlias", "SourceRating"]
