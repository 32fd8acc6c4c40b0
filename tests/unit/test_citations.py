"""Cells that cite instruments and articles are read as a lawyer reads them."""

import pytest

from dutygraph.citations import read_citations


@pytest.mark.parametrize(
    ("cell", "citations"),
    [
        ("", []),
        ("Paris Principles", [("Paris Principles", [])]),
        ("UDHR", [("UDHR", [])]),
        ("ICCPR art. 26", [("ICCPR", ["26"])]),
        ("ICCPR arts. 19, 21, 22, 25", [("ICCPR", ["19", "21", "22", "25"])]),
        ("ICCPR art. 26; ICERD", [("ICCPR", ["26"]), ("ICERD", [])]),
        ("ICERD art. 5(e)", [("ICERD", ["5-e"])]),
        ("ICERD arts. 1(4), 2(2), 5", [("ICERD", ["1-4", "2-2", "5"])]),
        ("CRC art. 37(a)", [("CRC", ["37-a"])]),
        ("CRPD arts. 4(3), 33", [("CRPD", ["4-3", "33"])]),
        ("CEDAW-OP art. 9", [("CEDAW-OP", ["9"])]),
        ("CRC; CRC-OP-SC", [("CRC", []), ("CRC-OP-SC", [])]),
        ("ILO C182 arts. 1, 6", [("ILO C182", ["1", "6"])]),
        ("CRC art. 32; ILO C138; ILO C182", [("CRC", ["32"]), ("ILO C138", []), ("ILO C182", [])]),
        ("CRC art. 32; ILO C81", [("CRC", ["32"]), ("ILO C81", [])]),
        (
            "1951 Refugee Convention art. 33; CAT art. 3",
            [("1951 Refugee Convention", ["33"]), ("CAT", ["3"])],
        ),
        ("1954 Convention; 1961 Convention", [("1954 Convention", []), ("1961 Convention", [])]),
        (
            "1993 Hague Adoption Convention; CRC art. 21",
            [("1993 Hague Adoption Convention", []), ("CRC", ["21"])],
        ),
        ("OPCAT arts. 17-19; CAT art. 2", [("OPCAT", ["17", "18", "19"]), ("CAT", ["2"])]),
        ("CPED arts. 17, 18; ICCPR art. 9", [("CPED", ["17", "18"]), ("ICCPR", ["9"])]),
        (
            "CRPD; CRPD-OP; ICESCR-OP; ICPPED",
            [("CRPD", []), ("CRPD-OP", []), ("ICESCR-OP", []), ("ICPPED", [])],
        ),
        ("ICESCR art. 12; CRPD art. 25", [("ICESCR", ["12"]), ("CRPD", ["25"])]),
        (
            "CRC; Guidelines for the Alternative Care of Children",
            [("CRC", []), ("Guidelines for the Alternative Care of Children", [])],
        ),
        ("Rome Statute; APIC", [("Rome Statute", []), ("APIC", [])]),
        ("ILO P029", [("ILO P029", [])]),
    ],
)
def test_a_cell_of_citations_is_read(cell, citations):
    assert read_citations(cell) == citations
