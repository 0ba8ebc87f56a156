"""What libyaml says of a broken text, in words that tell what to type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span

VALUE = re.compile(r"^(?P<lead>\s*(?:- )?\s*[^:]*?:) +(?P<value>.*\S)\s*$")


def explain_syntax_error(source: Source, error: Any) -> Diagnostic:
    """A diagnostic for a yaml.YAMLError."""
    if getattr(error, "problem", None) is None:
        return _explain_reader(source, error)
    for fragment, explain in EXPLANATIONS:
        if fragment in f"{error.context}: {error.problem}":
            return explain(source, error)
    return _report(source, "AG105", f"this is not YAML: {error.problem}", _problem(error))


def _report(source: Source, code: str, message: str, start: int, help: str = "", label: str = "") -> Diagnostic:
    start = min(start, len(source.text))
    if start == len(source.text) or source.text[start] == "\n":  # show the last line that says something
        start = max(0, len(source.text[:start].rstrip()) - 1)
    return Diagnostic(code, message, source, Span(start, min(start + 1, len(source.text))), label, help)


def _problem(error: Any) -> int:
    mark = error.problem_mark or error.context_mark
    return int(mark.index) if mark else 0


def _context(error: Any) -> int:
    mark = error.context_mark or error.problem_mark
    return int(mark.index) if mark else 0


def _explain_reader(source: Source, error: Any) -> Diagnostic:
    position = int(getattr(error, "position", 0) or 0)
    return _report(source, "AG104", "a character that may not stand in YAML", position, "delete it")


def _explain_colon(source: Source, error: Any) -> Diagnostic:
    """A second ``: `` on a line, or a key that is indented below a text."""
    colon = _problem(error)
    line, column = source.position(colon)
    text = source.line_text(line)
    match = VALUE.match(text)
    if match and ":" in text[: column - 1]:
        quoted = match["value"].replace("\\", "\\\\").replace('"', '\\"')
        help = f'quote the text: {match["lead"].strip()} "{quoted}"'
        return _report(source, "AG115", "a colon inside an unquoted text begins a new mapping", colon, help)
    help = "give it the indentation of the key above, or put the text above into quotes"
    return _report(source, "AG105", "this key is indented below a text, not below a mapping", colon, help)


def _explain_start(source: Source, error: Any) -> Diagnostic:
    """A character that no text may begin with."""
    position = _problem(error)
    character = source.text[position : position + 1]
    if character == "\t":
        return _explain_tab(source, error)
    rest = source.line_text(source.position(position).line)[source.position(position).column - 1 :].strip()
    return _report(
        source, "AG105", f"an unquoted text cannot begin with `{character}`", position, f'quote it: "{rest}"'
    )


def _explain_tab(source: Source, error: Any) -> Diagnostic:
    position = source.text.find("\t", max(0, _problem(error) - 1))
    start = position if position >= 0 else _problem(error)
    return _report(source, "AG106", "a tab stands where YAML wants spaces", start, "use spaces to indent")


def _explain_bracket(source: Source, error: Any) -> Diagnostic:
    start = _context(error)
    opening = source.text[start : start + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    line = source.position(_problem(error)).line
    help = f"close it with `{closing}` before line {line}, or put a comma between its parts"
    return _report(source, "AG105", f"this `{opening}` is not closed, or a comma is missing in it", start, help)


def _explain_quote(source: Source, error: Any) -> Diagnostic:
    start = _context(error)
    quote = source.text[start : start + 1]
    return _report(source, "AG105", f"the text that begins with {quote} is not closed", start, f"end it with {quote}")


def _explain_escape(source: Source, error: Any) -> Diagnostic:
    help = "write \\\\ for a backslash, or use 'single quotes'"
    return _report(source, "AG105", "unknown escape in a text in double quotes", _problem(error), help)


def _explain_item(source: Source, error: Any) -> Diagnostic:
    help = "begin it with `- `, or give it the indentation of the key it belongs to"
    return _report(source, "AG105", "an item of this list does not begin with `-`", _problem(error), help)


def _explain_key(source: Source, error: Any) -> Diagnostic:
    help = "look at its indentation and at the line above"
    return _report(source, "AG105", "here a key like `name:` is expected", _problem(error), help)


def _explain_missing_colon(source: Source, error: Any) -> Diagnostic:
    line = source.line_text(source.position(_context(error)).line).strip()
    help = f"write a colon and a space behind the key: `{line.split()[0] if line else 'key'}: ...`"
    return _report(source, "AG105", "a line without a colon stands between keys", _context(error), help)


def _explain_quoted_rest(source: Source, error: Any) -> Diagnostic:
    help = "quote the whole text, or nothing of it"
    return _report(source, "AG105", "something stands behind a quoted text or a closed bracket", _problem(error), help)


def _explain_depth(source: Source, error: Any) -> Diagnostic:
    return _report(
        source, "AG108", "nested much too deep", _problem(error), "a spec needs no more than five or six levels"
    )


def _explain_content(source: Source, error: Any) -> Diagnostic:
    character = source.text[_problem(error) : _problem(error) + 1]
    help = "is it a text? Quote it; is it a bracket too many? Delete it"
    return _report(
        source, "AG105", f"a value cannot begin with `{character.strip() or 'nothing'}`", _problem(error), help
    )


EXPLANATIONS: tuple[tuple[str, Callable[[Source, Any], Diagnostic]], ...] = (
    ("maximum nesting depth", _explain_depth),
    ("did not find expected node content", _explain_content),
    ("mapping values are not allowed", _explain_colon),
    ("cannot start any token", _explain_start),
    ("violates indentation", _explain_tab),
    ("while parsing a flow", _explain_bracket),
    ("while scanning a quoted scalar: found unexpected end", _explain_quote),
    ("found unknown escape", _explain_escape),
    ("did not find expected '-' indicator", _explain_item),
    ("while parsing a block mapping: did not find expected key", _explain_key),
    ("could not find expected ':'", _explain_missing_colon),
    ("did not find expected <document start>", _explain_quoted_rest),
)
