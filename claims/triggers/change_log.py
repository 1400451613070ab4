"""The triggers that write the change log: one for every change that the API shows.

An entry without a claim says that something else was changed that the API shows.
"""

from tracker.common.triggers import Trigger, among, append_only

HEAD = "(SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f)"


def entry(claim: str, version: str, is_public: str, at: str) -> str:
    """The statement that writes one entry."""
    return (
        "INSERT INTO claims_changelogentry"
        " (position, claim_id, version, is_public, at) "
        f"SELECT {HEAD} + 1, {claim}, {version}, {is_public}, {at}"
    )


def entries(claims: str) -> str:
    """The statement that writes an entry for each claim of the query *claims*."""
    return (
        "INSERT INTO claims_changelogentry"
        " (position, claim_id, version, is_public, at) "
        f"SELECT {HEAD} + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, "
        "c.published_at IS NOT NULL, CURRENT_TIMESTAMP "
        f"FROM claims_claim AS c WHERE c.id {among(claims)}"
    )


LOG_ENTRY = entry("NULL", "NULL", "FALSE", "CURRENT_TIMESTAMP")


def speakers(sources: str) -> str:
    """The sources of the query *sources*, and all sources affiliated with them."""
    return (
        f"WITH RECURSIVE speakers (id) AS ({sources} UNION SELECT s.id "
        "FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) "
        "SELECT speakers.id FROM speakers"
    )


def naming(sources: str) -> str:
    """The claims in which a source of the query *sources* is named."""
    one = among(sources)
    return (
        "SELECT p.claim_id FROM claims_attribution AS t JOIN claims_appearance AS p "
        f"ON p.id = t.appearance_id WHERE t.source_id {one} "
        # Not one SELECT with OR: that would read all evidence.
        "UNION SELECT e.claim_id FROM claims_evidence AS e "
        f"WHERE e.source_id {one} "
        "UNION SELECT e.claim_id FROM claims_evidence AS e "
        f"WHERE e.relays_id {one} "
        "UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.document_id IN "
        f"(SELECT d.id FROM sources_document AS d WHERE d.origin_id {one}) "
        "UNION SELECT p.claim_id FROM claims_appearance AS p "
        "JOIN sources_revision AS r ON r.id = p.revision_id "
        "JOIN sources_document AS d ON d.id = r.document_id "
        f"WHERE d.origin_id {one}"
    )


def showing(document: str) -> str:
    """The claims that show *document*: quoted from it, based on it, or moved there."""
    return (
        "SELECT p.claim_id FROM claims_appearance AS p JOIN sources_revision AS r "
        f"ON r.id = p.revision_id WHERE r.document_id = {document} "
        "UNION SELECT e.claim_id FROM claims_evidence AS e "
        f"WHERE e.document_id = {document} "
        "UNION SELECT p.claim_id FROM claims_quotecheck AS q "
        "JOIN claims_appearance AS p ON p.id = q.appearance_id "
        "JOIN sources_revision AS r ON r.id = q.other_revision_id "
        f"WHERE r.document_id = {document}"
    )


# That a version of a claim is public, or takes it back.
IS_PUBLIC = (
    "(NEW.published_at IS NOT NULL OR EXISTS (SELECT 1 "
    "FROM claims_claimversion AS v WHERE v.claim_id = NEW.claim_id "
    "AND v.version = NEW.version - 1 AND v.published_at IS NOT NULL))"
)


# Sources and documents are public by the claims that name them. Where the claim is the
# only public one that does, others may show them from now on, or no longer.
def documents_of(claim: str) -> str:
    """The documents that *claim* appears in, and those it rests on."""
    return (
        "SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r "
        f"ON r.id = p.revision_id WHERE p.claim_id = {claim} "
        f"UNION SELECT e.document_id FROM claims_evidence AS e "
        f"WHERE e.claim_id = {claim}"
    )


def sources_of(claim: str) -> str:
    """The sources that *claim* names, and the publishers of its documents."""
    documents = documents_of(claim)
    return (
        "SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p "
        f"ON p.id = t.appearance_id WHERE p.claim_id = {claim} "
        "UNION SELECT e.source_id FROM claims_evidence AS e "
        f"WHERE e.claim_id = {claim} "
        "UNION SELECT e.relays_id FROM claims_evidence AS e "
        f"WHERE e.claim_id = {claim} "
        "UNION SELECT d.origin_id FROM sources_document AS d "
        f"WHERE d.id IN ({documents}) "
        "UNION SELECT d.publisher_id FROM sources_document AS d "
        f"WHERE d.id IN ({documents})"
    )


NEWLY_SEEN = (
    "SELECT s.id FROM sources_source AS s "
    f"WHERE s.id IN ({sources_of('NEW.claim_id')}) AND "
    "EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) "
    "AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t "
    "JOIN claims_appearance AS p ON p.id = t.appearance_id "
    "JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id "
    "AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL)"
)
LOST_TO = (
    "SELECT l.claim_id FROM claims_quotecheck AS q "
    "JOIN claims_appearance AS l ON l.id = q.appearance_id "
    "JOIN sources_revision AS o ON o.id = q.other_revision_id "
    f"WHERE o.document_id IN ({documents_of('NEW.claim_id')})"
)
# That a version publishes its claim, or takes it back.
IS_SWITCH = (
    "((NEW.published_at IS NULL) <> (NOT EXISTS (SELECT 1 "
    "FROM claims_claimversion AS v WHERE v.claim_id = NEW.claim_id "
    "AND v.version = NEW.version - 1 AND v.published_at IS NOT NULL)))"
)
# A public claim shows its relations to others that are public.
RELATED = (
    "SELECT r.to_claim_id FROM claims_relation AS r JOIN claims_claim AS o "
    "ON o.id = r.to_claim_id WHERE r.from_claim_id = NEW.claim_id "
    "AND o.published_at IS NOT NULL "
    "UNION SELECT r.from_claim_id FROM claims_relation AS r JOIN claims_claim AS o "
    "ON o.id = r.from_claim_id WHERE r.to_claim_id = NEW.claim_id "
    "AND o.published_at IS NOT NULL"
)


def _entries(name: str, table: str, event: str, claims: str, **more) -> Trigger:
    return Trigger(
        f"feed_{name}", table, event, effect=entries(claims), alone=True, **more
    )


def _note(table: str, event: str) -> Trigger:
    name = "_".join(["feed", table, *event.lower().replace(",", "").split()[1:]])
    return Trigger(name, table, event, effect=LOG_ENTRY, alone=True)


TRIGGERS = [
    Trigger(
        "feed_version",
        "claims_claimversion",
        "AFTER INSERT",
        effect=entry(
            "NEW.claim_id",
            "NEW.version",
            IS_PUBLIC,
            "NEW.updated_at",
        ),
        alone=True,
    ),
    Trigger(
        "feed_claim_deleted",
        "claims_claim",
        "AFTER DELETE",
        effect=entry("OLD.id", "NULL", "FALSE", "CURRENT_TIMESTAMP"),
        alone=True,
    ),
    # When all has been written that belongs to the version.
    _entries(
        "claim_shown",
        "claims_claimversion",
        "AFTER UPDATE OF digest",
        f"{naming(speakers(NEWLY_SEEN))} UNION {LOST_TO}",
        # Rare, since the statement below reads many rows.
        condition=f"{IS_PUBLIC} AND (EXISTS ({NEWLY_SEEN}) OR EXISTS ({LOST_TO}))",
    ),
    _entries(
        "related_shown",
        "claims_claimversion",
        "AFTER UPDATE OF digest",
        RELATED,
        condition=IS_SWITCH,
    ),
    _entries(
        "quote_checked",
        "claims_quotecheck",
        "AFTER INSERT",
        "SELECT p.claim_id FROM claims_appearance AS p WHERE p.id = NEW.appearance_id",
    ),
    _entries(
        "series_named",
        "claims_series",
        "AFTER UPDATE OF name",
        "SELECT q.claim_id FROM claims_quantity AS q WHERE q.series_id = NEW.id",
    ),
    _entries(
        "source_changed",
        "sources_source",
        "AFTER UPDATE OF name, kind, affiliation_id",
        naming(speakers("SELECT NEW.id")),
        condition=(
            "NEW.name <> OLD.name OR NEW.kind <> OLD.kind "
            "OR COALESCE(NEW.affiliation_id, 0) <> COALESCE(OLD.affiliation_id, 0)"
        ),
    ),
    _entries(
        "source_rated",
        "sources_sourcerating",
        "AFTER INSERT",
        "SELECT e.claim_id FROM claims_evidence AS e WHERE e.source_id = NEW.source_id",
    ),
    _entries(
        "document_changed",
        "sources_document",
        "AFTER UPDATE",
        showing("NEW.id"),
    ),
    *(
        _note(table, event)
        for table, events in {
            "claims_series": ("INSERT", "UPDATE", "DELETE"),
            "sources_source": ("INSERT", "UPDATE", "DELETE"),
            "sources_sourcealias": ("INSERT", "UPDATE", "DELETE"),
            "sources_sourcerating": ("INSERT",),
            "sources_document": ("INSERT", "UPDATE", "DELETE"),
            "sources_revision": ("INSERT",),
            "accounts_user": ("UPDATE OF public_name",),
        }.items()
        for event in (f"AFTER {event}" for event in events)
    ),
    *append_only(
        "claims_changelogentry",
        keys=[("position",)],
        refusal="The feed of changes stays as it is.",
    ),
]
