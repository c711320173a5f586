"""`sync` against a real server: once, again, interrupted, killed, with other facts, beside somebody else's nodes."""

from __future__ import annotations

from typing import Any

import neo4j
import pytest

from graph.errors import BadInput, HeadwaterError
from graph.facts import MemoryFacts
from graph.schema import NODES
from graph.stores.neo4j import SyncReport, sync
from graph.stores.neo4j.content import project
from graph.stores.neo4j.cypher import SHAPES
from tests.conftest import Address, drop_constraints
from tests.graph.stores.neo4j.small import ODD_BRANCH, ODD_SHOP, small_facts


class Interrupted(Exception):
    """The user has had enough."""


def ask(driver: neo4j.Driver, query: str, **parameters: Any) -> list[dict[str, Any]]:
    """Rows of a reading query."""
    return [row.data() for row in driver.execute_query(query, parameters, database_="neo4j").records]


def whole(driver: neo4j.Driver) -> tuple[list[Any], list[Any]]:
    """Everything of ours in the database: nodes with labels and properties, links with ends, type and properties."""
    nodes = ask(
        driver, "MATCH (n:Headwater) WHERE NOT n:Run RETURN labels(n) AS of, properties(n) AS has ORDER BY of, n.id"
    )
    links = ask(
        driver,
        "MATCH (a:Headwater)-[r]->(b:Headwater) RETURN labels(a) AS start, a.id AS one, type(r) AS type, labels(b) AS end,"
        " b.id AS other, properties(r) AS has ORDER BY start, one, type, end, other, has.source_row",
    )
    return nodes, links


def run(facts: MemoryFacts, server: Address, **settings: Any) -> SyncReport:
    """A sync in small batches, so that there is a middle to be interrupted in."""
    return sync(facts, server.uri, auth=server.auth, batch=settings.pop("batch", 10), **settings)


def stop_at(rows: int) -> Any:
    """A progress callback that interrupts once so many rows are done."""

    def progress(done: int, total: int) -> None:
        if done >= rows:
            raise Interrupted

    return progress


def test_everything_the_facts_yield_is_in_the_database(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """As many nodes of each label and links of each shape as the embedded side has, and the report says how many."""
    content = project(small_facts())

    report = run(small_facts(), neo4j_server)

    nodes = {label: ask(neo4j_driver, f"MATCH (n:Headwater:{label}) RETURN count(n) AS n")[0]["n"] for label in NODES}
    links = [
        ask(neo4j_driver, f"MATCH (:{start})-[r:{type_}]->(:{end}) RETURN count(r) AS n")[0]["n"]
        for start, type_, end in SHAPES
    ]
    assert list(nodes.values()) == [part.table.height for part in content.of_nodes]
    assert links == [part.table.height for part in content.of_links]
    assert report == SyncReport(content.nodes, content.total - content.nodes, report.batches, already=False)


def test_the_constraints_of_all_labels_exist(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """And the server enforces them: a second node of the same id is refused."""
    drop_constraints(neo4j_driver)

    run(small_facts(), neo4j_server)

    found = ask(neo4j_driver, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    labels = {row["labelsOrTypes"][0] for row in found if row["properties"] == ["id"]}
    assert labels == {*NODES, "Run"}
    with pytest.raises(neo4j.exceptions.ConstraintError):
        neo4j_driver.execute_query("CREATE (:Order {id: 'D1'})")


def test_a_second_sync_changes_nothing_and_says_so(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Plain CREATE would double everything; the marker says that all is there."""
    run(small_facts(), neo4j_server)
    before = whole(neo4j_driver)

    again = run(small_facts(), neo4j_server)

    assert again == SyncReport(0, 0, 0, already=True)
    assert whole(neo4j_driver) == before


def test_names_that_look_like_cypher_are_only_names(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """An injection attempt in the name of a shop or branch is written as it is and does nothing."""
    run(small_facts(), neo4j_server)

    names = {row["name"] for row in ask(neo4j_driver, "MATCH (h:Holder) RETURN h.name AS name")}
    assert {ODD_SHOP, ODD_BRANCH} <= names
    assert {
        label for row in ask(neo4j_driver, "CALL db.labels() YIELD label RETURN label") for label in row.values()
    } >= {*NODES}
    assert not ask(neo4j_driver, "MATCH (n:Admin) RETURN n")


@pytest.mark.parametrize("rows", [10, 60, 110])
def test_an_interrupted_sync_is_completed(neo4j_driver: neo4j.Driver, neo4j_server: Address, rows: int) -> None:
    """Stopped among nodes or among links, with another size of batch afterwards: the same graph as in one go."""
    run(small_facts(), neo4j_server)
    expected = whole(neo4j_driver)
    neo4j_driver.execute_query("MATCH (n) DETACH DELETE n")

    with pytest.raises(Interrupted):
        run(small_facts(), neo4j_server, progress=stop_at(rows))
    report = run(small_facts(), neo4j_server, batch=7)

    assert whole(neo4j_driver) == expected
    assert 0 < report.nodes + report.links < project(small_facts()).total
    assert not report.already


def test_a_sync_cut_by_kill_9_of_the_server_is_completed(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """The marker moves in the transaction of its batch, so it agrees with what is there whatever is killed."""
    server = neo4j_server.own
    if server is None:
        pytest.skip("needs a server of our own to kill: unset NEO4J_TEST_URI")
    facts = small_facts()
    total = project(facts).total

    def kill(done: int, _: int) -> None:
        if done >= total // 2:
            server.crash()
            raise Interrupted

    with pytest.raises(Interrupted):
        run(facts, neo4j_server, progress=kill)
    server.restart()
    report = run(facts, neo4j_server)
    again = run(facts, neo4j_server)

    with neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver:
        nodes, links = whole(driver)
    assert len(nodes) + len(links) == total
    assert 0 < report.nodes + report.links < total
    assert again.already


def test_other_facts_replace_the_projection(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Nothing of the old is left: the graph is as if the new facts had come first."""
    run(small_facts(victims=8), neo4j_server)
    expected = whole(neo4j_driver)
    neo4j_driver.execute_query("MATCH (n) DETACH DELETE n")

    run(small_facts(victims=6), neo4j_server)
    report = run(small_facts(victims=8), neo4j_server)

    assert whole(neo4j_driver) == expected
    assert report.nodes + report.links == project(small_facts(victims=8)).total


def test_other_facts_replace_a_half_done_projection(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Also where the removal itself was cut short: the marker says "removing" from its first moment on."""
    with pytest.raises(Interrupted):
        run(small_facts(victims=6), neo4j_server, progress=stop_at(50))
    neo4j_driver.execute_query("MATCH (run:Run) SET run.done = -1")

    run(small_facts(victims=8), neo4j_server)

    nodes, links = whole(neo4j_driver)
    assert len(nodes) + len(links) == project(small_facts(victims=8)).total


def test_nodes_of_somebody_else_stay(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Through a sync, a second and a rebuild; even under a label that we use too."""
    neo4j_driver.execute_query("CREATE (:Note {text: '查过'})-[:ABOUT]->(:Person {id: 'theirs'}), (:Person), (:Person)")

    for facts in (small_facts(6), small_facts(6), small_facts(7)):
        run(facts, neo4j_server)

    left = ask(
        neo4j_driver, "MATCH (n) WHERE NOT n:Headwater RETURN labels(n) AS of, properties(n) AS has ORDER BY of, has.id"
    )
    assert left == [
        {"of": ["Note"], "has": {"text": "查过"}},
        {"of": ["Person"], "has": {"id": "theirs"}},
        {"of": ["Person"], "has": {}},
        {"of": ["Person"], "has": {}},
    ]
    assert len(ask(neo4j_driver, "MATCH (:Note)-[r:ABOUT]->(:Person) RETURN r")) == 1


@pytest.mark.parametrize("theirs", ["CREATE (:Order {id: 'D1'})", "CREATE (:Order {id: 'x'}), (:Order {id: 'x'})"])
def test_a_clash_with_nodes_of_somebody_else_is_told(
    neo4j_driver: neo4j.Driver, neo4j_server: Address, theirs: str
) -> None:
    """We neither take theirs for ours nor overwrite them."""
    drop_constraints(neo4j_driver)
    neo4j_driver.execute_query(theirs)

    with pytest.raises(BadInput, match="nodes of somebody else"):
        run(small_facts(), neo4j_server)


@pytest.mark.parametrize(
    "damage", ["MATCH (h:Holder) WITH h ORDER BY h.id LIMIT 1 DETACH DELETE h", "MATCH ()-[r:PLACED]->() WITH r LIMIT 1 DELETE r"]
)  # fmt: skip
def test_a_projection_somebody_has_damaged_is_rebuilt(
    neo4j_driver: neo4j.Driver, neo4j_server: Address, damage: str
) -> None:
    """The marker is believed only where it agrees with what is there."""
    run(small_facts(), neo4j_server)
    expected = whole(neo4j_driver)
    neo4j_driver.execute_query(damage)

    report = run(small_facts(), neo4j_server)

    assert whole(neo4j_driver) == expected
    assert not report.already


def test_a_second_writer_stops_and_the_first_goes_on(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Two clerks sync at once: one is told to wait, and nothing is written twice."""
    facts = small_facts()
    reports = []

    def barge_in(done: int, _: int) -> None:
        if not reports:
            reports.append(run(facts, neo4j_server))

    with pytest.raises(HeadwaterError, match="another sync writes into this database"):
        run(facts, neo4j_server, progress=barge_in)

    nodes, links = whole(neo4j_driver)
    assert len(nodes) + len(links) == project(facts).total
    assert reports[0].nodes + reports[0].links == project(facts).total - 10


def test_no_facts_are_an_empty_projection(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """An empty workspace syncs, and what was there before goes."""
    run(small_facts(), neo4j_server)

    report = run(MemoryFacts({}), neo4j_server)

    assert whole(neo4j_driver) == ([], [])
    assert (report.nodes, report.links) == (0, 0)


def test_progress_is_told_after_every_batch_up_to_all(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """For a bar that ends where it should."""
    told: list[tuple[int, int]] = []

    report = run(small_facts(), neo4j_server, progress=lambda done, total: told.append((done, total)))

    total = project(small_facts()).total
    assert told == sorted(told)
    assert told[-1] == (total, total)
    assert len(told) == report.batches
