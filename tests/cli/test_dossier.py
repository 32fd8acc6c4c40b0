"""`dutygraph dossier` writes a page or a document about one subject, and says what is wrong in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["dossier", *arguments])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_page_comes_to_standard_output(real_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, page, error = run(capsys, "--home", str(real_home), "--goal", "5.2", "--lang", "ru")
    assert (code, error) == (0, "")
    assert page.startswith("<!doctype html>")
    assert 'lang="ru"' in page


def test_ending_of_the_file_says_the_format(
    real_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mia.docx"
    code, page, error = run(capsys, "--home", str(real_home), "--body", "mia", "--out", str(file))
    assert (code, page) == (0, "")
    assert file.read_bytes().startswith(b"PK")
    assert "mia.docx" in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "what is the dossier about?"),
        (("--body", "mia", "--state", "KGZ"), "a dossier is about one thing"),
        (("--body", "xyzzy"), "xyzzy"),
        (("--body", "mia", "--on", "1 July"), "is no day"),
        (("--body", "mia", "--out", "mia.pdf"), 'a dossier cannot be written as "pdf"'),
        (("--body", "mia", "--out", "nowhere/mia.html"), "there is no folder"),
    ],
)
def test_wrong_use_is_one_line_and_a_repair(
    arguments: tuple[str, ...], said: str, real_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, page, error = run(capsys, "--home", str(real_home), *arguments)
    assert code in (2, 4)
    assert page == ""
    assert said in error
    assert "Traceback" not in error
