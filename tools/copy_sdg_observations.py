"""Copy observations from the national SDG platform of Kyrgyzstan into `loaders/sdg_observations/`.

    python tools/copy_sdg_observations.py FOLDER

FOLDER holds the `data/` of https://github.com/sdg-kyrgyzstan/open-sdg-data-starter (SDMX-ML, licence MIT) at the commit
that the addresses in `series.csv` name. Which series are copied, and which slice of each is its main one, stands there.
Of the main slice the first and last value are copied and some in between; of the slices that differ from it in sex,
place or disability alone, the first and the last. The values are those of the files, letter by letter.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

LOADER = Path(__file__).resolve().parents[1] / "loaders" / "sdg_observations"
BETWEEN = {"2010", "2015", "2018", "2020", "2022"}
# Attributes of a series in the files that split it, and our names of them; area is told apart by region.
DIMENSIONS = {
    "SEX": "sex",
    "AGE": "age",
    "URBANISATION": "place",
    "DISABILITY_STATUS": "disability",
    "EDUCATION_LEV": "education",
    "INCOME_WEALTH_QUANTILE": "wealth",
    "ACTIVITY": "activity",
    "COMPOSITE_BREAKDOWN": "breakdown",
    "REF_AREA": "region",
}
SLICES = ("SEX", "URBANISATION", "DISABILITY_STATUS")
# Values that are not told apart by people: the total, and what is not known.
WHOLE = ("_T", "_U")
# The whole country, by its own code and by that of the United Nations.
COUNTRY = ("KG", "417")

Row = dict[str, str]
Slice = dict[str, str]
Points = dict[str, Row]


def main(folder: Path) -> None:
    """Write `observations.csv` and `dimensions.csv` anew."""
    with (LOADER / "series.csv").open(encoding="utf-8", newline="") as text:
        wanted = list(csv.DictReader(text))
    observations: list[Row] = []
    dimensions: list[Row] = []
    for row in wanted:
        slices = read(folder / row["file"], row["series"])
        observations += chosen(row, slices)
        dimensions += split(row, slices)
    write("observations.csv", observations)
    write("dimensions.csv", dimensions)
    print(f"{len(wanted)} series, {len(observations)} observations, {len(dimensions)} dimensions")


def read(path: Path, series: str) -> list[tuple[Slice, Points]]:
    """Return the slices of a series in a file, with the observations of each by period."""
    found: dict[tuple[tuple[str, str], ...], Points] = {}
    for element in ElementTree.parse(path).iter("Series"):
        if element.get("SERIES") != series:
            continue
        keys = tuple((name, code(name, element.get(name, "_T"))) for name in DIMENSIONS)
        points = found.setdefault(keys, {})
        for point in element.iter("Obs"):
            points[point.get("TIME_PERIOD", "")] = {
                "value": point.get("OBS_VALUE", ""),
                "unit": element.get("UNIT_MEASURE", ""),
                "nature": point.get("NATURE", ""),
                "status": point.get("OBS_STATUS", ""),
            }
    return [(dict(keys), points) for keys, points in found.items()]


def code(name: str, value: str) -> str:
    """Return the value of a dimension, with one code for the whole country."""
    return COUNTRY[0] if name == "REF_AREA" and value in COUNTRY else value


def chosen(row: Row, slices: list[tuple[Slice, Points]]) -> Iterator[Row]:
    """Yield the observations of the main slice, and of those beside it."""
    base = main_slice(row)
    for slice_, points in slices:
        other = [name for name in DIMENSIONS if slice_[name] != base[name]]
        periods = sorted(period for period, point in points.items() if point["value"])
        if not periods or (other and (len(other) > 1 or other[0] not in SLICES or slice_[other[0]] in WHOLE)):
            continue
        kept = {periods[0], periods[-1]} | (set() if other else BETWEEN & set(periods))
        for period in sorted(kept):
            yield {
                "series": row["series"],
                "slice": f"{DIMENSIONS[other[0]]}={slice_[other[0]].removeprefix('_L_')}" if other else "main",
                "period": period,
                **points[period],
                "source_url": row["source_url"],
                "confidence": "high",
            }


def main_slice(row: Row) -> Slice:
    """Return the main slice of a series: that of `series.csv`, else the whole country and the total."""
    named = dict(part.split("=") for part in row["base"].split(";") if part)
    return {name: named.get(name, COUNTRY[0] if name == "REF_AREA" else "_T") for name in DIMENSIONS}


def split(row: Row, slices: list[tuple[Slice, Points]]) -> Iterator[Row]:
    """Yield the dimensions by which the file splits the series, with how many values each has."""
    values: dict[str, set[str]] = defaultdict(set)
    for slice_, _ in slices:
        for name, value in slice_.items():
            if value not in (*WHOLE, COUNTRY[0]):
                values[name].add(value)
    for name, found in sorted(values.items()):
        if len(found) > 1:
            yield {
                "series": row["series"],
                "dimension": DIMENSIONS[name],
                "values": str(len(found)),
                "source_url": row["source_url"],
                "confidence": "high",
            }


def write(file: str, rows: list[Row]) -> None:
    """Write a table."""
    with (LOADER / file).open("w", encoding="utf-8", newline="") as text:
        table = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
