"""A real Neo4j Community server for tests, from Maven artefacts and a JDK: no Docker, nothing installed.

The jars (about 120 MB) are fetched once into `.cache/neo4j`; the stamp is written last, so a broken download is done
again. A server started on a kept `home` continues the database that lies there.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.needs import need

HERE = Path(__file__).resolve().parent
POM = HERE / "pom.xml"
CACHE = HERE.parents[1] / ".cache" / "neo4j"
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
START_SECONDS = 180
PASSWORD = "headwater-test"


def jars(cache: Path = CACHE) -> Path:
    """The folder of the server's jars; Maven fills it the first time."""
    stamp = cache / "complete"
    if stamp.exists() and stamp.read_bytes() == POM.read_bytes():
        return cache
    need(shutil.which("mvn"), "Maven, once, to fetch the Neo4j server", "install Maven 3 (apt install maven)")
    shutil.rmtree(cache, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={cache}"]
    subprocess.run([*command, "-DincludeScope=runtime"], check=True, timeout=900)
    stamp.write_bytes(POM.read_bytes())
    return cache


def java() -> str:
    """The Java to run the server with: that of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(f"{home}/bin/java" if home else "java")
    need(found, "Java 17 or 21 for the Neo4j server", "install a JDK (apt install openjdk-17-jdk-headless)")
    return str(found)


class Neo4jServer:
    """A server on a free port of this machine, from entering to leaving; it also ends when its starter does."""

    def __init__(self, home: Path | None = None) -> None:
        self._own = tempfile.TemporaryDirectory(prefix="neo4j-", ignore_cleanup_errors=True) if home is None else None
        self.home = home or Path(self._own.name if self._own else "")
        self.auth = ("neo4j", PASSWORD)
        self.uri = ""

    def __enter__(self) -> Self:
        self._start("0")
        return self

    def restart(self) -> None:
        """Start again on the same home and port after a crash."""
        self._start(self.uri.rpartition(":")[2])

    def _start(self, port: str) -> None:
        classpath = f"{jars()}/*"
        self.home.mkdir(parents=True, exist_ok=True)
        self._log = self.home / "server.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [java(), "-Xms128m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                 *(f"--add-opens={name}=ALL-UNNAMED" for name in OPENS),
                 "-Dio.netty.tryReflectionSetAccessible=true", "-Dfile.encoding=UTF-8",
                 "-cp", classpath, str(HERE / "LocalNeo4j.java"), str(self.home), port],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                env=os.environ | {"NEO4J_TEST_PASSWORD": PASSWORD},
            )  # fmt: skip
        try:
            self.uri = f"bolt://127.0.0.1:{self._port()}"
        except BaseException:
            self.crash()
            raise

    def _port(self) -> int:
        said: queue.Queue[str | None] = queue.Queue()

        def listen() -> None:
            for line in self._process.stdout or ():
                said.put(line)
            said.put(None)

        threading.Thread(target=listen, daemon=True).start()
        while (line := said.get(timeout=START_SECONDS)) is not None:
            if line.startswith("READY "):
                return int(line.split()[1])
        msg = f"Neo4j did not start:\n{self._log.read_text()[-2000:]}"
        raise RuntimeError(msg)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.crash()
        if self._own:
            self._own.cleanup()

    def crash(self) -> None:
        """Kill -9, for tests of what survives."""
        self._process.kill()
        self._process.wait()
