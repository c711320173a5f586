"""The sentences of an explanation: what is said of one holder, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from graph.verdict import Power, Ranked, Rival, Text
from graph.wording.words import holder, joined

FIELDS = {
    "name": Text("姓名", "name"), "phone": Text("手机号", "phone number"), "virtual_phone": Text("虚拟号", "virtual number"),
    "address": Text("地址", "address"), "order_no": Text("订单号", "order number"),
    "order_time": Text("下单时间", "time of the order"), "item": Text("商品", "item"), "price": Text("价格", "price"),
    "account": Text("账号", "account"), "merchant": Text("商家", "merchant"), "waybill_no": Text("运单号", "waybill number"),
    "credit_product": Text("信贷产品", "credit product"), "id_number": Text("身份证号", "identity number"),
    "bank_card": Text("银行卡", "bank card"), "credit_limit": Text("额度", "credit limit"), "school": Text("学校", "school"),
}  # fmt: skip
STATES = {
    "named": Text("线索指向它。", "The evidence points to it."),
    "undecidable": Text(
        "这个案件还不能判断，因此没有计算。", "This case cannot be judged yet, so nothing was reckoned."
    ),
    "untouched": Text(
        "没有受害人在来电前有经过它的记录，因此没有计算。",
        "No victim has a record through it before the call, so nothing was reckoned.",
    ),
    "few_victims": Text(
        "在来电前不久经过它的受害人不到 3 名，因此没有计算。",
        "Fewer than 3 victims went through it shortly before the call, so nothing was reckoned.",
    ),
    "no_evidence": Text(
        "它的记录没有可用的时间，也没有可比的人，因此无从计算。",
        "Its records have no times to go by and there is nobody to compare with, so nothing can be reckoned.",
    ),
}
REASONS = {
    "agrees": Text("一致", "agrees"),
    "degree": Text("度数大就靠前，与是否异常无关", "high degree, not unusual"),
    "few": Text("人太少，未扣除可选对象的数量", "too few people, choice not priced"),
    "blind": Text("没有看时间，也未扣除可选对象的数量", "blind to time, choice not priced"),
}
NO_EVIDENCE = Text(
    "只是与真正的源头共有受害人，p 也会小：没有列为源头时，p 不能作为证据。",
    "A holder that merely shares victims with the true source has a small p as well: of one that is not named, p is no evidence.",
)
SHUFFLED = {
    "roles": Text("把受害人和对照在同一地区内打乱", "Victims and comparison people shuffled within regions"),
    "roles_within_sets": Text(
        "把受害人和对照在同一组内打乱", "Victims and comparison people shuffled within matched sets"
    ),
    "calls": Text("把来电日在同一地区的受害人之间打乱", "Days of calls shuffled among the victims of a region"),
}


def standing(state: str, row: Ranked | None, bar: float, sources: Sequence[Rival] = ()) -> Text:
    """What is said of the holder as a whole; `row`: its figures where it was weighed; `sources`: tied with it."""
    if state == "tied":
        return _tied(sources)
    if row is None or state == "named":
        return STATES[state]
    value, left = f"{row.value:.1f}", f"{row.value_left:.1f}"
    if row.value < bar:
        return Text(f"证据分 {value}，未到门槛 {bar}。", f"Its value is {value}, below the bar of {bar}.")
    if row.value_left < bar:
        return Text(
            f"单独看证据分 {value}；扣除已列的源头所解释的受害人后只剩 {left}，未到门槛 {bar}。",
            f"Alone its value is {value}; what the named sources leave of it is {left}, below the bar of {bar}.",
        )
    return Text(
        f"证据分 {value}，但它解释的受害人太少，或都经过了已列的源头。",
        f"Its value is {value}, but it explains too few victims, or they all went through a source that is named.",
    )


def _tied(sources: Sequence[Rival]) -> Text:
    names = [holder(source.kind, source.holder) for source in sources]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Text(f"它与已列的源头 {zh} 分不开。", f"It cannot be told apart from what is named as a source: {en}.")


def after_the_call(count: int) -> Text:
    """Victims who speak against it most: it had their data only when they had been called."""
    return Text(f"{count} 名只在来电之后经过它。", f"Victims that touched it only after the call: {count}.")


def misfit(field: str, rate: float, *, held: bool) -> Text:
    """A field that does not fit: known although it does not hold it, or held and yet not known."""
    word, percent = FIELDS.get(field, Text(field, field)), round(rate * 100)
    if held:
        return Text(
            f"它看得到{word.zh}，来电者却少有说得出（{percent} %）。",
            f"It holds the {word.en}, yet few callers knew it ({percent} %).",
        )
    return Text(
        f"来电者说得出{word.zh}（可解释的受害人中 {percent} %），而它看不到。",
        f"Callers knew the {word.en} ({percent} % of the victims explained), which it does not hold.",
    )


def stability(least: float, *, first: bool | None) -> Text:
    """What leaving out single victims changes."""
    zh, en = f"证据分最低 {least:.1f}。", f"Its least value is {least:.1f}."
    if first is None:
        return Text(f"去掉任一受害人，{zh}", f"Leaving out any one victim: {en[0].lower()}{en[1:]}")
    if first:
        return Text(
            f"去掉任一受害人，它都排在其他未列为源头的持有者之前，{zh}",
            f"Whichever victim is left out, it stays before all others that are not named. {en}",
        )
    return Text(
        f"去掉某一名受害人，就有未列为源头的持有者排到它前面，{zh}",
        f"With one victim left out, another that is not named comes before it. {en}",
    )


def permutation(shuffled: str, p: float, replicates: int, *, named: bool) -> Text:
    """A p-value, with what was shuffled and what it does not say.

    `named`: as a source. Whoever serves a source shares its victims, so its p is small without any leak of its own.
    """
    how = SHUFFLED[shuffled]
    said = Text(
        f"{how.zh} {replicates} 次：p = {p:.3f}。只针对这一个持有者，未扣除可选对象的数量。",
        f"{how.en}, {replicates} times: p = {p:.3f}. Of this holder alone; the choice among many is not priced.",
    )
    return said if named else joined([said, NO_EVIDENCE])


def own_power(power: Power) -> Text:
    """How small a leak at this holder would have shown."""
    least, chance = power.smallest_explained, round(power.chance * 100)
    if least is None:
        return Text(
            f"若它泄露，多少名受害人都没有 {chance} % 的把握看出。",
            f"Had it leaked, no number of victims would show it with a chance of {chance} %.",
        )
    return Text(
        f"若它泄露，{least} 名受害人起就能看出（把握 {chance} %）。",
        f"Had it leaked, {least} victims would be enough to show it (with a chance of {chance} %).",
    )


def opinion(method: str, rank: int | None, first: tuple[str, str], why: str) -> Text:
    """Where a method ranks the holder, whom it puts first, and why not to trust it."""
    name, reason = holder(*first), REASONS[why]
    place = Text(f"第 {rank}", f"rank {rank}") if rank else Text("未列", "not ranked")
    return Text(
        f"{method}：{place.zh}；第一是 {name.zh}，{reason.zh}。",
        f"{method}: {place.en}; first is {name.en}, {reason.en}.",
    )
