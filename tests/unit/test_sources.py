from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from dutygraph.errors import StructureError
from dutygraph.keys import Keys
from dutygraph.provenance import load_source, quads, read_folders
from dutygraph.sources import Source, run


def source(folder: Path, table: str = tiny.TABLE, loader: str = tiny.LOADER) -> Source:
    content = tiny.write(folder, table, loader)
    folders = read_folders(content.loaders)
    path, metadata = folders[0]
    return Source(path, Keys(folders, content.ontology), metadata)


def test_rows_read_are_rows_loaded_and_rows_reported(tmp_path: Path) -> None:
    tiny_source = source(tmp_path)
    run(tiny_source)
    assert [row.is_loaded for row in tiny_source.seen] == [True, True, False]
    assert [issue.problem for issue in tiny_source.issues] == ["a thing needs a name"]


def test_a_source_comes_from_the_cache_as_it_was_read(tmp_path: Path) -> None:
    content = tiny.write(tmp_path, tiny.TABLE.replace("Ada", "Ada\u2028of\x85London"))
    folders = read_folders(content.loaders)
    (tmp_path / "cache").mkdir()
    read, kept = (load_source(*folders[0], Keys(folders, content.ontology), "", tmp_path / "cache") for _ in range(2))
    assert kept == read
    assert read.issues
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text(file.read_text("utf-8").replace("London", "Paris"), "utf-8")
    again = load_source(*folders[0], Keys(folders, content.ontology), "", tmp_path / "cache")
    assert any("Paris" in line for line in again.lines)


def test_a_loader_that_drops_a_row_silently_is_stopped(tmp_path: Path) -> None:
    silent = tiny.LOADER.replace('row.leave_out("a thing needs a name")\n            ', "")
    with pytest.raises(StructureError, match="row 4: the row was neither loaded nor reported"):
        run(source(tmp_path, loader=silent))


def test_evidence_names_file_row_and_confidence(tmp_path: Path) -> None:
    lines = quads(run(source(tmp_path)), "tiny")
    place = "<https://w3id.org/dutygraph/id/source-row/tiny/things/a>"
    said = [line.split(" ", 1)[1] for line in lines if line.startswith(place)]
    assert any('ns#file> "things.csv"' in line for line in said)
    assert any('ns#row> "2"^^' in line for line in said)
    assert any("ns#confidence> <https://w3id.org/dutygraph/scheme/confidence/high>" in line for line in said)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("id,name\na,Ada\n", "things.csv, row 1: the header is not the declared one"),
        (tiny.TABLE + "d,Di\n", "things.csv, row 5: 2 cells, 5 columns"),
        (tiny.TABLE + "a,Ada,,,high\n", "things.csv, row 5: the key id stands in row 2 already"),
        (tiny.TABLE + 'd,"Di"x,,,high\n', "not well-formed CSV"),
    ],
)
def test_a_broken_table_stops_with_file_row_value_and_repair(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(StructureError) as error:
        run(source(tmp_path, table))
    assert message in str(error.value)
    assert error.value.repair


def test_another_encoding_stops_and_names_the_line(tmp_path: Path) -> None:
    broken = source(tmp_path)
    (broken.folder / "things.csv").write_bytes(tiny.TABLE.encode() + "d,Д,,,high\n".encode("cp1251"))
    with pytest.raises(StructureError, match="things.csv, row 5: not UTF-8"):
        run(broken)


def test_a_missing_table_stops_and_says_where_to_put_it(tmp_path: Path) -> None:
    broken = source(tmp_path)
    (broken.folder / "things.csv").unlink()
    with pytest.raises(StructureError, match="things.csv is missing"):
        run(broken)


def test_an_unknown_key_is_reported_with_the_nearest_and_the_rest_is_loaded(tmp_path: Path) -> None:
    table = "id,name,date,knows,confidence\nalpha,Ada,2013,alpah,high\n"
    known = source(tmp_path, table)
    run(known)
    (issue,) = known.issues
    assert (issue.file, issue.row, issue.field, issue.value) == ("things.csv", 2, "knows", "alpah")
    assert 'nearest: "alpha"' in issue.repair
    assert known.seen[0].is_loaded


@pytest.mark.parametrize("date", ["2013-02-30", "2013-13", "13.02.2013", "2013-2-3"])
def test_an_impossible_date_is_reported_and_not_loaded(tmp_path: Path, date: str) -> None:
    dated = source(tmp_path, f"id,name,date,knows,confidence\na,Ada,{date},,high\n")
    triples = run(dated)
    assert not [triple for triple in triples if triple[1].value.endswith("seenAt")]
    assert [(issue.row, issue.value) for issue in dated.issues] == [(2, date)]


def test_a_year_is_kept_as_a_year_with_its_first_and_last_day(tmp_path: Path) -> None:
    lines = "\n".join(quads(run(source(tmp_path)), "tiny"))
    assert 'ns#seenAt> "2013"^^<http://www.w3.org/2001/XMLSchema#gYear>' in lines
    assert 'ns#seenAtEarliest> "2013-01-01"^^<http://www.w3.org/2001/XMLSchema#date>' in lines
    assert 'ns#seenAtLatest> "2014-02-28"^^<http://www.w3.org/2001/XMLSchema#date>' in lines


def test_another_number_of_rows_than_expected_stops(tmp_path: Path) -> None:
    short = source(tmp_path)
    yml = short.folder / "source.yml"
    yml.write_text(yml.read_text("utf-8") + "expect: {things.csv: 4}\n", "utf-8")
    with pytest.raises(StructureError, match="3 rows, source.yml expects 4"):
        run(Source(short.folder, short.keys))
