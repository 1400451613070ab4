"""What holds of every page: access, layout, weight, and no word to anybody else."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from claims.models import Claim, Series
from sources.extraction import Extracted
from sources.models import Fetch
from tests.browser.conftest import watch
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 768, 1440)
# Of a first visit to the article, in bytes as they come over the wire.
BUDGET = 60 * 1024
REQUESTS = 10
SERIOUS = {"serious", "critical"}


@pytest.fixture
def claim(loaded_seeds) -> Claim:
    """One claim of the seeds, with a conclusion and a correction."""
    by = User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    claim = Claim.objects.get(
        external_id__endswith="disturbances-foreign-terrorist-aggression"
    )
    claim.assess(
        "not_enough_evidence",
        rationale="Nothing was shown.",
        evidence=claim.evidence.all(),
        correction_type="clarification",
        correction_note="We give the reason in full.",
        by=by,
    )
    evidence = claim.add_evidence(
        stance="refutes",
        directness="first_hand",
        source=claim.evidence.first().source,
        url="https://example.org/report",
        by=by,
    )
    claim.assess(
        "refuted",
        rationale="The investigation found no foreign fighters.",
        evidence=[evidence],
        correction_type="new_evidence",
        correction_note="The investigation was published.",
        by=by,
    )
    return claim


def pages(claim: Claim) -> list[str]:
    """The addresses of one page of each kind."""
    appearance = claim.appearances.get()
    document = appearance.revision.document
    return [
        "/",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/?claim={claim.pk}#words-{claim.pk}",
        f"/documents/{document.pk}/?as_of=2022-01-14",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/?as_of={claim.updated_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "/sources/",
        f"/sources/{claim.claimants()[0].pk}/",
        "/claims/",
        "/claims/?q=foreign&status=refuted&corrected=true",
        "/estimates/",
        f"/estimates/{Series.objects.get(name__contains='arrested').pk}/",
        "/timeline/",
        f"/timeline/?as_of={claim.updated_at:%Y-%m-%d}",
        "/corrections/",
        "/about/",
        "/about/ledger/",
    ]


def desk(claim: Claim) -> list[str]:
    """The addresses of one page of each kind at the desk."""
    document = claim.appearances.get().revision.document
    claims = "/admin/claims/claim"
    return [
        "/admin/",
        f"{claims}/",
        f"{claims}/{claim.pk}/change/",
        f"{claims}/{claim.pk}/edit/",
        f"{claims}/{claim.pk}/evidence/",
        f"{claims}/{claim.pk}/quantity/",
        f"{claims}/{claim.pk}/delete/",
        f"{claims}/add/",
        f"{claims}/import/",
        "/admin/sources/document/add/",
        f"/admin/sources/document/fetched/{fetched().pk}/",
        f"/admin/sources/document/{document.pk}/read/",
        f"/admin/sources/document/{document.pk}/change/",
        f"/admin/sources/source/{claim.claimants()[0].pk}/change/",
        "/admin/claims/assessment/",
        "/admin/webhooks/webhook/",
    ]


def fetched() -> Fetch:
    """What was found at an address, to be reviewed."""
    found = Extracted(text="Bridges.", title="A", original="- Home\n\nBridges. " * 99)
    return Fetch.objects.create(
        url="https://example.org/article",
        requested_by=User.objects.get(username="ayan"),
        state="fetched",
        finished_at=timezone.now(),
        found=asdict(found),
    )


def opened(
    browser: Browser, server, complaints: list[str], addresses: list[str], **options
) -> Iterator[tuple[str, Page]]:
    """Each page in a browser with *options*, which is closed in the end."""
    context = browser.new_context(base_url=server.url, **options)
    watch(context, server.url, complaints)
    page = context.new_page()
    if any(address.startswith("/admin/") for address in addresses):
        page.goto("/admin/")
        page.get_by_label("Username").fill("ayan")
        page.get_by_label("Password").fill("a-long-password")
        page.get_by_role("button", name="Log in").click()
    for address in addresses:
        answer = page.goto(address)
        # Going to other words of the same page answers nothing.
        assert answer is None or answer.ok, address
        yield address, page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(browser, server, complaints, claim, scheme):
    found = []
    everything = pages(claim) + desk(claim)
    for address, page in opened(
        browser, server, complaints, everything, color_scheme=scheme
    ):
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in SERIOUS:
                places = [node["html"][:120] for node in violation["nodes"]]
                found.append(f"{address} {violation['id']}: {' | '.join(places)}")
    # Of complaints other tests tell: axe breaks the rules for styles itself.
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_page(browser, server, complaints, claim, width):
    size = {"width": width, "height": 800}
    everything = pages(claim) + desk(claim)
    wide = [
        address
        for address, page in opened(
            browser, server, complaints, everything, viewport=size
        )
        if runs_out(page)
    ]
    assert wide == []
    assert complaints == []


@pytest.mark.parametrize("part", [pages, desk])
def test_text_of_twice_the_size_fits(browser, server, complaints, claim, part):
    size = {"width": 1024, "height": 800}
    wide = []
    for address, page in opened(
        browser, server, complaints, part(claim), viewport=size
    ):
        sizes = {"standard": 32, "fixed": 26}
        page.context.new_cdp_session(page).send(
            "Page.setFontSizes", {"fontSizes": sizes}
        )
        size_of_text = "parseFloat(getComputedStyle(document.body).fontSize)"
        assert page.evaluate(size_of_text) > 25
        if runs_out(page):
            wide.append(address)
    assert wide == []


def test_all_is_there_without_javascript(browser, server, complaints, claim):
    with_script, without = (
        [
            page.inner_text("main").split()
            for _, page in opened(
                browser, server, complaints, pages(claim), java_script_enabled=runs
            )
        ]
        for runs in (True, False)
    )
    assert without == with_script
    assert complaints == []


def test_a_first_visit_is_light(browser, server, complaints, claim):
    for address in pages(claim):
        context = browser.new_context(base_url=server.url)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        sizes = []
        session.on(
            "Network.loadingFinished",
            lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]),
        )
        page.goto(address, wait_until="networkidle")
        assert sum(sizes) <= BUDGET, (address, sizes)
        assert len(sizes) <= REQUESTS, (address, sizes)
        context.close()


def runs_out(page: Page) -> bool:
    """Whether one must scroll sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
