"""Why two persons may be one, in words; values are masked before they come here."""

from __future__ import annotations

from collections.abc import Sequence

from graph.verdict import Text

FOUND = {
    "same_name": Text("姓名相同 {a}", "same name {a}"),
    "name_fits": Text("姓名相符 {a} / {b}", "names fit: {a} / {b}"),
    "other_name": Text("姓名不同 {a} / {b}", "different names {a} / {b}"),
    "same_address": Text("地址相同", "same address"),
    "address_alike": Text("地址门牌相同，{alike}% 相似", "same house numbers, addresses {alike} % alike"),
    "phone_fits": Text("电话与打码号相符 {b}", "telephone fits the masked one {b}"),
    "id_number_fits": Text("证件号与打码号相符 {b}", "identity number fits the masked one {b}"),
}


def finding(code: str, a: str, b: str, alike: int) -> Text:
    """One thing that agrees or does not."""
    text, told = FOUND[code], {"a": a, "b": b, "alike": alike}
    return Text(text.zh.format(**told), text.en.format(**told))


def together(texts: Sequence[Text]) -> Text:
    """All of them in a line: the reason that stands there when a suggestion is accepted."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
