"""Every diagnostic code, once: its severity and what it means."""

from __future__ import annotations

from typing import Literal

from archgen.values import NamedTuple

Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """A kind of diagnostic."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # AG1xx text and YAML
    "AG101": Code("error", "the file is empty"),
    "AG102": Code("error", "the file is not text in UTF-8"),
    "AG103": Code("error", "the file is larger than a spec may be"),
    "AG104": Code("error", "a control or bidirectional character that hides what the text says"),
    "AG105": Code("error", "the text is not YAML"),
    "AG106": Code("error", "a tab where YAML wants spaces"),
    "AG107": Code("error", "the same key twice in one mapping"),
    "AG108": Code("error", "the document is nested too deeply"),
    "AG109": Code("error", "aliases expand to too many nodes"),
    "AG110": Code("error", "more than one YAML document"),
    "AG111": Code("error", "a key that is not a plain text"),
    "AG112": Code("error", "an unquoted comma inside {} begins a new key"),
    "AG113": Code("error", "a comment, a tag or an anchor swallows a part of a text"),
    "AG114": Code("error", "a colon without a space behind it"),
    "AG115": Code("error", "a colon inside an unquoted text begins a new mapping"),
    # AG2xx shape
    "AG201": Code("error", "unknown key"),
    "AG202": Code("error", "missing key"),
    "AG203": Code("error", "wrong type of value"),
    "AG204": Code("error", "a value that is not allowed here"),
    "AG205": Code("error", "unknown kind"),
    "AG206": Code("error", "not an id"),
    "AG207": Code("error", "not a flow"),
    "AG208": Code("error", "a text longer than a picture can hold"),
    "AG209": Code("error", "a record that is neither a sound table nor a list"),
    "AG210": Code("error", "not a step"),
    "AG211": Code("error", "a rule that cannot be ignored"),
    # AG3xx references
    "AG301": Code("error", "reference to an unknown component or group"),
    "AG302": Code("error", "unknown group"),
    "AG303": Code("error", "a group inside itself"),
    "AG304": Code("error", "unknown source"),
    "AG305": Code("error", "one id for two things"),
    "AG306": Code("error", "a component is the alternative of itself"),
    "AG307": Code("error", "a step that is no flow, or several"),
    "AG308": Code("error", "extends a spec that does not exist"),
    "AG309": Code("error", "a spec that extends itself"),
    "AG310": Code("error", "a kind that is said to be absent and is there"),
    "AG311": Code("error", "a kind that is said twice to be absent or unpublished"),
    "AG312": Code("error", "a kind of one's own with the name of a built-in one"),
    "AG313": Code("error", "a name of two technologies"),
    "AG314": Code("error", "a condition that can hold for nothing"),
    "AG315": Code("error", "a folder of specs that does not exist"),
    "AG316": Code("error", "a hint that asks for what cannot be asked"),
    "AG317": Code("error", "a flow between a group and what it holds"),
    "AG318": Code("error", "a rule that asks for nothing"),
    # AG4xx checks
    "AG401": Code("warning", "a component without a flow"),
    "AG402": Code("warning", "a source that nothing cites"),
    "AG403": Code("warning", "a group without a component"),
    "AG404": Code("warning", "a rule is ignored that finds nothing"),
    "AG405": Code("warning", "bundles in a view whose flows Graphviz runs"),
    "AG406": Code("warning", "a picture without what a rule of the catalogue asks for"),
    "AG407": Code("warning", "a picture with what a rule of the catalogue forbids"),
    "AG408": Code("warning", "a technology that a fact names and the picture lacks"),
    "AG409": Code("warning", "a technology that the picture shows and the fact does not name"),
    "AG410": Code("warning", "a technology under another of its names"),
    "AG411": Code("warning", "a fact with a value that its column does not allow"),
    # AG4xx checks of a whole catalogue
    "AG421": Code("warning", "one technology in two spellings"),
    "AG422": Code("warning", "one technology with two icons"),
    "AG423": Code("warning", "a component in another lane than its kind's"),
    "AG424": Code("warning", "a rule or a table that asks for a fact that no system has"),
    "AG425": Code("warning", "a table that orders a system which does not exist"),
    # AG5xx views and layout
    "AG501": Code("error", "an empty view"),
    "AG502": Code("error", "unknown id in a view"),
    "AG503": Code("error", "keys of a view that do not go together"),
    "AG504": Code("warning", "a picture wider than 960 px"),
    "AG505": Code("warning", "a colour of the theme that cannot be read on its ground"),
    "AG506": Code("warning", "an icon that cannot be had"),
    "AG507": Code("warning", "a group that no placement on the grid can hold together"),
    "AG508": Code("error", "something in a picture lies on something else"),
    "AG509": Code("warning", "an icon of more than 40 kB"),
    "AG510": Code("warning", "a part of an own icon that is not drawn"),
    "AG511": Code("warning", "a hint that is refused"),
    "AG512": Code("warning", "more in a view than a grid shows well"),
    "AG513": Code("error", "a view too large to be drawn"),
    "AG514": Code("warning", "labels or titles that stand only in tooltips"),
    # AG6xx blocks in Markdown
    "AG601": Code("error", "an unknown marker, or one that is not alone in its line"),
    "AG602": Code("error", "a marker without its other"),
    "AG603": Code("error", "a block that asks for what there is not"),
    "AG604": Code("error", "a block for a picture that is not there"),
    # AG6xx formatting
    "AG621": Code("error", "a file that cannot be formatted without changing what it says"),
}

# What is seen only over all specs of a catalogue.
CATALOGUE_CODES = frozenset(code for code in CODES if "AG421" <= code < "AG450")
