"""Mint the IRIs of this project and name the vocabularies it uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pyoxigraph import NamedNode

from dutygraph.settings import DEFAULT_BASE_IRI, base_iri

_SAFE = "-._~()/"
_PLAIN = re.compile(r"[A-Za-z0-9._~()/-]*")


def _vocabulary(prefix: str) -> Callable[[str], NamedNode]:
    @cache
    def term(name: str) -> NamedNode:
        return NamedNode(prefix + name)

    return term


RDF = _vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = _vocabulary("http://www.w3.org/2000/01/rdf-schema#")
XSD = _vocabulary("http://www.w3.org/2001/XMLSchema#")
OWL = _vocabulary("http://www.w3.org/2002/07/owl#")
SKOS = _vocabulary("http://www.w3.org/2004/02/skos/core#")
DCT = _vocabulary("http://purl.org/dc/terms/")
DCAT = _vocabulary("http://www.w3.org/ns/dcat#")
FOAF = _vocabulary("http://xmlns.com/foaf/0.1/")
ORG = _vocabulary("http://www.w3.org/ns/org#")
OA = _vocabulary("http://www.w3.org/ns/oa#")
PROV = _vocabulary("http://www.w3.org/ns/prov#")
SDGO = _vocabulary("http://metadata.un.org/sdg/ontology#")
SDG = _vocabulary("http://metadata.un.org/sdg/")
DG = _vocabulary(base_iri() + "ns#")

TYPE = RDF("type")
LABEL = RDFS("label")

PREFIXES = {
    "dg": DEFAULT_BASE_IRI + "ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "sdg": "http://metadata.un.org/sdg/",
}


def _path(segments: tuple[str, ...]) -> str:
    """Escape each segment; a provision id such as `ilo-c183/art-4` keeps its slash."""
    path = "/".join(segments)
    if _PLAIN.fullmatch(path):
        return path
    from urllib.parse import quote

    return quote(path, safe=_SAFE)


@cache
def thing(kind: str, *segments: str) -> NamedNode:
    """Mint the IRI of a thing.

    >>> thing("provision", "ilo-c183/art-4").value
    'https://w3id.org/dutygraph/id/provision/ilo-c183/art-4'
    """
    return NamedNode(f"{base_iri()}id/{_path((kind, *segments))}")


@cache
def concept(scheme: str, name: str) -> NamedNode:
    """Mint the IRI of a concept of one of our schemes.

    >>> concept("answer", "not-bound").value
    'https://w3id.org/dutygraph/scheme/answer/not-bound'
    """
    return NamedNode(f"{base_iri()}scheme/{_path((scheme, name))}")


@cache
def scheme(name: str) -> NamedNode:
    """Return the IRI of a concept scheme."""
    return NamedNode(f"{base_iri()}scheme/{_path((name,))}")


@cache
def graph(name: str) -> NamedNode:
    """Return the IRI of the named graph of a source, or of `derived/{rule}`."""
    return NamedNode(f"{base_iri()}graph/{_path((name,))}")


def digest(*parts: str) -> str:
    """Return a short stable key for a record that no authority numbers: a hash of few raw fields.

    >>> digest("ombudsman", "2025-10-03")
    'f0a7c3d3a20f'
    """
    import hashlib

    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    >>> local_name("https://w3id.org/dutygraph/scheme/answer/bound")
    'bound'
    """
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def rebase(text: str) -> str:
    """Rewrite content that carries the default base to the base that is set."""
    base = base_iri()
    return text if base == DEFAULT_BASE_IRI else text.replace(DEFAULT_BASE_IRI, base)
