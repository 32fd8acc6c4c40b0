"""Say how an answer is cited: what was asked, of which release, on which day, and under which licence."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dutygraph import __version__
from dutygraph.errors import msgid
from dutygraph.settings import DEFAULT_BASE_IRI
from dutygraph.translation import translation

if TYPE_CHECKING:
    from dutygraph.results import Result

# As in CITATION.cff, which is no part of an installation; a test holds the two together.
AUTHORS = "dutygraph contributors"
PROJECT = "dutygraph: a knowledge graph of human rights obligations"
RELEASED = datetime.date(2026, 11, 24)
ADDRESS = DEFAULT_BASE_IRI
LICENCE = "CC BY 4.0"  # of the data, as LICENSE-DATA
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

_ANSWER = msgid(
    '{authors}: "{question}" ({asked}). {project}, version {version}, release {release}. '
    "Answered on {day}. {address}. Data: {licence}; each source keeps its own terms."
)
_QUERY = msgid(
    "{authors}: answer to a SPARQL query. {project}, version {version}, release {release}. "
    "Answered on {day}. {address}. Data: {licence}; each source keeps its own terms."
)


def cite(result: Result) -> str:
    """Return one line that names an answer so that another person can ask the same again."""
    return sign(
        _ANSWER if result.question else _QUERY,
        result.lang,
        result.release,
        result.today or datetime.date.today(),
        question=result.title or result.question,
        asked="; ".join([result.question, *(f"{name}: {text}" for name, text in _asked(result))]),
    )


def sign(text: str, lang: str, release: str, day: datetime.date, **values: str) -> str:
    """Fill a citation with what all have in common: project, version, release, day, address and licence."""
    return (
        translation(lang)
        .say(text)
        .format(
            authors=AUTHORS,
            project=PROJECT,
            version=__version__,
            release=release or "-",
            day=day.isoformat(),
            address=ADDRESS,
            licence=LICENCE,
            **values,
        )
    )


def _asked(result: Result) -> list[tuple[str, str]]:
    """Return the parameters that were given or have a default, as a person reads them."""
    return [
        (name, ", ".join(result.show(name, term, is_brief=True) for term in terms))
        for name, terms in result.parameters.items()
        if terms
    ]
