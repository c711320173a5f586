"""A connection to a Neo4j server, with the driver's errors said in one line that tells what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import BadInput, HeadwaterError

Auth = tuple[str, str]
USER = "HEADWATER_NEO4J_USER"
PASSWORD = "HEADWATER_NEO4J_PASSWORD"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def credentials() -> Auth | None:
    """User and password from the environment; None where no password is set, for a server without login."""
    password = os.environ.get(PASSWORD)
    return (os.environ.get(USER, "neo4j"), password) if password else None


def check_address(uri: str) -> None:
    """BadInput unless `uri` is a Neo4j address that carries no password; the message does not repeat one."""
    parts = urlsplit(uri)
    if "@" in parts.netloc:
        msg = f"the Neo4j address must not carry a login: others see command lines; set {USER} and {PASSWORD} instead"
        raise BadInput(msg)
    if parts.scheme not in SCHEMES or not parts.netloc:
        msg = f"{uri!r} is no Neo4j address: write it like bolt://localhost:7687 or neo4j://graph.example:7687"
        raise BadInput(msg)


@contextmanager
def connected(uri: str, auth: Auth | None = None) -> Iterator[Driver]:
    """A driver whose server has answered; `auth` None: `credentials()`.

    Raises BadInput where nobody answers or the login is refused, at the start or on the way.
    """
    check_address(uri)
    with told(uri), open_driver(uri, auth) as driver:
        driver.verify_connectivity()
        yield driver


def open_driver(uri: str, auth: Auth | None = None) -> Driver:
    """The driver, not yet connected.

    Idle connections are checked, since firewalls drop them silently; hints on Cypher stay off the user's terminal.
    """
    return GraphDatabase.driver(
        uri,
        auth=auth or credentials(),
        max_connection_lifetime=1800,
        liveness_check_timeout=60,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )


@contextmanager
def told(uri: str) -> Iterator[None]:
    """Turns the driver's errors into ours."""
    try:
        yield
    except AuthError as error:
        msg = f"{uri} refuses the login: set {USER} and {PASSWORD} to a user of that server"
        raise BadInput(msg) from error
    except (ServiceUnavailable, SessionExpired) as error:
        msg = f"no Neo4j server answers at {uri}: start it or mend the address, then do the same again; nothing is lost"
        raise BadInput(msg) from error
    except ConfigurationError as error:
        msg = f"{uri} cannot be used: {_line(error)}"
        raise BadInput(msg) from error
    except (Neo4jError, DriverError) as error:
        msg = f"{uri} could not do it: {_line(error)}; what was committed is kept, so the same again continues"
        raise HeadwaterError(msg) from error


def _line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return " ".join(str(text).split())
