"""A headless Chromium that opens a page once and gives back what its script found out."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=4000",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCHEMES = {"dark": "0", "light": "1"}


def find_chromium() -> str:
    """The browser's path; without one the test is skipped, or fails where a browser is required."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    reason = "there is no Chromium on this machine: pictures are not measured in a browser"
    if os.environ.get("ARCHGEN_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


def ask_page(body: str, script: str, *, scheme: str = "light", width: int = 1000, height: int = 1400) -> Any:
    """Opens a page with this body and returns the value of the script's function body, as JSON brings it."""
    page = (
        f"<!doctype html><meta charset=utf-8><meta name=color-scheme content='light dark'>"
        f"<style>body{{margin:0}}</style><body>{body}{_write_script(script)}</body>"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "page.html")
        path.write_text(page, encoding="utf-8")
        return _run(path, scheme, width, height)


def ask_file(path: Path, script: str, *, scheme: str = "light", width: int = 1000, height: int = 1400) -> Any:
    """The same of a page that is a file, among the files that it shows."""
    asked = path.with_name(f"{path.stem}-asked.html")
    asked.write_text(path.read_text(encoding="utf-8") + _write_script(script), encoding="utf-8")
    return _run(asked, scheme, width, height)


def _write_script(script: str) -> str:
    return (
        f"<script>document.fonts.ready.then(async()=>{{const answer=await (async()=>{{{script}}})();"
        f"const out=document.createElement('pre');out.id='answer';out.textContent=JSON.stringify(answer);"
        f"document.body.replaceChildren(out)}})</script>"
    )


def _run(path: Path, scheme: str, width: int, height: int) -> Any:
    dumped = _dump(path, scheme, width, height)
    match = re.search(r'<pre id="answer">(.*?)</pre>', dumped, re.DOTALL)
    assert match, f"the page gave no answer: {dumped[-2000:]}"
    return json.loads(html.unescape(match.group(1)))


def _dump(path: Path, scheme: str, width: int, height: int) -> str:
    chromium = find_chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [
            chromium,
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--window-size={width},{height}",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            "--dump-dom",
            path.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout
