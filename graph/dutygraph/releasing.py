"""Freeze the release in use under a version: kept for ever, never overwritten, written whole or not at all."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dutygraph import __version__
from dutygraph.dumps import hash_graphs, read_dump
from dutygraph.errors import EnvironmentProblem, WrongUse, msgid
from dutygraph.frozen import Release, check_version, find_release, frozen_releases, read_release
from dutygraph.inputs import checksum
from dutygraph.namespaces import rebase
from dutygraph.settings import base_iri
from dutygraph.store import LocalStore
from dutygraph.translation import translation
from dutygraph.workspace import freezing, read_manifest

if TYPE_CHECKING:
    from dutygraph.comparing import Comparison

_COPIED = ("catalogue.json", "dump.nq", "manifest.json", "names.tsv", "report.json")
_HASHED = (
    "SHA-256 over the canonical N-Quads (RDFC-1.0) of each named graph, its triples taken as a default graph; the "
    "data have no blank nodes, so canonical order is that of the code points of the lines"
)
_SOURCES = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?source ?title ?licence ?retrieved ?citation WHERE {
  ?source a dg:Source ; dct:license ?licence OPTIONAL { ?source dct:title ?title FILTER(LANG(?title) = "en") }
  OPTIONAL { ?source dg:retrievedAt ?retrieved } OPTIONAL { ?source dct:bibliographicCitation ?citation }
} ORDER BY ?source ?title ?licence ?retrieved ?citation"""
_SHORT = 20  # questions named in an entry of CHANGES.md


@dataclass(frozen=True)
class Frozen:
    """A frozen release, and whether it was frozen just now."""

    release: Release
    is_new: bool


def freeze(
    home: Path,
    version: str,
    *,
    note: str = "",
    date: datetime.date | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Frozen:
    """Freeze the release in use.

    A version that is there already with the same content is left as it is; with other content it is WrongUse.
    """
    current = find_release(home, "current")
    before = frozen_releases(home)
    for one in before:
        if one.name == version:
            return Frozen(_same(one, current), False)
    check_version(version)
    day = date or datetime.date.today()
    try:
        with freezing(home, version) as draft:
            _fill(draft, version, current, before[-1] if before else None, note=note, day=day, progress=progress)
    except OSError as error:
        problem = f"the release cannot be frozen: {error.strerror or error}"
        raise EnvironmentProblem(problem, "nothing was changed; free some disk space and try again") from error
    return Frozen(find_release(home, version), True)


def _same(there: Release, current: Release) -> Release:
    """Return a frozen release if facts and questions in use are still the same."""
    frozen = read_release(there)
    wanted = (frozen["sha256"], frozen["questions"]["sha256"])
    if wanted != (checksum(current.folder / "dump.nq"), checksum(current.folder / "catalogue.json")):
        raise WrongUse(
            msgid("the version {version} is frozen with other content, on {date}"),
            msgid("a frozen release is never changed: choose another version"),
            version=there.name,
            date=frozen["date"],
        )
    return there


def _fill(
    draft: Path,
    version: str,
    current: Release,
    last: Release | None,
    *,
    note: str,
    day: datetime.date,
    progress: Callable[[str], None],
) -> None:
    progress("copying")
    for name in _COPIED:
        shutil.copyfile(current.folder / name, draft / name)
    progress("hashing")
    about = _describe(draft, version, current, last, note=note, day=day)
    (draft / "release.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (draft / "CHANGES.md").write_text(_changes(about, current, last, day, progress), "utf-8")
    sums = {path.name: checksum(path) for path in sorted(draft.iterdir())}
    (draft / "SHA256SUMS").write_text("".join(f"{total}  {name}\n" for name, total in sums.items()), "utf-8")


def _describe(
    draft: Path, version: str, current: Release, last: Release | None, *, note: str, day: datetime.date
) -> dict[str, Any]:
    manifest = read_manifest(draft)
    graphs = hash_graphs(read_dump(draft / "dump.nq", current.hash))
    questions = json.loads((draft / "catalogue.json").read_text("utf-8"))["questions"]
    return {
        "version": version,
        "number": read_release(last)["number"] + 1 if last else 1,
        "iri": f"{base_iri()}release/{version}",
        "release": current.hash,
        "sha256": checksum(draft / "dump.nq"),
        "date": day.isoformat(),
        "note": note,
        "software": __version__,
        "after": last.name if last else None,
        "counts": {"quads": manifest["quads"], "triples": manifest["triples"], "graphs": len(graphs)},
        "amendments": manifest.get("amendments", {}),
        "questions": {"count": len(questions), "sha256": checksum(draft / "catalogue.json")},
        "sources": _sources(current, manifest),
        "graph_hashes": _HASHED,
        "graphs": {name: {"triples": one.triples, "sha256": one.sha256} for name, one in graphs.items()},
    }


def _sources(current: Release, manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Tell of each source its title, the day it was retrieved, licence, citation and counts."""
    found: dict[str, dict[str, Any]] = {}
    for row in LocalStore.open(current.store()).select(rebase(_SOURCES)):
        cells = {name: term.value for name, term in row.items() if term is not None}
        name = cells.pop("source").rpartition("/")[2]
        found[name] = {**cells, **manifest["sources"].get(name, {})}
    return found


def _changes(
    about: dict[str, Any],
    current: Release,
    last: Release | None,
    day: datetime.date,
    progress: Callable[[str], None],
) -> str:
    """Write the entry of this release, above those of the releases before."""
    lines = [f"## {about['version']}, {about['date']}", ""]
    if about["note"]:
        lines += [about["note"], ""]
    counts = about["counts"]
    lines += [
        f"Release {about['release']}: {counts['triples']} triples in {counts['graphs']} graphs, "
        f"{about['questions']['count']} questions.",
        "",
    ]
    older = ""
    if last:
        from dutygraph.comparing import compare

        lines += [*summary(compare(last, current, on=day, progress=progress)), ""]
        older = (last.folder / "CHANGES.md").read_text("utf-8").partition("\n\n")[2]
    else:
        lines += ["The first frozen release.", ""]
    return "# What changed from release to release\n\n" + "\n".join(lines) + ("\n" + older if older else "")


def summary(found: Comparison) -> list[str]:
    """Say in a few lines of Markdown what differs between two releases."""
    words = translation("en")
    since = found.old.release.name
    if found.is_same:
        return [f"Nothing changed since {since}."]
    added, removed = found.facts.total
    lines = [f"Since {since}: {added} facts came, {removed} went."]
    kinds = [f"{words.say(kind)} {count}" for kind, count in found.row_counts.items()]
    lines += [f"- Source rows: {', '.join(kinds) or 'none changed'}."]
    lines += [f"- Question `{name}`: {words.say(what)}." for name, what in found.questions.items()]
    changed = dict.fromkeys(f"`{answer.question}`" for answer in found.answers)
    more = f" and {len(changed) - _SHORT} more" if len(changed) > _SHORT else ""
    lines += [f"- Answers changed of {', '.join(list(changed)[:_SHORT])}{more}." if changed else "- No answer changed."]
    return lines
