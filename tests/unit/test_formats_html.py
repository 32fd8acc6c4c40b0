"""A page is one file that runs nothing but its own script, and reads completely without it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hostile import BAD_LINK, FORMULA, GOOD_LINK, SCRIPT, hostile_result
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from worlds import small_graph

from dutygraph.errors import WrongUse
from dutygraph.formats import write
from dutygraph.formats.page import write_page
from dutygraph.results import Result
from dutygraph.store import Table

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1200,900",
]  # fmt: skip
Open = Callable[..., webdriver.Chrome]


def bound(lang: str = "en") -> Result:
    return small_graph(lang).ask("is_bound", evidence=True, instrument="icrmw", on="2018-07-01")


def standings(lang: str = "en") -> Result:
    return small_graph(lang).ask("standings", evidence=True)


def page(result: Result) -> str:
    return str(write(result, "html"))


class Reader(HTMLParser):
    """Collect tags with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in self.raw:
            self.raw[self.inside][-1] += data

    def policy(self) -> str:
        (found,) = [about["content"] for tag, about in self.tags if about.get("http-equiv")]
        return str(found)


def hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@pytest.mark.parametrize("result", [bound(), standings(), hostile_result()], ids=["one", "several", "hostile"])
def test_the_policy_allows_the_script_and_style_of_the_page_and_nothing_else(result: Result) -> None:
    read = Reader(page(result))
    data, script = read.raw["script"]
    (style,) = read.raw["style"]
    assert read.policy() == (
        f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert json.loads(data)


def test_the_page_names_no_other_file() -> None:
    for tag, about in Reader(page(standings())).tags:
        assert tag not in ("img", "link", "iframe", "object", "base", "form")
        assert "src" not in about
        assert "style" not in about
        assert not any(name.startswith("on") for name in about)


def test_no_text_becomes_markup_and_no_address_but_the_web_a_link() -> None:
    text = page(hostile_result())
    read = Reader(text)
    assert len(read.raw["script"]) == 2
    assert SCRIPT not in text
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text
    links = [about["href"] for tag, about in read.tags if tag == "a"]
    assert GOOD_LINK in links
    assert all(str(link).startswith("https://") for link in links)
    assert BAD_LINK in text
    assert "\x07" not in text
    assert "Control characters left out: " in text


def test_the_description_for_search_engines_is_a_dataset() -> None:
    data = json.loads(Reader(page(bound())).raw["script"][0])[0]
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Dataset")
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["version"] == "small"
    assert json.loads(Reader(page(hostile_result())).raw["script"][0])[0]["name"] == f"Is {SCRIPT} shown?"


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_the_page_and_words_in_other_languages_say_their_language(lang: str) -> None:
    read = Reader(page(bound(lang)))
    assert read.tags[0] == ("html", {"lang": lang})
    if lang == "ky":  # the small world has this instrument in English and Russian only
        assert ("span", {"lang": "ru"}) in read.tags


def test_everything_is_said_without_a_script() -> None:
    result = bound()
    text = re.sub(r"<script.*?</script>", "", page(result), flags=re.DOTALL)
    parts = [
        result.summary, "2003-09-29", "treaty_actions.csv, row 7", "https://treaties.un.org/4-13", "Release: small",
        "Acts of both States under UN treaties", "the day of the act", "SELECT ?state", "retrieved: 2026-02-01",
        "https://w3id.org/dutygraph/id/state/KGZ",
    ]  # fmt: skip
    assert [part for part in parts if part not in text] == []


def test_sources_stand_with_their_terms() -> None:
    assert "<li>States; a ministry; licence: CC-BY-4.0; retrieved: 2026-01-10" in page(hostile_result())


def test_several_answers_share_one_page() -> None:
    read = Reader(write_page("Dossier", [bound(), standings()], "en"))
    assert [about["id"] for tag, about in read.tags if tag == "article"] == ["a1-answer", "a2-answer"]
    assert [tag for tag, _ in read.tags if tag in ("h1", "h2")] == ["h1", "h2", "h2"]
    ids = [about["id"] for _, about in read.tags if "id" in about]
    assert len(ids) == len(set(ids))


def test_an_answer_without_rows_is_a_page_too() -> None:
    assert "<table" not in page(Result("q", Table(("a",), []), summary="Nothing is known."))


def test_a_calendar_is_not_made_of_a_page() -> None:
    with pytest.raises(WrongUse):
        write(hostile_result(), "ics")


# In a browser.

needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in [*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def show(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens an answer as a file; then nothing was complained of and nothing was fetched."""

    def open_page(result: Result) -> webdriver.Chrome:
        (tmp_path / "answer.html").write_text(page(result), "utf-8")
        browser.get((tmp_path / "answer.html").as_uri())
        return browser

    browser.get_log("browser")
    browser.get_log("performance")
    yield open_page
    assert browser.get_log("browser") == []
    assert [url for url in requested(browser) if url.startswith(("http", "ws"))] == []


def requested(browser: webdriver.Chrome) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]


def column(browser: webdriver.Chrome, place: int) -> list[str]:
    rows = browser.find_elements(By.CSS_SELECTOR, "tr.row")
    return [row.find_elements(By.TAG_NAME, "td")[place].text for row in rows if row.is_displayed()]


def numbers() -> Result:
    pairs = [(9, "бир"), (10, "эки"), (1, "Эки")]
    values: list[Any] = [(ox.Literal(number), ox.Literal(word)) for number, word in pairs]
    return Result("q", Table(("number", "word"), [*values, (None, ox.Literal("три"))]), lang="ky", title="Сан?")


@needs_chromium
def test_a_click_or_a_key_on_a_head_sorts(show: Open) -> None:
    browser = show(numbers())
    head = browser.find_element(By.CSS_SELECTOR, "thead th")
    button = head.find_element(By.TAG_NAME, "button")
    assert column(browser, 0) == ["9", "10", "1", ""]
    button.click()
    assert (head.get_attribute("aria-sort"), column(browser, 0)) == ("ascending", ["1", "9", "10", ""])
    button.send_keys(Keys.ENTER)
    assert (head.get_attribute("aria-sort"), column(browser, 0)) == ("descending", ["10", "9", "1", ""])
    browser.find_elements(By.CSS_SELECTOR, "thead button")[1].send_keys(Keys.SPACE)
    assert head.get_attribute("aria-sort") is None
    assert column(browser, 1)[0] == "бир"


@needs_chromium
def test_words_filter_the_rows_and_the_count_is_told(show: Open) -> None:
    browser = show(numbers())
    box = browser.find_element(By.CSS_SELECTOR, ".controls input")
    box.send_keys("ЭКИ")
    assert column(browser, 0) == ["10", "1"]
    assert "4 ичинен 2" in browser.find_element(By.CSS_SELECTOR, "[role=status]").text
    box.send_keys(" 10")
    assert column(browser, 1) == ["эки"]
    box.clear()
    box.send_keys("x")
    assert column(browser, 0) == []


@needs_chromium
def test_the_evidence_of_a_row_opens(show: Open) -> None:
    browser = show(standings())
    details = browser.find_element(By.CSS_SELECTOR, ".behind details")
    assert not details.find_element(By.TAG_NAME, "ul").is_displayed()
    details.find_element(By.TAG_NAME, "summary").click()
    assert details.find_element(By.TAG_NAME, "ul").is_displayed()


@needs_chromium
def test_hostile_data_runs_nothing(show: Open) -> None:
    browser = show(hostile_result())
    assert browser.title == f"Is {SCRIPT} shown?"
    assert FORMULA in column(browser, 1)
    assert len(browser.find_elements(By.TAG_NAME, "script")) == 2
    browser.find_element(By.CSS_SELECTOR, "thead button").click()


@needs_chromium
def test_what_is_not_in_the_policy_does_not_run(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """The guard holds: a script that slips into the page is stopped."""
    file = tmp_path / "slipped.html"
    file.write_text(page(bound()).replace("</main>", "<script>document.title = 'run'</script></main>"), "utf-8")
    browser.get(file.as_uri())
    assert browser.title != "run"
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


@needs_chromium
def test_a_printed_page_has_no_controls_and_open_details(show: Open) -> None:
    browser = show(standings())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not browser.find_element(By.CSS_SELECTOR, ".controls").is_displayed()
        browser.execute_script("dispatchEvent(new Event('beforeprint'))")
        assert browser.find_elements(By.CSS_SELECTOR, "details:not([open])") == []
        display = "return getComputedStyle(document.querySelector('thead')).display"
        assert browser.execute_script(display) == "table-header-group"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@needs_chromium
@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_a_phone_shows_the_rows_without_scrolling_sideways(show: Open, lang: str) -> None:
    browser = show(standings(lang))
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        assert column(browser, 0)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
