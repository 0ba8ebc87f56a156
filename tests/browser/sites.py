"""Documentation sites built from the recipes of docs/embedding.md, and how a reader switches their palettes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from devtools import Tab
from recipes import read_recipe

PAGE = (
    "# Architecture\n\nWhat it is made of.\n\n<!-- archgen:begin mlflow -->\n<!-- archgen:end -->\n\n## More\n\nText.\n"
)
STYLE = read_recipe("Your own pages", "css")
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class Host(NamedTuple):
    """A documentation site: what builds it, its page, and the controls that a reader clicks for a dark and a light palette."""

    module: str
    page: str
    dark: tuple[str, ...]
    light: tuple[str, ...]

    def switch(self, tab: Tab, scheme: str, width: int) -> None:
        """Chooses a palette as a reader does, by clicking; in a wide window, where no host hides the controls."""
        tab.resize(1280)
        for control in self.dark if scheme == "dark" else self.light:
            tab.click(control)
        tab.resize(width)


MATERIAL = Host("material", "site/index.html", ("label[title=Dark]",), ("label[title=Light]",))
PYDATA = Host(
    "pydata_sphinx_theme",
    "_build/index.html",
    (".theme-switch-button", ".theme-change-button[data-mode=dark]"),
    (".theme-switch-button", ".theme-change-button[data-mode=light]"),
)
FURO = Host("furo", "_build/index.html", (".theme-toggle",), (".theme-toggle",))


def build_site(host: Host, folder: Path) -> None:
    """Writes and builds a site of one filled page, as the recipe says."""
    if find_spec(host.module) is None:
        reason = f"{host.module} is not installed: pictures are not measured in its pages"
        pytest.fail(reason) if os.environ.get("ARCHGEN_REQUIRE_BROWSER") else pytest.skip(reason)
    build_material(folder) if host is MATERIAL else build_sphinx(host, folder)


def build_material(folder: Path) -> None:
    """A site of MkDocs Material."""
    recipe = yaml.safe_load(read_recipe("MkDocs Material", "yaml"))
    recipe["theme"]["font"] = False  # nothing from the net
    site = {"site_name": "Docs", "plugins": [], "use_directory_urls": False, **recipe}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(site))
    pages = folder / "docs"
    pages.mkdir()
    (pages / "pictures.css").write_text(STYLE)
    (pages / "index.md").write_text(PAGE)
    (pages / "wide.md").write_text(read_recipe("MkDocs Material", "markdown") + "\n" + PAGE)
    for line in read_recipe("MkDocs Material", "sh").splitlines():
        _archgen(line, folder)
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"], folder)


def build_sphinx(host: Host, folder: Path) -> None:
    """A site of Sphinx with a page in Markdown and one in reStructuredText."""
    (folder / "conf.py").write_text(f"html_title = 'Docs'\nhtml_theme = '{host.module}'\n" + _sphinx("python"))
    (folder / "_static").mkdir()
    section = "pydata" if host is PYDATA else "Furo"
    (folder / "_static" / "pictures.css").write_text(STYLE + read_recipe(section, "css"))
    (folder / "index.md").write_text(PAGE + "\n```{toctree}\nrest\n```\n")
    (folder / "rest.rst").write_text("Architecture\n============\n\n" + _sphinx("rst"))
    _archgen("archgen render mlflow -o pictures", folder)
    _archgen("archgen embed index.md --pictures pictures", folder)
    _run([sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", ".", "_build"], folder)


def _sphinx(language: str) -> str:
    return read_recipe("Sphinx", language)


def _archgen(line: str, folder: Path) -> None:
    """A line of a recipe; one system instead of all, and what the shell would make of a star."""
    words = ["mlflow" if word == "--all" else word for word in shlex.split(line)[1:]]
    files = [str(path.relative_to(folder)) for word in words if "*" in word for path in sorted(folder.glob(word))]
    words = [*(word for word in words if "*" not in word), *files]
    _run([sys.executable, "-m", "archgen", *words], folder)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
