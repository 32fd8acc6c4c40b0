"""`dutygraph translations`: what still lacks a translation, or somebody to confirm it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dutygraph.cli.options import Choices, common_options, out
from dutygraph.translation import LANGUAGES, Text, translation

_NS = "https://w3id.org/dutygraph/ns#"
_LABELS = {"http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"}


@click.command("translations", epilog="Example: dutygraph translations --lang ky")
@common_options
@click.pass_obj
def command(choices: Choices) -> None:
    """List the texts that have no translation, or one that nobody has confirmed (fuzzy).

    With --lang only those of one language. Exit code 1 when something is missing.
    """
    from dutygraph.messages import all_messages

    catalogue = choices.catalogue()
    wanted = [choices.lang] if choices.lang and choices.lang != "en" else [lang for lang in LANGUAGES if lang != "en"]
    messages = all_messages(catalogue)
    is_incomplete = False
    for lang in wanted:
        words = translation(lang)
        missing = [_shown(text) for text in words.missing(messages)]
        missing += [f"{one.name}: the question itself" for one in catalogue if lang not in one.summary]
        fuzzy, terms = [_shown(text) for text in words.fuzzy(messages)], list(terms_to_review(lang))
        is_incomplete = is_incomplete or bool(missing)
        counted = f"{len(messages)} texts, {len(missing)} missing, {len(fuzzy)} to be confirmed"
        out(f"{lang}: {counted}; {len(terms)} terms of the ontology to be reviewed\n")
        for what, texts in (("missing", missing), ("fuzzy", fuzzy), ("term", terms)):
            out("".join(f"  {what}: {text}\n" for text in texts))
    if is_incomplete:
        raise SystemExit(1)


def _shown(text: Text) -> str:
    return text if isinstance(text, str) else " | ".join(text)


def terms_to_review(lang: str) -> Iterator[str]:
    """Find the terms of the ontology whose text in a language somebody has still to check, with file and label."""
    import pyoxigraph as ox

    from dutygraph.resources import folder

    ontology = folder("ontology")
    for file in sorted(path for part in (".", "modules", "vocabularies") for path in (ontology / part).glob("*.ttl")):
        labels: dict[tuple[str, str], str] = {}
        waiting = []
        for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            term, by, value = str(triple.subject), triple.predicate.value, triple.object
            if by == f"{_NS}needsReview" and isinstance(value, ox.Literal) and value.value == lang:
                waiting.append(term)
            if by in _LABELS and isinstance(value, ox.Literal) and value.language:
                labels[term, value.language] = value.value
        for term in waiting:
            english = labels.get((term, "en"), term)
            yield f"{file.relative_to(ontology).as_posix()}: {english} = {labels.get((term, lang), '')}"
