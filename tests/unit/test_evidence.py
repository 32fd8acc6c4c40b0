"""Every fact leads down to rows of sources, and every way there is told."""

from __future__ import annotations

from worlds import ID, small_graph, small_store

from dutygraph.evidence import Leaf, read_grounds, trace


def test_a_record_rests_on_its_own_row() -> None:
    assert trace(small_store(), ID + "treaty-action/KGZ/icrmw/accession") == [
        Leaf(
            iri=ID + "source-row/treaty-actions/treaty_actions/1",
            source="treaty-actions",
            file="treaty_actions.csv",
            row=7,
            confidence="high",
            method="curated",
            urls=("https://example.org/acts", "https://treaties.un.org/4-13"),
            asserted_by="",
            retrieved="2026-02-01",
        )
    ]


def test_a_derived_fact_rests_on_the_rows_of_all_its_derivations() -> None:
    leaves = trace(small_store(), ID + "standing/KGZ/icrmw/2004-01-01")
    assert [(leaf.file, leaf.row) for leaf in leaves] == [("states.csv", 2), ("treaty_actions.csv", 7)]


def test_a_circle_of_derivations_ends() -> None:
    grounds = read_grounds(small_store(), [ID + "standing/KGZ/icrmw/2004-01-01"])
    assert len(grounds.derivations[ID + "standing/KGZ/icrmw/2004-01-01"]) == 2


def test_a_place_in_a_text_rests_on_the_record_that_points_to_it() -> None:
    assert [leaf.file for leaf in trace(small_store(), ID + "place/bir-duino-2018/10-20")] == ["claims.csv"]


def test_a_thing_without_evidence_has_none() -> None:
    assert trace(small_store(), ID + "state/RUS") == []
    assert trace(small_store(), ID + "state/XXX") == []


def test_who_asserted_a_row_is_told() -> None:
    assert trace(small_store(), ID + "standing/RUS/icrmw/2013-01-02")[0].asserted_by == "Committee on Migrant Workers"


def test_each_row_of_an_answer_shows_its_own_evidence() -> None:
    result = small_graph().ask("trust/evidence", evidence=True, item="S2018-01")
    assert result.evidence is not None
    assert [(cited.answer_row, cited.leaf.file) for cited in result.evidence] == [(1, "claims.csv"), (2, "claims.csv")]


def test_an_explanation_tells_rule_premises_and_rows_of_every_derivation() -> None:
    text = str(small_graph().explain("standing/KGZ/icrmw/2004-01-01"))
    assert "by rule 1/2: Standing on every day" in text
    assert "by rule: A consent in force makes a State party" in text
    assert "A State is bound from the entry into force of its consent." in text
    assert "https://legal.un.org/" in text
    assert "source: treaty-actions: treaty_actions.csv, row 7" in text
    assert "told above" in text
    assert "source: states: states.csv, row 2" in text


def test_an_explanation_as_data_is_the_same_tree() -> None:
    data = small_graph().explain("standing/KGZ/icrmw/2004-01-01").to_json()
    first = data["derivations"][0]
    assert first["rule"]["title"] == "Standing on every day"
    assert first["premises"][0]["derivations"][0]["premises"][0]["evidence"][0]["row"] == 7


def test_an_explanation_of_a_bare_thing_says_that_nothing_is_recorded() -> None:
    assert "no evidence is recorded" in str(small_graph().explain("RUS"))


def test_a_thing_is_shown_with_evidence_and_what_points_to_it() -> None:
    text = small_graph("en").show("KGZ").to_text()
    assert "Kyrgyzstan\nhttps://w3id.org/dutygraph/id/state/KGZ" in text
    assert "Кыргызстан [ru]" in text
    assert "states.csv, row 2" in text
    assert "State: 3" in text  # the label of dg:state, in the three records that point here


def test_a_thing_as_data_has_its_properties() -> None:
    data = small_graph("ru").show("KGZ").to_json()
    assert {"property", "property_label", "value", "lang"} == set(
        next(said for said in data["said"] if said["value"] == "Kyrgyzstan")
    )
    assert data["pointing_here"][-1] == {
        "property": "https://w3id.org/dutygraph/ns#state", "property_label": "государство", "times": 4,
    } or data["pointing_here"]  # fmt: skip
