"""Claims by the hundred thousand, as the verbs would have left them.

Rows go past the verbs and the triggers, with the digests that the verbs would have
given them: ``verify_ledger`` holds. The same size and seed make the same rows.
"""

from django.db import connection, transaction

from claims.models import ChangeLogEntry, Claim
from claims.verbs.origin_counts import recount
from tests.bench import ahead
from tests.bench.bulk import unguarded, write
from tests.bench.life import Person
from tests.bench.world import CHUNK, MODELS, World
from tracker.accounts.models import User
from tracker.common.progress import progress

SEED = 6_201_522
# What the trigger writes of each version; no claim of these is taken back.
FEED = (
    "INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) "
    "SELECT id, claim_id, version, published_at IS NOT NULL, updated_at "
    "FROM claims_claimversion WHERE id > "
    "(SELECT COALESCE(MAX(position), 0) FROM claims_changelogentry)"
)


def generate(size: int, out, *, seed: int = SEED) -> None:
    """Fill an empty, migrated database with *size* claims and what belongs to them."""
    by = User.objects.create_user("recorder", public_name="Rita Recorder")
    given = size, Person(by.pk, by.public_name), seed
    # To start another process takes longer than to make a few.
    chunks = World(*given).chunks() if size < CHUNK else ahead.chunks(*given)
    with unguarded([*MODELS, ChangeLogEntry]), progress(size, "claims", out) as advance:
        for rows in chunks:
            with transaction.atomic(), connection.cursor() as cursor:
                for model, values in rows.items():
                    write(cursor, model, values)
                cursor.execute(FEED)
            advance(len(rows[Claim]))
    with transaction.atomic():
        recount(list(Claim.objects.order_by("pk").values_list("pk", flat=True)))
