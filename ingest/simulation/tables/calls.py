"""Calls, and the lines that the calling numbers hang on."""

from __future__ import annotations

from ingest.simulation.calendar import DAY, day_of, written
from ingest.simulation.case import Case
from ingest.simulation.lines import Call, Number


def calls(case: Case) -> list[dict[str, str]]:
    """One row a call, by time; what the caller knew stands at the first call of each victim."""
    rows, met = [], set()
    for call in case.calls:
        rows.append(_call(case, call, first=call.victim not in met))
        met.add(call.victim)
    return rows


def _call(case: Case, call: Call, *, first: bool) -> dict[str, str]:
    victim = None if call.victim is None else case.series.victims[call.victim]
    who = None if victim is None else case.people[victim.person]
    tells = victim if first else None
    return {
        "person_id": who.person_id if who else "",
        "phone": who.phone if who else call.stranger,
        "calling_number": call.number.number,
        "call_time": written(call.second),
        "duration": str(call.duration),
        "fields_known": ";".join(tells.knows) if tells else "",
        "named_order_no": case.numbers[tells.named][0] if tells and tells.named is not None else "",
        "line_type": call.number.line_type if who else "",
    }


def lines(case: Case) -> list[dict[str, str]]:
    """One row a number that called a victim, with the line it hangs on where that is known."""
    first: dict[Number, int] = {}
    for call in case.calls:
        first.setdefault(call.number, call.second)
    return sorted((_line(number, second) for number, second in first.items()), key=lambda row: row["number"])


def _line(number: Number, first_call: int) -> dict[str, str]:
    line = number.line
    return {
        "number": number.number,
        "line_type": number.line_type,
        "broadband_account": line.broadband_account if line else "",
        "account_owner": line.owner if line else "",
        "installer": line.installer if line else "",
        "install_address": line.address if line else "",
        "gateway": line.gateway if line else "",
        "opened_at": day_of(first_call - line.days_open * DAY).isoformat() if line else "",
    }
