"""The files of the set-up say the same thing: pyproject, lock, environment.yml, README, Makefile, CI."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import course
from course_lib.environment import SUPPORTED, dotted

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text())
README = (ROOT / "README.md").read_text()
DECLARED = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
PINNED = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if re.match(r"[a-z0-9]", line)]
MACHINES = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
]


def pins(package: str, python: tuple[int, int], machine: dict) -> list[str]:
    """The versions that the lock gives to one package on one machine."""
    here = machine | {"python_version": dotted(python), "python_full_version": f"{dotted(python)}.9", "extra": ""}
    named = [pin for pin in PINNED if canonicalize_name(pin.name) == canonicalize_name(package)]
    return [str(pin.specifier) for pin in named if pin.marker is None or pin.marker.evaluate(here)]


@pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda machine: f"{machine['sys_platform']}-{machine['platform_machine']}"
)
@pytest.mark.parametrize("python", SUPPORTED, ids=dotted)
def test_the_lock_gives_each_requirement_one_version_that_it_allows(python, machine):
    for requirement in DECLARED:
        [pin] = pins(requirement.name, python, machine)
        assert requirement.specifier.contains(pin.removeprefix("=="), prereleases=True), requirement


def test_every_pin_has_hashes_and_no_line_an_address():
    assert "://" not in LOCK
    assert not re.search(r"^\s*(--(extra-)?index-url|--find-links|-e|-i)\b", LOCK, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) == len(PINNED) > 100
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_supported_pythons_are_those_that_pyproject_allows():
    allowed = SpecifierSet(PROJECT["requires-python"])
    assert [(3, minor) for minor in range(30) if f"3.{minor}.5" in allowed] == SUPPORTED


def test_what_the_library_imports_is_declared():
    runtime = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    owners = packages_distributions()
    for path in (ROOT / "course_lib").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text())))
        names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
        tops = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"course_lib"}
        undeclared = {top for top in tops if not runtime & set(map(canonicalize_name, owners.get(top, [top])))}
        assert undeclared == set(), path


def test_conda_takes_python_and_pip_and_leaves_every_version_to_the_lock():
    python, pip, packages = ENVIRONMENT["dependencies"]
    allowed = SpecifierSet(python.removeprefix("python").strip())
    assert [(3, minor) for minor in range(30) if f"3.{minor}.5" in allowed] == SUPPORTED
    assert pip == "pip"
    assert packages == {"pip": ["-r requirements.lock"]}


def test_the_two_commands_are_the_same_everywhere():
    commands = re.findall(r"^    python3 course\.py (\w+)", README, re.MULTILINE)
    assert commands == ["lab", "test"]
    assert set(commands) <= set(course.COMMANDS)
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "python3 course.py test"
    assert "run: .ci/run" in (ROOT / ".github" / "workflows" / "tests.yml").read_text()


def test_the_makefile_is_shorthand_for_every_command_of_the_script():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert targets == list(course.COMMANDS)
    assert set(re.findall(r"^\| `python3 course\.py (\w+)`", README, re.MULTILINE)) == set(course.COMMANDS)


def test_the_workflow_runs_every_supported_python():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text())
    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == [dotted(python) for python in SUPPORTED]


@pytest.mark.parametrize(
    "module",
    ["course_lib", "course_lib.errors", "course_lib.runtime", "course_lib.images", "course_lib.colour", "course"],
)
def test_importing_brings_in_no_tensorflow(module):
    heavy = "('tensorflow', 'keras', 'jax', 'torch', 'sklearn', 'skimage', 'IPython')"
    question = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_importing_the_course_costs_next_to_nothing():
    question = "import sys; before = len(sys.modules); import course_lib; print(len(sys.modules) - before)"
    answer = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(answer.stdout) <= 5
