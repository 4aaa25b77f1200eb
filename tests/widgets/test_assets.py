import re
from pathlib import Path

import pytest

import course_lib.widgets
from course_lib.widgets import assets

FOLDER = Path(course_lib.widgets.__file__).parent
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".js", ".css"))


def test_files_are_joined_in_order():
    joined = assets.join("dom.js", "slider.js")
    assert joined.index("function element(") < joined.index("function knobSlider(")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_page_asks_for_nothing_elsewhere(path):
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", path.read_text(encoding="utf-8"))
    namespaces = ("http://www.w3.org/2000/svg",)
    assert [address for address in addresses if not address.startswith(namespaces)] == []
    assert "import(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("widget", sorted(set(course_lib.widgets.__all__) - {"ChannelCheck", "QuizView"}))
def test_a_widget_is_one_module_with_one_export(widget):
    module = str(getattr(course_lib.widgets, widget)._esm)
    assert module.count("export default") == 1
    functions = re.findall(r"^(?:async )?function (\w+)", module, re.MULTILINE)
    assert len(functions) == len(set(functions))
