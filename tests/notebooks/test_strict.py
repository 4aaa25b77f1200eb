"""Running and strict comparison catch what they are there for, on small notebooks, by the options that `test` uses."""

import re
import subprocess
import sys

from nbformat import v4

import course
from tests.notebooks import execute, normal_form

STORED = "Processor: another\nMemory: 3 GB\nGraphics card: none\nSystem: BeOS, Python 3.11.7\n"
PRINTED = "Processor: mine\nMemory: 64 GB\nGraphics card: fast\nSystem: Linux, Python 3.13.0"


def cell(source, stored=None, count=1):
    outputs = [v4.new_output("stream", name="stdout", text=stored)] if stored else []
    return v4.new_code_cell(source, outputs=outputs, execution_count=count)


def write(path, *cells):
    normal_form.write(v4.new_notebook(cells=list(cells)), path)
    return path


def test_strict_comparison(tmp_path):
    sound, of_another_machine = cell("print(2 + 2)", "4\n"), cell(f"print({PRINTED!r})", STORED)
    changed, new_output, failing = cell("print(2 + 2)", "5\n"), cell("print(2 + 2)"), cell("1 / 0")
    path = write(tmp_path / "07_strict.ipynb", sound, of_another_machine, changed, new_output, failing)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *map(str, course.STRICT), str(path)]
    done = subprocess.run(command, cwd=normal_form.ROOT, capture_output=True, text=True, check=False)
    passed = re.findall(r"^PASSED .*::Cell (\d+)", done.stdout, re.MULTILINE)
    failed = re.findall(r"^FAILED .*::Cell (\d+)", done.stdout, re.MULTILINE)
    assert (passed, failed) == (["0", "1"], ["2", "3", "4"]), done.stdout
    assert done.returncode == 1


def test_execution_stores_outputs_in_normal_form_and_leaves_a_failing_notebook_alone(tmp_path, capsys):
    fresh = write(tmp_path / "07_fresh.ipynb", cell("print(2 + 2)", count=None))
    failing = write(tmp_path / "08_failing.ipynb", cell("1 / 0", "kept\n"))
    before = failing.read_bytes()
    assert execute.main([str(fresh), str(failing)]) == 1
    [run] = normal_form.read(fresh).cells
    assert (run.id, run.execution_count, run.outputs[0].text) == ("07-00", 1, "4\n")
    assert normal_form.is_normal(fresh)
    assert failing.read_bytes() == before
    assert "08_failing.ipynb: FAILED" in capsys.readouterr().err
