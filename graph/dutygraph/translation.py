"""Say what a person reads in English, Russian or Kyrgyz; `locale/{ru,ky}.po` holds the translations.

The message is the English text itself. What has no translation stays English and says so: "... [en]".
A translation that nobody has confirmed (`#, fuzzy`) is shown and marked: "... [?]".
"""

from __future__ import annotations

import zlib
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from dutygraph.cache import cache_folder, keep
from dutygraph.errors import WrongUse, msgid

LANGUAGES = ("en", "ru", "ky")
LOCALE = Path(__file__).parent / "locale"
Text = str | tuple[str, str]  # a message, or a counted noun: ("{n} call", "{n} calls")


class Message(NamedTuple):
    """One translated message; without text it has no translation."""

    text: str
    is_fuzzy: bool = False


class _Nothing(NullTranslations):
    """What a catalogue falls back to: no text, where gettext would return the English one."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


class Translation:
    """The messages of one language, from two compiled catalogues: what was confirmed, and what was not."""

    def __init__(self, lang: str, confirmed: bytes = b"", unconfirmed: bytes = b"") -> None:
        self.lang = lang
        self._catalogues = [_open(data) for data in (confirmed, unconfirmed)]

    def find(self, text: Text, number: int = 1) -> Message:
        """Return a message in this language, or none; of a counted noun the form for the number."""
        if self.lang == "en":
            return Message(text if isinstance(text, str) else text[number != 1])
        for catalogue, is_fuzzy in zip(self._catalogues, (False, True), strict=True):
            found = catalogue.gettext(text) if isinstance(text, str) else catalogue.ngettext(*text, number)
            if found:
                return Message(found, is_fuzzy)
        return Message("")

    def say(self, message: str) -> str:
        """Return the message in this language, or visibly in English."""
        return _marked(self.find(message), message) if message else ""

    def say_count(self, one: str, many: str, number: int, is_marked: bool = False) -> str:
        """Return a counted noun; `is_marked` if the text around it says already that nobody confirmed it.

        >>> Translation("en").say_count("{n} call", "{n} calls", 21)
        '21 calls'
        """
        found, english = self.find((one, many), number), Translation("en").find((one, many), number).text
        shown = found.text if is_marked and found.text else _marked(found, english)
        return shown.replace("{n}", str(number))

    def missing(self, texts: list[Text]) -> list[Text]:
        """List the texts that have no translation."""
        return [text for text in texts if not self.find(text).text]

    def fuzzy(self, texts: list[Text]) -> list[Text]:
        """List the texts whose translation nobody has confirmed."""
        return [text for text in texts if self.find(text).is_fuzzy]


def _marked(found: Message, english: str) -> str:
    if not found.text:
        return f"{english} [en]"
    return f"{found.text} [?]" if found.is_fuzzy else found.text


def _open(data: bytes) -> NullTranslations:
    if not data:
        return _Nothing()
    catalogue = GNUTranslations(BytesIO(data))
    catalogue.add_fallback(_Nothing())
    return catalogue


@cache
def translation(lang: str) -> Translation:
    """Return the translation into a language that dutygraph speaks."""
    if lang not in LANGUAGES:
        problem, known = msgid('there is no language "{value}"'), ", ".join(LANGUAGES)
        raise WrongUse(problem, msgid("choose one of: {known}"), value=lang, known=known)
    return Translation(lang) if lang == "en" else Translation(lang, *_compiled(lang))


def _compiled(lang: str) -> tuple[bytes, bytes]:
    """Return both catalogues of a language as `.mo`: compiled once, then read from the user's cache."""
    text = (LOCALE / f"{lang}.po").read_bytes()
    code = Path(__file__).with_name("gettext_files.py").read_bytes()
    name = f"{lang}-{zlib.crc32(text):08x}{zlib.crc32(code):08x}"  # hashlib alone would cost as much as both catalogues
    kept = [cache_folder() / f"{name}.{part}" for part in ("mo", "fuzzy.mo")]
    try:
        confirmed, unconfirmed = (file.read_bytes() for file in kept)
    except OSError:
        from dutygraph.gettext_files import compile_po  # Babel, which answering needs only this once

        confirmed, unconfirmed = compile_po(text)
        for file, data in zip(kept, (confirmed, unconfirmed), strict=True):
            keep(file, data)
    return confirmed, unconfirmed
