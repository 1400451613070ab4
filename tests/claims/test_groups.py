import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from tests.factories import UserFactory
from tracker.accounts import groups

pytestmark = pytest.mark.django_db

VIEWER = {
    "claims.view_claim",
    "claims.view_evidence",
    "claims.view_assessment",
    "claims.view_series",
    "sources.view_source",
    "sources.view_sourcealias",
    "sources.view_sourcerating",
    "sources.view_document",
    "sources.view_revision",
    "sources.view_passage",
}
REVIEWER = VIEWER | {
    "claims.assess_claim",
    "claims.add_evidence",
    "claims.withdraw_evidence",
    "sources.add_source",
    "sources.add_sourcealias",
    "sources.add_sourcerating",
}
EDITOR = REVIEWER | {
    "claims.add_claim",
    "claims.change_claim",
    "claims.delete_claim",
    "claims.publish_claim",
    "claims.add_series",
    "claims.change_series",
    "claims.delete_series",
    "sources.change_source",
    "sources.change_sourcealias",
    "sources.delete_sourcealias",
    "sources.add_document",
    "sources.change_document",
    "sources.add_revision",
    "sources.add_passage",
    "sources.change_passage",
    "sources.delete_passage",
    "webhooks.view_webhook",
    "webhooks.add_webhook",
    "webhooks.change_webhook",
    "webhooks.delete_webhook",
}
GROUPS = {"Viewer": VIEWER, "Reviewer": REVIEWER, "Editor": EDITOR}


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_has_exactly_its_permissions(name):
    assert UserFactory(group=name).get_all_permissions() == GROUPS[name]


def test_there_are_no_other_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)


def test_nobody_may_touch_what_only_verbs_write():
    written_by_verbs = {
        "assessment",
        "reliance",
        "appearance",
        "attribution",
        "relation",
    }
    granted = Permission.objects.filter(group__isnull=False).exclude(
        codename__startswith="view_"
    )

    assert not granted.filter(content_type__model__in=written_by_verbs).exists()
    assert not granted.filter(content_type__app_label__in=["accounts", "auth"]).exists()


def test_migration_leaves_the_permissions_of_a_group_as_they_are():
    editor = Group.objects.get(name="Editor")
    editor.permissions.set(Permission.objects.filter(codename="view_claim"))

    call_command("migrate", verbosity=0)

    assert UserFactory(group="Editor").get_all_permissions() == {"claims.view_claim"}


def test_migration_creates_a_missing_group_with_its_permissions():
    Group.objects.get(name="Viewer").delete()

    call_command("migrate", verbosity=0)

    assert UserFactory(group="Viewer").get_all_permissions() == VIEWER


def test_group_is_not_created_before_all_its_permissions_are_there():
    Group.objects.get(name="Editor").delete()
    Permission.objects.filter(codename="publish_claim").delete()

    groups.ensure()
    assert not Group.objects.filter(name="Editor").exists()

    call_command("migrate", verbosity=0)
    assert UserFactory(group="Editor").get_all_permissions() == EDITOR


def test_a_group_of_the_desks_own_making_is_left_alone():
    own = Group.objects.create(name="Interns")
    own.permissions.set(Permission.objects.filter(codename="view_claim"))

    groups.ensure()

    assert own.permissions.count() == 1
