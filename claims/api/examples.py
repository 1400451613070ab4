"""Example bodies for the OpenAPI document.

Each can be sent as it is where what it names exists, and the text has its words.
"""

from tracker.rest.schema import example

APPEARANCE_BODY = {
    "document": 1,
    "exact": "at least 12 bridges were closed",
    "mode": "paraphrase",
    "attributions": [
        {"sources": [2], "wording": "said"},
        {"sources": [1]},
    ],
}
QUANTITY_BODY = {
    "comparator": "at_least",
    "low": "12",
    "unit": "bridges",
    "counted": "bridges closed to traffic",
    "wording": "at least 12",
}
CLAIM_BODY = {
    "text": "At least 12 bridges were closed to traffic on January 13, 2022.",
    "claim_type": "numerical",
    "claim_date": "2022-01-13",
    "starts_on": "2022-01-13",
    "date_wording": "on Thursday",
    "appearances": [APPEARANCE_BODY],
    "quantity": QUANTITY_BODY,
}
SHORT_BODY = {"text": "The mayor closed the bridges.", "claim_type": "event_property"}

CLAIM = example("A claim that a text reports", CLAIM_BODY)
CLAIMS = example("Two claims at once", {"claims": [CLAIM_BODY, SHORT_BODY]})
EDIT = example(
    "A deadline is added", {"due_on": "2022-01-22", "date_wording": "before January 22"}
)
APPEARANCE = example("The words of a text", APPEARANCE_BODY)
QUANTITY = example("A lower bound", {**QUANTITY_BODY, "appearance": 1})
TAKE = example("Taken by who asks", {"to": "me"})
PUBLISH = example("As it was read", {"version": 3})
TAKE_BACK = example("With the reason", {"reason": "It names the wrong bridge."})
WITHDRAW_WORDS = example(
    "Words that do not say it",
    {"appearance": 1, "reason": "The sentence is about another bridge."},
)
SAID_BY_ANOTHER = example(
    "Said by B, not by A",
    {
        "appearance": 1,
        "attributions": [{"sources": [3], "wording": "said"}, {"sources": [2]}],
        "reason": "The quotation is of her deputy.",
    },
)
MISQUOTED = example(
    "The authors deny it",
    {
        "appearance": 1,
        "dispute": "false",
        "reason": "The authors say that the study found nothing of the kind.",
        "evidence": 4,
    },
)
MOVE = example("A quote that has moved", {"check": 1})
RELATE = example("The same thing, said again", {"kind": "repeats", "to": 2})
WITHDRAW = example("A reason", {"reason": "It is about another bridge."})

ON_THE_WEB = example(
    "On the web",
    {
        "stance": "supports",
        "directness": "first_hand",
        "source": 1,
        "url": "https://example.org/roads/2022-01-13",
        "credibility": 2,
        "note": "The road office lists the 12 bridges by name.",
    },
)
QUOTED = example(
    "Words of a captured text",
    {
        "stance": "supports",
        "directness": "relayed",
        "source": 1,
        "relays": 2,
        "document": 1,
        "quote": "at least 12 bridges were closed",
    },
)

CONCLUSION = example(
    "A conclusion",
    {
        "evidence_status": "not_enough_evidence",
        "rationale": "Nobody but the speaker reports it, and no record was found.",
        "evidence": [7],
        "version": 3,
    },
)
CORRECTION = example(
    "A published conclusion changes",
    {
        "evidence_status": "conflicting_evidence",
        "rationale": "The ministry has since published another number.",
        "evidence": [7, 8],
        "correction_type": "new_evidence",
        "correction_note": "The ministry published its own count on 17 January.",
        "version": 5,
    },
)
APPROVAL = example("An approval", {"version": 4})
REJECTION = example(
    "A rejection",
    {"rationale": "One witness is too few. Ask the road office.", "version": 4},
)
