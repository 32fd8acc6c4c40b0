"""Collect the texts of code and questions in `dutygraph.pot`, and bring both translations up to date.

Run by `make translations`. Nothing that was translated is lost; what is new stands at the end, without translation.
"""

from __future__ import annotations

from babel.messages.catalog import Catalog

from dutygraph import gettext_files
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.messages import all_messages, find_all
from dutygraph.resources import folder
from dutygraph.translation import LANGUAGES, LOCALE, translation

TEMPLATE = LOCALE / "dutygraph.pot"
_HEAD = """# The texts that dutygraph says. Written by `make translations`; do not change it by hand.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n\""""


def questions() -> Catalogue:
    """Return the questions of the checkout."""
    return Catalogue(compile_catalogue(folder("queries")))


def template() -> Catalog:
    """Collect all texts; each names the files that say it, and what it is."""
    catalog = Catalog(fuzzy=False)
    for found in find_all(questions()):
        catalog.add(found.text, locations=[(found.file, 0)], auto_comments=[found.note] if found.note else [])
    return catalog


def template_text() -> str:
    """Return what `dutygraph.pot` should hold."""
    return gettext_files.write(_HEAD, template())


def main() -> None:
    """Write the template and both translations; say what is left to do."""
    TEMPLATE.write_text(template_text(), "utf-8")
    for lang in LANGUAGES:
        file = LOCALE / f"{lang}.po"
        if file.exists():
            file.write_text(gettext_files.update(file.read_text("utf-8"), template()), "utf-8")
            words, texts = translation(lang), all_messages(questions())
            missing, fuzzy = len(words.missing(texts)), len(words.fuzzy(texts))
            print(f"{file.name}: {len(texts)} texts, {missing} without translation, {fuzzy} to be confirmed")


if __name__ == "__main__":
    main()
