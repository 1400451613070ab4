from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from tests.factories import UserFactory
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def run(*arguments):
        call_command("token", *arguments)
        return capsys.readouterr()

    return run


def test_the_secret_alone_is_printed_so_that_it_can_be_piped(run):
    UserFactory(username="ruth", group="Reviewer")

    printed = run("nightly export", "--user", "ruth")

    secret = printed.out.removesuffix("\n")
    assert "Authorization: Bearer" in printed.err
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get("/api/v1/claims/").status_code == 200
    token = Token.objects.get()
    assert (str(token.user), token.name) == ("ruth", "nightly export")
    assert token.expires_at is None


def test_it_ends_after_as_many_days_as_asked(run, time_machine):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)
    UserFactory(username="ruth")

    run("export", "--user", "ruth", "--expires", "30")

    token = Token.objects.get()
    assert token.expires_at == token.created_at + timedelta(days=30)


def test_its_scopes_are_those_asked_for_or_all(run):
    UserFactory(username="ruth")

    run("all", "--user", "ruth")
    run("some", "--user", "ruth", "--scopes", "review", "read", "read")

    scopes = dict(Token.objects.values_list("name", "scopes"))
    assert scopes == {"all": "read write review", "some": "read review"}
    with pytest.raises(CommandError, match="invalid choice: 'admin'"):
        run("more", "--user", "ruth", "--scopes", "admin")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "--user", "nobody"], "Account “nobody” was not found."),
        (["taken", "--user", "ruth"], "This account has a token of that name."),
        (["export", "--user", "gone"], "The account “gone” is inactive."),
        (["", "--user", "ruth"], "This field cannot be blank."),
        (
            ["export", "--user", "ruth", "--expires", "0"],
            "--expires must be a number of days from 1 to 36500.",
        ),
        (
            ["export", "--user", "ruth", "--expires", "36501"],
            "--expires must be a number of days from 1 to 36500.",
        ),
    ],
)
def test_a_refusal_is_a_sentence_and_makes_nothing(run, arguments, sentence):
    UserFactory(username="gone", is_active=False)
    Token(user=UserFactory(username="ruth"), name="taken").issue()

    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == sentence
    assert Token.objects.count() == 1


def test_token_that_may_review_takes_a_public_name(run):
    ruth = UserFactory(username="ruth", public_name="")

    with pytest.raises(CommandError, match="“ruth” needs a public name, .* --public-"):
        run("export", "--user", "ruth")
    assert not Token.objects.exists()
    run("reading", "--user", "ruth", "--scopes", "read")
    run("export", "--user", "ruth", "--public-name", "Ruth Reed")

    ruth.refresh_from_db()
    assert ruth.public_name == "Ruth Reed"


def test_public_name_of_another_account_makes_no_token(run):
    UserFactory(public_name="Ruth Reed")
    UserFactory(username="ruth", public_name="")

    with pytest.raises(CommandError, match="Another account has this public name"):
        run("export", "--user", "ruth", "--public-name", "RUTH-REED")

    assert not Token.objects.exists()
