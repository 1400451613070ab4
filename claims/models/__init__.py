from ..verbs.create import NewAppearance, NewClaim
from .appearance import Appearance, Attribution, AttributionStep
from .assessment import Assessment, Reliance
from .change_log import CachedClaim, ChangeLogEntry
from .claim import Claim
from .evidence import Evidence
from .origin_count import OriginCount
from .quantity import Quantity
from .quote_check import QuoteCheck
from .relation import Relation
from .search_index import ClaimWords
from .seeded import SeededRow
from .sentence import ClaimSentence
from .series import Series
from .unpublication import Unpublication
from .version import ClaimVersion

__all__ = [
    "Appearance",
    "Assessment",
    "Attribution",
    "Claim",
    "ClaimSentence",
    "ClaimVersion",
    "ClaimWords",
    "NewClaim",
    "Evidence",
    "ChangeLogEntry",
    "AttributionStep",
    "OriginCount",
    "Quantity",
    "QuoteCheck",
    "Relation",
    "CachedClaim",
    "Reliance",
    "SeededRow",
    "Series",
    "NewAppearance",
    "Unpublication",
]
