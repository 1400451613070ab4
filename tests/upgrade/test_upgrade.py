"""A database of an earlier release is upgraded, and everything in it still holds."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.claims.test_ledger_outside import LINES
from tests.database import url_of_database
from tests.upgrade.dump import MANAGE, run

HERE = Path(__file__).parent
RELEASES = sorted({path.name.rsplit(".", 2)[0] for path in HERE.glob("*.sql")})
OURS = ("accounts", "sources", "claims", "webhooks")
# In this order, since each app refers to those after it.
DOWN = ("claims", "webhooks", "sources", "accounts")
TABLE = re.compile(r'^INSERT INTO "?(?:public\.)?(\w+)"? ', re.MULTILINE)

ADDRESSES = (
    "/api/v1/claims/",
    "/api/v1/claims/export.jsonl",
    "/api/v1/claims/export.csv",
    "/api/v1/changes/",
    "/api/v1/claims/?q=houses",
    "/feeds/conclusions.atom",
)
HISTORY = "json.loads(read('/api/v1/claims/1/history/')[1])['results']"
NAMES = (
    "[one.public_name for one in "
    "apps.get_model('accounts.User').objects.order_by('pk')]"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def upgraded(tmp_path, release):
    """The address of a database of *release*, filled from its dump and migrated."""
    dump = (HERE / f"{release}.{connection.vendor}.sql").read_text()
    if connection.vendor == "sqlite":
        file = tmp_path / "old.sqlite3"
        # By the program: the module loads no virtual tables from a dump.
        subprocess.run(
            ["sqlite3", "-bail", str(file)], input=dump, text=True, check=True
        )
        yield migrated(f"sqlite:///{file}", tmp_path)
        return
    server = url_of_database()
    name = f"upgrade_{tmp_path.name}".lower().replace("-", "_")[:60]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        url = urlsplit(server)._replace(path=f"/{name}").geturl()
        with psycopg.connect(url, autocommit=True) as old:
            old.execute(dump)
        yield migrated(url, tmp_path)
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrated(url: str, var: Path) -> str:
    run([*MANAGE, "migrate", "--no-input", "--verbosity", "0"], url, var)
    return url


def ask(url: str, var: Path, question: str):
    """What the upgraded program answers to *question*, an expression."""
    program = (
        "import json, django; django.setup()\n"
        "from django.apps import apps\n"
        "from django.core.management import call_command\n"
        "from django.test import Client\n"
        "def get(path): return Client().get(path, HTTP_HOST='127.0.0.1')\n"
        "def read(path):\n"
        "    answer = get(path)\n"
        "    body = b''.join(answer) if answer.streaming else answer.content\n"
        "    return answer.status_code, body.decode()\n"
        "def counts():\n"
        "    models = [model for model in apps.get_models() if model._meta.managed]\n"
        "    return {m._meta.db_table: m._default_manager.count() for m in models}\n"
        f"print(json.dumps({question}))"
    )
    return json.loads(run([sys.executable, "-c", program], url, var))


@pytest.mark.parametrize("release", RELEASES)
def test_upgrade_of_an_earlier_release(upgraded, release, tmp_path):
    dump = (HERE / f"{release}.{connection.vendor}.sql").read_text()
    checkpoint = HERE / f"{release}.{connection.vendor}.checkpoint.json"

    counts, answers, history, names = ask(
        upgraded,
        tmp_path,
        f"(counts(), [read(path) for path in {ADDRESSES}], {HISTORY}, {NAMES})",
    )
    assert names == ["Ruth", "Omar"]
    # No row is lost.
    before: Counter = Counter(TABLE.findall(dump))
    ours = {
        model._meta.db_table
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed and model.__name__ != "CachedClaim"
    }
    assert ours & set(before), "the dump has rows"
    assert {table: counts[table] for table in ours if table in before} == {
        table: before[table] for table in ours if table in before
    }
    # The ledger, the checkpoint made before the upgrade, the index and the schema hold.
    run([*MANAGE, "verify_ledger", "--against", str(checkpoint)], upgraded, tmp_path)
    run([*MANAGE, "verify_search"], upgraded, tmp_path)
    check = ["check", "--database", "default", "--fail-level", "WARNING"]
    run([*MANAGE, *check], upgraded, tmp_path)
    # What the program answers has the claims of the story.
    for address, (status, body) in zip(ADDRESSES, answers, strict=True):
        assert status == 200, address
        assert "At least 40 houses in Dunmore were flooded" in body, address
    # Outsiders verify the history as docs/ledger.md says, digests as they were.
    assert [row["digest"] in dump for row in history] == [True] * 2
    exec(LINES, {"history": history})


@pytest.mark.parametrize("release", RELEASES)
def test_each_migration_runs_down_and_up_with_data(upgraded, release, tmp_path):
    known = MigrationLoader(None).graph.nodes
    later = sorted(
        key for key in known if key[0] in OURS and not key[1].startswith("0001_")
    )
    for app, name in later:
        before = max(key[1] for key in known if key[0] == app and key[1] < name)
        run([*MANAGE, "migrate", app, before, "--verbosity", "0"], upgraded, tmp_path)
        run([*MANAGE, "migrate", "--verbosity", "0"], upgraded, tmp_path)
        run([*MANAGE, "verify_ledger"], upgraded, tmp_path)
    zero = "[call_command('migrate', app, 'zero', verbosity=0) for app in {}]"
    ask(upgraded, tmp_path, zero.format(DOWN))
    run([*MANAGE, "migrate", "--no-input", "--verbosity", "0"], upgraded, tmp_path)
    assert ask(upgraded, tmp_path, "get('/api/v1/claims/').status_code") == 200


def test_every_release_has_a_dump_for_each_database():
    for release in RELEASES:
        for vendor in ("sqlite", "postgresql"):
            assert (HERE / f"{release}.{vendor}.sql").exists()
            assert (HERE / f"{release}.{vendor}.checkpoint.json").exists()
    assert "0.1.0" in RELEASES
