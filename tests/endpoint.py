"""A small SPARQL endpoint for tests: the protocol's query operation over a store in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

from dutygraph.store import LocalStore


@contextmanager
def serve(store: LocalStore, answer: bytes | None = None) -> Iterator[str]:
    """Answer queries on a free port of this machine; with `answer`, say that and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                data, kind = _answer(store.store, parse_qs(body)["query"][0])
            except SyntaxError as error:
                self._send(400, str(error).encode(), "text/plain")
            else:
                self._send(200, data if answer is None else answer, kind)

        def _send(self, status: int, data: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(store: ox.Store, query: str) -> tuple[bytes, str]:
    found = store.query(query)
    if isinstance(found, ox.QueryTriples):
        return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples"
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b"", "application/sparql-results+json"
