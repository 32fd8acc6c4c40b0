"""A dossier holds the answers that fit its subject, and each row leads to its sources."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.dossiers import SUBJECT, Assembled, assemble, choose, read_dossiers
from dutygraph.errors import BadInput, WrongUse
from dutygraph.formats.dossier_document import write_dossier_docx
from dutygraph.formats.dossier_page import write_dossier_html
from dutygraph.formats.page import policy, style_sheet
from dutygraph.resources import folder

TODAY = datetime.date(2026, 11, 24)
KINDS = read_dossiers()
every_kind = pytest.mark.parametrize("name", KINDS)


@pytest.fixture(scope="module")
def real(real_home: Path) -> Graph:
    return Graph.open(str(real_home))


def made(home: Path, name: str, lang: str = "en", on: str | None = None) -> Assembled:
    return assemble(Graph.open(str(home), lang), KINDS[name], KINDS[name].example, on, TODAY)


def test_there_is_a_dossier_of_each_subject_that_people_meet_about() -> None:
    assert set(KINDS) == {"body", "goal", "instrument", "state", "statement"}


@every_kind
def test_dossier_asks_questions_that_exist_with_parameters_that_they_take(name: str) -> None:
    catalogue = Catalogue(compile_catalogue(folder("queries")))
    for section in KINDS[name].sections:
        parameters = catalogue[section.question].parameters
        assert catalogue[section.question].name == section.question
        assert section.given.keys() <= parameters.keys()
        subjects = [key for key, value in section.given.items() if value == SUBJECT]
        assert [parameters[key].kind for key in subjects] in ([KINDS[name].kind], ["any"])


@every_kind
def test_title_names_the_subject_in_three_languages(name: str, real_home: Path) -> None:
    assert KINDS[name].title.keys() == {"en", "ru", "ky"}
    titles = {lang: made(real_home, name, lang).title for lang in ("en", "ru", "ky")}
    assert titles["en"].startswith("Dossier")
    assert titles["ru"].startswith("Досье")
    assert titles["ky"].startswith("Досье")
    assert not any("{" in title for title in titles.values())


@every_kind
def test_page_holds_each_question_its_answer_and_the_source_of_each_row(name: str, real_home: Path) -> None:
    dossier = made(real_home, name)
    page = write_dossier_html(dossier)
    assert len(dossier.results) == len(KINDS[name].sections)
    assert page.count("<h2>") >= len(dossier.results)
    referred = {int(number) for number in re.findall(r'href="#source-(\d+)"', page)}
    listed = {int(number) for number in re.findall(r'id="source-(\d+)"', page)}
    assert referred <= listed
    assert listed == set(range(1, len(dossier.leaves) + 1))
    for result in dossier.results:
        assert dossier.sources_of(result).keys() == set(range(1, len(result) + 1)), result.question


@every_kind
def test_page_runs_no_script_and_loads_nothing(name: str, real_home: Path) -> None:
    page = write_dossier_html(made(real_home, name))
    assert "<script" not in page
    assert not re.search(r"<(img|link|iframe|object)\b", page)
    assert policy("", style_sheet()).replace("'", "&#39;") in page


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@every_kind
def test_no_text_of_the_page_lacks_its_translation(name: str, lang: str, real_home: Path) -> None:
    """Labels of the data may come in another language, and say so; the dossier's own texts may not."""
    page = write_dossier_html(made(real_home, name, lang))
    own = re.findall(r"<(?:h1|h2|th[^>]*)>([^<]*)<", page)
    labels = {made(real_home, name, lang).title}
    assert [text for text in own if text.endswith("[en]") and text not in labels and lang != "en"] == []


@every_kind
def test_document_holds_the_same_and_the_same_bytes_twice(name: str, real_home: Path) -> None:
    dossier = made(real_home, name)
    data = write_dossier_docx(dossier)
    assert data == write_dossier_docx(dossier)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    read = docx.Document(io.BytesIO(data))
    heads = [one.text for one in read.paragraphs if one.style and one.style.name == "Heading 1"]
    assert heads[: len(dossier.results)] == [
        f"{number}. {result.title}" for number, result in enumerate(dossier.results, 1)
    ]
    several = [result for result in dossier.results if len(result) > 1]
    assert [len(table.rows) for table in read.tables if len(table.columns) > 2] == [len(one) + 1 for one in several]


def test_day_reaches_the_questions_that_take_one(real_home: Path) -> None:
    then = made(real_home, "instrument", on="2013-01-01").results[0]
    assert then.parameters["on"][0].value == "2013-01-01"
    assert made(real_home, "instrument").results[0].parameters["on"][0].value == TODAY.isoformat()


def test_rows_that_do_not_fit_are_counted(real_home: Path) -> None:
    dossier = made(real_home, "body")
    short = [result for result in dossier.results if result.left_out]
    assert short
    page = write_dossier_html(dossier)
    assert all(f"dutygraph ask {result.question}" in page for result in short)


@pytest.mark.parametrize("given", [{}, {"body": "mia", "goal": "5.2"}])
def test_none_or_two_subjects_are_refused_with_the_choice(given: dict[str, str]) -> None:
    with pytest.raises(WrongUse, match=r"--body mia \| --goal 5\.2"):
        choose(given)


def test_unknown_subject_names_the_nearest(real: Graph) -> None:
    with pytest.raises(WrongUse, match="did you mean"):
        assemble(real, KINDS["instrument"], "ilo-c18", today=TODAY)


def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dossiers" / "odd.yml").write_text("title: {en: x}\nkind: body\n", "utf-8")
    with pytest.raises(BadInput, match=r"odd\.yml"):
        read_dossiers(tmp_path)


def test_page_is_made_for_paper(real_home: Path) -> None:
    """Heads of columns may wrap, long texts have room, dates of any kind stay whole, sources stand in two columns."""
    page = write_dossier_html(made(real_home, "state", "ru"))
    assert "@page { size: A4" in page
    assert ".dossier .rows thead th { white-space: normal; }" in page
    assert re.search(r'<th scope="col" class="wide">[^<]+</th>', page)
    dates = re.findall(r'<td data-head="[^"]*"([^>]*)><span>\d{4}-\d{2}(?:-\d{2})?</span></td>', page)
    assert dates
    assert {attributes.strip() for attributes in dates} == {'class="day"'}


def test_body_is_told_what_each_item_asks(real_home: Path) -> None:
    of_body = made(real_home, "body", "ru").results[0]
    texts = [of_body.show("what", row["what"]) for row in of_body.table]
    assert of_body.question == "responsibility/of_body"
    assert all(texts[:20])
