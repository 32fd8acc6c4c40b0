"""Migration from Kyrgyzstan: figures and agreements by host and year."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DG, digest, thing


def corridor(host, year, kind, unit="", agreement=""):
    return thing("corridor", digest("KGZ", host, year, kind, unit, agreement))


def test_every_row_is_loaded(read_real):
    reading = read_real("migration_corridors")
    assert len(reading.rows) == reading.count("MigrationCorridor") == 102
    assert reading.lost() == []
    assert reading.issues == []


def test_no_two_rows_share_a_name(read_real):
    reading = read_real("migration_corridors")
    assert len({s for s, p, _ in reading.triples if p == DG("figureKind")}) == 102


def test_a_figure_has_host_year_and_what_was_counted(read_real):
    reading, unit = read_real("migration_corridors"), "persons (end of year, IOM figure)"
    figure = corridor("RUS", "2024", "stock", unit)
    assert reading.values(figure, "origin") == {"state/KGZ"}
    assert reading.values(figure, "host") == {"state/RUS"}
    assert reading.values(figure, "yearAt") == {"2024"}
    assert reading.values(figure, "value") == {"379949"}
    assert reading.values(figure, "unit") == {unit}
    assert reading.values(figure, "figureKind") == {"scheme/figure-kind/stock"}


def test_a_host_without_a_record_keeps_its_code(read_real):
    reading = read_real("migration_corridors")
    figure = corridor("WLD", "2024", "stock", "migrants abroad (UN DESA, mid-2024)")
    assert reading.values(figure, "hostCode") == {"WLD"}
    assert reading.values(figure, "host") == set()
    assert reading.values(figure, "womenShare") == {"55"}


def test_an_agreement_is_told_apart_from_a_remark_on_a_figure(read_real):
    reading = read_real("migration_corridors")
    remark = corridor("KOR", "2024", "flow", "", "(January to May)")
    assert reading.values(remark, "note") == {"(January to May)"}
    assert reading.values(remark, "remittancesUsd") == {"28200000"}
    assert reading.values(remark, "value") == reading.values(remark, "agreementText") == set()
    agreements = {s for s, p, _ in reading.triples if p == DG("agreementText")}
    assert len(agreements) == sum(row["stock_or_flow"] == "agreement" for row in reading.rows)


@pytest.mark.parametrize(
    "wrong",
    [
        (",ARE,2024,stock,", ",ARE,2024,stok,", "stock_or_flow", "stok"),
        (",ARE,2024,stock,", ",Emirates,2024,stock,", "host", "Emirates"),
        (",ARE,2024,stock,", ",ARE,24,stock,", "yearAt", "24"),
        (",stock,10000,", ",stock,10 thousand,", "value", "10 thousand"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_figure_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    table = "migration_corridors.csv"
    reading = read_with("migration_corridors", {table: edit("migration_corridors", table, {old: new})})
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.count("MigrationCorridor") == 102


def test_a_figure_without_a_known_origin_is_left_out(read_with, edit):
    table = "migration_corridors.csv"
    text = edit("migration_corridors", table, {"KGZ,ARE,": "KGX,ARE,"})
    reading = read_with("migration_corridors", {table: text})
    assert [row["host"] for row in reading.rows if row.is_left_out] == ["ARE"]
    assert reading.lost() == []


def test_the_same_figure_twice_stops_the_source(read_with, edit):
    table = "migration_corridors.csv"
    line = next(line for line in edit("migration_corridors", table, {}).splitlines() if line.startswith("KGZ,ARE"))
    with pytest.raises(StructureError, match=r"stands in row 2 already"):
        read_with("migration_corridors", {table: edit("migration_corridors", table, {line: f"{line}\n{line}"})})
