from http import HTTPStatus

import pytest
from rest_framework.settings import api_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user(
        "editor", password="right", is_staff=True
    )


@pytest.fixture
def log_in(client, editor):
    def log_in(password, **headers):
        form = {"username": "editor", "password": password}
        return client.post("/admin/login/?next=/admin/", form, **headers)

    return log_in


def test_the_right_password_opens_the_admin(log_in):
    assert log_in("right").url == "/admin/"


def test_the_fifth_wrong_password_locks_with_an_explanation(log_in):
    answers = [log_in("wrong") for _ in range(5)]

    assert [answer.status_code for answer in answers[:4]] == [HTTPStatus.OK] * 4
    assert answers[4].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Try again in\n    15 minutes." in answers[4].content.decode()
    assert log_in("right").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_the_lock_ends_after_a_quarter_of_an_hour(log_in, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    for _ in range(5):
        log_in("wrong")

    time_machine.shift(15 * 60 + 1)

    assert log_in("right").status_code == HTTPStatus.FOUND


def test_a_right_password_forgets_the_wrong_ones(log_in):
    for password in ["wrong"] * 4 + ["right"] + ["wrong"] * 4:
        answer = log_in(password)

    assert answer.status_code == HTTPStatus.OK


def test_the_same_account_is_not_locked_elsewhere(log_in):
    for _ in range(5):
        log_in("wrong", REMOTE_ADDR="192.0.2.1")

    assert log_in("right", REMOTE_ADDR="192.0.2.2").status_code == HTTPStatus.FOUND


def test_another_forwarded_address_does_not_evade_the_lock(log_in):
    for number in range(5):
        log_in("wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    assert log_in("right").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_behind_a_proxy_the_address_that_it_added_counts(log_in, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    for number in range(5):
        log_in("wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.1")

    locked = log_in("right", HTTP_X_FORWARDED_FOR="192.0.2.1")
    other = log_in("right", HTTP_X_FORWARDED_FOR="192.0.2.2")

    assert locked.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert other.status_code == HTTPStatus.FOUND


def test_a_forwarded_address_that_is_none_is_no_error(log_in, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)

    answer = log_in("wrong", HTTP_X_FORWARDED_FOR="'; DROP TABLE claims")

    assert answer.status_code == HTTPStatus.OK
