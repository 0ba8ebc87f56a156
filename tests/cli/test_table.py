"""``archgen table``: the comparison of the catalogue that comes with archgen."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from archgen.cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURE = REPOSITORY / "tests" / "golden" / "comparison.md"

Table = list[list[str]]  # rows of cells, the first with the labels of the columns


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)


def read_markdown(text: str) -> list[tuple[str, Table]]:
    """The tables of a page, each with the heading of level two above it."""
    tables: list[tuple[str, Table]] = []
    heading, inside = "", False
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not inside:
            tables.append((heading, []))
            inside = True
        if not all(re.fullmatch(":?-+:?", cell) for cell in cells) or len(tables[-1][1]) != 1:
            tables[-1][1].append(cells)
    return tables


def read_csv(text: str) -> list[Table]:
    blocks: list[Table] = [[]]
    for row in csv.reader(io.StringIO(text)):
        blocks += [[]] if not row else []
        blocks[-1] += [row] if row else []
    return [block[1:] for block in blocks if block[0] != ["Sources"]]


class HtmlReader(HTMLParser):
    """Rows of cells, and the captions above them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.captions: list[str] = []
        self.scopes: list[str | None] = []
        self.links: list[str | None] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "caption":
            self.captions.append("")
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
            self.scopes += [dict(attrs).get("scope")] if tag == "th" else []
        elif tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            self.tables[-1][-1][-1] += data
        elif "caption" in self.open:
            self.captions[-1] += data


def read_json(text: str) -> list[Table]:
    tables = json.loads(text)["tables"]
    return [
        [
            [table["names"]["label"], *(column["label"] for column in table["columns"])],
            *([row["name"], *(_mark(cell) for cell in row["cells"])] for row in table["rows"]),
        ]
        for table in tables
    ]


def _mark(cell: dict[str, Any]) -> str:
    return f"{cell['text']} {''.join(f'[{number}]' for number in cell['numbers'])}".strip()


def show(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(["table", *args]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_the_comparison_is_that_of_2020_cell_by_cell(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = read_markdown(FIXTURE.read_text(encoding="utf-8"))
    printed = read_markdown(show(capsys))
    assert [(heading, len(table)) for heading, table in printed] == [(heading, len(table)) for heading, table in wanted]
    count = 0
    for (heading, expected), (_, table) in zip(wanted, printed, strict=True):
        assert table[0] == expected[0], heading
        for row, expected_row in zip(table[1:], expected[1:], strict=True):
            assert row[0] == expected_row[0]
            for label, cell, expected_cell in zip(expected[0][1:], row[1:], expected_row[1:], strict=True):
                assert cell == expected_cell, (row[0], label)
                count += 1
    assert count == 360
    assert len({row[0] for _, table in printed for row in table[1:]}) == 18


def test_nothing_in_the_comparison_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\\" not in show(capsys)
    assert "&amp;" not in show(capsys, "--corrected")


@pytest.mark.parametrize("options", [(), ("--corrected",), ("mlflow", "comet"), ("--column", "K8s", "--column", "cli")])
def test_all_formats_have_the_same_cells(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    tables = [table for _, table in read_markdown(show(capsys, *options))]
    assert read_csv(show(capsys, *options, "-f", "csv")) == tables
    assert read_json(show(capsys, *options, "-f", "json")) == tables
    assert HtmlReader(show(capsys, *options, "-f", "html")).tables == tables


def test_html_is_a_fragment_with_captions_scopes_and_links(capsys: pytest.CaptureFixture[str]) -> None:
    text = show(capsys, "wandb", "-f", "html")
    reader = HtmlReader(text)
    assert reader.captions[0] == "Paid tools: Terms"
    assert set(reader.scopes) == {"row", "col"}
    assert reader.links == ["https://docs.wandb.com/self-hosted"]
    assert '<th scope="row">Weights &amp; Biases (Enterprise)</th>' in text
    assert "<html" not in text


def test_corrections_have_sources_by_number_each_once(capsys: pytest.CaptureFixture[str]) -> None:
    text = show(capsys, "--corrected")
    listed = re.findall(r"^- \[(\d+)\] (\S+)$", text, re.MULTILINE)
    cited = [
        int(number) for line in text.splitlines() if line.startswith("|") for number in re.findall(r"\[(\d+)\]", line)
    ]
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    assert len({address for _, address in listed}) == len(listed) > 50
    assert list(dict.fromkeys(cited)) == [int(number) for number, _ in listed]  # numbered as they are read
    assert len(cited) > len(listed)
    assert all(":" in address for _, address in listed)
    assert all(address.startswith("https://") or re.fullmatch("`[^`]+`", address) for _, address in listed)
    html = show(capsys, "--corrected", "-f", "html")
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets == set(re.findall(r'id="([^"]+)"', html))
    assert len(targets) == len(listed)


def test_a_correction_says_what_the_value_should_have_been(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("katib", "--column", "metadata_db", "--column", "cli")
    assert [table[1] for _, table in read_markdown(show(capsys, *args))] == [
        ["Kubeflow Katib", "Google ML Metadata?"],
        ["Kubeflow Katib", "Yes"],
    ]
    assert [table[1] for _, table in read_markdown(show(capsys, *args, "--corrected"))] == [
        ["Kubeflow Katib", "MySQL [1]"],
        ["Kubeflow Katib", "No (kubectl) [2]"],
    ]


# What has been found wrong, or answered, since 2020: every one of these facts has a correction with a source.
WRONG = {
    "mlflow": "server_source client_source metadata_db artifact_storage",
    "dvc": "artifact_storage experiment_tracking kubernetes metadata_db",
    "pachyderm": "artifact_storage rest_api client_source web_ui bypass_server",
    "sacred": "metadata_db artifact_storage rest_api bypass_server access_control server_source",
    "polyaxon": "metadata_db server_source client_source bypass_server hyperparameter_tuning",
    "trains": "rest_api cli bypass_server distributed_hyperparameter_tuning metadata_db server_source access_control model_registry",
    "modeldb": "rest_api cli bypass_server model_registry server_source client_source",
    "katib": "metadata_db artifact_storage web_ui cli server_source rest_api",
    "guildai": "web_ui artifact_storage python_api kubernetes artifact_repository",
    "mlmd": "artifact_storage artifact_repository bypass_server cli client_source",
    "mlflow-managed": "metadata_db artifact_storage kubernetes bypass_server client_source",
    "pachyderm-enterprise": "artifact_storage server_source client_source rest_api bypass_server",
    "polyaxon-enterprise": "client_source model_registry bypass_server",
    "wandb": "kubernetes rest_api bypass_server access_control",
    "verta": "kubernetes rest_api cli access_control bypass_server server_source",
    "neptune": "kubernetes rest_api cli access_control model_registry bypass_server",
    "valohai": "metadata_db artifact_storage kubernetes rest_api cli hyperparameter_tuning distributed_hyperparameter_tuning "
    "access_control bypass_server",
    "comet": "on_premise metadata_db artifact_storage client_source distributed_hyperparameter_tuning bypass_server",
}


def test_what_was_wrong_is_corrected_with_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(show(capsys, "-f", "json", "--corrected"))
    cells = [(row["tool"], cell) for table in data["tables"] for row in table["rows"] for cell in row["cells"]]
    corrected = {(tool, cell["column"]) for tool, cell in cells if cell["corrected"] and cell["corrected"]["sources"]}
    assert {(tool, key) for tool, keys in WRONG.items() for key in keys.split()} == corrected
    assert all(cell["numbers"] for _, cell in cells if cell["corrected"])


def test_json_has_value_note_doubt_correction_and_sources_apart(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(show(capsys, "sacred", "guildai", "-f", "json", "--table", "Interfaces"))
    assert (data["version"], data["corrected"], data["sources"]) == (1, False, [])
    (table,) = data["tables"]
    assert table["title"] == "Free tools: Interfaces"
    assert table["columns"][0] == {"key": "web_ui", "label": "Web UI"}
    sacred, guild = ({cell["column"]: cell for cell in row["cells"]} for row in table["rows"])
    assert [row["tool"] for row in table["rows"]] == ["sacred", "guildai"]
    assert (sacred["web_ui"]["text"], sacred["web_ui"]["value"], sacred["web_ui"]["note"]) == (
        "Yes (Omniboard)",
        "yes",
        "Omniboard",
    )
    assert (sacred["bypass_server"]["text"], sacred["bypass_server"]["confidence"]) == ("No?", "uncertain")
    assert sacred["bypass_server"]["corrected"]["value"] == "yes"
    assert sacred["bypass_server"]["corrected"]["sources"][0].startswith("github:IDSIA/sacred")
    assert guild["python_api"]["text"] == "?"
    assert guild["cli"]["corrected"] is None


def test_systems_keep_the_order_of_the_table_and_tables_without_them_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tables = read_markdown(show(capsys, "trains", "mlflow"))
    assert [heading for heading, _ in tables] == ["Free tools"] * 4
    assert [row[0] for row in tables[0][1]] == ["Tool", "MLflow", "Allegro Trains"]
    assert read_markdown(show(capsys, "specs/dvc.yaml"))[0][1][1][0] == "DVC"


def test_tables_are_chosen_by_title_or_by_a_side_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(read_markdown(show(capsys, "--table", "Free tools"))) == 4
    assert len(read_markdown(show(capsys, "--table", "features"))) == 2
    assert len(read_markdown(show(capsys, "--table", "Free tools: Features", "--table", "Paid tools"))) == 5


def test_one_table_as_csv_is_a_plain_file_of_rows(capsys: pytest.CaptureFixture[str]) -> None:
    text = show(capsys, "mlflow", "-f", "csv", "--column", "cli", "--table", "interfaces")
    assert text == "Tool,CLI\nMLflow,Yes\n"
    rows = list(csv.reader(io.StringIO(show(capsys, "mlflow", "-f", "csv", "--column", "artifact_storage"))))
    assert rows[1] == ["MLflow", "Object (S3, etc), File System, HDFS, FTP, SFTP"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--table", "Fetures"], "did you mean `Features`?"),
        (["--table", "xyzzy"], "tables: Free tools: Terms, Free tools: Storage and source code,"),
        (["--column", "cli", "--table", "Features"], "columns: experiment_tracking, artifact_repository,"),
        (["--column", "modelregistry"], "did you mean `model_registry`?"),
        (["--column", "Model Registri"], "did you mean `Model Registry`?"),
        (["mlflo"], "did you mean `mlflow`?"),
        (["mlflow", "--table", "Paid tools"], "no table shows what you chose"),
        (["archgen.yaml"], "is the project file"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table", *args]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
