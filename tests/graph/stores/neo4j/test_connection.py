"""What goes wrong on the way to a server is told in one line that says what to do, and no line holds a password."""

from __future__ import annotations

import socket

import pytest

from graph.errors import BadInput, HeadwaterError
from graph.stores.neo4j.connection import connected, credentials
from tests.conftest import Address


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_no_server_is_told_with_the_address() -> None:
    """The commonest mistake of all."""
    uri = f"bolt://127.0.0.1:{closed_port()}"

    with pytest.raises(BadInput, match=f"no Neo4j server answers at {uri}") as told, connected(uri, ("neo4j", "x")):
        pass

    assert "\n" not in str(told.value)


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt://", "workspace"])
def test_what_is_no_neo4j_address_is_told_with_an_example(uri: str) -> None:
    """The web address of the browser is easily taken for it."""
    with pytest.raises(BadInput, match="write it like bolt://localhost:7687"), connected(uri):
        pass


def test_an_address_with_a_login_is_refused_and_not_repeated() -> None:
    """Command lines are seen by every user of the machine, messages land in logs."""
    with (
        pytest.raises(BadInput, match="HEADWATER_NEO4J_PASSWORD") as told,
        connected("bolt://neo4j:open-sesame@localhost:7687"),
    ):
        pass

    assert "open-sesame" not in str(told.value)


def test_a_wrong_password_is_told_with_the_variables_to_set(neo4j_server: Address) -> None:
    """And the password that was tried stays out of the message."""
    with pytest.raises(BadInput, match="refuses the login") as told, connected(neo4j_server.uri, ("neo4j", "guessed")):
        pass

    assert "HEADWATER_NEO4J_USER" in str(told.value)
    assert "guessed" not in str(told.value)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, neo4j_server: Address) -> None:
    """So that no command line carries them."""
    monkeypatch.setenv("HEADWATER_NEO4J_USER", neo4j_server.auth[0])
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", neo4j_server.auth[1])

    with connected(neo4j_server.uri) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_without_a_password_there_are_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without login is asked without one; a user alone is nothing."""
    monkeypatch.delenv("HEADWATER_NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("HEADWATER_NEO4J_USER", "analyst")

    assert credentials() is None


def test_a_statement_the_server_refuses_is_told_without_a_traceback(neo4j_server: Address) -> None:
    """What the server says is worth reading; its line breaks are not."""
    with (
        pytest.raises(HeadwaterError, match="could not do it") as told,
        connected(neo4j_server.uri, neo4j_server.auth) as driver,
    ):
        driver.execute_query("MATCH (n RETURN n")

    assert "\n" not in str(told.value)
