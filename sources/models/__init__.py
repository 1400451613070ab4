from .document import Document, Revision
from .passage import Passage
from .rating import SourceRating
from .source import Source, SourceAlias

__all__ = ["Document", "Passage", "Revision", "Source", "SourceAlias", "SourceRating"]
