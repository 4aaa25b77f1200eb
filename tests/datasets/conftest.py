import pytest

from tests.datasets import loopback


@pytest.fixture
def server(monkeypatch):
    """A web server on loopback that has every fault, asked without a proxy."""
    monkeypatch.setenv("no_proxy", "*")
    with loopback.serving() as running:
        yield running
