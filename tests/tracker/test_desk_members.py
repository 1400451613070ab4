"""Who is in a group of the desk can log in to it, however they came into it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from tests.factories import UserFactory
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password"


@pytest.fixture
def ayan():
    return UserFactory(username="ayan", password=PASSWORD)


@pytest.fixture
def reviewers():
    return Group.objects.get(name="Reviewer")


def can_log_in(client) -> bool:
    """Log in as a person does, and look at the start page."""
    client.logout()
    given = {"username": "ayan", "password": PASSWORD}
    client.post("/admin/login/?next=/admin/", given)
    return client.get("/admin/").status_code == 200


def in_admin(client, user, *groups):
    """Save the form of the account in the admin."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    address = reverse("admin:accounts_user_change", args=[user.pk])
    form = client.get(address).context["adminform"].form
    given = {name: form[name].value() for name in form.fields if form[name].value()}
    given |= {"groups": [group.pk for group in groups], "is_active": "on"}
    given.pop("password", None)
    joined = given.pop("date_joined")
    given |= {"date_joined_0": f"{joined:%Y-%m-%d}", "date_joined_1": f"{joined:%H:%M}"}
    given.pop("last_login", None)
    answer = client.post(address, given)
    assert answer.status_code == 302


def by_command(verb):
    """Change the groups of the account in a management command."""
    code = (
        "from django.contrib.auth.models import Group; "
        "from tracker.accounts.models import User; "
        f"User.objects.get(username='ayan').groups.{verb}"
        "(Group.objects.get(name='Reviewer'))"
    )
    call_command("shell", command=code, verbosity=0)


def test_account_without_a_group_stays_outside(client, ayan):
    assert not can_log_in(client)


def test_member_added_in_the_admin_can_log_in_until_removed(client, ayan, reviewers):
    in_admin(client, ayan, reviewers)
    assert can_log_in(client)

    in_admin(client, ayan)
    assert not can_log_in(client)


@pytest.mark.parametrize("side", ["user", "group"])
def test_member_added_by_code_can_log_in_until_removed(client, ayan, reviewers, side):
    by_user = side == "user"
    members = ayan.groups if by_user else reviewers.user_set

    members.add(reviewers if by_user else ayan)
    assert can_log_in(client)

    members.remove(reviewers if by_user else ayan)
    assert not can_log_in(client)


def test_member_added_by_a_command_can_log_in_until_removed(client, ayan):
    by_command("add")
    assert can_log_in(client)

    by_command("remove")
    assert not can_log_in(client)


def test_member_of_two_groups_can_log_in_until_removed_from_the_last(client, ayan):
    viewers, editors = (Group.objects.get(name=name) for name in ("Viewer", "Editor"))
    ayan.groups.set([viewers, editors])

    ayan.groups.remove(viewers)
    assert can_log_in(client)

    editors.delete()
    assert not can_log_in(client)


def test_member_who_is_removed_loses_the_open_session(client, ayan, reviewers):
    ayan.groups.add(reviewers)
    assert can_log_in(client)

    ayan.groups.clear()

    assert client.get("/admin/").status_code == 302


def test_staff_status_set_by_hand_stays_without_a_group(client, ayan, reviewers):
    User.objects.filter(pk=ayan.pk).update(is_staff=True)
    ayan.groups.add(reviewers)

    ayan.groups.remove(reviewers)

    assert can_log_in(client)


def test_another_group_opens_nothing(client, ayan):
    ayan.groups.add(Group.objects.create(name="Interns"))

    assert not can_log_in(client)


def test_inactive_member_cannot_log_in(client, ayan, reviewers):
    ayan.groups.add(reviewers)
    User.objects.filter(pk=ayan.pk).update(is_active=False)

    assert not can_log_in(client)
