from tracker.common.transactions import LOCK
from tracker.common.triggers import Trigger, append_only, not_replaced

from .models.naming import NAME_TAKEN

NAME_ROW = (
    "INSERT INTO sources_sourcealias (source_id, name, folded, distinction) "
    "VALUES (NEW.id, NEW.name, NEW.folded, NEW.distinction)"
)

# Takes turns first, by name before the next: two that are changed at once do not see
# each other.
SPEAKS_IN_TURN = Trigger(
    "source_affiliation_after_others",
    "sources_source",
    "BEFORE UPDATE OF affiliation_id",
    condition="NEW.affiliation_id IS NOT NULL",
    effect=f"PERFORM pg_advisory_xact_lock({LOCK})",
    only_on="postgresql",
)


def speaks_in_a_circle(name: str, event: str) -> Trigger:
    return Trigger(
        f"source_affiliation_{name}",
        "sources_source",
        event,
        condition=(
            "NEW.affiliation_id <> NEW.id AND EXISTS ("
            "WITH RECURSIVE reached (id) AS (SELECT NEW.affiliation_id "
            "UNION SELECT s.affiliation_id FROM sources_source AS s "
            "JOIN reached ON s.id = reached.id WHERE s.affiliation_id IS NOT NULL) "
            "SELECT 1 FROM reached WHERE reached.id = NEW.id)"
        ),
        refusal="Affiliations may not run in a circle.",
    )


TRIGGERS = [
    SPEAKS_IN_TURN,
    speaks_in_a_circle("circle_added", "BEFORE INSERT"),
    speaks_in_a_circle("circle_closed", "BEFORE UPDATE OF affiliation_id"),
    # One unique index, that of the aliases, decides over names and spellings.
    Trigger(
        "source_name_added",
        "sources_source",
        "AFTER INSERT",
        effect=NAME_ROW,
    ),
    Trigger(
        "source_name_changed",
        "sources_source",
        "AFTER UPDATE OF folded",
        condition=(
            "NOT EXISTS (SELECT 1 FROM sources_sourcealias AS a "
            "WHERE a.folded = NEW.folded AND a.source_id = NEW.id)"
        ),
        effect=NAME_ROW,
    ),
    Trigger(
        "source_described",
        "sources_source",
        "AFTER UPDATE OF distinction",
        condition="NEW.distinction <> OLD.distinction",
        effect=(
            "UPDATE sources_sourcealias SET distinction = NEW.distinction "
            "WHERE source_id = NEW.id"
        ),
    ),
    *(
        Trigger(
            f"sourcealias_distinction_{name}",
            "sources_sourcealias",
            event,
            condition=(
                "NEW.distinction <> (SELECT s.distinction FROM sources_source AS s "
                "WHERE s.id = NEW.source_id)"
            ),
            refusal="A spelling has the distinction of its source.",
        )
        for name, event in [
            ("added", "BEFORE INSERT"),
            ("changed", "BEFORE UPDATE OF distinction, source_id"),
        ]
    ),
    Trigger(
        "source_deleted",
        "sources_source",
        "AFTER DELETE",
        effect="DELETE FROM sources_sourcealias WHERE source_id = OLD.id",
    ),
    Trigger(
        "sourcealias_is_name",
        "sources_sourcealias",
        "BEFORE DELETE",
        condition=(
            "EXISTS (SELECT 1 FROM sources_source AS s "
            "WHERE s.id = OLD.source_id AND s.folded = OLD.folded)"
        ),
        refusal="This spelling is the name of its source.",
    ),
    Trigger(
        "sourcealias_of_name_changed",
        "sources_sourcealias",
        "BEFORE UPDATE OF folded, source_id",
        condition=(
            "(NEW.folded <> OLD.folded OR NEW.source_id <> OLD.source_id) AND "
            "EXISTS (SELECT 1 FROM sources_source AS s "
            "WHERE s.id = OLD.source_id AND s.folded = OLD.folded)"
        ),
        refusal="This spelling is the name of its source.",
    ),
    not_replaced(
        "sources_sourcealias",
        [("id",), ("folded", "distinction")],
        NAME_TAKEN,
    ),
    Trigger(
        "sourcealias_truncate",
        "sources_sourcealias",
        "BEFORE TRUNCATE",
        refusal="The names of sources stay.",
        only_on="postgresql",
    ),
    Trigger(
        "rating_order",
        "sources_sourcerating",
        "BEFORE INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM sources_sourcerating AS r "
            "WHERE r.source_id = NEW.source_id AND r.rated_at > NEW.rated_at)"
        ),
        refusal="A rating is not given before the newest one.",
    ),
    *append_only(
        "sources_sourcerating",
        keys=[("id",)],
        refusal="A rating is never changed or removed: give a new one.",
    ),
    Trigger(
        "revision_number",
        "sources_revision",
        "BEFORE INSERT",
        condition=(
            "NEW.number <> 1 + (SELECT COALESCE(MAX(r.number), 0) "
            "FROM sources_revision AS r WHERE r.document_id = NEW.document_id)"
        ),
        refusal="Revisions are numbered one after the other.",
    ),
    *append_only(
        "sources_revision",
        keys=[("id",), ("document_id", "number"), ("document_id", "sha256")],
        refusal="A revision is never changed or removed: capture a new one.",
    ),
]
