"""Each question shows in a table what a person reads: no node without a name, few columns."""

from __future__ import annotations

import datetime

import pytest

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, Question, compile_catalogue
from dutygraph.formats import write
from dutygraph.resources import folder

TODAY = datetime.date(2026, 11, 24)
QUESTIONS = list(Catalogue(compile_catalogue(folder("queries"))))
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@pytest.mark.lint
@every_question
def test_table_shows_at_most_ten_columns_and_no_derived_standing(question: Question) -> None:
    shown = question.table or tuple(question.columns)
    assert len(shown) <= 10, "name in the header, under `table`, those that a person reads"
    assert not [name for name in shown if name.startswith("standing")]


@every_question
def test_every_thing_in_a_table_has_a_name(question: Question, small: Graph) -> None:
    """What is shown is no bare key: every thing has a label, or one made from its parts."""
    result = small.answer(question, {}, today=TODAY)
    cells = [term for row in result.cut(question.table).table for term in row.values()]
    things = {term.value for term in cells if str(term).startswith("<https://w3id.org/")}
    assert sorted(things - result.labels.keys() - result.made.keys()) == []


def test_a_duty_is_named_by_its_provision_and_kind_in_the_language(small_home: object) -> None:
    names = {
        lang: set(Graph.open(str(small_home), lang).ask("owed_to_group", on="2018-07-01").made.values())
        for lang in ("en", "ru")
    }
    assert "ICRMW art. 69: fulfil" in names["en"]
    assert any(name.startswith("ICRMW ст. 69: ") for name in names["ru"])


def test_an_assignment_is_named_by_body_role_and_item(small: Graph) -> None:
    result = small.sparql("SELECT ?a { ?a a <https://w3id.org/dutygraph/ns#Assignment> } ORDER BY ?a LIMIT 3")
    assert not isinstance(result, (bool, list))
    assert result.made
    assert all(", " in name and ": " in name for name in result.made.values())


def test_the_first_span_of_days_has_no_first_day_in_its_name(small: Graph) -> None:
    result = small.sparql("SELECT ?s { ?s <https://w3id.org/dutygraph/ns#holdsFrom> ?d } ORDER BY ?d ?s LIMIT 2")
    assert not isinstance(result, (bool, list))
    assert "0001-01-01" not in write(result, "table")
    assert result.made


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "en",
            {
                "plan-action/nap-1325-2018-2020/goal-1": "National Action Plan on UN Security Council resolution 1325, "
                "2018-2020, action goal 1",
                "treaty-action/KGZ/icrmw/accession": "Kyrgyzstan, ICRMW: accession",
                "standard/": "ILO C103 art. 3: length of maternity leave",
            },
        ),
        ("ru", {"treaty-action/KGZ/icrmw/accession": "Кыргызстан, ICRMW: присоединение"}),
        ("ky", {"treaty-action/KGZ/icrmw/accession": "Кыргызстан, ICRMW: кошулуу"}),
    ],
)
def test_a_record_that_has_only_a_key_for_a_label_is_named_by_its_parts(
    lang: str, names: dict[str, str], small_home: object
) -> None:
    graph = Graph.open(str(small_home), lang)
    for key, name in names.items():
        start = f"https://w3id.org/dutygraph/id/{key}"
        result = graph.sparql(f"SELECT ?r {{ ?r a ?any FILTER(STRSTARTS(STR(?r), '{start}')) }} ORDER BY ?r")
        assert not isinstance(result, (bool, list))
        assert name in {result.show("r", row["r"], True) for row in result.table}


def test_no_key_stands_in_the_name_of_a_record_that_its_parts_can_name(small: Graph) -> None:
    """Every kind whose label is made of keys is named in people's words, wherever its parts have names."""
    kinds = "treaty-action|plan-action|state-report|reservation|supervisory-comment|mandate|status-claim|deadline"
    pattern = f"^https://w3id.org/dutygraph/id/({kinds})/"
    result = small.sparql(f"SELECT DISTINCT ?r {{ ?r a ?any FILTER(REGEX(STR(?r), '{pattern}')) }} ORDER BY ?r")
    assert not isinstance(result, (bool, list))
    things = {term.value for row in result.table for term in row.values() if term is not None}
    assert sorted(things - result.made.keys()) == []
