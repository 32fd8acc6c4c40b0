"""Read what people remarked on rows and things: corrections, reviews and disputes from the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pyoxigraph as ox

from dutygraph.errors import msgid
from dutygraph.namespaces import local_name, rebase
from dutygraph.store import Store
from dutygraph.translation import Translation

_REMARKS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT DISTINCT ?of ?kind ?by ?on ?text ?url ?verdict ?before WHERE {
  VALUES ?of { %s }
  {
    ?of dg:correctedBy ?node . ?node dg:assertedBy ?by ; dg:correctedAt ?on ; dct:description ?text ; dct:source ?url
    OPTIONAL { ?node dg:originalValue ?before }
    BIND("correction" AS ?kind)
  } UNION {
    ?node dg:ofRow ?of ; dg:reviewedBy ?by ; dg:reviewedAt ?on ; dg:verdict ?verdict BIND("review" AS ?kind)
  } UNION {
    ?node dg:about ?of ; a dg:Dispute ; dg:assertedBy ?by ; dg:disputedAt ?on ; dct:description ?text ; dct:source ?url
    BIND("dispute" AS ?kind)
  }
} ORDER BY ?of ?kind ?on ?by ?text ?before"""
_VERBS = {
    "correction": msgid("corrected by"), "review": msgid("reviewed by"), "dispute": msgid("contested by"),
}  # fmt: skip


class Remark(NamedTuple):
    """What somebody said of a row or thing: corrected, reviewed or contested it."""

    kind: str
    by: str
    on: str
    text: str = ""
    url: str = ""
    verdict: str = ""
    before: tuple[str, ...] = ()

    def tell(self, words: Translation) -> str:
        """Say it in one line."""
        said = self.text or words.say(self.verdict)
        before = f" ({words.say('before')}: {'; '.join(self.before)})" if self.before else ""
        return f"{words.say(_VERBS[self.kind])} {self.by}, {self.on}: {said}{before}"

    def to_json(self) -> dict[str, Any]:
        """Return plain data, without what is empty."""
        return {name: list(value) if name == "before" else value for name, value in self._asdict().items() if value}


def read_remarks(store: Store, iris: Iterable[str]) -> dict[str, list[Remark]]:
    """Return the remarks on each row or thing that has any."""
    inline = " ".join(str(ox.NamedNode(iri)) for iri in dict.fromkeys(iris))
    found: dict[str, list[Remark]] = {}
    for row in store.select(rebase(_REMARKS) % inline) if inline else ():
        cells = {name: "" if term is None else term.value for name, term in row.items()}
        before, verdict = cells["before"], local_name(cells["verdict"])
        remark = Remark(cells["kind"], cells["by"], cells["on"], cells["text"], cells["url"], verdict)
        said = found.setdefault(cells["of"], [])
        if said and said[-1]._replace(before=()) == remark:
            said[-1] = said[-1]._replace(before=(*said[-1].before, before))
        else:
            said.append(remark._replace(before=(before,) if before else ()))
    return found
