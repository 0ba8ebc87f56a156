"""archgen as a process of its own: start-up, pipes, and the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ARCHGEN = [sys.executable, "-m", "archgen"]
HEAVY = (
    "pydantic",
    "yaml",
    "wasmtime",
    "uharfbuzz",
    "simplepycons",
    "graphviz",
    "archgen.model",
    "archgen.layout",
    "json",
)


def run(arguments: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ARCHGEN, *arguments], capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def loaded_by(arguments: list[str]) -> set[str]:
    code = f"import sys; from archgen.cli.main import run; run({arguments!r}); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_no_engine_model_or_icon_package() -> None:
    assert loaded_by(["--help"]) & set(HEAVY) == set()


def test_a_picture_with_channel_routes_loads_no_engine(tmp_path: Path, repository: Path) -> None:
    loaded = loaded_by(["render", str(repository / "specs/mlflow.yaml"), "-o", str(tmp_path)])
    assert "archgen.layout.channels.route" in loaded
    assert not loaded & {"wasmtime", "graphviz", "simplepycons", "archgen.layout.engines.embedded"}
    assert not {name for name in loaded if name.startswith(("archgen.style.icons", "xml"))}


def test_a_picture_with_icons_of_diagrams_does_not_import_them(tmp_path: Path, repository: Path) -> None:
    loaded = loaded_by(["render", str(repository / "tests/browser/specs/icons.yaml"), "-o", str(tmp_path)])
    assert "archgen.style.icons.svg_clean" in loaded
    assert not loaded & {"diagrams.onprem", "jinja2", "graphviz", "simplepycons"}


def test_a_sound_spec_is_read_without_pydantic(tmp_path: Path, repository: Path) -> None:
    loaded = loaded_by(["render", str(repository / "specs/mlflow.yaml"), "-o", str(tmp_path)])
    assert not loaded & {"pydantic", "pydantic_core", "typing_extensions"}


def test_the_first_run_with_the_engine_says_that_it_is_preparing(tmp_path: Path, repository: Path) -> None:
    spec = str(repository / "tests/browser/specs/everything.yaml")
    arguments = ["render", spec, "--view", "by-graphviz", "-o", str(tmp_path / "out")]
    environment = {**os.environ, "ARCHGEN_CACHE_DIR": str(tmp_path / "cache")}
    first, second = run(arguments, env=environment), run(arguments, env=environment)
    assert b"preparing the layout engine" in first.stderr
    assert b"preparing" not in second.stderr
    assert first.returncode == second.returncode == 0


def test_a_reader_that_goes_away_is_no_error(repository: Path) -> None:
    command = f"{sys.executable} -m archgen schema | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stdout == b'{\n  "$sche'
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize(("closed", "status"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("> /dev/full", 3)])
def test_what_the_caller_has_closed_is_no_bug(closed: str, status: int, tmp_path: Path, repository: Path) -> None:
    if "/dev/full" in closed and not Path("/dev/full").exists():
        pytest.skip("there is no device that is always full")
    for command in (f"describe {repository}/specs/sacred.yaml", f"render {repository}/specs/sacred.yaml -o {tmp_path}"):
        line = f"{sys.executable} -m archgen {command} {closed}"
        done = subprocess.run(line, shell=True, capture_output=True, check=False, cwd=tmp_path)
        assert done.returncode == (status if command.startswith("describe") else 0), done.stderr
        assert b"bug" not in done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("there is no bash on this machine")
    done = run([], env={**os.environ, "_ARCHGEN_COMPLETE": f"{shell}_source"})
    assert b"_ARCHGEN_COMPLETE" in done.stdout


def test_names_of_systems_are_completed(tmp_path: Path) -> None:
    words = {"COMP_WORDS": "archgen render ml", "COMP_CWORD": "2", "_ARCHGEN_COMPLETE": "bash_complete"}
    code = "from archgen.cli.main import archgen; archgen(prog_name='archgen')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert "plain,mlflow" in done.stdout.splitlines()


PLACES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati"},
    {
        "PYTHONHASHSEED": "7",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "America/St_Johns",
        "PYTHONUTF8": "0",
    },
]


@pytest.mark.parametrize("name", ["everything", "icons"])
@pytest.mark.parametrize("picture_format", ["svg", "dot", "json"])
def test_the_same_spec_gives_the_same_bytes_under_any_seed_locale_zone_and_folder(
    picture_format: str, name: str, tmp_path: Path, repository: Path
) -> None:
    found = set()
    for index, variables in enumerate(PLACES):
        folder = tmp_path / str(index)
        shutil.copytree(repository / "tests/browser/specs", folder)
        target = str(folder / f"{name}.yaml") if index else f"./{name}.yaml"
        done = run(
            ["render", target, "--view", "architecture", "-f", picture_format, "-o", "-"],
            env={**os.environ, **variables},
            cwd=folder if not index else tmp_path,
        )
        assert done.returncode == 0, done.stderr
        found.add(done.stdout)
    assert len(found) == 1


def other_pythons() -> list[str]:
    """Interpreters named in ARCHGEN_OTHER_PYTHONS, separated by colons: CI names those it has."""
    return [name for name in os.environ.get("ARCHGEN_OTHER_PYTHONS", "").split(":") if name]


def test_another_python_finds_nothing_to_report_on_a_fresh_clone(tmp_path: Path, repository: Path) -> None:
    interpreters = other_pythons()
    if not interpreters:
        pytest.skip("ARCHGEN_OTHER_PYTHONS names no other interpreter to compare with")
    clone = tmp_path / "elsewhere" / "clone"  # as somebody else has it: what is committed, and nothing more
    subprocess.run(["git", "clone", "-q", repository, clone], check=True)
    for index, interpreter in enumerate(interpreters):
        venv = tmp_path / f"venv-{index}"
        subprocess.run([interpreter, "-m", "venv", venv], check=True)
        pip = [venv / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", repository / "constraints.txt", repository], check=True)
        check = [venv / "bin/archgen", "render", "--all", "--check"]
        places = {"PYTHONHASHSEED": str(index), "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
        done = subprocess.run(
            check, capture_output=True, text=True, cwd=clone, env={**os.environ, **places}, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree that has no version control."""
    repository = Path(__file__).resolve().parents[2]
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("src", "specs"):
        shutil.copytree(repository / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("archgen.yaml", "pyproject.toml", "README.md", "LICENSE", "NOTICES.md"):
        shutil.copy(repository / name, tree)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(out),
        str(tree),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def test_the_catalogue_is_inside_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "archgen/catalogue/specs/mlflow.yaml" in names
    assert "archgen/catalogue/archgen.yaml" in names
    assert "archgen/py.typed" in names
    assert any(name.endswith("licenses/NOTICES.md") for name in names)


def test_an_installed_archgen_works_from_any_folder(wheel: Path, tmp_path: Path, repository: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = run(["render", "mlflow"], cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    assert (folder / "output/mlflow.svg").read_bytes() == (repository / "output/mlflow.svg").read_bytes()
    tables = [run(["table", "--corrected"], cwd=cwd, env=env) for cwd in (folder, repository)]
    assert tables[0].stdout == tables[1].stdout
    assert "Weights & Biases (Enterprise)" in str(tables[0].stdout)
