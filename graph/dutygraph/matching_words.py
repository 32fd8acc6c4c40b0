"""Read texts as matchers do: stems, words that count as the same, and what a text asks to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dutygraph.errors import StructureError

_WORD = re.compile(r"[a-z0-9]{2,}")


@dataclass(frozen=True)
class Lexicon:
    """The file `ontology/matchers/words.yml`: words to leave out, words that are the same, words of action."""

    stopwords: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    actions: dict[str, tuple[str, ...]]
    calls: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Read and check the file."""
        data = read_yaml(path)
        try:
            return cls(
                frozenset(data["stopwords"].split()),
                tuple(tuple(map(str, line)) for line in data["same"]),
                {action: tuple(map(str, words)) for action, words in data["actions"].items()},
                dict(data["calls"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise StructureError(f"{path.name} is not complete: {error}", "see ontology/README.md, matchers") from error

    def stems(self, text: str) -> list[str]:
        """Return the stems of a text in its order; of words that are the same, the first stands for all."""
        known: dict[str, str] = self._stems
        words = _WORD.findall(text.lower())
        found, place = [], 0
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 1, -1):
                phrase = self._phrases.get(" ".join(words[place : place + size]))
                if phrase:
                    found.append(phrase)
                    place += size
                    break
            else:
                word = words[place]
                if word not in known:
                    known[word] = "" if word in self.stopwords else self._one(word)
                if known[word]:
                    found.append(known[word])
                place += 1
        return found

    def asked(self, stems: list[str]) -> list[str]:
        """Return what a text asks to be done, by its stems."""
        there = set(stems)
        return [action for action, marks in self._marks.items() if there & marks]

    def _one(self, word: str) -> str:
        exact, stems = self._canonical
        stem = self._stemmer.stemWord(word)
        return exact.get(word) or stems.get(stem, stem)

    @cached_property
    def _stemmer(self) -> Any:
        import snowballstemmer

        return snowballstemmer.stemmer("english")

    @cached_property
    def _stems(self) -> dict[str, str]:
        return {}

    @cached_property
    def _canonical(self) -> tuple[dict[str, str], dict[str, str]]:
        """Words that are the same by themselves, then by their stem: `minors` are no `minorities`."""
        singles = [(word, line[0]) for line in self.same for word in line if len(_WORD.findall(word)) == 1]
        stems = {self._stemmer.stemWord(word): name for word, name in reversed(singles)}
        return dict(reversed(singles)), stems

    @cached_property
    def _phrases(self) -> dict[str, str]:
        """Phrases of several words; a hyphen counts as a blank."""
        return {
            " ".join(words): line[0]
            for line in reversed(self.same)
            for phrase in line
            if len(words := _WORD.findall(phrase)) > 1
        }

    @cached_property
    def _longest(self) -> int:
        return max((phrase.count(" ") + 1 for phrase in self._phrases), default=1)

    @cached_property
    def _marks(self) -> dict[str, frozenset[str]]:
        return {action: frozenset(map(self._one, words)) for action, words in sorted(self.actions.items())}


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file of the matchers."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data: dict[str, Any] = YAML(typ="safe", pure=False).load(path.read_text("utf-8")) or {}
    except (OSError, YAMLError) as error:
        raise StructureError(f"{path.name} cannot be read: {error}", "see ontology/README.md, matchers") from error
    return data
