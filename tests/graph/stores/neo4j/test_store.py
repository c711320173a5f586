"""A synced database answers as the embedded side does: networkx and plain tables over the same facts are the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import product

import neo4j
import networkx as nx
import polars as pl
import pytest

from graph import open_store, queries, trace
from graph.errors import BadInput, NotFound
from graph.exposures import Exposures
from graph.facts import MemoryFacts
from graph.identity import resolve
from graph.judgements import Judged
from graph.links import links, nodes
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore, sync
from tests.conftest import Address, empty
from tests.graph.plain_cases import plain_case
from tests.graph.stores.neo4j.small import ODD_BRANCH, small_facts


@pytest.fixture(scope="module")
def store(neo4j_server: Address) -> Iterator[Neo4jStore]:
    """The small cases, projected once for all questions of this module; nobody here writes."""
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=neo4j_server.auth) as driver:
        empty(driver)
    sync(small_facts(), neo4j_server.uri, auth=neo4j_server.auth)
    with opened(neo4j_server) as store:
        yield store


@pytest.fixture(scope="module")
def whole() -> nx.MultiGraph:
    """The whole small property graph in networkx."""
    facts = small_facts()
    persons = resolve(facts)
    graph = nx.MultiGraph()
    for label, table in nodes(facts, persons).items():
        graph.add_nodes_from(f"{label}:{id_}" for id_ in table["id"])
    for type_, table in links(facts, persons).items():
        for row in table.iter_rows(named=True):
            ends = f"{row['start_label']}:{row['start']}", f"{row['end_label']}:{row['end']}"
            graph.add_edge(*ends, type=type_, start=ends[0], end=ends[1])
    return graph


def opened(server: Address) -> closing[Neo4jStore]:
    """The store at that server, closed at the end."""
    return closing(Neo4jStore(server.uri, server.auth))


def in_order(exposures: Exposures) -> list[pl.DataFrame]:
    """Exposures as tables in one order: that of their rows means nothing."""
    tables = (exposures.people, exposures.holdings, exposures.shares)
    return [table.sort(table.columns, nulls_last=True) for table in tables]


def counted(exposures: Exposures) -> pl.DataFrame:
    """Victims and comparison people each holder touched, row by row."""
    people = {row["person"]: row for row in exposures.people.to_dicts()}
    touched: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in exposures.holdings.to_dicts():
        person = people[row["person"]]
        if not row["protected"] and (row["seen_from"] is None or row["seen_from"] < person["call"]):
            roles = touched.setdefault((row["kind"], row["holder"]), {"victim": set(), "comparison": set()})
            roles[person["role"]].add(row["person"])
    rows = [(*holder, len(roles["victim"]), len(roles["comparison"])) for holder, roles in sorted(touched.items())]
    return pl.DataFrame(rows, schema=["kind", "holder", "victims", "comparisons"], orient="row")


def test_exposures_are_those_of_the_memory_store(store: Neo4jStore) -> None:
    """Same inputs, same answer on every store."""
    expected = in_order(MemoryStore(small_facts()).exposures())

    for found, wanted in zip(in_order(store.exposures()), expected, strict=True):
        assert found.equals(wanted)


def test_the_verdict_is_that_of_the_memory_store(
    store: Neo4jStore, neo4j_server: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down to the digest of its inputs; and the server's address is all that has to be known."""
    monkeypatch.setenv("HEADWATER_NEO4J_USER", neo4j_server.auth[0])
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", neo4j_server.auth[1])

    with closing(open_store(neo4j_server.uri)) as found:
        verdict = trace(found)

    assert verdict == trace(MemoryStore(small_facts()))


def test_neighbours_of_every_node_are_those_of_networkx(store: Neo4jStore, whole: nx.MultiGraph) -> None:
    """Each link once, with its direction."""
    for node in sorted(whole):
        expected = {(edge["start"], edge["type"], edge["end"]) for *_, edge in whole.edges(node, data=True)}
        assert store.neighbours(node).rows() == sorted(expected), node


def test_paths_are_the_shortest_ones_of_networkx(store: Neo4jStore, whole: nx.MultiGraph) -> None:
    """All of them, in one order; and the embedded store finds the same."""
    memory = MemoryStore(small_facts())
    victims = sorted(node for node in whole if node.startswith("Person:"))[:4]
    others = ["Holder:branch:" + ODD_BRANCH, "Holder:sms_channel:丁短信", "Installer:装1", "Account:6200"]
    for a, b in product(victims, victims[:2] + others):
        expected = sorted({tuple(path) for path in nx.all_shortest_paths(whole, a, b)})
        assert store.paths(a, b, longest=8) == expected, (a, b)
        assert sorted(queries.paths(memory, a, b, longest=8, most=1000).found) == expected, (a, b)


def test_a_path_that_is_too_long_is_told(store: Neo4jStore) -> None:
    """From an account to an installer it takes a person and a call: four links, not three."""
    assert store.paths("Account:6200", "Installer:装1", longest=4)
    with pytest.raises(NotFound, match="no path of at most 3 steps"):
        store.paths("Account:6200", "Installer:装1", longest=3)


def test_holder_counts_are_those_of_the_exposures(store: Neo4jStore) -> None:
    """People are counted once a holder, however many of their records it held."""
    assert store.holder_counts().equals(counted(MemoryStore(small_facts()).exposures()))


def test_shared_holders_are_those_of_the_embedded_store(store: Neo4jStore) -> None:
    """The same counts, for a few victims and for all; a holder that only one of them met is not shared."""
    memory = MemoryStore(small_facts())
    victims = memory.exposures().people.filter(pl.col("role") == "victim")["person"].sort().to_list()
    for some in (victims, victims[:4], victims[:1]):
        expected = queries.shared_holders(memory, some).select("kind", "holder", "observed", "touched")
        found = store.shared_holders(some)
        assert sorted(found.rows()) == sorted(expected.rows())
    assert ODD_BRANCH in store.shared_holders(victims)["holder"]


def test_somebody_who_is_no_victim_shares_nothing(store: Neo4jStore) -> None:
    """A comparison person among the victims is a mistake, not a zero."""
    people = store.exposures().people.filter(pl.col("role") == "comparison")["person"].sort().to_list()

    with pytest.raises(NotFound, match="no victim has the pseudonym"):
        store.shared_holders(people[:2])


@pytest.mark.parametrize(
    "node", ["Person:p:nobody", "Robot:x", "Holder", "Person) DETACH DELETE (n:1", "Run:projection"]
)
def test_a_node_that_is_not_there_is_told(store: Neo4jStore, node: str) -> None:
    """Also where its name is an attempt to smuggle Cypher in, and where it is our own marker."""
    with pytest.raises(NotFound):
        store.neighbours(node)
    with pytest.raises(NotFound):
        store.paths(node, "Account:6200")


@pytest.mark.parametrize("longest", [0, -1, 16])
def test_a_length_of_path_that_no_server_could_answer_is_refused(store: Neo4jStore, longest: int) -> None:
    """A mistyped 50 would keep the server busy for everybody."""
    with pytest.raises(BadInput, match="choose 1 to 15"):
        store.paths("Account:6200", "Installer:装1", longest)


def test_what_the_projection_does_not_keep_is_said(store: Neo4jStore) -> None:
    """Cases and rows are the workspace's: better no answer than that of all cases."""
    with pytest.raises(BadInput, match="does not keep cases apart"):
        store.exposures(case="案1")
    with pytest.raises(BadInput, match="keeps no rows"):
        store.sources("order:D1")


def test_a_database_without_projection_is_told(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """It is not an empty case."""
    with opened(neo4j_server) as store, pytest.raises(BadInput, match="nothing of Headwater is in this database"):
        store.exposures()


def test_a_half_done_projection_is_not_read(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """Half of the victims would be another verdict."""
    sync(small_facts(), neo4j_server.uri, auth=neo4j_server.auth)
    neo4j_driver.execute_query("MATCH (run:Run) SET run.done = 7")

    with opened(neo4j_server) as store, pytest.raises(BadInput, match="half done"):
        store.holder_counts()


def test_an_empty_projection_has_empty_exposures(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """All tables are there, without rows."""
    sync(MemoryFacts({}), neo4j_server.uri, auth=neo4j_server.auth)

    with opened(neo4j_server) as store:
        found = store.exposures()

    assert [table.height for table in in_order(found)] == [0, 0, 0]


def test_a_plain_case_has_the_same_exposures_on_both_stores(neo4j_driver: neo4j.Driver, neo4j_server: Address) -> None:
    """A whole case of ../shared, thousands of holdings, down to the last time."""
    facts = plain_case("base_rates_only-100")
    sync(facts, neo4j_server.uri, auth=neo4j_server.auth)
    expected = MemoryStore(facts).exposures()

    with opened(neo4j_server) as store:
        assert store.holder_counts().equals(counted(expected))
        for found, wanted in zip(in_order(store.exposures()), in_order(expected), strict=True):
            assert found.equals(wanted)


def test_a_projection_is_read_under_the_judgements_it_was_synced_with(store: Neo4jStore, neo4j_server: Address) -> None:
    """And under others once it is synced again, though nothing else has changed."""
    victims = sorted(small_facts().table("victims")["person_id"].drop_nulls().unique())
    for judged in (Judged(cleared=(("merchant", "甲"),)), Judged(same=((victims[0], victims[1]),)), Judged()):
        sync(small_facts(), neo4j_server.uri, auth=neo4j_server.auth, judged=judged)

        assert trace(store) == trace(MemoryStore(small_facts(), judged=judged))
