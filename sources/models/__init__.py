from .document import Document, Revision
from .fetch import Fetch
from .passage import Passage
from .rating import SourceRating
from .source import Source, SourceAlias

__all__ = [
    "Document",
    "Fetch",
    "Passage",
    "Revision",
    "Source",
    "SourceAlias",
    "SourceRating",
]
