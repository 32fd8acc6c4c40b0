"""SDG observations: values as the files give them, under the United Nations' own IRIs where a series has one."""

import csv
import importlib.util
from pathlib import Path

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DG, LABEL, SDG, digest, thing

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data" / "sdg-kyrgyzstan" / "data"
HEADER = "series,slice,period,value,unit,nature,status,source_url,confidence\n"


def observation(*key):
    return thing("observation", digest(*key))


@pytest.fixture
def reading(read_real):
    return read_real("sdg_observations")


def test_every_row_is_loaded(reading):
    assert len(reading.rows) == 30 + 275 + 79
    assert reading.lost() == []
    assert reading.issues == []
    assert reading.count("Observation") == 275


def test_women_held_22_percent_of_the_seats_in_parliament_in_2024(reading):
    seats = observation("SG_GEN_PARL", "main", "2024")
    assert reading.values(seats, "value") == {"22.2"}
    assert reading.values(seats, "ofSeries") == {"http://metadata.un.org/sdg/SG_GEN_PARL"}
    assert reading.values(seats, "state") == {"state/KGZ"}
    assert reading.values(seats, "unitKind") == {"scheme/observation-unit/percent"}
    assert reading.values(seats, "nature") == {"scheme/observation-nature/country"}
    assert reading.values(seats, "yearAtLatest") == {"2024-12-31"}


def test_a_series_measures_its_indicator_and_says_which_way_is_better(reading):
    seats = SDG("SG_GEN_PARL")
    assert reading.values(seats, "measures") == {"http://metadata.un.org/sdg/C050501"}
    assert reading.values(seats, "better") == {"scheme/better/higher"}
    assert reading.values(seats, "isGlobalSeries") == {"true"}


def test_a_national_series_has_an_iri_of_ours_and_stands_for_an_indicator(reading):
    victims = thing("series", "_L_KG_050201_1B")
    assert reading.values(victims, "isGlobalSeries") == {"false"}
    assert reading.values(victims, "measures") == {"http://metadata.un.org/sdg/C050201"}
    assert reading.values(victims, "better") == {"scheme/better/unclear"}
    assert "Recorded victims of domestic violence" in reading.values(victims, LABEL)


def test_the_value_of_a_part_of_the_people_is_not_that_of_all(reading):
    all_children, boys = (observation("VC_VAW_PHYPYV", part, "2023") for part in ("main", "sex=M"))
    assert (reading.values(all_children, "isMain"), reading.values(boys, "isMain")) == ({"true"}, {"false"})
    assert reading.values(all_children, "populationPart") == set()
    assert reading.values(boys, "populationPart") == {"scheme/population-part/male"}
    assert reading.values(boys, "value") == {"69"}


def test_the_dimensions_are_those_of_the_file(reading):
    assert reading.values(SDG("SL_TLF_UEM"), "disaggregatedBy") == {
        "scheme/dimension/age", "scheme/dimension/region", "scheme/dimension/sex"
    }  # fmt: skip
    assert reading.values(SDG("SG_GEN_PARL"), "disaggregatedBy") == set()


def test_every_judgement_has_a_reason(reading):
    judged = {subject for subject, predicate, _ in reading.triples if predicate == DG("better")}
    assert len(judged) == 30
    assert all(reading.values(series, "betterReason") for series in judged)


@pytest.mark.parametrize(
    "row",
    [
        "SG_GEN_PARL,main,2024,NA,PT,C,A,,high",
        "SG_GEN_PARL,main,2024,22.2,PT,C,P,,high",
        "SG_GEN_PARLS,main,2024,22.2,PT,C,A,,high",
    ],
)
def test_what_is_no_normal_number_of_a_known_series_is_left_out(row, read_with):
    read = read_with("sdg_observations", {"observations.csv": HEADER + row + "\n"})
    assert read.count("Observation") == 0
    [issue] = read.issues
    assert issue.file == "observations.csv"
    assert "status A" in issue.problem


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("SG_GEN_PARL,main,2024,22.2,PTT,C,A,,high", "unit", "PTT"),
        ("SG_GEN_PARL,main,2024,22.2,PT,X,A,,high", "nature", "X"),
        ("SG_GEN_PARL,sex=Q,2024,22.2,PT,C,A,,high", "slice", "sex=Q"),
        ("SG_GEN_PARL,main,2024-13,22.2,PT,C,A,,high", "yearAt", "2024-13"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_rest_loaded(row, field, value, read_with):
    read = read_with("sdg_observations", {"observations.csv": HEADER + row + "\n"})
    assert [(issue.field, issue.value) for issue in read.issues] == [(field, value)]
    assert read.count("Observation") == 1
    assert read.lost() == []


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['unit'\]"):
        read_with("sdg_observations", {"observations.csv": HEADER.replace("unit,", "")})


def test_the_tables_are_what_the_script_copies_from_the_files(monkeypatch, tmp_path):
    if not DATA.is_dir():
        pytest.skip("needs ../shared: the files of the platform are not part of the repository")
    spec = importlib.util.spec_from_file_location("copying", ROOT / "tools" / "copy_sdg_observations.py")
    copying = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copying)
    loader = copying.LOADER
    (tmp_path / "series.csv").write_bytes((loader / "series.csv").read_bytes())
    monkeypatch.setattr(copying, "LOADER", tmp_path)
    copying.main(DATA)
    for file in ("observations.csv", "dimensions.csv"):
        with (loader / file).open(newline="") as ours, (tmp_path / file).open(newline="") as fresh:
            assert list(csv.DictReader(ours)) == list(csv.DictReader(fresh))
