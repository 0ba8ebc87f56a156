"""GitHub on this machine: a README as its page shows it, and the headers that come with the pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

# raw.githubusercontent.com serves the files of a repository so. The policy is quoted, and taken over, in Gitea's pull request 14101
# (https://github.com/go-gitea/gitea/pull/14101).
RAW = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "deny",
    "X-XSS-Protection": "1; mode=block",
}
# camo.githubusercontent.com serves pictures from elsewhere so: default_security_headers in server.coffee of https://github.com/atmos/camo
CAMO = {**RAW, "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'"}

# How the colour modes set color-scheme is published in @primer/primitives (dist/css/functional/themes), what is fitted to the column
# and what scrolls in github-markdown-css, the colours of the page in both.
PAGE = """<!doctype html>
<html data-color-mode="MODE" data-light-theme="light" data-dark-theme="dark">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><base target="_blank">
<style>
  :root, [data-color-mode="light"] { color-scheme: light; background: #ffffff }
  [data-color-mode="dark"] { color-scheme: dark; background: #0d1117 }
  @media (prefers-color-scheme: dark) { [data-color-mode="auto"] { color-scheme: dark; background: #0d1117 } }
  body { margin: 0 }
  .markdown-body pre, .markdown-body table { display: block; overflow: auto }
  .markdown-body img { max-width: 100%; box-sizing: content-box }
</style>
<article class="markdown-body">BODY</article>
"""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
IMAGE = re.compile(r'<img src="([^"]*)"[^>]*>')


def render(markdown: str) -> str:
    """What GitHub makes of Markdown, as far as images go: comments are taken out, an image links to its file."""
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    return IMAGE.sub(r'<a href="\1">\g<0></a>', COMMENT.sub("", body))


def write_page(markdown: str, path: Path, mode: str) -> None:
    """A page with the Markdown in it, in one of the colour modes: light, dark, auto."""
    path.write_text(PAGE.replace("MODE", mode).replace("BODY", render(markdown)), encoding="utf-8")


class Tags(HTMLParser):
    """The tags of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
