"""The grammar of a flow: ``client -> server: label | PROTOCOL`` beside other keys, or everything spelled out."""

from __future__ import annotations

import re
from typing import Any

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.values import NamedTuple

ARROW = re.compile(r"(?P<left>.*?)(?P<arrow><->|->|<-)(?P<right>.*)", re.DOTALL)
WRONG_ARROW = re.compile(r"<?[-=]{2,}>?|<=|=>|[←→↔⇒⟶]|<->|->|<-")
ARROW_LIKE = re.compile(r"->|<-|=>|<=|--|[←→↔⇒⟶]")
PROTOCOL_MARK = " | "
EXAMPLE = "write `client -> server: what flows`"
UNMARKED_LABEL = re.compile(r"(?P<arrow>\s*\S+\s*(?:<->|->|<-(?!>))\s*\S+)\s+(?P<label>\S.*)", re.DOTALL)
# Keys that only archgen sets, beside those that an author may write.
PLACES_KEPT_BACK = frozenset({"from_place", "to_place", "place"})


class AuthoredFlow(NamedTuple):
    """A flow's keys as plain data, where it stands, and where those of its parts were written that have no key of their own."""

    data: dict[str, Any]
    path: Path
    places: dict[str, Place]


def read_flow(item: Any, path: Path) -> tuple[AuthoredFlow | None, list[Finding]]:
    """A flow from one item of the list ``flows`` (texts, mappings and lists of texts), which stands at the path."""
    if isinstance(item, str):
        return _read_plain(item, path)
    if not isinstance(item, dict):
        return None, [Finding("AG207", "this is not a flow", Place(path), help=EXAMPLE)]
    if strange := [key for key in item if key in PLACES_KEPT_BACK]:
        return None, [
            Finding("AG201", f"unknown key `{key}`", Place((*path, key), "key"), help="delete it") for key in strange
        ]
    arrows = [key for key in item if ARROW_LIKE.search(key)]
    if len(arrows) > 1:
        second = Place((*path, arrows[1]), "key")
        return None, [Finding("AG207", "two arrows in one flow", second, help="begin each flow with `- `")]
    if arrows:
        return _read_short(item, arrows[0], path)
    if "from" in item or "to" in item:
        return _read_long(item, path)
    finding = Finding("AG207", "a flow needs an arrow between two components", Place(path), help=EXAMPLE)
    return None, [finding]


def _read_plain(text: str, path: Path) -> tuple[AuthoredFlow | None, list[Finding]]:
    """A text alone: an arrow without a label."""
    if ":" in text and ARROW_LIKE.search(text):
        ends, _, label = text.partition(":")
        place = Place(path, within=(len(ends), len(ends) + 1))
        help = f"put a space behind the colon: `{ends.strip()}: {label.strip()}`"
        return None, [Finding("AG114", "without a space behind it, the colon is part of the text", place, help=help)]
    ends_read, findings = _read_ends(text, Place(path))
    if ends_read is None:
        return None, findings
    if match := UNMARKED_LABEL.fullmatch(text):
        place = Place(path, within=match.span("label"))
        help = f"write `{match['arrow'].strip()}: {match['label'].strip()}`"
        return None, [Finding("AG207", "a label needs a colon before it", place, help=help)]
    return AuthoredFlow(ends_read, path, _end_places(ends_read)), []


def _read_short(item: dict[str, Any], arrow: str, path: Path) -> tuple[AuthoredFlow | None, list[Finding]]:
    ends, findings = _read_ends(arrow, Place((*path, arrow), "key"))
    clash = [key for key in ("from", "to", "both", "label") if key in item]
    for key in clash:
        place = Place((*path, key), "key")
        findings.append(
            Finding("AG207", f"the arrow says it already: `{key}` is one too many", place, help="delete it")
        )
    if ends is None or clash:
        return None, findings
    rest = {key: value for key, value in item.items() if key != arrow}
    data = {**ends, **_split_label(item[arrow], rest), **rest}
    text = Place((*path, arrow))
    label_places = {part: text for part in ("label", "protocol") if part not in rest}
    return AuthoredFlow(data, path, {**_end_places(ends), **label_places}), findings


def _end_places(data: dict[str, Any]) -> dict[str, Place]:
    return {"from": data["from_place"], "to": data["to_place"]}


def _read_long(item: dict[str, Any], path: Path) -> tuple[AuthoredFlow, list[Finding]]:
    places = {"from_place": Place((*path, "from")), "to_place": Place((*path, "to"))}
    rest = {key: value for key, value in item.items() if key != "label"}
    label = _split_label(item.get("label"), rest)
    written = {} if "protocol" in item else {"protocol": Place((*path, "label"))}
    return AuthoredFlow({**places, **label, **rest}, path, written), []


def _split_label(value: Any, rest: dict[str, Any]) -> dict[str, Any]:
    """Label and protocol of a text; what is no text is left for the model to refuse."""
    if value is None:
        return {}
    if not isinstance(value, str) or "protocol" in rest:
        return {"label": value}
    label, _, protocol = f" {value} ".partition(PROTOCOL_MARK)
    parts = {"label": label.strip(), "protocol": protocol.strip()}
    return {key: part for key, part in parts.items() if part}


def _read_ends(text: str, place: Place) -> tuple[dict[str, Any] | None, list[Finding]]:
    """The two ends of an arrow, each with its place inside the text."""
    wrong = next((match for match in WRONG_ARROW.finditer(text) if match.group() not in {"->", "<-", "<->"}), None)
    if wrong:
        within = Place(place.path, place.part, wrong.span())
        return None, [Finding("AG207", f"`{wrong.group()}` is no arrow here", within, help="write ->, <- or <->")]
    match = ARROW.fullmatch(text)
    if match is None:
        return None, [Finding("AG207", "a flow needs an arrow between two components", place, help=EXAMPLE)]
    if second := ARROW.search(match["right"]):
        start = match.start("right") + second.start("arrow")
        within = Place(place.path, place.part, (start, start + len(second["arrow"])))
        return None, [Finding("AG207", "two arrows in one flow", within, help="write a flow of its own for each arrow")]
    left, right = _strip_span(match, "left"), _strip_span(match, "right")
    if left[0] == left[1] or right[0] == right[1]:
        within = Place(place.path, place.part, match.span("arrow"))
        return None, [Finding("AG207", "the arrow has only one end", within, help=EXAMPLE)]
    if match["arrow"] == "<-":
        left, right = right, left
    ends: dict[str, Any] = {
        "from": text[slice(*left)],
        "to": text[slice(*right)],
        "from_place": Place(place.path, place.part, left),
        "to_place": Place(place.path, place.part, right),
    }
    return (ends | {"both": "yes"} if match["arrow"] == "<->" else ends), []


def _strip_span(match: re.Match[str], group: str) -> tuple[int, int]:
    """Where a part of the arrow's text begins and ends, without the spaces around it."""
    text, start = match[group], match.start(group)
    lead = len(text) - len(text.lstrip())
    return start + lead, start + lead + len(text.strip())
