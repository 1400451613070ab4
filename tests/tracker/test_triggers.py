import re

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, models

from claims.models import Assessment
from tests.database import execute, refused
from tests.factories import AssessmentFactory, ClaimFactory
from tracker.apps import take_triggers_down
from tracker.common.triggers import Trigger, declared, install, missing, remove

ONE = "claims_assessment_update"


def names(found):
    return [trigger.name for trigger in found]


def reported():
    """What `manage.py check --database default` says of triggers."""
    return [
        warning
        for warning in run_checks(databases=["default"])
        if warning.id == "tracker.W002"
    ]


def drop(name):
    trigger = next(one for one in declared(connection) if one.name == name)
    remove(connection, [trigger.sql_name])


@pytest.mark.django_db
def test_all_declared_triggers_stand_after_a_migration():
    assert len(list(declared(connection))) > 30
    assert names(missing(connection)) == []
    assert reported() == []


@pytest.mark.django_db
def test_names_of_triggers_are_one_of_a_kind_and_fit_every_database():
    found = [trigger.sql_name for trigger in declared(connection)]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch("guard_[a-z_]{1,57}", name) for name in found)


@pytest.mark.django_db
def test_every_trigger_refuses_with_a_sentence_or_does_something():
    for trigger in declared(connection):
        assert bool(trigger.refusal) != bool(trigger.effect), trigger.name
        if trigger.refusal:
            assert re.fullmatch(r"[A-Z].*\.", trigger.refusal), trigger.name


@pytest.mark.django_db
def test_each_trigger_that_is_dropped_is_reported_and_comes_back():
    for trigger in list(declared(connection)):
        remove(connection, [trigger.sql_name])
        assert names(missing(connection)) == [trigger.name]
        assert len(reported()) == 1

        install(connection)
        assert names(missing(connection)) == []


@pytest.mark.django_db
def test_the_report_names_the_trigger_and_its_table_and_what_to_do():
    drop(ONE)

    (warning,) = reported()

    assert "guard_claims_assessment_update of table claims_assessment" in warning.msg
    assert "manage.py migrate" in warning.hint


@pytest.mark.django_db
def test_no_database_is_asked_that_is_not_named():
    drop(ONE)

    assert not [one for one in run_checks() if one.id == "tracker.W002"]


@pytest.mark.django_db
def test_a_migration_puts_up_what_was_dropped():
    remove(connection)
    assert len(missing(connection)) == len(list(declared(connection)))

    call_command("migrate", verbosity=0)

    assert names(missing(connection)) == []


@pytest.mark.django_db
def test_putting_up_what_stands_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(5) as queries:
        install(connection)

    assert not [one for one in queries if "CREATE" in one["sql"]]


@pytest.mark.django_db
def test_a_trigger_that_is_no_longer_declared_is_taken_down():
    old = Trigger("old", "claims_claim", "BEFORE DELETE", refusal="No.")
    execute(getattr(old, connection.vendor)())
    with refused("No."):
        ClaimFactory().delete()

    install(connection)

    ClaimFactory().delete()


@pytest.mark.django_db
def test_the_triggers_of_others_are_left_alone():
    own = Trigger("x", "claims_claim", "BEFORE DELETE", refusal="No.")
    statement = getattr(own, connection.vendor)().replace("guard_x", "their_x")
    execute(statement)

    claim = ClaimFactory()

    install(connection)
    remove(connection)

    with refused("No."):
        claim.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"condition": "1 = 2"},
        {"refusal": "Why not."},
        {"event": "AFTER UPDATE"},
        {"event": "BEFORE UPDATE OF rationale"},
        {"table": "claims_reliance"},
    ],
)
def test_a_trigger_that_was_altered_is_reported_and_put_right(change):
    facts = vars(next(one for one in declared(connection) if one.name == ONE))
    drop(ONE)
    execute(getattr(Trigger(**facts | change), connection.vendor)())

    assert names(missing(connection)) == [ONE]
    assert len(reported()) == 1
    install(connection)
    assert names(missing(connection)) == []


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
def test_a_trigger_that_is_switched_off_is_reported_and_put_right(state):
    execute(f"ALTER TABLE claims_assessment {state} TRIGGER guard_{ONE}")

    assert names(missing(connection)) == [ONE]
    assert len(reported()) == 1
    install(connection)
    assert names(missing(connection)) == []


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_function_that_was_replaced_is_reported():
    execute(
        f"CREATE OR REPLACE FUNCTION guard_{ONE}() RETURNS trigger LANGUAGE plpgsql "
        "AS $$BEGIN RETURN NEW; END$$"
    )

    assert names(missing(connection)) == [ONE]


@pytest.mark.django_db
def test_triggers_of_tables_that_do_not_exist_yet_are_not_asked_for(monkeypatch):
    tables = connection.introspection.table_names()
    tables.remove("claims_reliance")
    monkeypatch.setattr(connection.introspection, "table_names", lambda: tables)

    assert "claims_reliance" not in {one.table for one in declared(connection)}


@pytest.mark.django_db
def test_they_come_down_before_a_migration_that_does_something():
    take_triggers_down(using="default", plan=[])
    assert names(missing(connection)) == []

    take_triggers_down(using="default", plan=["a migration"])
    assert len(missing(connection)) == len(list(declared(connection)))


@pytest.fixture
def nullable_rationale():
    """The field of assessments, changed so that SQLite rebuilds the table."""
    field = models.TextField(null=True)
    field.set_attributes_from_name("rationale")
    field.model = Assessment
    return field


def alter(old, new):
    with connection.schema_editor() as editor:
        editor.alter_field(Assessment, old, new)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_loses_its_triggers_until_the_migration_ends(
    nullable_rationale,
):
    assessment = AssessmentFactory()
    rationale = Assessment._meta.get_field("rationale")
    of_others = [
        one.sql_name
        for one in declared(connection)
        if one.table != "claims_assessment" and "claims_assessment" in one.sqlite()
    ]
    remove(connection, of_others)
    alter(rationale, nullable_rationale)
    Assessment.objects.update(rationale="Nothing stops this.")
    lost = {one.table for one in missing(connection)}
    assert "claims_assessment" in lost
    assert len(reported()) > len(of_others)

    alter(nullable_rationale, rationale)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert names(missing(connection)) == []
    assert reported() == []
    with refused("never changed or removed"):
        Assessment.objects.filter(pk=assessment.pk).update(rationale="Other.")


@pytest.mark.django_db(transaction=True)
def test_a_field_is_altered_while_the_triggers_are_down(nullable_rationale):
    rationale = Assessment._meta.get_field("rationale")
    AssessmentFactory()

    take_triggers_down(using="default", plan=["a migration"])
    alter(rationale, nullable_rationale)
    alter(nullable_rationale, rationale)
    install(connection)

    assert names(missing(connection)) == []
