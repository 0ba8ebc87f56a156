"""A folder served on this machine, as a site is, with headers that one chooses for its SVGs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


@contextlib.contextmanager
def serve(folder: Path, svg_headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of the folder, which ends with a slash, as long as it is served."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")  # tests write pages anew, within a second
            if self.path.endswith(".svg"):
                for name, value in (svg_headers or {}).items():
                    self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
