"""Victims as an intake sheet has them, and comparison people."""

from __future__ import annotations

import numpy as np

from ingest.simulation.calendar import HOUR, MINUTE, written
from ingest.simulation.case import Case
from ingest.simulation.chance import one
from ingest.simulation.names import OCCUPATIONS, holders
from ingest.simulation.victims import STUDENT

STOPPED = 12
"""Of a hundred victims, how many whose payment was stopped in full."""


def victims(rng: np.random.Generator, case: Case) -> list[dict[str, str]]:
    """One row a victim, by first contact."""
    loan_platforms = holders(rng, "loan_platform", 3)
    out = []
    for i, victim in enumerate(case.series.victims):
        who = case.people[victim.person]
        named = case.numbers[victim.named][0] if victim.named is not None else ""
        out.append({
            "case_no": f"JQ2024{i + 1:04d}", "person_id": who.person_id, "name": who.name, "phone": who.phone,
            "id_number": who.id_number, "region": who.city, "fraud_type": "虚假征信",
            **_script(case, victim.source == STUDENT, victim.person), "first_contact": written(victim.call),
            **_money(rng, victim.call), **_life(rng, student=victim.source == STUDENT),
            "fields_known": ";".join(victim.knows), "named_order_no": named,
            "loan_platform": loan_platforms[0 if one(rng, 1, 10) > 4 else one(rng, 0, 2)],
            "payee_account": f"6200{one(rng, 10**11, 10**12 - 1)}",
        })  # fmt: skip
    return out


def _script(case: Case, student: bool, person: int) -> dict[str, str]:
    product = case.economy.names["credit_product"][person % 2]
    return {
        "impersonated": "校园贷客服" if student else f"{product}客服",
        "credit_product": "校园贷" if student else product,
        "script": "注销校园贷" if student else "影响征信",
    }


def _money(rng: np.random.Generator, call: int) -> dict[str, str]:
    """Loss between about 2 and 60 ten thousand yuan, mostly 5 to 25; reported within a day, sometimes stopped."""
    loss = round(10 ** (4.3 + 0.75 * float(rng.random() + rng.random())), 2)
    stopped = one(rng, 1, 100) <= STOPPED
    reported = call + one(rng, HOUR, 20 * HOUR)
    return {
        "reported_at": written(reported),
        "stopped_at": written(reported + one(rng, 3 * MINUTE, 40 * MINUTE)) if stopped else "",
        "loss": f"{loss:.2f}",
        "intercepted": f"{loss:.2f}" if stopped else "0.00",
    }


def _life(rng: np.random.Generator, *, student: bool) -> dict[str, str]:
    if student:
        return {"occupation": "学生", "age": str(one(rng, 19, 26))}
    age = 18 + (one(rng, 0, 22) + one(rng, 0, 20))
    return {"occupation": OCCUPATIONS[one(rng, 0, len(OCCUPATIONS) - 1)], "age": str(age)}


def comparisons(case: Case) -> list[dict[str, str]]:
    """One row a comparison person."""
    rows = [(case.people[person], day) for person, day in case.series.comparisons]
    return sorted(
        (
            {
                "person_id": who.person_id, "name": who.name, "phone": who.phone, "region": who.city,
                "reference_time": written(day)[:10], "fraud_type": "刷单返利", "why_chosen": "其他类型案件受害人",
            }
            for who, day in rows
        ),
        key=lambda row: row["person_id"],
    )  # fmt: skip
