import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from tests.database import execute, url_of_database
from tracker.common import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def free_port(settings):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings.PORT = str(port)
    return port


@pytest.fixture
def executed(monkeypatch):
    """The command lines that would have taken the place of this process."""
    commands = []
    monkeypatch.setattr(os, "execv", lambda path, command: commands.append(command))
    return commands


def test_gunicorn_takes_over_with_one_process_of_eight_threads(free_port, executed):
    call_command("serve")

    command = " ".join(executed[0])
    assert command.startswith(f"{sys.executable} -m gunicorn tracker.wsgi ")
    assert f"--bind 127.0.0.1:{free_port} " in command
    assert "--worker-class gthread --workers 1 --threads 8 " in command


def test_processes_and_threads_are_as_configured(free_port, executed, settings):
    settings.WEB_CONCURRENCY, settings.THREADS = 3, 4

    call_command("serve")

    assert "--workers 3 --threads 4 " in " ".join(executed[0])


def test_nothing_is_served_while_the_database_lacks_something(free_port, executed):
    execute("DROP INDEX claim_due")
    execute("DROP INDEX claim_updated")

    with pytest.raises(SystemCheckError) as error:
        call_command("serve")

    assert "The index claim_due of claims_claim is missing." in str(error.value)
    assert "The index claim_updated of claims_claim is missing." in str(error.value)
    assert executed == []


def test_nothing_is_served_while_the_database_guards_nothing(free_port, executed):
    triggers.remove(connection)
    with pytest.raises(SystemCheckError, match="the database no longer refuses"):
        call_command("serve")
    assert executed == []


def test_the_address_is_printed(free_port, executed, capsys, settings, tmp_path):
    settings.VAR_DIR = tmp_path

    call_command("serve")

    printed = capsys.readouterr().out
    assert f"http://127.0.0.1:{free_port}/" in printed
    assert "password" not in printed


def test_the_place_of_the_first_password_is_printed_but_not_the_password(
    free_port, executed, capsys, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    (tmp_path / "admin-password").write_text("s3cret\n")

    call_command("serve")

    printed = capsys.readouterr().out
    assert str(tmp_path / "admin-password") in printed
    assert "s3cret" not in printed


def test_all_addresses_are_shown_as_one_that_can_be_opened(
    free_port, executed, capsys, settings
):
    settings.HOST = "0.0.0.0"

    call_command("serve")

    assert f"http://127.0.0.1:{free_port}/" in capsys.readouterr().out
    assert f"--bind 0.0.0.0:{free_port} " in " ".join(executed[0])


def test_a_port_in_use_is_named_with_the_way_out(free_port, executed):
    with (
        socket.create_server(("127.0.0.1", free_port)),
        pytest.raises(CommandError) as refusal,
    ):
        call_command("serve")

    assert str(refusal.value) == (
        f"Port {free_port} is in use. Choose another: make run PORT={free_port + 1}"
    )
    assert executed == []


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "http", "80.5", "²"])
def test_a_bad_port_is_refused(port, settings, executed):
    settings.PORT = port

    with pytest.raises(CommandError, match="PORT must be a number from 1 to 65535"):
        call_command("serve")

    assert executed == []


@pytest.mark.parametrize("host", ["", "192.0.2.1", "not an address"])
def test_a_bad_host_is_refused(host, free_port, settings, executed):
    settings.HOST = host

    with pytest.raises(CommandError, match="is not an address of this computer"):
        call_command("serve")

    assert executed == []


@pytest.mark.parametrize("command", ["serve", "dev"])
def test_debug_is_refused_where_others_could_look(
    command, free_port, settings, executed
):
    settings.DEBUG = True
    settings.HOST = "0.0.0.0"

    with pytest.raises(CommandError, match="must be a loopback address"):
        call_command(command)

    assert executed == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_debug_is_allowed_on_loopback(host, free_port, settings, executed):
    settings.DEBUG = True
    settings.HOST = host

    call_command("serve")

    assert len(executed) == 1


def test_development_without_debug_is_refused(settings):
    with pytest.raises(CommandError, match="needs DEBUG=true"):
        call_command("dev")


@pytest.mark.parametrize("name", ["WEB_CONCURRENCY", "THREADS"])
def test_a_server_without_processes_or_threads_is_refused(
    name, free_port, settings, executed
):
    setattr(settings, name, 0)

    with pytest.raises(CommandError, match="must be at least 1"):
        call_command("serve")

    assert executed == []


def test_the_port_can_be_checked_without_starting(free_port, executed, capsys):
    call_command("serve", check_port=True)

    assert executed == []
    assert capsys.readouterr().out == ""


def test_the_server_answers_and_believes_no_header_of_a_proxy(free_port, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": url_of_database(),
        "PORT": str(free_port),
        "HTTPS": "true",
    }
    (tmp_path / "static").mkdir()
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(command, env=environment) as server:
        try:
            answer = first_answer(free_port, {"X-Forwarded-Proto": "https"})
        finally:
            server.terminate()

    assert answer.status == 301
    assert answer.headers["Location"].startswith("https://127.0.0.1")
    assert server.returncode == 0


def test_development_serves_plain_static_files_and_debug_pages(free_port, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "PORT": str(free_port),
        "DEBUG": "true",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run(
        [*manage, "migrate", "--verbosity", "0"], env=environment, check=True
    )
    with subprocess.Popen([*manage, "dev"], env=environment) as server:
        try:
            first_answer(free_port, {})
            page, style, missing = (
                fetched(f"http://127.0.0.1:{free_port}{path}")
                for path in ("/", "/static/tracker/pages.css", "/missing")
            )
        finally:
            server.terminate()

    assert '"/static/tracker/pages.css"' in page
    assert "{" in style
    assert "DEBUG = True" in missing
    assert server.returncode == 0


def test_runserver_alone_shows_pages_with_their_styles(free_port, tmp_path):
    """As one starts any Django project: no collectstatic, no DEBUG."""
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "DJANGO_SUPERUSER_PASSWORD": "a-long-password",
    }
    manage = [sys.executable, "manage.py"]
    account = ["createsuperuser", "--no-input", "--username=ayan", "--email=a@b.org"]
    account += ["--public_name=Ayan Bek"]
    for command in (["migrate", "--verbosity", "0"], ["seed"], account):
        subprocess.run([*manage, *command], env=environment, check=True)
    run = [*manage, "runserver", "--noreload", f"127.0.0.1:{free_port}"]
    with subprocess.Popen(run, env=environment) as server:
        try:
            first_answer(free_port, {})
            home, login, docs = (
                fetched(f"http://127.0.0.1:{free_port}{path}")
                for path in ("/", "/admin", "/docs")
            )
            styles = {
                path: fetched(f"http://127.0.0.1:{free_port}{path}")
                for page in (home, login, docs)
                for path in re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
            }
        finally:
            server.terminate()

    assert "Russian-led troops begin their withdrawal" in home
    assert 'name="password"' in login
    assert "swagger" in docs
    assert len(styles) > 5
    assert {path for path, style in styles.items() if "{" not in style} == set()


def fetched(url):
    try:
        with urlopen(url, timeout=30) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return error.read().decode()


def first_answer(port, headers):
    for _ in range(100):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/", headers=headers)
            return connection.getresponse()
        except ConnectionRefusedError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise AssertionError("The server does not answer.")
