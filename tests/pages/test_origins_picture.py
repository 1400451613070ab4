"""Where a claim comes from, as it is drawn."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from claims.models import AttributionStep, Claim
from claims.pages.origins_picture import picture
from claims.reading.prepared import prepare
from claims.rules.origins import Origins
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


def origins_of(claim) -> Origins:
    [prepared] = prepare([Claim.objects.get(pk=claim.pk)])
    return prepared.origins


def drawn(claim) -> str:
    return picture(origins_of(claim))


def boxes(svg: str, kind: str) -> list[str]:
    return [
        unescape(name)
        for name in re.findall(rf'<g class="{kind}"><title>(.*?)</title>', svg)
    ]


def relayed(claim, by: str, origin, **fields):
    source = SourceFactory(name=by)
    claim.refresh_from_db()
    EvidenceFactory(
        claim=claim, directness="relayed", source=source, relays=origin, **fields
    )
    return source


def test_joint_claimants_are_heard_by_way_of_one_report(claim):
    town, police, paper = (SourceFactory(name=name) for name in ("A", "B", "Paper"))
    AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(),
        steps=[AttributionStep((town, police), "said"), AttributionStep((paper,))],
    )
    svg = drawn(claim)
    assert boxes(svg, "origin") == ["A", "B"]
    assert boxes(svg, "teller") == ["Paper"]
    assert svg.count("<path") == 3  # two lines to the paper, and one to the claim


def test_an_origin_is_heard_itself_beside_those_who_pass_it_on(claim):
    wire = SourceFactory(name="Wire")
    EvidenceFactory(claim=claim, source=wire)
    paper = relayed(claim, "Paper", wire)
    [origin] = origins_of(claim).supporting.origins
    assert origin.reporters == [wire, paper]
    assert boxes(drawn(claim), "teller") == ["Paper"]
    assert drawn(claim).count("<path") == 4


def test_who_says_otherwise_is_drawn_below(claim):
    EvidenceFactory(claim=claim, source=SourceFactory(name="Yes"))
    claim.refresh_from_db()
    EvidenceFactory(claim=claim, source=SourceFactory(name="No"), stance="refutes")
    first, second = drawn(claim).split('<g class="stance-refutes">')
    assert boxes(first, "origin") == ["Yes"]
    assert boxes(second, "origin") == ["No"]
    assert ">Against</text>" in second


def test_where_no_origin_is_known_nothing_is_drawn(claim):
    EvidenceFactory(claim=claim, directness="endorsement")
    assert drawn(claim) == ""


def test_boxes_never_overlap_and_stay_in_the_picture(claim):
    wires = [SourceFactory(name=f"Wire {number}") for number in range(4)]
    for number, wire in enumerate(wires):
        for paper in range(number):
            relayed(claim, f"Paper {number} {paper}", wire)
    EvidenceFactory(claim=Claim.objects.get(pk=claim.pk), source=wires[0])
    svg = ElementTree.fromstring(drawn(claim))
    _, _, _, height = map(float, svg.get("viewBox").split())
    for kind in ("origin", "teller"):
        tops = [
            float(box.find("rect").get("y"))
            for box in svg.iter("g")
            if box.get("class") == kind
        ]
        assert all(b - a >= 36 for a, b in zip(tops, tops[1:], strict=False)), kind
        assert max(tops) + 36 <= height


def test_of_many_the_first_are_drawn_and_that_is_told(claim):
    wire = SourceFactory(name="Wire")
    for number in range(14):
        relayed(claim, f"Paper {number:02}", wire)
    svg = drawn(claim)
    assert len(boxes(svg, "teller")) == 12
    assert "Only the first 12 of each are drawn." in svg


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("AFP", ["AFP"]),
        ("Agence France-Presse", ["Agence", "France-Presse"]),
        (
            "Collective Security Treaty Organization",
            ["Collective Security", "Treaty Organization"],
        ),
        (
            "Donaudampfschifffahrtsgesellschaft",
            ["Donaudampfschifffah", "rtsgesellschaft"],
        ),
        ("x" * 200, ["x" * 19, "x" * 17 + "…"]),
        ("新华通讯社北京总社国际新闻编辑部", ["新华通讯社北京总社国", "际新闻编辑部"]),
        ('<b onclick="x">', ['<b onclick="x">']),
    ],
)
def test_a_name_is_cut_to_its_box_and_told_in_full(claim, name, lines):
    EvidenceFactory(claim=claim, source=SourceFactory(name=name))
    svg = ElementTree.fromstring(drawn(claim))
    [box] = [one for one in svg.iter("g") if one.get("class") == "origin"]
    assert box.find("title").text == name
    assert [text.text for text in box.findall("text")] == lines
