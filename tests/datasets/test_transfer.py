import socket
import ssl
import urllib.error

import numpy as np
import pytest

from course_lib.datasets import transfer
from course_lib.datasets.transfer import TransferError
from tests.datasets import loopback

CONTENTS = np.random.default_rng(0).bytes(1000)


@pytest.fixture
def part(server, tmp_path):
    """Where the file comes to lie; the loopback server has it."""
    server.files["set.zip"] = CONTENTS
    return tmp_path / "set.zip.part"


def refused(address, part, says, size=1000):
    with pytest.raises(TransferError, match=says):
        transfer.go_on(address, part, size, lambda have: None)


@pytest.mark.parametrize("behaviour", ["whole", "moved", "unsized"])
def test_the_whole_file_comes_and_its_bytes_are_counted(server, part, behaviour):
    told = []
    transfer.go_on(server.address(f"/{behaviour}/set.zip"), part, 1000, told.append)
    assert part.read_bytes() == CONTENTS and told == sorted(told) and told[-1] == 1000


def test_only_what_is_missing_is_asked_for(server, part):
    part.write_bytes(CONTENTS[:400])
    transfer.go_on(server.address("/moved/set.zip"), part, 1000, lambda have: None)
    assert part.read_bytes() == CONTENTS
    assert server.asked == [("/moved/set.zip", "bytes=400-"), ("/whole/set.zip", "bytes=400-")]


@pytest.mark.parametrize("behaviour", ["rangeless", "satisfiable_never"])
def test_a_server_without_ranges_is_read_from_the_start(server, part, behaviour):
    part.write_bytes(b"x" * 400)
    transfer.go_on(server.address(f"/{behaviour}/set.zip"), part, 1000, lambda have: None)
    assert part.read_bytes() == CONTENTS


@pytest.mark.parametrize(
    ("behaviour", "size", "says"),
    [
        ("whole", 999, "it gives 1,000 bytes instead of 999: another file"),
        ("whole", 1001, "it gives 1,000 bytes instead of 1,001: another file"),
        ("unsized", 999, "it gives more than the 999 bytes of the file"),
        ("unsized", 1001, "the connection broke off at 1,000 of 1,001 bytes"),
        ("breaking", 1000, "the connection broke off at 100 of 1,000 bytes"),
        ("login", 1000, "it answers with a web page instead of the file"),
        ("forbidden", 1000, "HTTP 403, it may not be had from here"),
        ("failing", 1000, "HTTP 503, Service Unavailable"),
        ("round", 1000, "HTTP 302, .*infinite loop"),
        ("garbled", 1000, "not HTTP at all"),
    ],
)
def test_an_answer_that_will_not_do_is_told(server, part, behaviour, size, says):
    refused(server.address(f"/{behaviour}/set.zip"), part, says, size)


def test_a_file_that_is_not_there_is_told(server, part):
    refused(server.address("/whole/other.zip"), part, "HTTP 404, there is no such file")
    assert not part.exists()


@pytest.mark.parametrize(("behaviour", "says"), [("shifted", "another range"), ("failing", "503"), ("login", "page")])
def test_a_part_is_kept_where_nothing_came(server, part, behaviour, says):
    part.write_bytes(CONTENTS[:400])
    refused(server.address(f"/{behaviour}/set.zip"), part, says)
    assert part.read_bytes() == CONTENTS[:400]


def test_a_range_of_a_file_of_another_size_is_refused(server, part):
    part.write_bytes(CONTENTS[:400])
    refused(server.address("/whole/set.zip"), part, "another range than bytes 400 to 2,000: another file", 2000)


def test_no_more_than_one_byte_beyond_the_file_is_read_of_what_has_no_end(server, part):
    server.files["set.zip"] = bytes(3_000_000)
    told = []
    with pytest.raises(TransferError, match="gives more than"):
        transfer.go_on(server.address("/unsized/set.zip"), part, 1000, told.append)
    assert max(told) == 1001 and not part.exists()


def test_a_server_that_says_nothing_is_given_up(server, part, monkeypatch):
    monkeypatch.setattr(transfer, "ANSWER_SECONDS", 0.2)
    refused(server.address("/silent/set.zip"), part, "no answer for 0.2 seconds")


def test_a_server_that_drips_is_given_up(server, part, monkeypatch):
    monkeypatch.setattr(transfer, "PACE_SECONDS", 0.1)
    refused(server.address("/dripping/set.zip"), part, "less than 1 kB a second, at ")


def test_nobody_at_the_address_is_told_as_such(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with loopback.serving() as gone:
        address = gone.address("/whole/set.zip")
    refused(address, tmp_path / "part", "nobody answers there: the connection is refused")


def test_no_network_is_told_as_such(tmp_path, monkeypatch):
    def no_name(*_, **__):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    refused(
        "https://example.org/set.zip", tmp_path / "part", "the name of the server is not found: there is no network"
    )


def test_a_certificate_that_will_not_do_is_told_as_such(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise urllib.error.URLError(ssl.SSLCertVerificationError("certificate has expired"))

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    refused("https://example.org/set.zip", tmp_path / "part", r"no secure connection \(.*certificate has expired")


def test_a_part_that_cannot_be_written_is_told(server, part):
    part.mkdir()
    refused(server.address("/whole/set.zip"), part, "Is a directory|Permission denied")


def test_a_redirect_to_a_file_of_this_machine_is_not_followed(server, part):
    refused(server.address("/home/set.zip"), part, "Redirection to url 'file:.*not allowed")
