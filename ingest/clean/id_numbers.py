"""Identity card numbers (居民身份证, GB 11643-1999): the checksum and the day of birth must hold."""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric


def read_id_number(text: str) -> tuple[str | None, str]:
    """The 18 characters of a number that is right; else None and `masked_id_number` or `bad_id_number`.

    A place of issue that no list knows is no fault: districts come and go.
    """
    number = text.replace(" ", "").upper()
    if "*" in number:
        return None, "masked_id_number"
    if not re.fullmatch(r"\d{17}[\dX]", number) or ric.calc_check_digit(number) != number[17]:
        return None, "bad_id_number"
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None, "bad_id_number"
    return number, ""
