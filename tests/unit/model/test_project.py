"""The project file: what a catalogue decides for all its specs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from archgen.api import draw_placement, load_file, place_view
from archgen.batch.catalogue import choose_output_folder, find_catalogue, find_project
from archgen.cli.main import run
from archgen.model.conditions import Condition
from archgen.model.kinds import KINDS
from archgen.model.schema import make_project_schema, make_schema, write_schema
from archgen.style.themes import load_theme

HOUSE = Path(__file__).resolve().parents[2] / "browser" / "house"
SPEC = HOUSE / "specs" / "fraud.yaml"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(HOUSE, tmp_path / "house")
    return tmp_path / "house"


def write_project(folder: Path, text: str) -> None:
    (folder / "archgen.yaml").write_text(f"archgen: 1\n{text}\n")


def test_a_kind_of_ones_own_has_lane_and_glyph_of_what_it_is_like_and_its_own_word() -> None:
    loaded = load_file(SPEC)
    assert loaded.architecture is not None, loaded.diagnostics
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    card = next(card for card in placement.cards if card.id == "features")
    assert (card.kind, card.lane, card.icon.symbol) == ("feature-store", "data", "brand:postgresql")
    assert "Feature store" in [entry.line.text for entry in placement.legend]
    assert "Broker" in [entry.line.text for entry in placement.legend]


def test_names_of_technologies_bring_their_icons() -> None:
    loaded = load_file(SPEC)
    placement, found = place_view(loaded, "architecture")
    assert placement is not None
    symbols = {card.id: card.icon.symbol for card in placement.cards}
    assert symbols["events"] == "brand:rabbitmq"
    assert symbols["scoring"] == "kind:server"
    assert [diagnostic.message for diagnostic in (*loaded.diagnostics, *found)] == [
        "`The old elephant` is written `PostgreSQL`",
        "`Our bus` is written `Rabbit at Home`",
    ]


ICONS = """technologies:
  Ours: {icon: ./art/ours.svg}
  Theirs: {icon: "diagrams:onprem.mlops.Polyaxon"}
  Gone: {icon: ./gone.svg}
  Unused: {icon: nosuchbrand}
  Nameless: {aliases: [Anonymous]}"""


def write_icons(house: Path) -> Path:
    """A house whose technologies have icons of all forms, and a spec that uses them."""
    write_project(house, ICONS)
    (house / "art").mkdir()
    (house / "art" / "ours.svg").write_text('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>')
    spec = house / "specs" / "icons.yaml"
    components = ", ".join(
        f"{name.lower()}: {{kind: server, technology: {name}}}" for name in ("Ours", "Theirs", "Gone", "Anonymous")
    )
    spec.write_text(f"archgen: 1\nname: X\ncomponents: {{{components}}}\nflows: [ours -> theirs, gone -> anonymous]\n")
    return spec


def test_icons_of_technologies_have_all_forms_and_files_lie_beside_the_project_file(house: Path) -> None:
    loaded = load_file(write_icons(house))
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    shown = {
        card.id: card.icon.symbol.partition("-")[0] if card.icon else card.monogram.text for card in placement.cards
    }
    assert shown == {
        "ours": "file:ours",
        "theirs": "diagrams:onprem.mlops.Polyaxon",
        "gone": "G",
        "anonymous": "kind:server",
    }


def test_an_icon_that_a_project_file_has_in_vain_is_told_at_its_place_there(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_icons(house)
    monkeypatch.chdir(house)
    assert run(["check", "./specs/icons.yaml", "-f", "concise"]) == 0
    out = capsys.readouterr().out
    assert "archgen.yaml:5:16: warning[AG506] `./gone.svg` cannot be used: there is no such file" in out
    assert "nosuchbrand" not in out  # no card asks for it
    assert run(["check", "archgen.yaml", "-f", "concise"]) == 0
    assert "nosuchbrand" in capsys.readouterr().out


def test_a_warning_in_the_project_file_hides_no_error_in_a_spec(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(house, 'theme: {light: {text: "#eeeeee"}}')
    monkeypatch.chdir(house)
    assert run(["check", "fraud"]) == 1
    assert "unknown kind `broker`" in capsys.readouterr().out


@pytest.mark.parametrize(("theme", "colour"), [("adaptive", "#0b6e4f"), ("dark", "#6fd3ae")])
def test_the_house_gives_its_colours_to_the_themes_that_are_its_own(theme: str, colour: str) -> None:
    loaded = load_file(SPEC)
    palette = load_theme(theme, loaded.project.house).base  # type: ignore[arg-type]
    assert palette.kinds["feature-store"] == colour
    assert palette.kinds["broker"] == palette.kinds["queue"]


def test_a_theme_asked_for_by_name_is_not_the_houses() -> None:
    house = load_file(SPEC).project.house
    asked, plain = load_theme("contrast", house).base, load_theme("contrast").base
    assert asked._replace(kinds=plain.kinds) == plain
    assert asked.kinds["feature-store"] == plain.kinds["metadata-db"]


def test_every_theme_draws_kinds_of_ones_own() -> None:
    loaded = load_file(SPEC)
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    for theme in ("light", "dark", "neutral", "contrast"):
        assert 'data-kind="broker"' in draw_placement(placement, "svg", theme, loaded.project.house)  # type: ignore[arg-type]


def test_the_nearest_project_file_upwards_is_in_force(house: Path) -> None:
    inner = house / "specs" / "inner"
    inner.mkdir()
    assert find_catalogue(inner).folder == house / "specs"
    assert find_project(inner).path == house / "archgen.yaml"
    write_project(inner, "")
    assert find_catalogue(inner).folder == inner
    assert find_project(inner).project.kinds == KINDS


def test_a_folder_of_specs_without_a_project_file_ends_the_search(house: Path) -> None:
    (house / "other" / "specs").mkdir(parents=True)
    assert find_project(house / "other").path is None


def test_the_project_file_names_the_folder_of_specs(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "specs").rename(house / "systems")
    write_project(house, "specs: systems\nkinds: {feature-store: metadata-db, broker: queue}")
    monkeypatch.chdir(house / "systems")
    assert find_catalogue(house).names() == ("fraud",)
    assert run(["check", "fraud"]) == 0


def test_pictures_go_where_the_project_file_says(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house / "specs")
    assert choose_output_folder(house / "specs") == Path("../pictures")
    assert run(["render", "fraud"]) == 0
    assert (house / "pictures" / "fraud.svg").is_file()
    assert run(["render", "fraud", "-o", "here"]) == 0
    assert (house / "specs" / "here" / "fraud.svg").is_file()


def test_a_change_of_the_project_file_is_seen(house: Path) -> None:
    assert find_project(house).project.house.like == "neutral"
    write_project(house, "theme: contrast")
    assert find_project(house).project.house.like == "contrast"


def test_the_project_file_is_checked_like_a_spec(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(house)
    assert run(["check", "archgen.yaml"]) == 0
    write_project(house, "theem: neutral")
    assert run(["check", "./archgen.yaml"]) == 1
    assert "did you mean `theme`?" in capsys.readouterr().out


def test_what_is_wrong_with_the_project_file_is_told_once(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(house / "specs" / "fraud.yaml", house / "specs" / "other.yaml")
    write_project(house, "kinds: {broker: queue, feature-store: metadata}")
    monkeypatch.chdir(house)
    assert run(["check", "--all"]) == 1
    out = capsys.readouterr().out
    assert out.count("unknown kind `metadata`") == 1
    assert "unknown kind `feature-store`" not in out
    assert run(["render", "--all"]) == 1
    assert not (house / "output").exists()


def test_the_project_file_cannot_be_drawn(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(house)
    assert run(["render", "archgen.yaml"]) == 2
    assert "project file" in capsys.readouterr().err


def test_tables_are_read_with_their_defaults() -> None:
    (table,) = load_file(SPEC).project.tables
    assert [(c.key, c.label, c.values, c.field) for c in table.columns] == [
        ("licence", "Licence", (), None),
        ("kubernetes", "K8s", ("Required", "Optional"), None),
        ("url", "URL", (), "homepage"),
    ]
    conditions = (Condition("fact.edition", ("free",)),)
    assert (table.title, table.where, table.order) == ("Free tools", conditions, ("fraud",))


def test_the_committed_schema_of_the_project_file_is_the_one_the_models_give(repository: Path) -> None:
    committed = (repository / "archgen.project.schema.json").read_text(encoding="utf-8")
    assert committed == write_schema(make_project_schema()), "run `make accept`"


def test_an_editor_finds_nothing_wrong_with_a_sound_project_file() -> None:
    jsonschema.validate(yaml.safe_load((HOUSE / "archgen.yaml").read_text()), make_project_schema())


@pytest.mark.parametrize(
    "wrong", ["theme: neutrel", "kinds: {x: servr}", "theme: {light: {plate: red}}", "tables: [{title: X}]"]
)
def test_an_editor_finds_what_archgen_refuses(wrong: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(f"archgen: 1\n{wrong}"), make_project_schema())


def test_the_schema_of_specs_has_the_kinds_of_the_catalogue(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(house)
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "broker" in schema["$defs"]["Component"]["properties"]["kind"]["enum"]
    assert "broker" not in make_schema()["$defs"]["Component"]["properties"]["kind"]["enum"]
