"""Published outbreaks with a known answer as the files a user would write; from ../shared/external-data, for tests only.

SOURCES.md there says where each comes from and under which licence.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.needs import shared

DAY = "2024-06-10"
Holder = tuple[str, str]
Line = dict[str, str]


@dataclass(frozen=True)
class Outbreak:
    """Who fell ill, and what each touched; `protected`: what each touched that could not have made ill."""

    ill: dict[str, bool]
    touched: dict[str, Collection[Holder]]
    protected: dict[str, Collection[Holder]] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """The outbreak as the CSVs of a case: victims are the ill, comparison people the well; no times."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "victims.csv", ("person_id", "first_contact"), ((p, DAY) for p, ill in self.ill.items() if ill))
        others = ((p, DAY) for p, ill in self.ill.items() if not ill)
        _write(folder / "comparisons.csv", ("person_id", "reference_time"), others)
        rows = [(p, *h, "") for p, holders in self.touched.items() for h in sorted(holders)]
        rows += [(p, *h, "1") for p, holders in self.protected.items() for h in sorted(holders)]
        _write(folder / "exposures.csv", ("person_id", "holder_kind", "holder", "protected"), rows)
        return folder


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _lines(*path: str) -> list[Line]:
    with shared("external-data", *path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _dinner(lines: list[Line], ill: tuple[str, str], foods: Iterable[str]) -> Outbreak:
    """One line a person: `ill` is (column, text where it is so); a food was eaten where it says Y or more than 0."""
    names = [f"P{k:03}" for k in range(len(lines))]
    return Outbreak(
        {name: line[ill[0]] == ill[1] for name, line in zip(names, lines, strict=True)},
        {name: [("food", f) for f in foods if _eaten(line[f])] for name, line in zip(names, lines, strict=True)},
    )


def _eaten(text: str) -> bool:
    return text == "Y" or (text.replace(".", "").isdigit() and float(text) > 0)


def oswego() -> Outbreak:
    """Church supper, 1940: 46 of 75 ill, from the vanilla ice cream."""
    lines = _lines("oswego", "oswego.csv")
    return _dinner(lines, ("ill", "Y"), list(lines[0])[7:])


def stegen() -> Outbreak:
    """Graduation party, 1998: 103 of 291 ill, from the tiramisu."""
    lines = _lines("stegen", "stegen_clean.csv")
    return _dinner(lines, ("ill", "1"), [food for food in list(lines[0])[6:] if food not in {"tportion", "mportion"}])


def copenhagen() -> Outbreak:
    """School dinner, 2006: 215 of 377 ill, from the pasta salad; 201 of them and 137 of the well had some."""
    foods = [
        "tuna",
        "shrimps",
        "green",
        "veal",
        "pasta",
        "rocket",
        "sauce",
        "bread",
        "champagne",
        "beer",
        "redwine",
        "whitewine",
    ]
    return _dinner(_lines("copenhagen", "copenhagen_stratified.csv"), ("case", "1"), foods)


def bakersfield() -> Outbreak:
    """Five ill from one cake, five well from a rye bread: lots and their suppliers, through the dough of the bread."""
    lots = {
        line["line"]: (line["lot"], line["supplier"]) for line in _lines("fcl_bakersfield_2017", "ingredients_in.csv")
    }
    supplier = dict(lots.values())
    inside = {"Do001": ("Fl101", "Sa121"), "WF1": ("Fl101", "Sa121")}
    ill: dict[str, bool] = {}
    touched: dict[str, set[Holder]] = {}
    for line in _lines("fcl_bakersfield_2017", "products_out.csv"):
        who, lot = line["recipient"], lots[line["line"]][0]
        ill[who] = line["type"] == "Patient"
        for each in (lot, *inside.get(lot, ())):
            touched.setdefault(who, set()).update({("lot", each), ("supplier", supplier[each])})
    return Outbreak(ill, dict(touched))


def norovirus(*, by_portion: bool) -> Outbreak:
    """Menus of three caterers, 2014: lot 108 of frozen strawberries, which caterer 3 boiled: held, and harmless.

    A person is an institution; or a delivered portion, the ill of an institution on its portions of menu 1.
    """
    ill: dict[str, bool] = {}
    touched: dict[str, set[Holder]] = {}
    protected: dict[str, set[Holder]] = {}
    left = {line["institution"]: int(line["cases"]) for line in _lines("fcl_norovirus_2014", "institutions.csv")}
    sick = {name: cases > 0 for name, cases in left.items()}
    for delivery in _lines("fcl_norovirus_2014", "menu_deliveries.csv"):
        menu, place = delivery["lot"], delivery["recipient"]
        if place not in left:
            continue  # "Grammar school04": the delivery to "Grammar school 04" once more
        safe, other = _holders(menu)
        for k in range(int(delivery["quantity"]) if by_portion else 1):
            who = f"{place} {menu} {k:03}" if by_portion else place
            ill[who] = left[place] > 0 and menu.endswith("M1") if by_portion else sick[place]
            left[place] -= ill[who] if by_portion else 0
            protected.setdefault(who, set()).update(safe)
            touched.setdefault(who, set()).update(other)
    return Outbreak(ill, dict(touched), {who: held for who, held in protected.items() if held})


def _holders(menu: str) -> tuple[set[Holder], set[Holder]]:
    """Of a menu: the boiled ones, and the others."""
    lots = [line for line in _lines("fcl_norovirus_2014", "lot_ingredients.csv") if line["product_lot"] == menu]
    held = {("lot", line["ingredient_lot"]) for line in lots} | {("supplier", line["supplier"]) for line in lots}
    caterer: set[Holder] = {("caterer", f"Caterer {menu[1]}"), ("menu", menu)}
    return (held, caterer) if menu.startswith("C3") else (set(), held | caterer)
