"""The running product in a real browser: nothing leaves the machine, nobody's identity is in the page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from dashboard.launch import ADDRESS, choose_port, wait_until_answering
from tests.needs import need

ROOT = Path(__file__).resolve().parents[2]
PHONES = [f"1380013{n:04}" for n in range(60)]
WIDTH = 1366
FIRST_LOAD = 60_000
"""Milliseconds a first page may take on a busy machine."""
END_TOGETHER = """() => {
    const bottom = name => document.querySelector(`.st-key-card_${name}`).getBoundingClientRect().bottom;
    return Math.abs(bottom("candidates") - bottom("what_if")) < 2;
}"""
"""Whether the list and what stands beside it end at one height, once the page is drawn."""


def case(folder: Path) -> Path:
    """Forty people of 60 are victims; 30 of them bought in one shop in early June and were called soon after.

    What warehouse and software served it says nothing, and makes the list longer than a page.
    """
    victims = [f"{phone},2026-06-{15 + n % 10}T10:00:00,周晓岚{n}" for n, phone in enumerate(PHONES[:40])]
    others = [f"{phone},2026-06-{15 + n % 10}T10:00:00" for n, phone in enumerate(PHONES[40:])]
    orders = [
        f"{phone},A{n:03},2026-06-{3 + n % 6:02}T09:00:00,{'暖芽母婴店' if n < 30 else f'小店{n}'},青禾商城,Depot {n % 12},Tool {n % 7}"
        for n, phone in enumerate(PHONES)
    ]
    for name, head, lines in (
        ("victims.csv", "phone,first_contact,name", victims),
        ("comparisons.csv", "phone,reference_time", others),
        ("orders.csv", "phone,order_no,order_time,merchant,platform,warehouse,erp", orders),
    ):
        (folder / name).write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a workspace that holds the case."""
    from ingest import ingest_files

    place, keys = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADWATER_KEY_FILE", str(keys / "inner" / "token.key"))
        ingest_files([case(tmp_path_factory.mktemp("case"))], place, who="test")
        port = choose_port(0)
        code = f"from pathlib import Path; from dashboard.launch import launch; launch(Path({str(place)!r}), port={port}, headless=True)"
        program = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL)
        url = f"http://{ADDRESS}:{port}"
        wait_until_answering(url, 60, alive=lambda: program.poll() is None)
        yield url
        program.terminate()
        program.wait(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(found, "Chromium", "apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def visit(
    browser: Browser, address: str, path: str, *, dark: bool = False
) -> Iterator[tuple[Page, list[str], list[ConsoleMessage]]]:
    """A page that has come up, what it asked for, and what it complained of."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": WIDTH, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    said: list[ConsoleMessage] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url.replace("ws://", "http://")))
    page.on("console", lambda message: said.extend([message]))
    page.goto(address + path)
    expect(page.locator("h1").first).to_be_visible(timeout=FIRST_LOAD)
    page.wait_for_timeout(1500)
    yield page, asked, said
    context.close()


@pytest.mark.parametrize("path", ["/?lang=zh", "/?lang=en", "/import?lang=zh", "/judgements?lang=en"])
def test_a_page_asks_nobody_but_its_server_and_complains_of_nothing(browser: Browser, address: str, path: str) -> None:
    """No telemetry, no CDN, no fonts; two 404s on a deep link are Streamlit looking for its base path."""
    with visit(browser, address, path) as (page, asked, said):
        elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
        errors = [message.text for message in said if message.type == "error"]
        width, visible = page.evaluate(
            "(m => [m.scrollWidth, m.clientWidth])(document.querySelector('[data-testid=stMain]'))"
        )

        assert asked
        assert elsewhere == []
        assert [text for text in errors if "404" not in text] == []
        assert len(errors) <= (0 if path.startswith("/?") else 2)
        assert width == visible
        assert re.fullmatch(r"[^?]*\?((case|h|lang)=[A-Za-z0-9_-]+&?)*", page.url)


def test_no_identity_is_in_the_page(browser: Browser, address: str) -> None:
    """Neither telephone numbers nor names nor pseudonyms reach the browser."""
    with visit(browser, address, "/?lang=zh") as (page, _, _):
        page.get_by_role("tab", name=re.compile("支持与反对")).click()
        page.get_by_role("button", name=re.compile("条记录")).first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.wait_for_function("document.body.innerHTML.includes('orders.csv')", timeout=FIRST_LOAD)
        text = page.content()

        assert not any(phone in text for phone in PHONES)
        assert "周晓岚" not in text
        assert not re.search(r"\bp:[0-9a-f]{16}\b", text)


def test_the_answer_comes_first(browser: Browser, address: str) -> None:
    """Banner and list stand above the fold; the verdict names what the data point to."""
    with visit(browser, address, "/?lang=zh") as (page, _, _):
        banner = page.locator(".st-key-card_verdict").bounding_box()
        candidates = page.locator(".st-key-card_candidates").bounding_box()

        assert "线索指向" in page.locator(".verdict h1").inner_text()
        assert "暖芽母婴店" in page.locator(".verdict h1").inner_text()
        assert banner is not None
        assert candidates is not None
        assert banner["y"] + banner["height"] <= 200
        assert candidates["y"] + candidates["height"] <= 600


def test_picking_a_row_changes_what_is_shown_below(browser: Browser, address: str) -> None:
    """By keyboard: down, and Shift+Space selects."""
    with visit(browser, address, "/?lang=zh") as (page, _, _):
        evidence = page.locator(".st-key-card_evidence h2").first
        before, url = evidence.inner_text(), page.url
        for _ in range(3):  # on a busy machine the table may be drawn anew between two keys
            table = page.locator(".st-key-card_candidates canvas").first.bounding_box()
            assert table is not None
            page.mouse.click(table["x"] + 200, table["y"] + 48)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Shift+Space")
            with suppress(AssertionError):
                expect(evidence).not_to_have_text(before)
                break
        expect(evidence).not_to_have_text(before)

        assert page.url != url


def test_the_english_page_has_no_chinese_but_names(browser: Browser, address: str) -> None:
    """Names of holders and of languages stay as they are."""
    with visit(browser, address, "/?lang=en") as (page, _, _):
        text = re.sub("暖芽母婴店|小店\\d+|青禾商城|中文", "", page.locator("body").inner_text())

        assert "The evidence points to" in text
        assert re.findall("[\u4e00-\u9fff]+", text) == []
        assert page.locator("html").get_attribute("lang") == "en"


def test_the_pager_of_the_list_can_be_clicked(browser: Browser, address: str) -> None:
    """The pointer comes from the table; nothing may float over the pages then."""
    with visit(browser, address, "/?lang=zh") as (page, _, _):
        candidates = page.locator(".st-key-card_candidates")
        table = candidates.get_by_test_id("stDataFrame").bounding_box()
        evidence = page.locator(".st-key-card_evidence h2").first
        before = evidence.inner_text()
        assert table is not None
        page.mouse.move(table["x"] + table["width"] - 40, table["y"] + 60)
        page.mouse.move(table["x"] + table["width"] - 40, table["y"] + 10)
        expect(candidates.get_by_test_id("stElementToolbar")).to_be_hidden()
        candidates.get_by_test_id("stPaginationNext").click(timeout=5000)
        expect(evidence).not_to_have_text(before)

        expect(candidates.get_by_test_id("stDataFrame")).to_have_count(1)
        assert candidates.get_by_test_id("stDataFrame").bounding_box()["width"] == table["width"]


def test_the_name_of_a_page_leads_to_it_as_its_place_does(browser: Browser, address: str) -> None:
    """A link to /sources opens the page at /, in the language asked for, without a notice of something missing."""
    with visit(browser, address, "/sources?lang=en") as (page, _, _):
        assert "The evidence points to" in page.locator(".verdict h1").inner_text()
        assert page.get_by_role("dialog").count() == 0
        assert page.url.startswith(f"{address}/?")
        assert page.get_by_test_id("stSidebarNavLink").count() == 3


@pytest.mark.parametrize(("lang", "button"), [("zh", "选择或拖入文件"), ("en", "Choose or drop files")])
def test_the_uploader_speaks_the_language_of_the_page(browser: Browser, address: str, lang: str, button: str) -> None:
    """Streamlit has English only; its own words take no room."""
    with visit(browser, address, f"/import?lang={lang}") as (page, _, _):
        zone = page.get_by_test_id("stFileUploaderDropzone")
        shown = "e => [getComputedStyle(e, '::after').content, getComputedStyle(e).fontSize]"

        assert zone.locator("button p").evaluate(shown) == [f'"{button}"', "0px"]
        hint, size = zone.get_by_test_id("stFileUploaderDropzoneInstructions").locator("span").evaluate(shown)
        assert "200 MB" in hint
        assert size == "0px"


def differing(one: bytes, other: bytes) -> int:
    """Pixels of two pictures that differ by more than what rounding at a corner does: one or two levels of 255 were seen."""
    left, right = (np.asarray(Image.open(BytesIO(png)).convert("RGB"), int) for png in (one, other))
    assert left.shape == right.shape
    return int((np.abs(left - right).max(axis=2) > 3).sum())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_what_if_is_an_amber_line_and_reset_restores_the_same_pixels(
    browser: Browser, address: str, lang: str
) -> None:
    """The holder that is named is left out; nothing of it is in the URL, and nothing of it stays."""
    with visit(browser, address, f"/?lang={lang}") as (page, _, _):
        main, line = page.get_by_test_id("stMain"), page.locator(".st-key-what_if")
        page.wait_for_timeout(1500)
        before, headline, url = main.screenshot(), page.locator(".verdict h1").inner_text(), page.url
        page.locator(".st-key-card_what_if [data-testid=stMultiSelect] input").click()
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")
        expect(line).to_be_visible(timeout=FIRST_LOAD)
        expect(page.locator(".verdict h1")).not_to_have_text(headline)
        expect(page.locator(".st-key-card_what_if")).to_contain_text("→")

        assert "暖芽母婴店" in line.inner_text()
        assert page.url == url
        line.get_by_role("button").click()
        expect(line).to_have_count(0, timeout=FIRST_LOAD)
        page.mouse.move(5, 5)
        page.wait_for_timeout(2500)
        assert differing(before, main.screenshot()) == 0


def test_what_to_ask_and_what_to_suppose_stand_beside_the_list(browser: Browser, address: str) -> None:
    """They end with it, above the fold."""
    with visit(browser, address, "/?lang=en") as (page, _, _):
        page.wait_for_function(END_TOGETHER, timeout=FIRST_LOAD)
        boxes = [page.locator(f".st-key-card_{name}").bounding_box() for name in ("candidates", "question", "what_if")]
        candidates, question, what_if = (box for box in boxes if box)

        assert question["x"] == what_if["x"] > candidates["x"] + candidates["width"]
        assert what_if["y"] + what_if["height"] <= 600


@pytest.mark.parametrize("dark", [False, True])
def test_why_and_other_methods_can_be_read(browser: Browser, address: str, dark: bool) -> None:
    """The waterfall is drawn, the table has a line a method, and every text stands out from its ground by 4.5:1."""
    with visit(browser, address, "/?lang=zh", dark=dark) as (page, _, said):
        page.get_by_role("tab", name="为何是它").click()
        expect(
            page.locator(".st-key-card_evidence [data-testid=stVegaLiteChart] svg, .st-key-card_evidence canvas").last
        ).to_be_visible()
        page.get_by_role("tab", name="其他算法怎么看").click()
        expect(page.locator(".st-key-card_evidence table")).to_be_visible()
        page.wait_for_timeout(1500)

        assert page.locator(".st-key-card_evidence tbody tr").count() >= 7
        assert page.evaluate(TOO_FAINT) == []
        assert [message.text for message in said if message.type == "error"] == []


TOO_FAINT = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const channel = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => .2126 * channel(c[0]) + .7152 * channel(c[1]) + .0722 * channel(c[2]);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('.hw *')].filter(e => e.offsetParent &&
      [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.textContent.trim()]; }).filter(([ratio]) => ratio < 4.5);
}"""
"""Our texts whose contrast is below 4.5:1, with it."""
