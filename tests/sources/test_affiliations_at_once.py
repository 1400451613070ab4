"""Affiliations changed by two people at once, each with a connection of their own."""

import pytest
from django.db import IntegrityError

from sources.models import Source
from tests.claims.test_two_writers import at_once, refusals
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db(transaction=True)


def by_verb(source, affiliation):
    return source.edit(affiliation=affiliation)


def past_the_verb(source, affiliation):
    return Source.objects.filter(pk=source.pk).update(affiliation=affiliation)


@pytest.mark.parametrize("change", [by_verb, past_the_verb])
@pytest.mark.parametrize("_", range(3))
def test_two_that_are_to_speak_for_each_other_close_no_circle(change, _):
    ends = SourceFactory.create_batch(2)
    read = [Source.objects.get(pk=end.pk) for end in ends]

    def work(number):
        try:
            return change(read[number], read[1 - number])
        except IntegrityError as error:
            return error

    results = at_once(2, work)

    assert len(refusals(results)) == 1
    assert Source.objects.filter(affiliation__isnull=False).count() == 1
