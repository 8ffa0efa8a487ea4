from __future__ import annotations

import ast
import re

import nbformat
import papermill
import pytest

from presstables.parameters import RULES
from presstables.places import notebook_folder
from presstables.report.notebooks import declared_parameters, read_notebook

NAMES = ("explore", "investment_scale", "ai_org_growth")
CELLS = [(name, place) for name in NAMES for place, _ in enumerate(read_notebook(name).cells)]
CODE = [(name, place) for name, place in CELLS if read_notebook(name).cells[place].cell_type == "code"]


def cell(name, place):
    return read_notebook(name).cells[place]


def parameters_at(name):
    return [
        place for place, one in enumerate(read_notebook(name).cells) if "parameters" in one.metadata.get("tags", [])
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_declares_every_parameter_with_its_type_and_meaning(name):
    declared = declared_parameters(name)
    assert [(one.name, one.type) for one in declared] == [(parameter, rule.type) for parameter, rule in RULES.items()]
    assert all(one.meaning for one in declared)


@pytest.mark.parametrize("name", NAMES)
def test_the_cell_after_the_parameters_checks_them(name):
    (place,) = parameters_at(name)
    following = [one for one in read_notebook(name).cells[place + 1 :] if one.cell_type == "code"]
    assert following[0].source == "parameters = pt.check_parameters(globals())"


@pytest.mark.parametrize(("name", "place"), CODE)
def test_a_cell_holds_a_verb_or_two_after_a_sentence_of_prose(name, place):
    one = cell(name, place)
    if place not in parameters_at(name):
        assert len(one.source.splitlines()) <= 3
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try)
    assert not [node for node in ast.walk(ast.parse(one.source)) if isinstance(node, kinds)]
    assert "import re" not in one.source
    assert cell(name, place - 1).cell_type == "markdown"
    assert re.search(r"[.:!)]$", cell(name, place - 1).source)


@pytest.mark.parametrize(("name", "place"), CODE)
def test_outputs_are_kept_and_are_the_reader_s_not_the_machine_s(name, place):
    one = cell(name, place)
    assert one.execution_count is not None
    assert [output.get("name") for output in one.outputs if output.get("name") == "stderr"] == []
    assert [output for output in one.outputs if output.output_type == "error"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_carries_no_trace_of_the_machine_that_ran_it(name):
    text = (notebook_folder() / f"{name}.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert "papermill" not in notebook.metadata
    assert all(set(one.metadata) <= {"tags"} for one in notebook.cells)
    assert not re.search(r"/home/|/Users/|/root/|/tmp/|site-packages", text)
    assert "widget-view" not in text  # a widget without its kernel; what stands in its place is kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"organisations": ["LG"]}, "There is no parameter organisations. Did you mean organizations?"),
        ({"organizations": "LG"}, "The parameter organizations takes a list of names"),
        ({"min_krw": "1조"}, "The parameter min_krw takes an amount of won"),
        ({"published_from": 2021}, "The parameter published_from takes a day, month or year"),
        ({"articles": "nowhere"}, "no such file or folder: nowhere"),
    ],
    ids=str,
)
def test_plain_papermill_fails_with_a_sentence_that_helps(given, said, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError) as error:
        run(given, tmp_path)
    assert error.value.ename == "PresstablesError"
    assert said in error.value.evalue


def test_plain_papermill_runs_a_notebook_on_other_parameters_from_any_folder(tmp_path):
    run({"organizations": ["LG전자"], "label_language": "en", "output": "charts"}, tmp_path)
    made = sorted(file.name for file in (tmp_path / "charts").iterdir())
    ends = (".csv", ".png", ".svg", "_left_out.csv")
    assert made == [f"investment_{chart}{end}" for chart in ("by_organization", "scale") for end in ends]
    assert "$60M" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")


def run(given, folder):
    """As `papermill notebooks/investment_scale.ipynb out.ipynb` does from a folder of the caller's."""
    path = notebook_folder() / "investment_scale.ipynb"
    options = {"cwd": folder, "progress_bar": False, "extra_arguments": ["--log-level=50"]}
    papermill.execute_notebook(path, folder / "out.ipynb", given, **options)
