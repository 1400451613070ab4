"""Whether "five sources say so" is really one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import AttributionStep, Claim, Evidence
from claims.reading.prepared import prepare
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def afp():
    return SourceFactory(name="AFP", kind="news_agency")


@pytest.fixture
def claim():
    return ClaimFactory()


def reprint(claim, origin, **fields) -> Evidence:
    """Evidence in a paper that reprints the text of *origin*."""
    document = DocumentFactory(origin=origin)
    given = {
        "stance": "supports",
        "directness": "relayed",
        "source": document.publisher,
        "document": document,
    }
    return EvidenceFactory(claim=claim, **(given | fields))


def supporting(claim):
    (prepared,) = prepare([Claim.objects.get(pk=claim.pk)])
    return prepared.origins.supporting


def names(side) -> list[str]:
    return [origin.source.name for origin in side.origins]


def test_three_reprints_of_one_wire_are_one_origin(claim, afp):
    for _ in range(3):
        reprint(claim, afp)
    side = supporting(claim)
    assert side.count == 1
    assert side.summary == "3 documents, 1 origin: AFP"


def test_own_reporting_of_another_newsroom_is_another_origin(claim, afp):
    for _ in range(3):
        reprint(claim, afp)
    newsroom = SourceFactory(name="Vlast", kind="news_outlet")
    EvidenceFactory(
        claim=claim,
        stance="supports",
        directness="first_hand",
        source=newsroom,
        document=DocumentFactory(publisher=newsroom),
    )
    assert supporting(claim).summary == "4 documents, 2 origins: AFP, Vlast"


def test_an_endorsement_counts_nothing(claim, afp):
    reprint(claim, afp)
    endorsement = EvidenceFactory(
        claim=claim, stance="supports", directness="endorsement"
    )
    side = supporting(claim)
    assert names(side) == ["AFP"]
    assert side.endorsements == [endorsement]


def test_a_search_without_result_counts_nothing(claim):
    EvidenceFactory(claim=claim, stance="refutes", directness="search_without_result")
    (prepared,) = prepare([claim])
    assert prepared.origins.refuting.count == 0
    assert len(prepared.origins.refuting.searches) == 1


def test_what_is_relayed_is_followed_to_its_end(claim, afp):
    ministry = SourceFactory(name="Ministry", kind="government_body")
    paper = SourceFactory(kind="news_outlet")
    given = {"stance": "supports", "directness": "relayed", "claim": claim}
    EvidenceFactory(source=paper, relays=afp, **given)
    assert names(supporting(claim)) == ["AFP"]
    claim.refresh_from_db()
    EvidenceFactory(source=afp, relays=ministry, **given)
    assert names(supporting(claim)) == ["Ministry"]


def test_who_relays_whom_does_not_run_in_a_circle(claim, afp):
    paper, radio = SourceFactory(), SourceFactory()
    given = {"stance": "supports", "directness": "relayed", "claim": claim}
    EvidenceFactory(source=paper, relays=afp, **given)
    EvidenceFactory(source=radio, relays=paper, **given)
    with pytest.raises(ValidationError, match="in the end, from this source"):
        EvidenceFactory(source=afp, relays=radio, **given)
    row = Evidence.objects.latest("pk")
    row.pk, row.source, row.relays = None, afp, radio
    with pytest.raises(IntegrityError, match="in a circle"), transaction.atomic():
        row.save(force_insert=True)


def test_a_circle_is_found_whichever_of_several_it_goes_through(claim, afp):
    paper, radio, blog = SourceFactory(), SourceFactory(), SourceFactory()
    given = {"stance": "supports", "directness": "relayed", "claim": claim}
    EvidenceFactory(source=paper, relays=blog, **given)
    EvidenceFactory(source=paper, relays=afp, **given)
    EvidenceFactory(source=paper, relays=radio, **given)
    for source in (blog, afp, radio):
        with pytest.raises(ValidationError, match="in the end, from this source"):
            EvidenceFactory(source=source, relays=paper, **given)


def test_withdrawn_evidence_closes_no_circle(claim, afp):
    paper = SourceFactory()
    given = {"stance": "supports", "directness": "relayed", "claim": claim}
    first = EvidenceFactory(source=paper, relays=afp, **given)
    first.withdraw(reason="The other way round.", by=first.added_by)
    claim.refresh_from_db()
    EvidenceFactory(source=afp, relays=paper, **given)
    assert names(supporting(claim)) == [paper.name]


def test_only_who_relays_has_it_from_another(claim, afp):
    with pytest.raises(ValidationError, match="Only a source that relays"):
        EvidenceFactory(claim=claim, directness="first_hand", relays=afp)


def test_an_unknown_origin_is_shown_and_counts_nothing(claim):
    EvidenceFactory(claim=claim, stance="supports", directness="relayed")
    nobody = SourceFactory(kind="unnamed")
    AppearanceFactory(claim=claim, claimant=nobody)
    side = supporting(claim)
    assert (side.count, len(side.unknown)) == (0, 2)
    assert side.summary == "no known origin"


def test_joint_claimants_are_an_origin_each(claim):
    csto, government = SourceFactory(name="CSTO"), SourceFactory(name="Government")
    revision = RevisionFactory()
    steps = [
        AttributionStep((csto, government)),
        AttributionStep((revision.document.publisher,)),
    ]
    AppearanceFactory(claim=claim, revision=revision, steps=steps)
    assert supporting(claim).summary == "1 document, 2 origins: CSTO, Government"


def test_an_article_in_its_own_voice_counts_for_what_it_reprints(claim, afp):
    for origin in (None, afp, afp):
        document = DocumentFactory(
            origin=origin, publisher=afp if origin is None else SourceFactory()
        )
        AppearanceFactory(
            claim=claim,
            revision=RevisionFactory(document=document),
            mode="own_voice",
            steps=[AttributionStep((document.publisher,))],
        )
    assert supporting(claim).summary == "3 documents, 1 origin: AFP"


def test_a_witness_who_publishes_is_one_origin(claim, afp):
    document = DocumentFactory(publisher=afp)
    AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(document=document),
        mode="own_voice",
        steps=[AttributionStep((afp,))],
    )
    EvidenceFactory(
        claim=claim,
        stance="supports",
        directness="first_hand",
        source=afp,
        document=document,
    )
    assert supporting(claim).summary == "1 document, 1 origin: AFP"


def test_evidence_outside_of_documents_tells_of_origins_alone(claim, afp):
    EvidenceFactory(claim=claim, source=afp)
    assert supporting(claim).summary == "1 origin: AFP"


def test_withdrawn_evidence_counts_nothing(claim, afp):
    reprint(claim, afp).withdraw(reason="A mistake.", by=claim.created_by)
    assert supporting(claim).count == 0


def test_sources_of_one_organization_stand_together(claim):
    government = SourceFactory(name="Government")
    names_and_affiliations = [
        ("Zoo", None),
        ("President", government),
        ("Government", government),
        ("Bank", None),
    ]
    for name, affiliation in names_and_affiliations:
        source = (
            government
            if name == "Government"
            else SourceFactory(name=name, affiliation=affiliation)
        )
        EvidenceFactory(
            claim=claim, stance="supports", directness="first_hand", source=source
        )
    assert names(supporting(claim)) == ["Bank", "Government", "President", "Zoo"]


def test_the_api_answers_the_grouping_for_and_against(client, afp):
    claim = ClaimFactory(published=True)
    evidence = reprint(claim, afp, stance="refutes")
    answer = client.get(f"/api/v1/claims/{claim.pk}/").json()["independent_origins"]
    against = answer["against"]
    assert (answer["for"]["count"], against["count"]) == (1, 1)
    assert against["summary"] == "1 document, 1 origin: AFP"
    assert against["origins"][0]["evidence"] == [evidence.pk]
    assert against["origins"][0]["source"]["name"] == "AFP"


def test_many_claims_take_as_many_queries_as_one(afp):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for claim in prepare(Claim.objects.all()):
                assert claim.origins.supporting.summary
        return len(captured)

    reprint(ClaimFactory(published=True), afp)
    alone = queries()
    for _ in range(20):
        reprint(ClaimFactory(published=True), afp)
    assert queries() == alone <= 8


def test_long_lines_of_affiliation_take_one_query_a_level(claim):
    def speaker(levels: int):
        source = None
        for _ in range(levels):
            source = SourceFactory(affiliation=source)
        return source

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for one in prepare(Claim.objects.all()):
                for origin in one.origins.supporting.origins:
                    assert origin.organization.affiliation is None
        return len(captured)

    EvidenceFactory(
        claim=claim, stance="supports", directness="first_hand", source=speaker(3)
    )
    short = queries()
    for _ in range(5):
        EvidenceFactory(
            claim=ClaimFactory(),
            stance="supports",
            directness="first_hand",
            source=speaker(6),
        )
    assert queries() == short + 3
