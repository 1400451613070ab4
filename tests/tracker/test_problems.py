import pytest
from django.core.exceptions import ValidationError

from tracker.common.error_collector import ErrorCollector, errors_at


def told(error):
    return error.value.message_dict


def test_what_is_wrong_is_told_by_the_way_to_it():
    problems = ErrorCollector()
    with problems.at("appearances", 1):
        raise ValidationError({"exact": ["No.", "Not so."], "mode": "Unknown."})
    with problems.at("appearances", 2, names={"": "exact"}):
        raise ValidationError("Nowhere.")
    problems.add("Missing.", "missing", "quantity", "series")

    with pytest.raises(ValidationError) as error:
        problems.refuse()

    assert told(error) == {
        "appearances.1.exact": ["No.", "Not so."],
        "appearances.1.mode": ["Unknown."],
        "appearances.2.exact": ["Nowhere."],
        "quantity.series": ["Missing."],
    }
    assert len(problems) == 4


def test_ways_are_put_together_where_parts_have_parts():
    with pytest.raises(ValidationError) as error, errors_at("claims", 3):  # noqa: SIM117
        with errors_at("quantity", names={"low": "at_least"}):
            raise ValidationError({"low": "Too low."})

    assert told(error) == {"claims.3.quantity.at_least": ["Too low."]}


def test_an_error_of_no_field_goes_by_its_code_or_stays_without():
    names = {"quote_not_found": "quote"}
    with pytest.raises(ValidationError) as error, errors_at(names=names):
        raise ValidationError(
            [
                ValidationError("Nowhere.", "quote_not_found"),
                ValidationError("So.", "x"),
            ]
        )

    assert told(error) == {"quote": ["Nowhere."], "": ["So."]}


def test_an_error_stays_what_it_is():
    class Special(ValidationError):
        pass

    with pytest.raises(ValidationError) as error, errors_at("a"):
        raise Special("So.", "special")

    (one,) = error.value.error_dict["a"]
    assert isinstance(one, Special)


def test_where_nothing_is_wrong_nothing_is_raised():
    problems = ErrorCollector()
    with problems.at("a"):
        pass
    problems.refuse()
    assert not problems


def test_other_errors_pass():
    with pytest.raises(KeyError), ErrorCollector().at("a"):
        raise KeyError
