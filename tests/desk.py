"""What the forms of the desk are sent."""


def chain(*steps: tuple[list, str]) -> dict:
    """The rows of a chain: each the sources of a step, and its words."""
    sent = {"chain-TOTAL_FORMS": len(steps), "chain-INITIAL_FORMS": 0}
    for place, (sources, wording) in enumerate(steps):
        sent[f"chain-{place}-sources"] = [source.pk for source in sources]
        sent[f"chain-{place}-wording"] = wording
    return sent
