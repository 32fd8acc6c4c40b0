"""Know how people write keys: `C183 art. 4`, `ЦУР 5.2`, `№ 183`, `Migrant workers`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import SDG, concept, thing
from dutygraph.settings import base_iri

_ILO = r"(?:(?:ilo|мот|ээу)?[\s\-]*([cpr]|№|n[o°]?\.?|конвенция(?:\s+мот)?(?:\s*№)?)|ilo|мот|ээу)[\s\-]*0*(\d{1,3})"
_RESOLUTION = r"(?:s/res/|unscr|scr|резолюция|res\.?)?[\s\-]*(\d{4})(?:\s*\(\d{4}\))?"
_GOAL = r"(?:sdg|goal|target|цур|цель|задача|төм|туөм)?[\s\-]*(\d{1,2}(?:\.[0-9a-z]{1,2})?)"
_PLACE = r"(art|para)(?:icle|agraph|s)?\.?"
_PROVISION = rf"(.+?)[\s,/]+(?:op\.?\s*)?{_PLACE}\s*-?\s*([0-9].*)"
_PROVISION_RU = r"(.+?)[\s,]+(ст|п)(?:атья|ункт)?\.?\s*([0-9].*)"
_PROVISION_RU_FIRST = r"(ст|п)(?:атья|ункт)?\.?\s*([0-9][^\s,]*)[\s,]+(.+)"
_PROVISION_KY = r"(.+?)[\s,]+([0-9]\S*?)-берене"
_FAMILIES = {
    "actor": ("actor", "body", "state"),
    "act": ("law", "plan"),
    "body": ("body", "actor", "state"),
    "document": ("document", "statement"),
    "indicator": ("indicator", "goal"),
}
LONGEST = 500  # no name is longer; what is would cost the patterns below their speed
_SHOWN = 80
ANY = ("", "any", "item", "thing")
# Kinds that a key without its kind may have, likeliest first.
_GUESSED = (
    "state", "instrument", "provision", "body", "recommendation", "plan", "law", "statement", "actor", "group",
    "theme", "section",
)  # fmt: skip


def _match(pattern: str, text: str) -> re.Match[str] | None:
    """Match a whole text; patterns are compiled when they are needed, since most keys need none."""
    return re.fullmatch(pattern, text, re.IGNORECASE)


def kinds(kind: str) -> tuple[str, ...]:
    """Return the kinds of thing that satisfy a parameter of this kind; none means any."""
    return () if kind in ANY else _FAMILIES.get(kind, (kind,))


def kind_of(iri: str) -> str:
    """Return the kind of a thing by its IRI: the first part after `id/`, the scheme, or goal.

    >>> kind_of("https://w3id.org/dutygraph/scheme/group/group-women"), kind_of("http://metadata.un.org/sdg/5.2")
    ('group', 'goal')
    """
    for start in (base_iri() + "id/", base_iri() + "scheme/"):
        if iri.startswith(start):
            return iri.removeprefix(start).split("/")[0]
    return "goal" if iri.startswith(SDG("").value) else ""


def key_of(iri: str) -> str:
    """Return what a person may type for a thing.

    >>> key_of("https://w3id.org/dutygraph/id/provision/ilo-c183/art-4")
    'ilo-c183/art-4'
    """
    for start in (base_iri() + "id/", base_iri() + "scheme/"):
        if iri.startswith(start):
            return iri.removeprefix(start).partition("/")[2]
    return iri.removeprefix(SDG("").value)


def fold(text: str) -> str:
    """Bring a name into the form that names are compared in.

    >>> fold("  «Права ребёнка» ")
    'права ребенка'
    """
    return " ".join(text.replace("\u00a0", " ").strip("«»\"'“”„ \t").split()).casefold().replace("ё", "е")


def shown(value: object) -> str:
    """Write what was typed as a message may repeat it: on one line, without control characters, not endless.

    >>> shown("KGZ\\0RUS"), len(shown("a" * 10000))
    ('KGZ\\\\x00RUS', 80)
    """
    text = str(value)[:1000]
    text = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def plain_keys(kind: str, text: str) -> Iterator[NamedNode]:
    """Guess the IRIs of a key that is written as it is, likeliest first; whether they exist is another matter."""
    head, _, rest = text.partition("/")
    if rest and not kinds(kind):  # a key with its kind: `body/ombudsman`
        yield thing(head, rest)
        yield concept(head, rest)
    for one in kinds(kind) or _GUESSED:
        for form in dict.fromkeys([text, text.upper(), text.lower(), "-".join(text.lower().split())]):
            yield thing(one, form)
            yield concept(one, form)


def special_keys(kind: str, text: str) -> Iterator[NamedNode]:
    """Guess the IRIs of what people write instead of a key: a number, an article, a goal."""
    wanted = kinds(kind) or ("instrument", "provision", "goal")
    if "instrument" in wanted:
        yield from (thing("instrument", key) for key in instruments(text))
    if "provision" in wanted:
        yield from (thing("provision", key) for key in provisions(text))
    if "goal" in wanted:
        yield from goals(text)


def instruments(text: str) -> Iterator[str]:
    """Read the number of a convention or resolution.

    >>> list(instruments("№ 183")), list(instruments("ILO R191")), list(instruments("UNSCR 1325"))
    (['ilo-c183'], ['ilo-r191'], ['unscr-1325'])
    """
    if found := _match(_ILO, text):
        letter = "c" if not found[1] or found[1].lower() not in ("c", "p", "r") else found[1].lower()
        yield f"ilo-{letter}{int(found[2]):03}"
    if found := _match(_RESOLUTION, text):
        yield f"unscr-{found[1]}"


def split_provision(text: str) -> tuple[str, str] | None:
    """Split a provision into the text that names the instrument and the last part of its key.

    >>> split_provision("ILO C183, art. 4(1)"), split_provision("ст. 7 МПЭСКП")
    (('ILO C183', 'art-4-1'), ('МПЭСКП', 'art-7'))
    """
    if found := _match(_PROVISION, text):
        return found[1], _place(found[2], found[3])
    if found := _match(_PROVISION_RU_FIRST, text):
        return found[3], _place(found[1], found[2])
    if found := _match(_PROVISION_RU, text):
        return found[1], _place(found[2], found[3])
    if found := _match(_PROVISION_KY, text):
        return found[1], _place("art", found[2])
    return None


def _place(word: str, number: str) -> str:
    """Build the last part of a key: `art. 25(1)` and `ст. 25(1)` are `art-25-1`."""
    english = {"ст": "art", "п": "para"}.get(word.lower(), word.lower())
    return "-".join([english, *re.findall(r"[0-9]+|[a-z]+", number.lower())])


def provisions(text: str) -> Iterator[str]:
    """Read the key of a provision whose instrument is written as a key or number."""
    parts = split_provision(text)
    if parts:
        name, place = parts
        for instrument in (*instruments(name), "-".join(name.lower().split())):
            yield f"{instrument}/{place}"


def goals(text: str) -> Iterator[NamedNode]:
    """Read the number of a goal or target: `ЦУР 5.2`."""
    if found := _match(_GOAL, text):
        yield SDG(found[1].lower())
