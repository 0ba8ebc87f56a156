"""Blocks of pictures: ``archgen:begin mlflow``, ``archgen:begin mlflow view=experiment-tracking``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.diagnostics.suggest import did_you_mean
from archgen.drawing import output_name
from archgen.embedding.asks import Ask, Filled, is_option
from archgen.embedding.pictures import write_picture
from archgen.loading import locate
from archgen.views.select import default_view, select_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.loading import Loaded

FORMS = {"view": "`view=...`"}
TABLE = "table"


def fill_picture(ask: Ask) -> Filled:
    """The image of a view of one system, and its caption."""
    path = ask.systems.find(ask.subject.text)
    wrong = [*_check_options(ask)]
    if path is None:
        return [], [_report_subject(ask), *wrong]
    if wrong:
        return [], wrong
    loaded = ask.systems.load(path)
    return _show(ask, loaded) if loaded.architecture else ([], loaded.diagnostics)


def _report_subject(ask: Ask) -> Diagnostic:
    """A first word that names nothing: perhaps an option of tables without the word before it."""
    if ask.subject.value is not None:
        message, help = f"`{ask.subject.text}` names no system", "a block begins with a system, or with `table`"
        return ask.report(ask.subject, message, help)
    return ask.report_system(ask.subject, ask.systems.suggest(ask.subject.text, TABLE))


def _check_options(ask: Ask) -> Iterator[Diagnostic]:
    """What no picture can be asked for."""
    for number, word in enumerate(ask.words):
        if ask.systems.find(word.text):
            help = f"a picture shows one; `archgen:begin {TABLE} {ask.subject.text} {word.text}` compares them"
            yield ask.report(word, f"`{word.text}` is a second system", help)
        elif not is_option(word, FORMS):
            yield ask.report_option(word, FORMS)
            if word.is_open:  # what follows stands in the quote
                return
        elif number:
            yield ask.report(word, "a second view", "write a block for each")


def _show(ask: Ask, loaded: Loaded) -> Filled:
    assert loaded.architecture is not None
    name, views = loaded.tool, [view.id for view in loaded.architecture.views]
    word = ask.words[0] if ask.words else ask.subject
    view = str(word.value) if ask.words else default_view(loaded.architecture)
    if view not in views:
        help = did_you_mean(view, views) or f"its views are {', '.join(f'`{id}`' for id in views)}"
        return [], [ask.report(word, f"`{name}` has no view `{view}`", help)]
    picture = ask.pictures / output_name(loaded, view, "svg")
    if not picture.is_file():
        help = f"draw it first: `archgen render {name}`; `--pictures DIR` says where else it is"
        return [], [ask.report(ask.subject, f"there is no picture {picture.as_posix()}", help, "AG604")]
    graph, findings = select_view(loaded.architecture, view, loaded.tool)
    return (write_picture(graph, picture, ask.page), []) if graph else ([], locate(findings, loaded))
