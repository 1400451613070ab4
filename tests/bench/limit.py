"""The limit: one statement that composes the JSON of a page, and who sends it.

It answers what the plain way answers, and cannot be had for less from these tables.
"""

from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import parse_qs

from django.db import connection

HOST = "http://127.0.0.1/"
FUNCTIONS = {
    "sqlite": {
        "object": "json_object",
        "array": "json_group_array(json(one))",
        "nested": "json",
        "boolean": "json(CASE WHEN {} THEN 'true' ELSE 'false' END)",
        "moment": "replace({}, ' ', 'T') || 'Z'",
        "text": "{}",
    },
    "postgresql": {
        "object": "json_build_object",
        "array": "COALESCE(json_agg(one), '[]')",
        "nested": "",
        "boolean": "{}",
        "moment": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        "text": "SELECT ({})::text",
    },
}
SOURCE = (
    f"{{object}}('id', s.id, 'url', '{HOST}api/v1/sources/' || s.id || '/', "
    "'name', s.name, 'kind', s.kind)"
)
CLAIMANTS = f"""
    SELECT {{array}} FROM (
        SELECT {SOURCE} AS one FROM claims_appearance AS p
        JOIN claims_attribution AS t ON t.appearance_id = p.id AND t.is_claimant
        JOIN sources_source AS s ON s.id = t.source_id
        WHERE p.claim_id = c.id AND p.retired_at IS NULL
        GROUP BY s.id, s.name, s.kind ORDER BY MIN(t.id)
    ) AS claimants"""
ATTRIBUTIONS = f"""
    SELECT {{array}} FROM (
        SELECT {{object}}('position', t.position, 'source', {SOURCE},
            'wording', t.wording, 'is_claimant', {{is_claimant}},
            'dispute', t.dispute, 'dispute_reason', t.dispute_reason,
            'dispute_evidence', t.dispute_evidence_id) AS one
        FROM claims_attribution AS t JOIN sources_source AS s ON s.id = t.source_id
        WHERE t.appearance_id = p.id ORDER BY t.position, t.id
    ) AS attributions"""
APPEARANCES = f"""
    SELECT {{array}} FROM (
        SELECT {{object}}(
            'id', p.id,
            'document', {{object}}('id', d.id,
                'url', '{HOST}api/v1/documents/' || d.id || '/', 'title', d.title),
            'revision', r.number, 'sha256', r.sha256,
            'selector', {{object}}('exact', p.exact, 'prefix', p.prefix,
                'suffix', p.suffix, 'start', p.start, 'end', p."end"),
            'mode', p.mode, 'attributions', {{nested}}(({ATTRIBUTIONS}))) AS one
        FROM claims_appearance AS p
        JOIN sources_revision AS r ON r.id = p.revision_id
        JOIN sources_document AS d ON d.id = r.document_id
        WHERE p.claim_id = c.id AND p.retired_at IS NULL ORDER BY p.id
    ) AS appearances"""
EVIDENCE = """
    SELECT {object}(
        'supports', COUNT(*) FILTER (WHERE e.stance = 'supports'),
        'refutes', COUNT(*) FILTER (WHERE e.stance = 'refutes'),
        'context', COUNT(*) FILTER (WHERE e.stance = 'context'))
    FROM claims_evidence AS e
    WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL"""
RELIED_ON = """
    SELECT {array} FROM (
        SELECT {object}('id', e.id, 'digest', e.digest) AS one
        FROM claims_reliance AS l JOIN claims_evidence AS e ON e.id = l.evidence_id
        WHERE l.assessment_id = a.id ORDER BY e.id
    ) AS relied_on"""
LATEST = f"""
    SELECT {{object}}(
        'form', a.form, 'claim', a.claim_id, 'number', a.number, 'action', a.action,
        'from_status', a.from_status, 'to_status', a.to_status,
        'rationale', a.rationale, 'correction_type', a.correction_type,
        'correction_note', a.correction_note, 'timing_reason', a.timing_reason,
        'evidence', {{nested}}(({RELIED_ON})),
        'text_sha256', a.text_sha256, 'judged_sha256', a.judged_sha256,
        'edit', {{nested}}(a.edit), 'assessed_by_id', a.assessed_by_id,
        'assessed_by', a.assessed_by_name, 'assessed_at', {{assessed_at}},
        'previous_digest', a.previous_digest, 'digest', a.digest)
    FROM claims_assessment AS a
    WHERE a.claim_id = c.id AND a.action IN ('concluded', 'approved')
    ORDER BY a.number DESC LIMIT 1"""
PAGE = f"""
    SELECT {{array}} FROM (
        SELECT {{object}}(
            'id', c.id, 'url', '{HOST}api/v1/claims/' || c.id || '/', 'text', c.text,
            'claim_type', c.claim_type, 'claim_date', c.claim_date,
            'starts_on', c.starts_on, 'ends_on', c.ends_on,
            'date_wording', c.date_wording, 'due_on', c.due_on,
            'evidence_status', c.evidence_status, 'context', c.context,
            'language', c.language, 'priority', c.priority,
            'claimants', {{nested}}(({CLAIMANTS})),
            'appearances', {{nested}}(({APPEARANCES})),
            'evidence', {{nested}}(({EVIDENCE})),
            'latest_assessment', {{nested}}(({LATEST})),
            'published_at', {{published_at}}, 'version', c.version,
            'created_at', {{created_at}}, 'updated_at', {{updated_at}}) AS one
        FROM claims_claim AS c WHERE c.published_at IS NOT NULL AND c.id > %s
        ORDER BY c.id LIMIT %s
    ) AS claims"""


@cache
def statement() -> str:
    """The statement, for the database of this process."""
    words = FUNCTIONS[connection.vendor]
    moments = {
        name: words["moment"].format(f"{table}.{name}")
        for table, name in (
            *(("c", "published_at"), ("c", "created_at"), ("c", "updated_at")),
            ("a", "assessed_at"),
        )
    }
    known = {name: words[name] for name in ("object", "array", "nested")}
    known["is_claimant"] = words["boolean"].format("t.is_claimant")
    return words["text"].format(PAGE.format(**known, **moments))


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """The page after the claim ``after``, of ``page_size``, as a bare WSGI function."""
    asked = parse_qs(environ["QUERY_STRING"])
    after, size = int(asked["after"][0]), int(asked["page_size"][0])
    with connection.cursor() as cursor:
        cursor.execute(statement(), [after, size])
        (results,) = cursor.fetchone()
    body = f'{{"results":{results}}}'.encode()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [body]
