"""Say what a person reads in English, Russian or Kyrgyz; `locale/{ru,ky}.po` holds the translations.

The message is the English text itself. What has no translation stays English and says so: "... [en]".
A translation that nobody has confirmed (`#, fuzzy`) is shown and marked: "... [?]".
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dutygraph.errors import WrongUse, msgid

LANGUAGES = ("en", "ru", "ky")
_LOCALE = Path(__file__).parent / "locale"


class Message(NamedTuple):
    """One translated message."""

    text: str
    is_fuzzy: bool


class Translation:
    """The messages of one language."""

    def __init__(self, lang: str, messages: dict[str, Message]) -> None:
        self.lang = lang
        self.messages = messages

    def say(self, message: str) -> str:
        """Return the message in this language, or visibly in English."""
        if self.lang == "en" or not message:
            return message
        found = self.messages.get(message)
        if not found or not found.text:
            return f"{message} [en]"
        return f"{found.text} [?]" if found.is_fuzzy else found.text

    def missing(self, messages: list[str]) -> list[str]:
        """List the messages that have no translation."""
        return [message for message in messages if message not in self.messages or not self.messages[message].text]

    def fuzzy(self, messages: list[str]) -> list[str]:
        """List the messages whose translation nobody has confirmed."""
        return [message for message in messages if message in self.messages and self.messages[message].is_fuzzy]


@cache
def translation(lang: str) -> Translation:
    """Return the translation into a language that dutygraph speaks."""
    if lang not in LANGUAGES:
        problem, known = msgid('there is no language "{value}"'), ", ".join(LANGUAGES)
        raise WrongUse(problem, msgid("choose one of: {known}"), value=lang, known=known)
    file = _LOCALE / f"{lang}.po"
    return Translation(lang, {} if lang == "en" else read_po(file.read_text(encoding="utf-8")))


def read_po(text: str) -> dict[str, Message]:
    """Read a gettext file: pairs of msgid and msgstr, on one line or several, with `#, fuzzy` before them.

    >>> read_po('#, fuzzy\\nmsgid "State"\\nmsgstr ""\\n"мамле"\\n"кет"')
    {'State': Message(text='мамлекет', is_fuzzy=True)}
    """
    messages: dict[str, Message] = {}
    for block in text.split("\n\n"):
        parts = {"msgid": "", "msgstr": ""}
        keyword = ""
        for line in block.splitlines():
            word, _, rest = line.partition(" ")
            if word in parts:
                keyword, text = word, rest
            else:
                text = line
            if keyword and text.startswith('"'):
                parts[keyword] += json.loads(text)
        if parts["msgid"]:
            messages[parts["msgid"]] = Message(parts["msgstr"], "\n#, fuzzy" in "\n" + block)
    return messages
