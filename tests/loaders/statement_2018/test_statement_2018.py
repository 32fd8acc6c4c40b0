"""The press statement of July 2018: places and our own gists, never its text."""

import csv
import re
from pathlib import Path

import pytest

from dutygraph.namespaces import OA, thing

HERE = Path(__file__).parent
LOADER = HERE.parents[2] / "loaders" / "statement_2018"
TEXT = HERE.parents[3] / "shared" / "seed" / "statement-2018.txt"
STATEMENT = thing("statement", "bir-duino-2018")


def claim(number):
    return thing("statement", "bir-duino-2018", f"S2018-{number:02}")


@pytest.fixture
def text():
    if not TEXT.exists():
        pytest.skip("needs ../shared: the text of the statement is not part of the repository")
    return TEXT.read_text("utf-8")


def test_every_row_is_loaded(read_real):
    reading = read_real("statement_2018")
    assert len(reading.rows) == 1 + 79 + 154
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)


def test_calls_passages_and_mentions_are_counted(read_real):
    reading = read_real("statement_2018")
    assert reading.count("Call") == 55
    assert reading.count("Passage") == 24
    assert reading.count("Mention") == 154


def test_only_names_without_a_record_are_reported(read_real):
    assert {(issue.field, issue.value) for issue in read_real("statement_2018").issues} == {
        ("affected_groups", "deported-persons"),
        ("affected_groups", "assembly-participants"),
        ("laws_or_plans", "eaeu-laws-on-migrant-workers"),
        ("laws_or_plans", "national-programme-against-trafficking"),
        ("laws_or_plans", "comprehensive-anti-discrimination-law"),
        ("laws_or_plans", "national-human-rights-plan"),
    }


def test_of_its_day_only_the_month_is_known(read_real):
    reading = read_real("statement_2018")
    assert reading.values(STATEMENT, "madeAt") == {"2018-07"}
    assert reading.values(STATEMENT, "madeAtEarliest") == {"2018-07-01"}
    assert reading.values(STATEMENT, "madeAtLatest") == {"2018-07-31"}
    assert reading.values(STATEMENT, "byActor") == {"actor/bir-duino"}


def test_where_the_text_names_nobody_there_is_no_addressee(read_real):
    reading = read_real("statement_2018")
    unaddressed = [row for row in reading.rows if row.cells.get("addressees") == "unspecified"]
    assert len(unaddressed) == 55
    for row in unaddressed:
        node = thing("statement", "bir-duino-2018", row["id"])
        assert reading.values(node, "addressee") == set()
        assert reading.values(node, "addresseeBasis") == {"scheme/addressee-basis/unspecified"}


def test_every_other_row_has_an_addressee(read_real):
    reading = read_real("statement_2018")
    for row in reading.rows:
        if row.cells.get("addressees", "unspecified") != "unspecified":
            wanted = len(row.items("addressees"))
            assert len(reading.values(thing("statement", "bir-duino-2018", row["id"]), "addressee")) == wanted


def test_the_call_for_c143_asks_to_ratify_and_names_nobody(read_real):
    reading = read_real("statement_2018")
    assert reading.values(claim(53), "citesInstrument") == {"instrument/ilo-c143", "instrument/ilo-r151"}
    assert reading.values(claim(53), "asksTo") == {"scheme/ask/ratify"}
    assert reading.values(claim(53), "addressee") == set()


def test_host_states_are_asked_as_states_of_employment(read_real):
    reading = read_real("statement_2018")
    assert reading.values(claim(58), "addressee") == {"state/RUS", "state/KAZ"}
    assert reading.values(claim(58), "addressedInRole") == {"scheme/bearer/state-of-employment"}
    assert reading.values(claim(58), "addresseeBasis") == {"scheme/addressee-basis/inferred"}
    assert reading.values(claim(58), "asksTo") == {"scheme/ask/apply"}
    assert "provision/ilo-c183/art-4" in reading.values(claim(58), "citesProvision")
    assert len(reading.values(claim(58), "citesProvision")) == 7


@pytest.mark.parametrize(
    ("number", "addressee"),
    [
        (2, "scheme/class-of-bodies/journalists-present"),
        (15, "scheme/class-of-bodies/law-enforcement-agencies"),
        (49, "body/ombudsman"),
        (70, "body/state-kgz"),
        (77, "state/KGZ"),
    ],
)
def test_addressees_are_bodies_states_or_classes(number, addressee, read_real):
    assert read_real("statement_2018").values(claim(number), "addressee") == {addressee}


@pytest.mark.parametrize(("number", "ask"), [(54, "other"), (55, "ratify"), (60, "apply"), (62, "other")])
def test_what_a_call_asks_of_an_instrument(number, ask, read_real):
    assert read_real("statement_2018").values(claim(number), "asksTo") == {f"scheme/ask/{ask}"}


def test_a_call_that_cites_no_instrument_asks_nothing_of_one(read_real):
    assert read_real("statement_2018").values(claim(47), "asksTo") == set()


def test_an_article_of_a_national_act_is_the_act_and_its_part(read_real):
    reading = read_real("statement_2018")
    assert reading.values(claim(51), "citesAct") == {"law/criminal-code-1997"}
    assert reading.values(claim(51), "citesPart") == {"art-299-2"}
    mention = thing("mention", "bir-duino-2018", "9346-9350")
    assert reading.values(mention, "mentions") == {"law/criminal-code-1997"}
    assert reading.values(mention, "citesPart") == {"art-299-2"}


def test_a_place_is_a_pair_of_offsets(read_real):
    reading, place = read_real("statement_2018"), thing("place", "bir-duino-2018", "9775-9961")
    assert reading.values(claim(53), OA("hasSelector")) == {"place/bir-duino-2018/9775-9961"}
    assert reading.values(place, OA("start")) == {"9775"}
    assert reading.values(place, OA("end")) == {"9961"}


def test_a_mention_points_to_what_it_names(read_real):
    reading = read_real("statement_2018")
    assert reading.values(thing("mention", "bir-duino-2018", "9782-9856"), "mentions") == {
        "instrument/ilo-c143"
    }
    assert reading.values(thing("mention", "bir-duino-2018", "4116-4122"), "mentions") == {
        "http://metadata.un.org/sdg/5"
    }
    assert reading.values(thing("mention", "bir-duino-2018", "4085-4114"), "mentions") == set()


def test_no_person_and_no_bare_class_of_bodies_is_recorded(read_real):
    kinds = {row["kind"] for row in read_real("statement_2018").rows if row.table.file == "mentions.csv"}
    assert kinds.isdisjoint({"person", "ignore"})


def words(text):
    return re.findall(r"[\w'-]+", text.lower().replace("’", "'"))


def test_no_cell_shares_more_than_six_words_in_a_row_with_the_text(text):
    said = words(text)
    runs = {tuple(said[i : i + 7]) for i in range(len(said) - 6)}
    for file in ("statement.csv", "claims.csv", "mentions.csv"):
        with (LOADER / file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column, cell in row.items():
                    own = words(cell)
                    shared = [own[i : i + 7] for i in range(len(own) - 6) if tuple(own[i : i + 7]) in runs]
                    assert not shared, f"{file}, {column}: {' '.join(shared[0])}"


def test_every_place_lies_in_the_text_and_holds_something(text, read_real):
    for row in read_real("statement_2018").rows:
        if "start" in row.cells:
            start, end = int(row["start"]), int(row["end"])
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


def test_the_places_of_articles_hold_their_numbers(text, read_real):
    for row in read_real("statement_2018").rows:
        if row.table.file == "mentions.csv" and "/art-" in row["target_id"] and row["target_id"][:3] == "ilo":
            assert text[int(row["start"]) : int(row["end"])] == row["target_id"].rpartition("-")[2]


def test_cut_down_tables_give_the_golden_graph(read_with, request):
    names = ("claims.csv", "mentions.csv")
    actual = read_with("statement_2018", {name: (HERE / name).read_text("utf-8") for name in names}).nquads()
    expected = HERE / "expected.nq"
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8"), (
        "read the difference; if it is right, run with --update-golden"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        (",torture,call,ombudsman,", ",torture,call,ombudsmann,", "addressees", "ombudsmann"),
        (
            "host-state-RUS;host-state-KAZ,explicit",
            "host-state-RUS;host-state-KAX,explicit",
            "addressees",
            "KAX",
        ),
        (",torture,call,ombudsman,", ",tortur,call,ombudsman,", "section", "tortur"),
        (
            "criminal-code-1997/art-299-2",
            "criminal-code-1996/art-299-2",
            "laws_or_plans",
            "criminal-code-1996",
        ),
        (",icrmw,,,eaeu", ",icrmww,,,eaeu", "instruments", "icrmww"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_claim_kept(wrong, read_with, read_real, edit):
    old, new, field, value = wrong
    reading = read_with("statement_2018", {"claims.csv": edit("statement_2018", "claims.csv", {old: new})})
    known = {(i.field, i.value) for i in read_real("statement_2018").issues}
    assert {(i.field, i.value) for i in reading.issues} - known == {(field, value)}
    assert reading.count("Call") == 55
    assert reading.lost() == []
