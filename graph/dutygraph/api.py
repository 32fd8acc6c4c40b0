"""Ask a graph from Python: `dutygraph.open().ask("participation/is_bound", instrument="icrmw")`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dutygraph import settings
from dutygraph.catalogue import Catalogue, Question, bind
from dutygraph.coverage import read_coverage
from dutygraph.errors import WrongUse, msgid
from dutygraph.evidence import read_grounds
from dutygraph.labels import make_labels, read_labels
from dutygraph.names import Names
from dutygraph.namespaces import rebase
from dutygraph.parameters import Terms, read_parameters
from dutygraph.results import Cited, Result, iris_in, iris_of
from dutygraph.sentences import say
from dutygraph.store import LocalStore, RemoteStore, Store, Table
from dutygraph.translation import translation

if TYPE_CHECKING:
    import networkx
    import rdflib

    from dutygraph.explaining import Explanation
    from dutygraph.showing import Description


class Graph:
    """A built graph, with its questions and its names, read in one language."""

    def __init__(self, store: Store, catalogue: Catalogue, names: Names, lang: str = "en", release: str = "") -> None:
        self.store = store
        self.catalogue = catalogue
        self.names = names
        self.lang = translation(lang).lang
        self.release = release

    @classmethod
    def open(cls, home_or_address: str | None = None, lang: str = "en", release: str | None = None) -> Graph:
        """Open a workspace folder or a SPARQL endpoint by its address; else what the settings say.

        `release` is a frozen version, the name of a build, or `previous`; without it, the release in use.
        """
        address = home_or_address if home_or_address and "://" in home_or_address else None
        if not home_or_address:
            address = settings.remote_store()
        return cls.at(address, None if address else settings.home(home_or_address), lang, release)

    @classmethod
    def at(cls, address: str | None, home: Path | None, lang: str = "en", release: str | None = None) -> Graph:
        """Open the endpoint at an address, else a release in a workspace: the one that is named, or in use."""
        translation(lang)  # a wrong language is said before anything is opened
        if address:
            if release:
                raise WrongUse(msgid("an endpoint has one release only"), msgid("name a workspace with --home"))
            from dutygraph.questions import installed_catalogue

            remote = RemoteStore(address)
            return cls(remote, installed_catalogue(), Names(remote), lang, address)
        from dutygraph.questions import release_catalogue
        from dutygraph.workspace import current_release

        assert home is not None
        if release:
            from dutygraph.frozen import find_release

            named = find_release(home, release)
            folder, store, name = named.folder, named.store(), named.name
        else:
            folder = current_release(home)
            store, name = folder / "store", folder.name
        local = LocalStore.open(store)
        return cls(local, release_catalogue(folder), Names(local, folder / "names.tsv"), lang, name)

    def ask(
        self, name: str, *, evidence: bool = False, today: datetime.date | None = None, **parameters: Any
    ) -> Result:
        """Answer a question of the catalogue; parameters as on the command line, `from_` for `from`."""
        question = self.catalogue[name]
        given = {key.removesuffix("_"): value for key, value in parameters.items() if value is not None}
        return self.answer(question, given, evidence, today)

    def answer(
        self,
        question: Question,
        given: Mapping[str, Any],
        evidence: bool = False,
        today: datetime.date | None = None,
    ) -> Result:
        """Answer a question with values that are still as typed."""
        today = today or datetime.date.today()
        terms = read_parameters(question, given, self.names, self.lang, today)
        query = bind(rebase(question.text), terms)
        result = self._result(question.name, self.store.select(query), query, terms, question)
        result.help = {name: column.help for name, column in question.columns.items()}
        result.brief = question.table
        result.title, result.description = question.summary_in(self.lang), question.description
        result.parameter_help = {name: parameter.help for name, parameter in question.parameters.items()}
        result.calendar = question.calendar
        result.coverage = read_coverage(self.store, question.coverage, terms, self.lang)
        result.summary = self._summary(question, result)
        result.warnings = self._warnings(result, today)
        result.today = today
        if evidence:
            self._read_evidence(question, result)
        return result

    def _read_evidence(self, question: Question, result: Result) -> None:
        """Read the source rows behind each row, and whom they come from."""
        from dutygraph.credits import latest_retrieval, read_credits

        result.evidence = list(self._evidence(question, result))
        named = [one.leaf.source for one in result.evidence] + [one.source for one in result.coverage]
        result.credits = read_credits(self.store, named, self.lang)
        result.as_of = latest_retrieval(self.store)

    def _result(self, name: str, table: Table, query: str, terms: Terms, question: Question | None = None) -> Result:
        columns = question.columns.values() if question else ()
        lists = frozenset(column.name for column in columns if column.is_list)
        iris = iris_in(table, lists)
        iris += [term.value for given in terms.values() for term in given if isinstance(term, ox.NamedNode)]
        shown = {key: value for key, value in terms.items() if question and question.parameters[key].type != "lang"}
        labels = read_labels(self.store, iris, self.lang)
        made = make_labels(self.store, iris, labels, self.lang)
        return Result(name, table, self.lang, "", shown, labels, lists, release=self.release, query=query, made=made)

    def _summary(self, question: Question, result: Result) -> str:
        words = translation(self.lang)
        summary = say(question.sentence, result, words)
        if not result.coverage and (question.coverage or not len(result)):
            unknown = words.say("No coverage is recorded for this: what is missing here is unknown, not absent.")
            summary = f"{summary} {unknown}"
        return summary

    def _warnings(self, result: Result, today: datetime.date) -> list[str]:
        from dutygraph.staleness import COLUMN, warnings

        if COLUMN not in result.columns:
            return []
        return warnings(result, translation(self.lang), settings.stale_years(), today)

    def _evidence(self, question: Question, result: Result) -> Iterator[Cited]:
        """Find the source rows behind each row, through the columns that the header names, else all."""
        columns = [name for name in question.evidence or result.columns if name in result.columns]
        cells = [
            (number, name, iri)
            for number, row in enumerate(result.table, 1)
            for name in columns
            for iri in iris_of(row[name], name in result.lists)
        ]
        grounds = read_grounds(self.store, [iri for _, _, iri in cells])
        for number, name, iri in cells:
            for leaf in grounds.leaves_of(iri):
                yield Cited(number, name, iri, leaf)

    def sparql(self, text: str) -> Result | bool | list[ox.Triple]:
        """Answer any SPARQL query: a result with rows, a truth value, or triples."""
        found = self.store.query(text)
        if not isinstance(found, Table):
            return found
        result = self._result("", found, text, {})
        result.today = datetime.date.today()
        return result

    def find(self, text: str, kind: str = "") -> str:
        """Return the IRI of the thing that a key, name or IRI means."""
        return self.names.resolve(kind, text, self.lang).value

    def show(self, key: str) -> Description:
        """Tell all that is said of one thing."""
        from dutygraph.showing import describe

        return describe(self.store, self.find(key), self.lang)

    def explain(self, key: str) -> Explanation:
        """Tell why a fact holds: rules, premises, and the source rows at the bottom."""
        from dutygraph.explaining import explain

        return explain(self.store, self.find(key), self.lang)

    def rdflib(self) -> rdflib.Dataset:
        """Return an rdflib Dataset over the same store; for reading."""
        from dutygraph.export import rdflib_view

        return rdflib_view(self.store)

    def networkx(self, question: str, **parameters: Any) -> networkx.MultiDiGraph[str]:
        """Return the answer to a question as a network of the things in its rows."""
        from dutygraph.export import network

        return network(self.ask(question, **parameters))
