"""The report of `render --check` opened as CI's users open it: a file in a real browser, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import ask_file

from archgen.batch.differences import Difference
from archgen.batch.report_page import make_report

pytestmark = pytest.mark.browser

SCRIPT = """
  const pause = () => new Promise(done => setTimeout(done, 300));
  const seen = e => { const r = e.getBoundingClientRect(); return [r.width, r.height] };
  const answer = {scheme: getComputedStyle(document.body).backgroundColor,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth};
  for (const mode of ['side-by-side', 'slider', 'difference']) {
    document.getElementById(mode).click();
    await pause();
    answer[mode] = [...document.querySelectorAll('#change-1 img')].filter(e => e.checkVisibility())
      .map(e => [e.getAttribute('src'), e.naturalWidth, ...seen(e)]);
  }
  document.getElementById('slider').click();
  const slider = document.querySelector('#change-1 input'), layers = slider.parentElement.children;
  slider.value = 25;
  slider.dispatchEvent(new Event('input'));
  answer.cuts = [layers[0], layers[1]].map(e => getComputedStyle(e).clipPath);
  document.getElementById('dark').click();
  answer.dark = getComputedStyle(document.body).backgroundColor;
  return answer"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report #1")
    pictures = Path(__file__).resolve().parents[2] / "output"
    before, after = ((pictures / name).read_bytes() for name in ("mlflow.svg", "dvc.svg"))
    changes = [
        Difference(Path("output/a b & c.svg"), "stale", "the spec has changed", before, after),
        Difference(Path("output/new.svg"), "stale", "there is no such file", None, after),
        Difference(Path("output/mlflow.dot"), "stale", "the spec has changed", b"x" * 2000, b"y" * 2000),
    ]
    for file in make_report(changes, folder):
        file.path.parent.mkdir(exist_ok=True)
        file.path.write_bytes(file.data)
    return folder / "index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 500])
def test_each_way_to_compare_shows_both_pictures(page: Path, scheme: str, width: int) -> None:
    found = ask_file(page, SCRIPT, scheme=scheme, width=width)
    assert found["overflow"] <= 0
    for mode in ("side-by-side", "slider", "difference"):
        assert [source for source, *_ in found[mode]] == ["before/a-b-c.svg", "after/a-b-c.svg"]
        assert all(natural > 0 and wide > 100 and high > 100 for _, natural, wide, high in found[mode])
    assert found["cuts"] == ["inset(0px 75% 0px 0px)", "inset(0px 0px 0px 25%)"]


def test_the_page_follows_the_reader_and_its_own_switch(page: Path) -> None:
    light, dark = (ask_file(page, SCRIPT, scheme=scheme) for scheme in ("light", "dark"))
    assert light["scheme"] != dark["scheme"]
    assert light["dark"] == dark["dark"] == dark["scheme"]
