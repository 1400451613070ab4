import io
import stat
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests.factories import UserFactory
from tracker.accounts.management.commands import first_admin

User = get_user_model()

pytestmark = pytest.mark.django_db


@pytest.fixture
def password_file(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.ADMIN_PUBLIC_NAME = "Ada Finch"
    return tmp_path / "admin-password"


def test_the_first_run_creates_admin_and_shows_the_password(password_file, capsys):
    call_command("first_admin")

    password = password_file.read_text().strip()
    admin = User.objects.get(username="admin")
    assert admin.is_superuser
    assert admin.is_staff
    assert admin.public_name == "Ada Finch"
    assert admin.check_password(password)
    assert len(password) >= 16
    assert password in capsys.readouterr().out
    assert stat.S_IMODE(password_file.stat().st_mode) == 0o600


def test_the_second_run_changes_and_prints_nothing(password_file, capsys):
    call_command("first_admin")
    before = User.objects.values().get(), password_file.read_text()
    capsys.readouterr()

    call_command("first_admin")

    assert (User.objects.values().get(), password_file.read_text()) == before
    assert capsys.readouterr().out == ""


def test_any_superuser_is_enough(password_file):
    User.objects.create_superuser("root")

    call_command("first_admin")

    assert User.objects.count() == 1
    assert not password_file.exists()


def test_a_run_killed_before_the_account_was_there_is_completed(password_file):
    password_file.write_text("from the run before\n")

    call_command("first_admin")

    assert User.objects.get().check_password("from the run before")


def test_a_run_that_comes_second_in_a_race_is_content(
    password_file, monkeypatch, capsys
):
    def other_process(path, make):
        User.objects.create_superuser("admin", password="other")
        return "other"

    monkeypatch.setattr(first_admin, "read_or_create", other_process)

    call_command("first_admin")

    assert User.objects.get().check_password("other")
    assert capsys.readouterr().out == ""


def test_an_ordinary_user_named_admin_is_not_promoted(password_file):
    User.objects.create_user("admin")

    with pytest.raises(CommandError, match="is not a superuser"):
        call_command("first_admin")

    assert not User.objects.get().is_superuser


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_without_a_terminal_the_name_is_chosen_later(password_file, settings, capsys):
    settings.ADMIN_PUBLIC_NAME = ""

    call_command("first_admin")

    assert User.objects.get().public_name == ""
    assert "choose it at the desk before you conclude" in capsys.readouterr().out


def test_name_is_asked_for_at_a_terminal(password_file, settings, monkeypatch):
    settings.ADMIN_PUBLIC_NAME = ""
    monkeypatch.setattr(sys, "stdin", Terminal("Ruth Reed\n"))

    call_command("first_admin")

    assert User.objects.get().public_name == "Ruth Reed"


@pytest.mark.parametrize("name", ["Ruth  REED", "\u200b", "-", "Ruth\u202e"])
def test_name_that_is_refused_leaves_no_account(password_file, name):
    UserFactory(username="ruth", public_name="Ruth Reed")

    with pytest.raises(CommandError):
        call_command("first_admin", public_name=name)

    assert not User.objects.filter(is_superuser=True).exists()
