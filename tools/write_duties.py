"""Write docs/duties.md: each provision of the statement's instruments, what it asks, and what the review said.

The rows come from `loaders/provisions/provisions.csv`, the remarks from `docs/duties_remarks.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "duties.md"
REMARKS = ROOT / "docs" / "duties_remarks.csv"
PROVISIONS = ROOT / "loaders" / "provisions" / "provisions.csv"
NAMES = ROOT / "loaders" / "provisions" / "short_names.csv"

# As the statement comes to them; then the two conventions that its instruments revise or accompany.
INSTRUMENTS = (
    "unscr-1325",
    "icrmw",
    "ilo-c143",
    "ilo-r151",
    "ilo-c183",
    "ilo-c156",
    "icescr",
    "paris-principles",
    "icerd",
    "ilo-c103",
    "ilo-c097",
)
COLUMNS = ("provision", "about", "asks", "of", "wording", "when", "for", "remark")
Record = dict[str, str]

OPENING = """# Duties, provision by provision

Written by `tools/write_duties.py` from `loaders/provisions/provisions.csv` and `docs/duties_remarks.csv`; do not
edit it.

Every article and paragraph of the instruments that the statement of 2018 names: what it asks of a State, and what a
review of November 2026 said about that reading. *Asks* is the kind of duty, *of* who must act, *wording* how the text
puts it, *when* the timing, *for* whether conduct, a result or a report is asked. The terms are those of
`ontology/vocabularies/`; at which level of an article a duty counts is told in [0006](decisions/0006-duties.md).

The kinds of duty are this project's reading, not words of the texts. Each row was compared with the text where the text
was at hand, else with its subject line; the line under each heading says which. A row without a remark was left as it
was.

| remark begins with | meaning |
|---|---|
| changed | the review corrected the row |
| added | the review added the row |
| kept | another reading was weighed, and the row left |
| doubtful | a lawyer should decide |
| no row | the article has no row, and why |"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


def page() -> str:
    """Return the whole page."""
    names = {row["instrument_id"]: row["short_name"] for row in read(NAMES)}
    parts = [OPENING]
    for instrument in INSTRUMENTS:
        parts += [f"## {names[instrument]}", *about(instrument), "\n".join(table(instrument))]
    parts += ["## Without provisions", "\n".join(without_provisions())]
    return "\n\n".join(parts) + "\n"


def read(path: Path) -> list[Record]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def remarks(instrument: str) -> list[Record]:
    """Return the remarks on an instrument, that on the whole of it included."""
    return [row for row in read(REMARKS) if row["instrument_id"] == instrument]


def provisions(instrument: str) -> list[Record]:
    """Return the provisions of an instrument."""
    return [row for row in read(PROVISIONS) if row["instrument_id"] == instrument]


def about(instrument: str) -> Iterator[str]:
    """Say what the review of an instrument rests on."""
    yield from (row["remark"] for row in remarks(instrument) if not row["place"])


def table(instrument: str) -> Iterator[str]:
    """Yield a table of provisions and of articles without a row, in the order of the text."""
    said = {row["place"]: f"{row['verdict']}: {row['remark']}" for row in remarks(instrument) if row["place"]}
    rows = [(place(row["provision"]), cells(row, said.pop(row["provision"], ""))) for row in provisions(instrument)]
    rows += [(place(where), (where, "", "", "", "", "", "", text)) for where, text in said.items()]
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    for _, row in sorted(rows, key=lambda pair: pair[0]):
        yield f"| {' | '.join(row)} |"


def cells(row: Record, remark: str) -> tuple[str, ...]:
    """Return what the table shows of a provision."""
    asks = "" if row["duty_type"] == "none" else row["duty_type"]
    bearer = "" if row["bearer"] == "none" else row["bearer"]
    told = (asks, bearer, row["modality"], row["timing"], row["obligation_of"])
    return (row["provision"], row["subject_en"], *(text.replace(";", ", ") for text in told), remark)


def place(provision: str) -> list[tuple[int, str]]:
    """Return a key that sorts provisions as their text does: numbers as numbers, annexes last.

    >>> sorted(["art. 10", "annex I art. 8", "art. 9(2)", "arts. 3-8", "art. 9"], key=place)
    ['arts. 3-8', 'art. 9', 'art. 9(2)', 'art. 10', 'annex I art. 8']
    """
    parts = re.findall(r"\d+|(?<![A-Za-z])[A-Za-z](?![A-Za-z])", provision)
    annex = [(1, "annex")] if provision.startswith("annex") else [(0, "")]
    return annex + [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def numbers(provision: str) -> set[int]:
    """Return the articles or paragraphs that a place covers.

    >>> numbers("art. 2(1)(a)"), numbers("arts. 3-5"), numbers("annex I art. 8")
    ({2}, {3, 4, 5}, set())
    """
    found = re.match(r"(?:op\. )?(?:arts?|paras?)\. (\d+)(?:-(\d+))?", provision)
    return set(range(int(found[1]), int(found[2] or found[1]) + 1)) if found else set()


def without_provisions() -> Iterator[str]:
    """Name the instruments of the statement that have no provisions, and say why."""
    for row in read(REMARKS):
        if row["instrument_id"] not in INSTRUMENTS:
            yield f"- `{row['instrument_id']}`: {row['remark']}"


if __name__ == "__main__":
    main()
