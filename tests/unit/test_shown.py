"""A person chooses columns and rows of an answer, and reads short names where many things stand side by side."""

from __future__ import annotations

import json

import pytest
from worlds import ID, small_graph

from dutygraph.errors import WrongUse
from dutygraph.formats import write
from dutygraph.results import Result

STANDING = "VALUES (?standing ?instrument) { (<ID/standing/KGZ/icrmw/2004-01-01> <ID/instrument/icrmw>) ROWS }"
TWO = "(<ID/standing/RUS/icrmw/2013-01-02> <ID/instrument/ilo-c183>)"


def standings(lang: str = "en", evidence: bool = False) -> Result:
    return small_graph(lang).ask("standings", evidence=evidence)


def table(rows: str, lang: str = "en") -> Result:
    query = f"SELECT ?standing ?instrument WHERE {{ {STANDING.replace('ROWS', rows)} }} ORDER BY ?standing"
    result = small_graph(lang).sparql(query.replace("<ID/", f"<{ID}"))
    assert isinstance(result, Result)
    return result


def test_columns_are_chosen_and_ordered() -> None:
    cut = standings().cut(["answer", "state", "answer"])
    assert cut.columns == ("answer", "state")
    assert write(cut, "tsv").startswith("?answer\t?state\n")
    assert [*json.loads(write(cut, "json"))["rows"][0]] == ["answer", "state"]


def test_a_column_is_also_found_by_its_heading() -> None:
    result = small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01")
    assert result.cut([" Act date"]).columns == ("act_date",)


def test_an_unknown_column_names_the_nearest_and_all() -> None:
    with pytest.raises(WrongUse, match='there is no column "answr"') as caught:
        standings().cut(["answr"])
    assert caught.value.repair == "did you mean answer? There are: state, answer, acts"
    with pytest.raises(WrongUse, match="choose among: state, answer, acts"):
        standings().cut(["qqqq"])


def test_a_limit_keeps_the_first_rows_says_how_many_it_left_out_and_lets_the_sentence_speak_of_all() -> None:
    whole = standings()
    cut = whole.cut(limit=2)
    assert cut.table.rows == whole.table.rows[:2]
    assert cut.summary == whole.summary == "Standings: 3; bound: 1; States: 2."
    assert "Rows left out: 1\n" in write(cut, "table")
    assert "Rows left out" not in write(whole.cut(limit=3), "table")


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(WrongUse, match="no rows would be left"):
        standings().cut(limit=0)


def test_evidence_goes_with_its_row() -> None:
    evidence = standings(evidence=True).cut(limit=1).evidence
    assert evidence is not None
    assert {one.answer_row for one in evidence} <= {1}


def test_the_first_of_several_rows_is_not_the_answer() -> None:
    assert standings().cut(limit=1).answer is None
    assert "answer" not in json.loads(write(standings().cut(limit=1), "json"))


def test_instruments_have_short_names_in_a_table_of_several_rows_and_full_titles_elsewhere() -> None:
    title = "International Convention on the Protection of the Rights of All Migrant Workers"
    several, one = table(TWO), table("")
    assert "ILO C183" in write(several, "table")
    assert title not in write(several, "table")
    assert title in " ".join(write(one, "table").split())
    assert title in write(several, "csv")
    assert json.loads(write(several, "json"))["rows"][0]["instrument"]["label"] == title


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "Kyrgyzstan, ICRMW, from 2004-01-01"),
        ("ru", "Кыргызстан, ICRMW, с 2004-01-01"),
        ("ky", "Кыргызстан, ICRMW, 2004-01-01 күнүнөн тартып"),
    ],
)
def test_a_standing_is_named_by_its_parts_in_the_language(lang: str, name: str) -> None:
    assert name in write(table("", lang), "table")


def test_json_holds_no_name_that_was_made_up() -> None:
    assert "label" not in json.loads(write(table(TWO), "json"))["rows"][0]["standing"]


def test_a_question_chooses_what_a_table_of_several_rows_shows() -> None:
    result = standings()
    result.brief = ("answer", "state")
    text = write(result, "table")
    assert "answer     state" in text
    assert "More columns, see --columns: acts\n" in text
    assert "More columns" not in write(result.cut(["acts"]), "table")
    assert write(result, "csv").startswith("state,state_iri,answer,answer_iri,acts,acts_iri")
    assert [*json.loads(write(result, "json"))["rows"][0]][:2] == ["state", "answer"]
    assert "acts" in write(result.cut(limit=1), "table")  # one row is shown whole
