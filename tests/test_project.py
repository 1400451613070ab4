"""Rules that hold for the code as a whole."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models

APPS = ("tracker", "sources", "claims")
MODEL_APPS = ("accounts", "sources", "claims", "webhooks")
MODELS = [
    model
    for app in MODEL_APPS
    for model in apps.get_app_config(app).get_models(include_auto_created=False)
]
CONSTRAINTS = [
    (model, constraint) for model in MODELS for constraint in model._meta.constraints
]


def modules(app):
    return sorted((settings.BASE_DIR / app).rglob("*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_in_one_line_what_it_is(model):
    first = (model.__doc__ or "").splitlines()[0]

    assert re.fullmatch(r"[A-Z\"].{10,}\.", first), first
    assert not first.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_model_has_an_order_of_its_own(model):
    assert model._meta.ordering == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_text_is_empty_rather_than_null(model):
    kinds = (models.CharField, models.TextField)

    assert not [
        field.name
        for field in model._meta.fields
        if isinstance(field, kinds) and field.null
    ]


@pytest.mark.parametrize(
    ("model", "constraint"), CONSTRAINTS, ids=lambda one: getattr(one, "name", "")
)
def test_every_constraint_is_named_after_its_model(model, constraint):
    known = {"SourceRating": "rating"}.get(model.__name__, model._meta.model_name)

    assert constraint.name.startswith(f"{known}_")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_of_value_goes_with_something_else(model):
    meaningless_alone = {
        "appearance.claim",
        "attribution.appearance",
        "cachedclaim.claim",
        "claimsentence.claim",
        "claimversion.claim",
        "claimwords.claim",
        "delivery.webhook",
        "fetch.requested_by",
        "idempotencykey.user",
        "origincount.claim",
        "passage.document",
        "quantity.appearance",
        "quantity.claim",
        "quotecheck.appearance",
        "sourcealias.source",
        "unpublication.claim",
    }
    going = {
        f"{model._meta.model_name}.{field.name}"
        for field in model._meta.fields
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    }

    assert going <= meaningless_alone


# Made by the models from what was checked before.
COPIED = {
    *("exact", "prefix", "suffix", "folded", "sha256", "hint", "digest"),
    *(
        "text_sha256",
        "judged_sha256",
        "previous_digest",
        "assessed_by_name",
        "request_digest",
    ),
    *("body", "shape", "secret", "site", "disabled_reason", "error"),
}
WRITTEN = [
    field
    for model in MODELS
    if model._meta.managed
    for field in model._meta.fields
    if isinstance(field, models.CharField | models.TextField)
    and model.__name__ != "User"
    and not field.choices
    and field.name not in COPIED
]


@pytest.mark.parametrize("text", ["a\0b", "a\ud83cb"], ids=["nul", "surrogate"])
@pytest.mark.parametrize("field", WRITTEN, ids=str)
def test_no_field_takes_what_a_database_cannot_keep(field, text):
    with pytest.raises(ValidationError):
        field.run_validators(text)


@pytest.mark.parametrize("field", WRITTEN, ids=str)
def test_every_text_has_a_limit_that_models_know(field):
    with pytest.raises(ValidationError) as error:
        field.run_validators("a" * (field.max_length + 1))

    assert "max_length" in [one.code for one in error.value.error_list]


def test_every_package_of_code_is_one_of_the_apps():
    packages = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}

    assert packages == {*APPS, "tests"}


def migrations():
    paths = settings.BASE_DIR.rglob("migrations/0*.py")
    return sorted(path for path in paths if ".venv" not in path.parts)


def test_shipped_migrations_stay_as_they_are():
    """Released migrations have run on databases: never edit one, add another.

    Those that are new get their line in a release, by `make digests`.
    """
    lines = (settings.BASE_DIR / "tests/migrations.sha256").read_text().splitlines()
    shipped = dict(reversed(line.split()) for line in lines)

    assert shipped == {
        str(path.relative_to(settings.BASE_DIR)): sha256(path.read_bytes()).hexdigest()
        for path in migrations()
    }


def test_every_migration_is_the_first():
    numbers = {
        path.name
        for app in APPS
        for path in Path(settings.BASE_DIR, app, "migrations").glob("0*.py")
    }

    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in numbers)
