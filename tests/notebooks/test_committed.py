"""What is committed can be read without running: executed in order, free of errors, small, pictures put in words."""

import pytest
from nbformat import v4

from tests.notebooks import normal_form
from tests.notebooks.inspection import faults

MOST_BYTES = 1_000_000
NOTEBOOKS = normal_form.committed()
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def test_there_are_notebooks():
    assert NOTEBOOKS


@each_notebook
def test_it_is_in_its_normal_form(path):
    assert normal_form.is_normal(path), f"type: python -m tests.notebooks.normal_form {path}"


@each_notebook
def test_it_can_be_read_without_running(path):
    assert faults(normal_form.read(path)) == []


@each_notebook
def test_it_is_small(path):
    assert path.stat().st_size < MOST_BYTES


def code(source="1", count=1, outputs=(), tags=()):
    return v4.new_code_cell(source, execution_count=count, outputs=list(outputs), metadata={"tags": list(tags)})


def picture(**metadata):
    return v4.new_output("display_data", data={"image/png": "iVBOR"}, metadata={"image/png": metadata})


ERROR = v4.new_output("error", ename="ValueError", evalue="no", traceback=[])
HTML = v4.new_output("display_data", data={"text/html": '<img src="data:x" alt="">'})


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (code(count=None), "run as number None"),
        (code(count=7), "run as number 7"),
        (code(outputs=[ERROR]), "it failed"),
        (code(tags=["raises-exception"]), "does not raise"),
        (code(outputs=[v4.new_output("stream", name="stderr", text="W0000")]), "error stream"),
        (code("# NBVAL_IGNORE_OUTPUT\n1"), "look away"),
        (code(tags=["nbval-skip"]), "look away"),
        (code(outputs=[picture()]), "no words"),
        (code(outputs=[picture(width=3)]), "no words"),
        (code(outputs=[HTML]), "no words"),
        (v4.new_markdown_cell("![](house.png)"), "no words"),
        (v4.new_markdown_cell('<img src="house.png">'), "no words"),
    ],
)
def test_a_fault_is_found(cell, fault):
    [found] = faults(v4.new_notebook(cells=[cell]))
    assert fault in found


def test_what_is_sound_passes():
    cells = [
        v4.new_markdown_cell('![A house](house.png) <img src="house.png" alt="A house">'),
        code(outputs=[picture(alt="A house")]),
        code(count=2, outputs=[ERROR], tags=["raises-exception"]),
    ]
    assert faults(v4.new_notebook(cells=cells)) == []
