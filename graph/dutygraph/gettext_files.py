"""Read, update and compile the gettext files in `locale/`, with Babel."""

from __future__ import annotations

from io import BytesIO, StringIO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po


def read(text: str) -> Catalog:
    """Read a gettext file; a broken one is an error and not half a catalogue."""
    return read_po(StringIO(text), abort_invalid=True)


def write(head: str, catalog: Catalog) -> str:
    """Write a gettext file below its header; without dates, line numbers and line breaks that change by themselves."""
    body = BytesIO()
    for message in catalog:
        message.flags &= {"fuzzy"}
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    return f"{head}\n\n{body.getvalue().decode('utf-8').rstrip()}\n"


def update(text: str, template: Catalog) -> str:
    """Bring a translation up to date: nothing translated is lost, nothing is guessed, entries stay where they are.

    What is no longer said moves to the end (`#~`), and comes back when it is said again.
    """
    catalog = read(text)
    order = [message.id for message in catalog if message.id]
    for message in list(catalog.obsolete.values()):
        if message.id in template:
            catalog[message.id] = message
    catalog.update(template, no_fuzzy_matching=True)
    order = [key for key in order if key in catalog]
    for key in dict.fromkeys([*order, *(message.id for message in template if message.id)]):
        message = catalog[key]
        catalog.delete(key)
        catalog[key] = message
    return write(text.split("\n\n", 1)[0], catalog)


def compile_po(text: bytes) -> tuple[bytes, bytes]:
    """Compile a gettext file into two: what is confirmed, and what is not."""
    catalog = read(text.decode("utf-8"))
    whole = [message for message in catalog if message.id and is_whole(message)]
    parts = (
        [message for message in whole if not message.fuzzy],
        [message for message in whole if message.fuzzy],
    )
    confirmed, unconfirmed = (_mo(catalog, part) for part in parts)
    return confirmed, unconfirmed


def is_whole(message: Message) -> bool:
    """Say whether a message has a translation, in all its forms."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(forms)


def _mo(catalog: Catalog, messages: list[Message]) -> bytes:
    part = Catalog(fuzzy=False)
    part.mime_headers = catalog.mime_headers
    for message in messages:
        part[message.id] = message
    written = BytesIO()
    write_mo(written, part, use_fuzzy=True)
    return written.getvalue()
