"""One way of testing for all: examples from fixed seeds, no clock that fails a slow machine, figures printed last."""

import pytest
from hypothesis import settings

settings.register_profile("course", deadline=None, derandomize=True, database=None)
settings.load_profile("course")


@pytest.fixture
def tell(record_property):
    """Print a figure that was measured: below all tests, also where several processes run them."""
    return lambda line: record_property("measured", line)


def pytest_terminal_summary(terminalreporter):
    """Print what was measured, in the order of the tests' names."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    told = [(report.nodeid, line) for report in reports for name, line in report.user_properties if name == "measured"]
    if told:
        terminalreporter.section("measured")
    for _, line in sorted(told):
        terminalreporter.line(line)
