"""What people write in a workspace overrides visibly, survives rebuilds, and is never skipped silently."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import tiny

from dutygraph.amendments import read_amendments
from dutygraph.api import Graph
from dutygraph.build import BuildReport, Content, build
from dutygraph.errors import BadInput, WrongUse
from dutygraph.workspace import current_release
from dutygraph.writing import write_correction

ID = "https://w3id.org/dutygraph/id/"
CORRECTION = """\
source: tiny
table: things.csv
key: [a]
set: {name: Ida, date: 2014-05}
what: name and date
why: The register of names says so.
source_url: https://example.org/register
by: Register office
on: 2026-02-01
"""
REVIEW = """\
- {source: tiny, table: things.csv, key: a, by: Law faculty, on: 2026-03-01, verdict: confirmed}
- {source: tiny, table: things.csv, key: b, by: Law faculty, on: 2026-03-02, verdict: doubtful}
"""
DISPUTE = """\
about: thing/a
by: Society of things
on: 2026-04-01
what: It was never seen.
source_url: https://example.org/objection
"""


def write(home: Path, file: str, text: str) -> None:
    path = home / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path / "content")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def facts(home: Path, subject: str) -> set[tuple[str, str, str]]:
    """Return graph, predicate and object of what is said of a thing, in short."""
    found = set()
    for line in (current_release(home) / "dump.nq").read_text("utf-8").splitlines():
        start, predicate, rest = line.split(" ", 2)
        value, graph, _ = rest.rsplit(" ", 2)
        if start == f"<{ID}{subject}>":
            short = (graph.split("/graph/")[1][:-1], predicate.strip("<>").replace("#", "/").rsplit("/", 1)[1], value)
            found.add((short[0], short[1], value.split("^^")[0].strip('<>"').removeprefix(ID).replace('"@en', "")))
    return found


def test_a_correction_overrides_the_cells_that_a_loader_sees(home: Path, content: Content) -> None:
    write(home, "corrections/ida.yml", CORRECTION)
    build(home, folders=content)
    said = facts(home, "thing/a")
    assert ("tiny", "label", "Ida") in said
    assert ("tiny", "seenAt", "2014-05") in said
    assert ("tiny", "seenAtEarliest", "2014-05-01") in said
    assert not {value for _, _, value in said} & {"Ada", "2013"}


def test_a_correction_tells_why_by_whom_and_what_stood_there(home: Path, content: Content) -> None:
    write(home, "corrections/ida.yml", CORRECTION)
    build(home, folders=content)
    assert ("workspace", "correctedBy", "correction/ida") in facts(home, "source-row/tiny/things/a")
    said = {(predicate, value) for _, predicate, value in facts(home, "correction/ida")}
    assert said >= {
        ("description", "The register of names says so."),
        ("assertedBy", "Register office"),
        ("source", "https://example.org/register"),
        ("correctedAt", "2026-02-01"),
        ("originalValue", "name: Ada"),
        ("originalValue", "date: 2013"),
        ("label", "name and date"),
    }


def test_the_rebuilt_store_has_the_same_hash(home: Path, content: Content) -> None:
    write(home, "corrections/ida.yml", CORRECTION)
    write(home, "reviews/first.yml", REVIEW)
    write(home, "disputes/unseen.yml", DISPUTE)
    before = build(home, folders=content)
    dump = (before.release / "dump.nq").read_bytes()
    for part in ("releases", "cache"):
        shutil.rmtree(home / part)
    after = build(home, folders=content)
    assert (after.is_new, after.release.name) == (True, before.release.name)
    assert (after.release / "dump.nq").read_bytes() == dump


@pytest.mark.parametrize(
    ("file", "text"),
    [("corrections/ida.yml", CORRECTION), ("reviews/first.yml", REVIEW), ("disputes/unseen.yml", DISPUTE)],
)
def test_what_people_write_is_a_part_of_what_a_release_is_made_from(
    home: Path, content: Content, file: str, text: str
) -> None:
    plain = build(home, folders=content)
    dump = (plain.release / "dump.nq").read_bytes()
    write(home, file, text)
    told = build(home, folders=content)
    assert told.is_new
    assert told.release.name != plain.release.name
    (home / file).unlink()
    again = build(home, folders=content)
    assert again.is_new
    assert again.release.name.startswith(plain.release.name)  # `-2`: the folder may still be read
    assert (again.release / "dump.nq").read_bytes() == dump


def test_a_withdrawn_row_is_reported_and_nothing_refers_to_it(home: Path, content: Content) -> None:
    write(home, "corrections/gone.yml", CORRECTION.replace("key: [a]", "key: b").replace(
        "set: {name: Ida, date: 2014-05}", "leave_out: true"))  # fmt: skip
    report = build(home, folders=content)
    problems = {issue.row: issue.problem for issue in report.issues}
    assert problems[3] == "withdrawn by corrections/gone.yml: The register of names says so."
    assert problems[2] == "unknown thing"  # row a knows b
    assert facts(home, "thing/b") == set()
    assert ("workspace", "isWithdrawal", "true") in facts(home, "correction/gone")
    assert ("workspace", "row", "3") in facts(home, "source-row/tiny/things/b")
    counts = report.manifest["sources"]["tiny"]
    assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_reported"] == 3


def test_a_correction_that_changes_nothing_any_more_is_reported(home: Path, content: Content) -> None:
    write(home, "corrections/ida.yml", CORRECTION.replace("Ida", "Ada").replace("2014-05", "2013"))
    report = build(home, folders=content)
    idle = [(issue.row, issue.field) for issue in report.issues if "changes nothing any more" in issue.problem]
    assert idle == [(2, "name"), (2, "date")]
    assert facts(home, "correction/ida") == set()


def test_a_corrected_confidence_takes_the_place_of_the_one_before(home: Path, content: Content) -> None:
    write(home, "corrections/doubt.yml", CORRECTION.replace("{name: Ida, date: 2014-05}", "{confidence: medium}"))
    build(home, folders=content)
    found = [value for _, name, value in facts(home, "source-row/tiny/things/a") if name == "confidence"]
    assert {value.rsplit("/", 1)[1] for value in found} == {"medium"}


def test_other_sources_see_the_corrected_kind_of_what_they_refer_to(home: Path, content: Content) -> None:
    """A cached source must not keep an IRI that a correction elsewhere has changed."""
    acts = content.loaders / "acts"
    acts.mkdir()
    (acts / "source.yml").write_text(
        tiny.SOURCE.format(name="acts").replace("things.csv", "acts.csv").replace("kind: thing", "kind: act").replace(
            "columns: [id, name, date, knows, confidence]", "columns: [id, kind]"), "utf-8")  # fmt: skip
    (acts / "acts.csv").write_text("id,kind\nx,law\n", "utf-8")
    (acts / "load.py").write_text(
        "def load(source):\n    for row in source.rows('acts.csv'):\n        row.leave_out('a test')\n"
        "    yield from ()\n",
        "utf-8",
    )
    loader = tiny.LOADER.replace('"knows", "thing"', '"knows", "act"')
    tiny.write(home.parent / "content", tiny.TABLE.replace("2013,b", "2013,x"), loader)
    source = content.loaders / "tiny" / "source.yml"
    source.write_text(source.read_text("utf-8").replace("refers: [thing]", "refers: [act]"), "utf-8")
    build(home, folders=content)
    assert ("tiny", "knows", "law/x") in facts(home, "thing/a")
    text = CORRECTION.replace("tiny", "acts").replace("things", "acts").replace("[a]", "x")
    write(home, "corrections/kind.yml", text.replace("{name: Ida, date: 2014-05}", "{kind: strategy}"))
    build(home, folders=content)
    assert ("tiny", "knows", "plan/x") in facts(home, "thing/a")


def test_a_review_says_who_compared_a_row_and_when(home: Path, content: Content) -> None:
    write(home, "reviews/first.yml", REVIEW)
    build(home, folders=content)
    said = facts(home, "source-row/tiny/things/b")
    assert {("workspace", "reviewedBy", "Law faculty"), ("workspace", "reviewedAt", "2026-03-02")} <= said
    dump = (current_release(home) / "dump.nq").read_text("utf-8")
    assert dump.count("/scheme/review-verdict/doubtful>") == 1
    assert "reviewedBy" not in str(facts(home, "source-row/tiny/things/c"))


def test_a_dispute_stands_beside_the_thing_and_changes_nothing(home: Path, content: Content) -> None:
    build(home, folders=content)
    before = facts(home, "thing/a")
    write(home, "disputes/unseen.yml", DISPUTE)
    build(home, folders=content)
    assert facts(home, "thing/a") == before
    said = {(name, value) for _, name, value in facts(home, "dispute/unseen")}
    assert said >= {("about", "thing/a"), ("assertedBy", "Society of things"), ("disputedAt", "2026-04-01")}
    assert ("evidence", "source-row/workspace/unseen/disputes/unseen") in said


BODY = tiny.LOADER.replace('thing("thing", row["id"])', 'thing("body", row["id"])')
REPLY = "{body: body/a, about: body/b, on: 2026-05-01, text: It was done in May., source_url: 'https://example.org/r'}"


def test_a_reply_is_a_claim_of_the_body_with_its_own_words(home: Path, tmp_path: Path) -> None:
    write(home, "replies/may.yml", REPLY)
    build(home, folders=tiny.write(tmp_path / "content", loader=BODY))
    said = {(name, value.rsplit("/scheme/", 1)[-1]) for _, name, value in facts(home, "status-claim/reply-may")}
    assert said >= {
        ("claimedBy", "body/a"),
        ("about", "body/b"),
        ("gist", "It was done in May."),
        ("method", "method/stated"),
        ("authorKind", "author-kind/state"),
        ("claimValue", "claim-value/no-information"),
        ("madeAt", "2026-05-01"),
    }


def test_a_reply_claims_a_value_that_exists(home: Path, tmp_path: Path) -> None:
    write(home, "replies/may.yml", REPLY.replace("}", ", value: dun}"))
    with pytest.raises(BadInput, match='replies/may.yml: value: no claim-value is called "dun"'):
        build(home, folders=tiny.write(tmp_path / "content", loader=BODY))


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corrections/a.yml", CORRECTION.replace("why:", "wy:"), 'unknown key "wy"\n  did you mean "why"?'),
        ("corrections/a.yml", CORRECTION.replace("by: Register office\n", ""), "by is missing"),
        ("corrections/a.yml", CORRECTION.replace("tiny", "tinny"), 'no source "tinny"\n  did you mean "tiny"?'),
        ("corrections/a.yml", CORRECTION.replace("things.", "thing."), 'did you mean "things.csv"?'),
        ("corrections/a.yml", CORRECTION.replace("[a]", "[aa]"), 'no row "aa" (id)\n  did you mean "a"?'),
        ("corrections/a.yml", CORRECTION.replace("{name", "{nam"), 'no column "nam"\n  did you mean "name"?'),
        ("corrections/a.yml", CORRECTION.replace("{name", "{id"), "the column id names the row"),
        ("corrections/a.yml", CORRECTION.replace("2026-02-01", "2026-02-30"), "on is no day"),
        ("corrections/a.yml", CORRECTION.replace("https:", "file:"), "source_url is no web address"),
        ("corrections/a.yml", CORRECTION + "leave_out: true\n", "it has to change something"),
        ("corrections/a.yml", CORRECTION + "leave_out: perhaps\n", 'leave_out is "perhaps"'),
        ("corrections/a.yml", CORRECTION.replace("{name: Ida", "{name: [Ida]"), "set is no text"),
        ("corrections/a.yml", "why: [\n", "corrections/a.yml, line 2: no YAML"),
        ("corrections/a.yml", "why: one\nwhy: two\n", "duplicate key"),
        ("corrections/a.yml", "", "there are no fields"),
        ("corrections/a.yml", "why: \x00\n", "no YAML"),
        ("corrections/a.yaml", CORRECTION, "corrections/a.yaml is no file that is read here"),
        ("reviews/a.yml", REVIEW.replace("confirmed", "fine"), "choose one of: confirmed, doubtful"),
        ("reviews/a.yml", REVIEW.replace("key: b", "key: bb"), 'no row "bb"'),
        ("disputes/a.yml", DISPUTE.replace("thing/a", "thing/zzz"), 'about: no thing is called "thing/zzz"'),
        ("replies/a.yml", REPLY.replace("body/a", "thing/a").replace("body/b", "thing/b"), "replies/a.yml: body: "),
        ("replies/a.yml", REPLY.replace("}", ", kind: ngo}"), 'kind is "ngo"\n  choose one of: state, nhri'),
    ],
)  # fmt: skip
def test_what_cannot_be_used_stops_the_build_and_names_the_repair(
    home: Path, content: Content, file: str, text: str, said: str
) -> None:
    before = build(home, folders=content)
    write(home, file, text)
    with pytest.raises(BadInput) as error:
        build(home, folders=content)
    assert said in str(error.value)
    assert error.value.repair
    assert current_release(home) == before.release


def test_a_file_that_is_not_utf8_is_named(home: Path) -> None:
    (home / "corrections").mkdir(parents=True)
    (home / "corrections" / "a.yml").write_bytes("why: причина".encode("cp1251"))
    with pytest.raises(BadInput, match="corrections/a.yml is not UTF-8"):
        read_amendments(home)


def test_two_corrections_of_one_cell_are_refused(home: Path, content: Content) -> None:
    write(home, "corrections/one.yml", CORRECTION)
    write(home, "corrections/two.yml", CORRECTION.replace("Ida", "Eve"))
    with pytest.raises(BadInput, match="one.yml and corrections/two.yml both correct the column"):
        build(home, folders=content)


def corrected(home: Path, content: Content, **more: object) -> BuildReport:
    fields = {"source": "tiny", "table": "things.csv", "key": ("a",), "set": {"date": "2014"}, "why": "a typo: 2014",
              "by": "Desk", "source_url": "https://example.org/#2014", "on": "2026-02-01", **more}  # fmt: skip
    write_correction(home, fields, loaders=content.loaders)
    return build(home, folders=content)


def test_a_correction_that_is_written_for_you_reads_back_as_it_was_said(home: Path, content: Content) -> None:
    corrected(home, content)
    assert ("tiny", "seenAt", "2014") in facts(home, "thing/a")
    one = read_amendments(home).corrections[0]
    assert (one.name, one.why, one.source_url, one.set) == (
        "tiny-a", "a typo: 2014", "https://example.org/#2014", {"date": "2014"},
    )  # fmt: skip


def test_nothing_is_written_that_could_not_be_built(home: Path, content: Content) -> None:
    for bad, kind in (
        ({"set": {"date": "2013"}}, BadInput),
        ({"set": {"day": "2013"}}, BadInput),
        ({"key": ("z",)}, BadInput),
        ({"source_url": "the archive"}, BadInput),
        ({"on": "yesterday"}, BadInput),
    ):
        with pytest.raises(kind):
            corrected(home, content, **bad)
    assert not (home / "corrections").exists()
    corrected(home, content)
    with pytest.raises(WrongUse, match="is there already"):
        corrected(home, content)


def test_show_and_evidence_tell_what_was_corrected_reviewed_and_contested(home: Path, content: Content) -> None:
    write(home, "corrections/ida.yml", CORRECTION)
    write(home, "reviews/first.yml", REVIEW)
    write(home, "disputes/unseen.yml", DISPUTE)
    build(home, folders=content)
    shown = Graph.open(str(home)).show("thing/a")
    text = shown.to_text()
    assert "corrected by Register office, 2026-02-01: The register of names says so." in text
    assert "(before: date: 2013; name: Ada)" in text
    assert "reviewed by Law faculty, 2026-03-01: confirmed" in text
    assert "Remarks:\n  contested by Society of things, 2026-04-01: It was never seen.\n  https://example.org/" in text
    data = shown.to_json()
    assert [remark["kind"] for remark in data["evidence"][0]["remarks"]] == ["correction", "review"]
    assert data["evidence"][0]["remarks"][0]["before"] == ["date: 2013", "name: Ada"]
    assert data["remarks"][0]["by"] == "Society of things"
    assert "remarks" not in Graph.open(str(home)).show("source/tiny").to_json()


def test_the_examples_of_the_page_build_and_change_what_they_say(real_home: Path, home: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "corrections.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL)
    assert [file.split("/")[0] for file, _ in blocks] == ["corrections", "reviews", "disputes", "replies"]
    for file, text in blocks:
        write(home, file, text)
    shutil.copytree(real_home / "cache", home / "cache")  # only what is corrected is read again
    report = build(home)
    assert report.manifest["amendments"] == {"corrections": 1, "reviews": 1, "disputes": 1, "replies": 1}
    assert [str(finding) for finding in report.findings if finding.severity == "must"] == []
    asked = {"state": "KGZ", "instrument": "icrmw", "on": "2018-07-01", "evidence": True}
    (row,) = (answer := Graph.open(str(home)).ask("participation/is_bound", **asked)).rows
    assert str(row.act_date) == "2003-09-30"
    said = str(answer.to_json()["evidence"])
    assert "Legal desk" in said
    assert "date: 2003-09-29" in said
    assert "Legal desk" not in str(Graph.open(str(real_home)).ask("participation/is_bound", **asked).to_json())
