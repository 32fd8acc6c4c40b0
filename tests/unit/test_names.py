"""People type keys, labels and abbreviations in three languages; what they mean is found, or named nearly."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import ID, SCHEME, small_store

from dutygraph import spellings
from dutygraph.errors import WrongUse
from dutygraph.listings import FileListing, StoreListing
from dutygraph.names import Names, write_names

SDG = "http://metadata.un.org/sdg/"


@pytest.fixture(params=["file", "store"])
def names(request: pytest.FixtureRequest, tmp_path: Path) -> Names:
    store = small_store()
    if request.param == "store":
        return Names(store)
    write_names(store.store, tmp_path / "names.tsv")
    return Names(store, tmp_path / "names.tsv")


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("state", "KGZ", ID + "state/KGZ"),
        ("state", "kgz", ID + "state/KGZ"),
        ("state", ID + "state/KGZ", ID + "state/KGZ"),
        ("state", "Russia", ID + "state/RUS"),
        ("state", "россия", ID + "state/RUS"),
        ("state", "Кыргызстан", ID + "state/KGZ"),
        ("instrument", "icrmw", ID + "instrument/icrmw"),
        ("instrument", "ICRMW", ID + "instrument/icrmw"),
        ("instrument", "C183", ID + "instrument/ilo-c183"),
        ("instrument", "ILO C183", ID + "instrument/ilo-c183"),
        ("instrument", "ilo c 183", ID + "instrument/ilo-c183"),
        ("instrument", "ILO 183", ID + "instrument/ilo-c183"),
        ("instrument", "Конвенция об охранё материнства", ID + "instrument/ilo-c183"),
        ("instrument", "№ 183", ID + "instrument/ilo-c183"),
        ("instrument", "МОТ № 183", ID + "instrument/ilo-c183"),
        ("instrument", "Конвенция МОТ № 183", ID + "instrument/ilo-c183"),
        ("instrument", "1325", ID + "instrument/unscr-1325"),
        ("instrument", "S/RES/1325 (2000)", ID + "instrument/unscr-1325"),
        ("instrument", "резолюция 1325", ID + "instrument/unscr-1325"),
        ("instrument", "МПЭСКП", ID + "instrument/icescr"),
        ("provision", "ilo-c183/art-4", ID + "provision/ilo-c183/art-4"),
        ("provision", "ILO C183 art. 4", ID + "provision/ilo-c183/art-4"),
        ("provision", "C183 art. 4", ID + "provision/ilo-c183/art-4"),
        ("provision", "c183, article 4", ID + "provision/ilo-c183/art-4"),
        ("provision", "ICESCR art. 7", ID + "provision/icescr/art-7"),
        ("provision", "ICRMW art. 25(1)", ID + "provision/icrmw/art-25-1"),
        ("provision", "ст. 7 МПЭСКП", ID + "provision/icescr/art-7"),
        ("provision", "МПЭСКП, ст. 7", ID + "provision/icescr/art-7"),
        ("provision", "МПЭСКП 7-берене", ID + "provision/icescr/art-7"),
        ("goal", "5.2", SDG + "5.2"),
        ("goal", "SDG 5.2", SDG + "5.2"),
        ("goal", "ЦУР 5.2", SDG + "5.2"),
        ("goal", "5", SDG + "5"),
        ("goal", "Цель 5", SDG + "5"),
        ("body", "МВД", ID + "body/ministry-of-internal-affairs"),
        ("body", "mia", ID + "body/ministry-of-internal-affairs"),
        ("body", "«Министерство внутренних дел»", ID + "body/ministry-of-internal-affairs"),
        ("group", "Migrant  Workers", SCHEME + "group/group-migrant-workers"),
        ("group", "трудящиеся-мигранты", SCHEME + "group/group-migrant-workers"),
        ("group", "group-migrant-workers", SCHEME + "group/group-migrant-workers"),
        ("item", "treaty-action/KGZ/icrmw/accession", ID + "treaty-action/KGZ/icrmw/accession"),
        ("any", "S2018-01", ID + "statement/bir-duino-2018/S2018-01"),
        ("", "МВД", ID + "body/ministry-of-internal-affairs"),
    ],
)
def test_a_typed_name_finds_its_thing(names: Names, kind: str, text: str, iri: str) -> None:
    assert names.resolve(kind, text).value == iri


def test_the_number_of_a_convention_is_filled_up_to_three_digits() -> None:
    assert list(spellings.instruments("C29")) == ["ilo-c029"]


def test_a_label_beats_an_alias_of_another_thing(names: Names) -> None:
    assert names.resolve("group", "migrant workers").value.endswith("/group-migrant-workers")


def test_an_ambiguous_name_lists_keys_and_labels(names: Names) -> None:
    with pytest.raises(WrongUse, match="may mean several things") as caught:
        names.resolve("body", "ГПС")
    assert "state-border-service-2012 (State Border Service (2012))" in caught.value.repair
    assert "state-border-service-2026" in caught.value.repair


def test_a_miss_names_the_nearest(names: Names) -> None:
    with pytest.raises(WrongUse, match='no state is called "Kyrgistan"') as caught:
        names.resolve("state", "Kyrgistan")
    assert "KGZ (Kyrgyzstan)" in caught.value.repair


def test_a_miss_far_from_everything_lists_the_few_there_are(names: Names) -> None:
    with pytest.raises(WrongUse, match="there are: KGZ"):
        names.resolve("state", "qqqqqqqq")


def test_a_name_of_another_kind_is_no_hit(names: Names) -> None:
    with pytest.raises(WrongUse):
        names.resolve("state", "МВД")


def test_an_iri_of_another_kind_is_refused(names: Names) -> None:
    with pytest.raises(WrongUse, match="is of the kind instrument, not state"):
        names.resolve("state", ID + "instrument/icrmw")


@pytest.mark.parametrize("text", [ID + "state/XXX", "https://example.org/<x>", "  "])
def test_an_iri_that_is_not_there_is_refused(names: Names, text: str) -> None:
    with pytest.raises(WrongUse):
        names.resolve("state", text)


def test_text_from_outside_never_becomes_sparql(names: Names) -> None:
    with pytest.raises(WrongUse):
        names.resolve("state", 'x") } DROP ALL # <a> {"')


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("standing/KGZ/icrmw", "standing/KGZ/icrmw/2004-01-01"),
        ("standing/KGZ", "standing/KGZ/icrmw/2004-01-01"),
        ("participation/KGZ/icr", "participation/KGZ/icrmw"),
    ],
)
def test_the_beginning_of_one_key_is_enough_where_any_thing_is_wanted(names: Names, text: str, key: str) -> None:
    assert names.resolve("", text).value == ID + key


def test_the_beginning_of_several_keys_lists_them_as_they_are_typed(names: Names) -> None:
    with pytest.raises(WrongUse, match="may mean several things") as caught:
        names.resolve("", "standing/RUS/icrmw")
    assert caught.value.repair == (
        "write one of these keys: standing/RUS/icrmw/1991-01-01; standing/RUS/icrmw/2013-01-02"
    )


def test_whole_parts_of_a_key_beat_letters(names: Names) -> None:
    """`instrument/ilo-c1` begins two keys with its letters, `provision/ilo-c183` one with its parts."""
    assert names.resolve("", "provision/ilo-c183").value == ID + "provision/ilo-c183/art-4"
    with pytest.raises(WrongUse, match="ilo-c103.*ilo-c183"):
        names.resolve("", "instrument/ilo-c1")


def test_a_parameter_takes_no_beginning_for_the_whole(names: Names) -> None:
    with pytest.raises(WrongUse, match="no instrument is called"):
        names.resolve("instrument", "icrm")


def test_the_file_of_names_is_sorted_and_knows_keys_and_abbreviations(tmp_path: Path) -> None:
    write_names(small_store().store, tmp_path / "names.tsv")
    lines = (tmp_path / "names.tsv").read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert f"мвд\tbody\t{ID}body/ministry-of-internal-affairs" in lines
    assert f"ilo-c183\tinstrument\t{ID}instrument/ilo-c183" in lines


def test_the_last_part_of_a_key_is_a_name_where_it_is_the_only_one(tmp_path: Path) -> None:
    write_names(small_store().store, tmp_path / "names.tsv")
    file = FileListing(tmp_path / "names.tsv")
    assert file.called("art-25-1", ("provision",)) == [ID + "provision/icrmw/art-25-1"]
    assert file.called("icrmw", ("participation",)) == [ID + "participation/KGZ/icrmw"]
    assert file.called("2013-01-02", ()) == []  # a standing has no name at all


def test_file_and_store_give_the_same_names(tmp_path: Path) -> None:
    store = small_store()
    write_names(store.store, tmp_path / "names.tsv")
    file = FileListing(tmp_path / "names.tsv")
    for name, iri in StoreListing(store).everything(("body", "state")):
        assert iri in file.called(name, ("body", "state"))
