"""The normal form hides a run and a machine, and nothing that a reader would see."""

import json

import nbformat
import pytest
from nbformat import v4

from tests.notebooks import normal_form


@pytest.fixture
def notebook():
    outputs = [
        v4.new_output("stream", name="stdout", text="1.25\n"),
        v4.new_output(
            "display_data",
            data={normal_form.VIEW: {"model_id": "5f2c", "version_major": 2}, "text/plain": "Lab(paused)"},
            metadata={normal_form.VIEW: {}, "image/png": {"alt": "a house"}},
        ),
    ]
    code = v4.new_code_cell("lab", outputs=outputs, execution_count=3, id="aaaa")
    code.metadata = nbformat.from_dict(
        {"tags": ["raises-exception"], "execution": {"iopub.busy": "12:00"}, "scrolled": True}
    )
    metadata = {
        "widgets": {"state": {}},
        "language_info": {"name": "python", "version": "3.12.1"},
        "kernelspec": {"name": "mine", "display_name": "My own"},
    }
    return v4.new_notebook(cells=[v4.new_markdown_cell("# Title", id="bbbb"), code], metadata=metadata)


def test_ids_are_the_lesson_and_the_position(notebook):
    assert [cell.id for cell in normal_form.normal_form(notebook, "07_content_and_style").cells] == ["07-00", "07-01"]
    assert [cell.id for cell in normal_form.normal_form(notebook, "studio").cells] == ["studio-00", "studio-01"]


def test_nothing_of_one_run_or_machine_is_left(notebook):
    text = normal_form.text_of(normal_form.normal_form(notebook, "07_x"))
    for trace in ("3.12.1", "12:00", "My own", "model_id", "widgets", "scrolled", "aaaa"):
        assert trace not in text


def test_what_a_reader_sees_stays(notebook):
    code = normal_form.normal_form(notebook, "07_x").cells[1]
    assert code.metadata == {"tags": ["raises-exception"]}
    assert code.execution_count == 3
    assert code.outputs[0].text == "1.25\n"
    assert code.outputs[1].data == {"text/plain": "Lab(paused)"}
    assert code.outputs[1].metadata == {"image/png": {"alt": "a house"}}


def test_it_leaves_its_argument_alone_and_is_its_own_fixed_point(notebook):
    before = json.dumps(notebook)
    once = normal_form.normal_form(notebook, "07_x")
    assert json.dumps(notebook) == before
    assert normal_form.text_of(normal_form.normal_form(once, "07_x")) == normal_form.text_of(once)
    nbformat.validate(once)


def test_the_command_names_and_then_mends(notebook, tmp_path, capsys):
    path = tmp_path / "07_x.ipynb"
    nbformat.write(notebook, path)
    assert normal_form.main(["--check", str(path)]) == 1
    assert capsys.readouterr().out.strip() == str(path)
    assert normal_form.main([str(path)]) == 0
    assert normal_form.main(["--check", str(path)]) == 0
    assert normal_form.is_normal(path)
