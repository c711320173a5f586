"""The JSON of a plan, and the sentences in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from ingest import listing, plan_files
from ingest.keys import Key
from ingest.reasons import reason, remedy

INGEST = Path(__file__).resolve().parents[2] / "ingest"


def test_a_plan_as_json_has_what_the_contract_names(csv_file: Callable[..., Path], key: Key) -> None:
    """File, sheet, kind, figures and each refusal with row, column, reason and remedy."""
    path = csv_file([["订单号", "手机", "下单时间"], ["1", "13800138000", "2024-05-01"], ["2", "13800138000", ""]])
    plan = plan_files([path], key=key)

    told = json.loads(json.dumps(listing(plan), ensure_ascii=False))

    assert told["digest"] == plan.digest
    table = told["tables"][0]
    figures = ("file", "sheet", "kind", "taken", "flagged", "refused")
    assert [table[name] for name in figures] == ["orders.csv", "", "orders", 1, 0, 1]
    assert table["columns"] == {"订单号": "order_no", "手机": "phone", "下单时间": "order_time"}
    refusal = table["refusals"][0]
    assert (refusal["row"], refusal["column"]) == (3, "order_time")
    assert refusal["reason"] == reason("missing").en
    assert refusal["remedy_zh"] == remedy("missing").zh


def test_every_code_has_sentences() -> None:
    """Codes are written where they arise; each is a key of the list, and each key is used."""
    listed = set(re.findall(r'^    "([a-z_]+)": \(', (INGEST / "reasons.py").read_text("utf-8"), re.MULTILINE))
    folders = ("clean", "rows", "readers", ".")
    others = [p for folder in folders for p in (INGEST / folder).glob("*.py") if p.name != "reasons.py"]
    words = {word for path in others for word in re.findall(r'"([a-z]+(?:_[a-z]+)*)"', path.read_text("utf-8"))}

    assert listed <= words
    for code in sorted(listed):
        assert reason(code).zh
        assert reason(code).en
        assert remedy(code).zh
        assert remedy(code).en
