"""Families of cases: which ways leak, how many victims each explains, and what makes the case hard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["everywhere", "city", "district"]
Compare = Literal["same", "less_active", "elsewhere"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What the cases of one name have in common; parts are of the victims, or of the facts where it says so."""

    doc: str
    channels: tuple[str, ...] = ()  # kinds of holder that can leak, most victims first
    parts: tuple[float, ...] = ()  # of the victims, one for each of them
    leaks: int = 1  # how many of them do, unless the caller says otherwise
    victims: int = 90
    comparisons: int = 300
    compare: Compare = "same"
    students: float = 0.0  # victims known from lists of students and borrowers
    where: Where = "everywhere"  # the victims live
    lag: float | None = None  # mean lag in days in place of the channel's
    window: tuple[int, int] | None = None  # days of the leak in place of the channel's
    at_once: bool = False  # the whole window is sold and used in bulk
    wrong: float = 0.10  # facts the caller has wrong or from elsewhere
    missing: float = 0.0  # ERP, warehouse, pickup site and delivery courier not on record
    hot: float = 0.0  # share of orders of one shop without a published share
    promotion: float = 0.0  # part of two weeks' orders that one shop takes
    dialler: bool = False  # one line dials more than a thousand strangers on one day


FAMILIES = {
    "mixed": Family(
        doc="what an investigator meets: several ways at once, decoys, and victims known from elsewhere",
        channels=("warehouse", "erp", "courier_account", "courier_person", "merchant", "branch"),
        parts=(0.32, 0.22, 0.16, 0.10, 0.08, 0.06), leaks=2, students=0.06, dialler=True,
    ),
    "sample": Family(
        doc="the same with all four hidden ways and fewer people, small enough to be kept beside the program",
        channels=("warehouse", "erp", "courier_account", "courier_person"), parts=(0.32, 0.22, 0.16, 0.10), leaks=4,
        comparisons=100, students=0.07, dialler=True,
    ),
    "easy_merchant": Family(doc="an insider of a shop", channels=("merchant",), parts=(0.75,)),
    "easy_branch": Family(doc="a delivery branch", channels=("branch",), parts=(0.75,)),
    "erp_vs_giants": Family(doc="an order software beside giants that everybody touches", channels=("erp",), parts=(0.75,)),
    "courier_level": Family(doc="a courier company's own system", channels=("courier",), parts=(0.75,)),
    "child_person": Family(doc="one member of a branch's staff", channels=("courier_person",), parts=(0.5,), victims=46),
    "multi_source": Family(
        doc="three shops at once", channels=("merchant",) * 3, parts=(0.3, 0.28, 0.25), leaks=3, victims=130
    ),
    "biased_controls": Family(doc="comparison people who buy less", channels=("pickup_site",), parts=(0.75,), compare="less_active"),
    "foreign_controls": Family(doc="victims of one city, comparison people of the others", channels=("erp",), parts=(0.7,), where="city",
                              compare="elsewhere", victims=60),
    "bad_knowledge": Family(doc="callers who have half their facts from elsewhere", channels=("warehouse",), parts=(0.65,), wrong=0.5),
    "long_lag": Family(doc="data used weeks later", channels=("merchant",), parts=(0.65,), lag=28),
    "whole_period": Family(doc="a leak that went on all the time", channels=("branch",), parts=(0.65,), window=(120, 120)),
    "missing": Family(doc="a third of the services not on record", channels=("warehouse",), parts=(0.75,), missing=0.35),
    "heavy_noise": Family(doc="more victims from elsewhere than from the source", channels=("merchant",), parts=(0.4,), victims=110),
    "small": Family(doc="few victims", channels=("merchant",), parts=(0.7,), victims=27, comparisons=80),
    "small_noisy": Family(
        doc="few victims, half of them from elsewhere", channels=("merchant",), parts=(0.5,), victims=31, comparisons=85
    ),
    "batch_window": Family(doc="ten days of orders sold in one batch", channels=("warehouse",), parts=(0.45,), victims=110, window=(8, 11), at_once=True),
    "base_rates_only": Family(doc="nobody to compare with but published shares", channels=("merchant",), parts=(0.75,), comparisons=0),
    "weak_signal": Family(doc="a source of a quarter of the victims", channels=("merchant",), parts=(0.26,), victims=110),
    "one_city": Family(doc="victims and comparison people of one city", channels=("branch",), parts=(0.65,), where="city", victims=60),
    "area_leak": Family(
        doc="an insider of a shop, victims of one district", channels=("merchant",), parts=(0.6,), where="district",
        victims=45, compare="elsewhere",
    ),
    "brutal": Family(
        doc="two sources, few victims of one city, others to compare with, much noise, a third not on record",
        channels=("merchant", "erp"), parts=(0.3, 0.25), leaks=2, where="city", victims=42, comparisons=90,
        compare="elsewhere", missing=0.3,
    ),
    "null_plain": Family(doc="nothing shared", leaks=0),
    "null_city": Family(doc="nothing shared, one city", leaks=0, where="city"),
    "null_area": Family(doc="nothing shared, one district", leaks=0, where="district", victims=50, compare="elsewhere"),
    "null_hot": Family(doc="nothing shared, a shop that an eighth of all orders goes to", leaks=0, hot=0.12),
    "null_promo": Family(doc="nothing shared, a promotion of two weeks", leaks=0, promotion=0.10),
    "null_foreign": Family(
        doc="nothing shared, one city, comparison people of the others", leaks=0, where="city", victims=70, compare="elsewhere"
    ),
    "null_biased": Family(doc="nothing shared, comparison people who buy less", leaks=0, compare="less_active"),
    "null_base_rates": Family(doc="nothing shared, nobody to compare with but published shares", leaks=0, victims=45, comparisons=0),
    "null_small": Family(doc="nothing shared, few victims", leaks=0, victims=27, comparisons=80),
}  # fmt: skip
