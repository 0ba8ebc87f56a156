"""What libyaml says of a broken text, in words that tell what to type.

Most breaks are a text that should have been quoted. For these a `Repair` says which characters to read as parts of the text,
so that the reading can go on and find what else is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.values import NamedTuple
from archgen.yamltext.lines import Line, find_line, find_missing_space, find_value, line_above
from archgen.yamltext.properties import report_property
from archgen.yamltext.wording import cut_value, quote_text, shorten_text

LONGEST_KEY = 1024  # libyaml's limit, in characters
CLOSING = {"[": "]", "{": "}"}
NAMES = {"`": "a backtick", "": "nothing"}
INNER_COLON = re.compile(r":(?=\s|$)")


class Break(NamedTuple):
    """Where and why libyaml stopped; offsets are code points of the text.

    ``text`` is the text as libyaml was given it, ``before`` the node that was read last, ``in_flow`` whether a bracket is open.
    """

    source: Source
    text: str
    context: str
    problem: str
    at: int
    since: int
    before: Span | None
    in_flow: bool


class Repair(NamedTuple):
    """Characters to read as text, so that the reading can go on; or (``drops``) as the begin of a comment."""

    offsets: tuple[int, ...]
    drops: bool = False


class Trouble(NamedTuple):
    """A syntax error, and how to read on behind it, where there is a way."""

    diagnostic: Diagnostic
    repair: Repair | None = None


def explain_break(broken: Break) -> Trouble:
    """The syntax error in our words; libyaml's where it is none that we know."""
    for context, problem, explain in EXPLANATIONS:
        if context in broken.context and problem in broken.problem:
            return explain(broken)
    return _report(broken, "AG105", f"this is not YAML: {broken.problem}", broken.at)


def _report(
    broken: Break, code: str, message: str, start: int, help: str = "", repair: Repair | None = None, end: int = 0
) -> Trouble:
    """A trouble at a character, or from ``start`` to ``end``; behind a line's end the last character that says something."""
    text = broken.text
    if start >= len(text) or text[start] in "\r\n":
        start = max(0, len(text[:start].rstrip()) - 1)
    span = Span(start, min(max(end, start + 1), len(text)))
    return Trouble(Diagnostic(code, message, broken.source, span, "", help), repair)


def _read_as_text(broken: Break, start: int, value: str) -> Repair:
    """A repair that reads a value as one plain text."""
    colons = [start + match.start() for match in INNER_COLON.finditer(value)]
    first = [start] if value[:1] in set("\"'[{*&!|>%@`") else []
    return Repair((*first, *colons))


def _explain_depth(broken: Break) -> Trouble:
    return _report(broken, "AG108", "nested much too deep", broken.at, "a spec needs no more than five or six levels")


def _explain_colon(broken: Break) -> Trouble:
    """A second ``: `` on a line, or a key below something that is no mapping."""
    line = find_line(broken.text, broken.at)
    value = find_value(line)
    if value and value < broken.at:
        text = cut_value(broken.text, value, in_flow=False)
        lead = broken.text[line.start : value].strip()
        help = f"quote the text: {lead} {shorten_text(quote_text(text))}"
        message = "a colon inside an unquoted text begins a new mapping"
        return _report(broken, "AG115", message, broken.at, help, _read_as_text(broken, value, text))
    if broken.at - line.start > LONGEST_KEY:
        return _explain_long_key(broken, line)
    return _explain_lower_key(broken, line)


def _explain_long_key(broken: Break, line: Line) -> Trouble:
    message = f"a key has at most {LONGEST_KEY:,} characters"
    start = line.start + len(line.text) - len(line.text.lstrip())
    return _report(broken, "AG105", message, start, "is a colon missing before it?")


def _explain_lower_key(broken: Break, line: Line) -> Trouble:
    """A key below a text: the text has no colon, one without a space, or the key is indented too far."""
    above = line_above(broken.text, line)
    if above and (colon := find_missing_space(above)):
        return _explain_missing_space(broken, above, colon)
    if above and not find_value(above) and above.text.lstrip()[0] not in "\"'":
        shown = shorten_text(above.text.strip().removeprefix("- "))
        start = above.start + len(above.text) - len(above.text.lstrip())
        end = above.start + len(above.text.rstrip())
        message = f"a key stands below `{shown}`, which has no colon"
        return _report(broken, "AG105", message, start, f"write a colon behind it: `{shown}:`", end=end)
    help = "give it the indentation of the key above, or put the text above into quotes"
    return _report(broken, "AG105", "this key is indented below a text, not below a mapping", broken.at, help)


def _explain_missing_space(broken: Break, line: Line, colon: int, repair: Repair | None = None) -> Trouble:
    text = line.text.strip().removeprefix("- ")
    cut = colon - line.start - (len(line.text) - len(line.text.lstrip()))
    cut -= 2 if line.text.strip().startswith("- ") else 0
    help = f"put a space behind the colon: `{shorten_text(f'{text[:cut]}: {text[cut + 1 :]}')}`"
    message = "without a space behind it, the colon is part of the text"
    return _report(broken, "AG114", message, colon, help, repair)


def _explain_line_without_colon(broken: Break) -> Trouble:
    line = find_line(broken.text, broken.since)
    repair = Repair((broken.since,), drops=True)
    if broken.at - broken.since > LONGEST_KEY and len(line.text) > LONGEST_KEY:
        return _explain_long_key(broken, line)
    if colon := find_missing_space(line):
        return _explain_missing_space(broken, line, colon, repair)
    words = cut_value(broken.text, broken.since, in_flow=False).split()
    key = shorten_text(words[0]) if words else "key"
    help = f"write a colon and a space behind the key: `{key}: ...`"
    end = line.start + len(line.text.rstrip())
    return _report(broken, "AG105", "a line without a colon stands between keys", broken.since, help, repair, end)


def _explain_dash(broken: Break) -> Trouble:
    text = cut_value(broken.text, broken.at, in_flow=False)
    help = (
        f"begin the list on a line of its own, below the key; is it a text? Quote it: {shorten_text(quote_text(text))}"
    )
    repair = Repair((broken.at,))
    return _report(broken, "AG105", "a list cannot begin on the line of its key", broken.at, help, repair)


def _explain_start(broken: Break) -> Trouble:
    """A character that no text may begin with."""
    if broken.text.startswith("\t", broken.at):
        return _explain_tab(broken)
    return _explain_first_character(broken, broken.at)


def _explain_alias(broken: Break) -> Trouble:
    """``*`` or ``&`` before something that is no name."""
    return _explain_first_character(broken, broken.since)


def _explain_first_character(broken: Break, start: int) -> Trouble:
    character = broken.text[start : start + 1]
    named = NAMES.get(character, f"`{character}`")
    whole = shorten_text(quote_text(cut_value(broken.text, start, broken.in_flow)))
    message = f"an unquoted text cannot begin with {named}"
    return _report(broken, "AG105", message, start, f"quote it: {whole}", Repair((start,)))


def _explain_tag(broken: Break) -> Trouble:
    start = broken.since if broken.text.startswith("!", broken.since) else broken.at
    return Trouble(report_property(broken.source, start, broken.in_flow, "a YAML tag"), Repair((start,)))


def _explain_tab(broken: Break) -> Trouble:
    """The tabs at the place; the label counts the other lines, since one setting of the editor causes them all."""
    start = broken.text.find("\t", max(0, broken.at - 1))
    start = start if start >= 0 else broken.at
    end = start
    while broken.text.startswith("\t", end):
        end += 1
    others = len(re.findall(r"^ *\t+[^\s]", broken.text, re.MULTILINE)) - 1
    trouble = _report(broken, "AG106", "a tab stands where YAML wants spaces", start, "use spaces to indent", end=end)
    if others < 1:
        return trouble
    found = trouble.diagnostic
    label = f"and {others} more {'line begins' if others == 1 else 'lines begin'} with a tab"
    return Trouble(Diagnostic(found.code, found.message, found.source, found.span, label, found.help))


def _explain_bracket(broken: Break) -> Trouble:
    """Inside brackets stands something that is no next part of them."""
    opening = broken.text[broken.since : broken.since + 1]
    closing = CLOSING.get(opening, "]")
    found = broken.text[broken.at : broken.at + 1]
    line = find_line(broken.text, broken.at)
    before = broken.before if broken.before and broken.before.start >= line.start else None
    if found and found in "]}" and found != closing:
        message = (
            f"`{found}` stands where `{closing}` has to close the `{opening}` of line {_line(broken, broken.since)}"
        )
        return _report(broken, "AG105", message, broken.at, f"write `{closing}`")
    if before and found == ":":
        return _explain_flow_colon(broken, before)
    if before and found and before.end <= broken.at and broken.text[before.start] in "\"'":
        return _explain_rest(broken)
    help = f"close it with `{closing}` before line {line.number}, or put a comma between its parts"
    if line.number == _line(broken, broken.since):
        help = f"close it with `{closing}`, or put a comma between its parts"
    return _report(broken, "AG105", f"this `{opening}` is not closed, or a comma is missing in it", broken.since, help)


def _explain_flow_colon(broken: Break, before: Span) -> Trouble:
    text = cut_value(broken.text, before.start, in_flow=True)
    help = f"quote the text: {shorten_text(quote_text(text))}; is it a key of its own? Put a comma before it"
    message = "a colon inside an unquoted text begins a new mapping"
    return _report(broken, "AG115", message, broken.at, help, _read_as_text(broken, before.start, text))


def _explain_quote(broken: Break) -> Trouble:
    quote = broken.text[broken.since : broken.since + 1]
    message = f"the text that begins with {quote} is not closed"
    return _report(broken, "AG105", message, broken.since, f"end it with {quote}")


def _explain_escape(broken: Break) -> Trouble:
    start = max(broken.text.rfind("\\", broken.since, broken.at + 1), 0)
    repair = Repair((start,)) if broken.text.startswith("\\", start) else None
    if "unknown escape" in broken.problem:
        help = "write \\\\ for a backslash, or use 'single quotes'"
        return _report(broken, "AG105", "unknown escape in a text in double quotes", broken.at, help, repair)
    help = "write the character itself; for a backslash write \\\\"
    return _report(broken, "AG105", "this escape stands for no character", start, help, repair)


def _explain_block(broken: Break) -> Trouble:
    """``|`` or ``>`` as the first character of a text."""
    start = broken.since
    character = broken.text[start : start + 1]
    whole = shorten_text(quote_text(cut_value(broken.text, start, in_flow=False)))
    message = f"`{character}` begins a text of several lines, and nothing else may stand on its line"
    help = f"begin the text on the next line; is the `{character}` a part of it? Quote it: {whole}"
    return _report(broken, "AG105", message, start, help, Repair((start,)))


def _explain_item(broken: Break) -> Trouble:
    if not _begins_line(broken):
        return _explain_rest(broken)
    help = "begin it with `- `, or give it the indentation of the key it belongs to"
    return _report(broken, "AG105", "an item of this list does not begin with `-`", broken.at, help)


def _explain_key(broken: Break) -> Trouble:
    if not _begins_line(broken):
        return _explain_rest(broken)
    if broken.text.startswith(("- ", "-\n"), broken.at):
        help = "a key has a list or a value, not both; give all `- ` of a list the same indentation"
        return _report(broken, "AG105", "an item of a list stands where a key is expected", broken.at, help)
    if broken.text.startswith(":", broken.at):
        return _explain_missing_key(broken)
    return _explain_indentation(broken)


def _explain_missing_key(broken: Break) -> Trouble:
    help = "write a word before the colon"
    return _report(broken, "AG111", "a key is missing before this colon", broken.at, help)


def _explain_indentation(broken: Break) -> Trouble:
    message = "the indentation of this line fits nothing above it"
    return _report(broken, "AG105", message, broken.at, "indent it exactly like the keys it stands beside")


def _explain_root(broken: Break) -> Trouble:
    above = broken.text[: broken.at].rstrip()
    if above.endswith("\n...") or above == "...":
        message = "a file holds one spec, and it ended above, at `...`"
        return _report(broken, "AG110", message, broken.at, "delete the line `...`")
    return _explain_indentation(broken) if _begins_line(broken) else _explain_rest(broken)


def _explain_rest(broken: Break) -> Trouble:
    """Something goes on behind a closed quote or bracket, or behind an alias."""
    found = broken.text[broken.at : broken.at + 1]
    before = broken.before
    if found and found in "]}":
        return _report(
            broken, "AG105", f"this `{found}` closes nothing", broken.at, "delete it, or quote the whole text"
        )
    if before is None or before.end > broken.at or broken.text[before.start] not in "\"'[{*&":
        return _report(broken, "AG105", "here a key like `name:` is expected", broken.at, "look at the line above")
    first = broken.text[before.start]
    if "\n" in broken.text[before.start : before.end]:
        message = f"the text that begins with {first} is closed only on line {_line(broken, before.end)}"
        return _report(broken, "AG105", message, before.start, f"end it with {first} where it ends")
    value = cut_value(broken.text, before.start, broken.in_flow)
    is_wrapped = len(value) > 2 and value[0] == value[-1] and first in "\"'"  # 'it's': the quotes are meant as quotes
    help = f"quote the whole text: {shorten_text(quote_text(value[1:-1] if is_wrapped else value))}"
    message = f"the text goes on behind `{shorten_text(broken.text[before.start : before.end].strip())}`"
    return _report(broken, "AG105", message, broken.at, help, _read_as_text(broken, before.start, value))


def _explain_content(broken: Break) -> Trouble:
    found = broken.text[broken.at : broken.at + 1].strip()
    if not found:
        message = "the text ends inside an open bracket" if broken.in_flow else "a value is missing here"
        return _report(broken, "AG105", message, broken.at, "close what is open" if broken.in_flow else "write a value")
    if found == ":":
        return _explain_missing_key(broken)
    if found == "," and broken.text[: broken.at].rstrip().endswith((",", "[", "{")):
        return _report(broken, "AG105", "nothing stands before this comma", broken.at, "delete the comma")
    help = "is it a text? Quote it; is it a bracket too many? Delete it"
    return _report(broken, "AG105", f"a value cannot begin with `{found}`", broken.at, help)


def _explain_directive(broken: Break) -> Trouble:
    start = find_line(broken.text, broken.since).start
    help = "delete the line; is it a key? Quote it"
    repair = Repair((start,), drops=True)
    return _report(broken, "AG105", "a line that begins with `%` speaks to YAML itself", start, help, repair)


def _begins_line(broken: Break) -> bool:
    return not broken.text[find_line(broken.text, broken.at).start : broken.at].strip()


def _line(broken: Break, offset: int) -> int:
    return broken.source.position(offset).line


# What libyaml was doing, what it says, and who puts it into words; the first that fits.
EXPLANATIONS: tuple[tuple[str, str, Callable[[Break], Trouble]], ...] = (
    ("", "maximum nesting depth", _explain_depth),
    ("", "a tab character", _explain_tab),
    ("directive", "", _explain_directive),
    ("", "found incompatible YAML document", _explain_directive),
    ("", "directive", _explain_directive),
    ("", "mapping values are not allowed", _explain_colon),
    ("", "block sequence entries are not allowed", _explain_dash),
    ("", "cannot start any token", _explain_start),
    ("", "did not find expected node content", _explain_content),
    ("", "found undefined tag handle", _explain_tag),
    ("while parsing a flow", "did not find expected ','", _explain_bracket),
    ("while parsing a block mapping", "did not find expected key", _explain_key),
    ("while parsing a block collection", "did not find expected '-'", _explain_item),
    ("", "did not find expected <document start>", _explain_root),
    ("while scanning a simple key", "could not find expected ':'", _explain_line_without_colon),
    ("while scanning a quoted scalar", "", _explain_quote),
    ("while parsing a quoted scalar", "", _explain_escape),
    ("while scanning an alias", "", _explain_alias),
    ("while scanning an anchor", "", _explain_alias),
    ("while scanning a tag", "", _explain_tag),
    ("while parsing a tag", "", _explain_tag),
    ("while scanning a block scalar", "", _explain_block),
)
