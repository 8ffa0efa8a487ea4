from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from presstables.errors import PresstablesError
from presstables.parameters import RULES, Parameters, check_parameters, check_value, read_text


def test_every_parameter_has_a_rule():
    assert list(RULES) == [field.name for field in fields(Parameters)]


@pytest.mark.parametrize(
    ("name", "text", "literal"),
    [
        ("articles", "seeds", "seeds"),
        ("articles", "003", "003"),
        ("organizations", "LG", ["LG"]),
        ("organizations", "LG전자, 삼성", ["LG전자", "삼성"]),
        ("organizations", "[LG전자, '삼성']", ["LG전자", "삼성"]),
        ("organizations", "", []),
        ("include_affiliates", "false", False),
        ("include_affiliates", "True", True),
        ("kinds", "investment,stock", ["investment", "stock"]),
        ("published_from", "2021", "2021"),
        ("min_krw", "100,000,000,000", 100_000_000_000),
        ("min_krw", "1e11", 1e11),
        ("label_language", "en", "en"),
    ],
    ids=lambda value: str(value),
)
def test_text_becomes_the_literal_of_a_parameter_cell(name, text, literal):
    read = read_text(name, text)
    assert (read, type(read)) == (literal, type(literal))


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("published_from", "2021", date(2021, 1, 1)),
        ("published_from", "2021-05", date(2021, 5, 1)),
        ("published_from", "2021-05-17", date(2021, 5, 17)),
        ("published_to", "2021", date(2021, 12, 31)),
        ("published_to", "2024-02", date(2024, 2, 29)),
        ("event_to", "2021-05-17", date(2021, 5, 17)),
        ("event_from", "", None),
    ],
    ids=lambda value: str(value),
)
def test_days_months_and_years_bound_a_stretch_of_days(name, value, day):
    assert check_value(name, value) == day


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("articles", ""),
        ("articles", 3),
        ("organizations", "LG"),
        ("organizations", [3]),
        ("organizations", [""]),
        ("include_affiliates", "yes"),
        ("include_affiliates", 1),
        ("kinds", ["investments"]),
        ("statuses", ["running"]),
        ("published_from", 2021),
        ("published_to", "2021-13"),
        ("published_to", "2021-05-17-3"),
        ("event_from", "17.05.2021"),
        ("event_to", date(2021, 5, 17)),
        ("min_krw", "1000"),
        ("min_krw", -1),
        ("min_krw", True),
        ("min_krw", float("nan")),
        ("exclude_claims", None),
        ("label_language", "kr"),
        ("output", None),
    ],
    ids=lambda value: str(value),
)
def test_a_value_of_the_wrong_type_is_an_error_that_names_parameter_and_value(name, value):
    with pytest.raises(PresstablesError, match=f"^The parameter {name} takes ") as error:
        check_value(name, value)
    assert repr(value) in str(error.value) or repr(value[0]) in str(error.value)


@pytest.mark.parametrize("text", ["maybe", "2"])
def test_a_flag_that_cannot_be_read_is_an_error(text):
    with pytest.raises(PresstablesError, match="include_affiliates takes True or False"):
        read_text("include_affiliates", text)


def test_a_misspelt_name_is_an_error_that_offers_the_right_one_and_lists_all():
    with pytest.raises(PresstablesError, match=r"no parameter organisations\. Did you mean organizations") as error:
        check_parameters({"articles": "seeds", "organisations": ["LG"]})
    assert all(name in str(error.value) for name in RULES)


def test_days_in_the_wrong_order_are_an_error():
    with pytest.raises(PresstablesError, match=r"published_from \(2022-01-01\) is after published_to \(2021-12-31\)"):
        check_parameters({"articles": "seeds", "published_from": "2022", "published_to": "2021"})


def test_articles_are_needed():
    with pytest.raises(PresstablesError, match="articles is missing"):
        check_parameters({"organizations": []})


def test_a_notebook_s_other_names_are_left_alone():
    namespace = {"articles": "seeds", "pt": pytest, "_": "seen", "figure": object(), "statuses": ["planned"]}
    assert check_parameters(namespace) == Parameters("seeds", statuses=("planned",))


IMPORTS = "import presstables as pt"
DEFAULTS = "articles = 'seeds'  # type: str\norganizations = []\nmin_krw: float = -0.0"
CHECK = "parameters = pt.check_parameters(globals())"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ([IMPORTS, DEFAULTS, CHECK], None),
        ([IMPORTS, DEFAULTS, "# Parameters\norganisations = ['LG']", CHECK], "organisations"),
        ([IMPORTS, DEFAULTS, "orgs: list = ['LG']", CHECK], "orgs"),
        (["mine = 3", IMPORTS, DEFAULTS, CHECK], None),
        ([DEFAULTS, "orgs = 3", CHECK, DEFAULTS, CHECK], None),
        ([DEFAULTS, CHECK, "mine = 3\nprint(mine)", CHECK], None),
        ([DEFAULTS, "%matplotlib inline", CHECK], None),
    ],
    ids=lambda value: " | ".join(value) if isinstance(value, list) else str(value),
)
def test_in_a_notebook_the_cells_right_before_the_check_are_the_given_ones(cells, wrong):
    namespace = {"In": ["", *cells], "articles": "seeds", "mine": 3, "orgs": 3, "organisations": ["LG"]}
    if wrong is None:
        assert check_parameters(namespace).articles == "seeds"
    else:
        with pytest.raises(PresstablesError, match=f"no parameter {wrong}[.]"):
            check_parameters(namespace)
