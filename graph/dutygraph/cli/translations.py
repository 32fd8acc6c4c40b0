"""`dutygraph translations`: what still lacks a translation, or somebody to confirm it."""

from __future__ import annotations

import click

from dutygraph.cli.options import Choices, common_options, out
from dutygraph.translation import LANGUAGES, translation


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
        missing, fuzzy = words.missing(messages), words.fuzzy(messages)
        missing += [f"{one.name}: the question itself" for one in catalogue if lang not in one.summary]
        is_incomplete = is_incomplete or bool(missing)
        out(f"{lang}: {len(messages)} texts, {len(missing)} missing, {len(fuzzy)} to be confirmed\n")
        out("".join(f"  missing: {text}\n" for text in missing) + "".join(f"  fuzzy: {text}\n" for text in fuzzy))
    if is_incomplete:
        raise SystemExit(1)
