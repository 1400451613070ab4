"""The list of error codes is that of the code."""

from pathlib import Path

from tracker.management.commands import error_codes


def test_list_of_error_codes_is_up_to_date():
    written = Path("docs/errors.md").read_text()

    assert written == error_codes.document(), "Run `make schema`."


def test_codes_of_every_origin_are_listed():
    assert {
        "already_published",  # a verb
        "bad_token",  # an exception of REST framework
        "max_length",  # a field
        "missing_scope",  # a permission
        "quote_not_found",  # an exception of the domain
        "stale_version",  # a class of errors
        "statement_timeout",  # the database
        "unknown_series",  # a collector of errors
    } <= error_codes.codes()
