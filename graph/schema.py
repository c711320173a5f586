"""The one declared schema: record kinds, kinds of holder, nodes and links.

Parquet columns, the importer's canonical headers, the exposure query, Neo4j's constraints and Cypher, the data
dictionary and the legend all derive from here. A new kind of record or holder is added here first.
"""

from __future__ import annotations

from graph.declarations import Column, End, HolderKind, Identity, Link, Node, NodeOf, Record, Type

FIELDS = (
    "name", "phone", "virtual_phone", "address", "order_no", "order_time", "item", "price", "account", "merchant",
    "waybill_no", "credit_product", "id_number", "bank_card", "credit_limit", "school",
)  # fmt: skip
"""What a caller can know of a person (`fields_known`)."""

ORDER_TIME = ("order_time",)
LABEL_TIME = ("label_time", "shipped_at", "order_time")
PICKUP_TIME = ("scanned_at", "shipped_at", "order_time")
ROUTE_TIME = ("scanned_at", "label_time", "order_time")

HOLDER_KINDS = {
    kind.name: kind
    for kind in (
        HolderKind(name="platform", zh="平台", en="platform", family="trade", glyph="台", code="PF", shape="hexagon",
                   seen_from=ORDER_TIME),
        HolderKind(name="merchant", zh="商家", en="merchant", family="trade", glyph="商", code="ME", shape="square",
                   seen_from=ORDER_TIME),
        HolderKind(name="erp", zh="打单软件", en="ERP", family="software", glyph="软", code="ER", shape="square",
                   seen_from=ORDER_TIME),
        HolderKind(name="sms_channel", zh="短信通道", en="SMS channel", family="software", glyph="信", code="SM",
                   shape="tag"),
        HolderKind(name="courier_account", zh="快递系统账号", en="courier system account", family="software", glyph="号",
                   code="AC", shape="circle", seen_from=LABEL_TIME),
        HolderKind(name="warehouse", zh="仓库", en="warehouse", family="storage", glyph="仓", code="WH", shape="house",
                   seen_from=LABEL_TIME),
        HolderKind(name="label_vendor", zh="面单服务商", en="label vendor", family="storage", glyph="签", code="LS",
                   shape="tag", seen_from=LABEL_TIME),
        HolderKind(name="courier", zh="快递公司", en="courier company", family="transport", glyph="递", code="CO",
                   shape="hexagon", seen_from=LABEL_TIME),
        HolderKind(name="pickup_site", zh="揽收网点", en="pickup site", family="transport", glyph="揽", code="PU",
                   shape="tag", seen_from=PICKUP_TIME, parent="courier", label_only=True),
        HolderKind(name="hub", zh="分拨中心", en="hub", family="transport", glyph="拨", code="HB", shape="octagon",
                   seen_from=ROUTE_TIME, parent="courier", local=True, label_only=True),
        HolderKind(name="branch", zh="派件网点", en="branch", family="transport", glyph="派", code="BR", shape="square",
                   seen_from=ROUTE_TIME, parent="hub", local=True, gated=True, label_only=True),
        HolderKind(name="courier_person", zh="快递员", en="courier person", family="transport", glyph="员", code="CP",
                   shape="circle", seen_from=ROUTE_TIME, parent="branch", local=True, gated=True, label_only=True),
        HolderKind(name="station", zh="驿站", en="station", family="transport", glyph="柜", code="LK", shape="house",
                   seen_from=ROUTE_TIME, local=True, gated=True, label_only=True),
        HolderKind(name="credit_product", zh="信贷产品", en="credit product", family="finance", glyph="贷", code="LE",
                   shape="diamond", seen_from=ORDER_TIME),
    )
}  # fmt: skip
"""The kinds of holder we know; `exposures` may name others, which get `OTHER_HOLDER`."""

OTHER_HOLDER = HolderKind(
    name="other", zh="持有者", en="holder", family="people", glyph="持", code="HO", shape="square"
)


def holder_kind(name: str) -> HolderKind:
    """The declared kind of this name, or `OTHER_HOLDER`: kinds are open."""
    return HOLDER_KINDS.get(name, OTHER_HOLDER)


# ------------------------------------------------------------------------------------------------ columns used often
def _person(whose: str) -> tuple[Column, ...]:
    return (
        Column(name="person_id", doc=f"the investigator's own number of {whose}", identity=Identity.LINKS),
        Column(name="id_number", doc=f"identity card number of {whose}", identity=Identity.LINKS),
        Column(name="phone", doc=f"telephone of {whose}", identity=Identity.LINKS),
        Column(name="account", doc=f"platform account of {whose}; with its platform", identity=Identity.LINKS),
        Column(name="name", doc=f"name of {whose}", identity=Identity.HINTS),
        Column(name="address", doc=f"address of {whose}", identity=Identity.HINTS),
    )


def _held(name: str, doc: str, *, required: bool = False) -> Column:
    return Column(name=name, doc=doc, holder=name, required=required)


def _time(name: str, doc: str, *, required: bool = False) -> Column:
    return Column(name=name, doc=doc, type=Type.TIME, required=required)


_REGION = Column(name="region", doc="city or district")
_SET = Column(name="matched_set", doc="people chosen for one victim or a few; compared within the set",
              identity=Identity.SECRET)  # often called by the victim's number  # fmt: skip
_KNOWN = Column(name="fields_known", doc="what the caller knew", type=Type.FIELDS)
_NAMED = Column(name="named_order_no", doc="the order the caller named")
_LABEL = Column(name="privacy_label", doc="the label showed a virtual number", type=Type.FLAG)
_LINE = (
    Column(name="line_type", doc="landline, virtual operator, 95 range, …"),
    Column(name="broadband_account", doc="the line the number hangs on"),
    Column(name="installer", doc="who installed the line"),
    Column(name="gateway", doc="the gateway it was dialled through"),
)
_PERSON = End(label="Person")
_NUMBER_OF_CALL = End(label="Number", column="calling_number")

# ------------------------------------------------------------------------------------------------------ record kinds
VICTIMS = Record(
    name="victims", zh="受害人", doc="a person defrauded in a case", needs_person=True,
    columns=(
        *_person("the victim"),
        _time("first_contact", "first fraud contact, unanswered calls too", required=True),
        Column(name="case_no", doc="number of the case"), _REGION,
        Column(name="fraud_type", doc="type of fraud"), Column(name="impersonated", doc="whom the caller posed as"),
        Column(name="credit_product", doc="credit product the caller spoke of"),
        Column(name="script", doc="script of the call"),
        _time("reported_at", "when the victim reported"), _time("stopped_at", "when the payment was stopped"),
        Column(name="loss", doc="loss in yuan", type=Type.AMOUNT),
        Column(name="intercepted", doc="of that, intercepted", type=Type.AMOUNT),
        Column(name="occupation", doc="occupation"), Column(name="age", doc="age in years", type=Type.COUNT),
        _KNOWN, _NAMED, Column(name="app", doc="app the victim was told to install"),
        Column(name="link", doc="address the victim was told to open"),
        Column(name="loan_platform", doc="platform the victim was told to borrow from"),
        Column(name="payee_account", doc="account paid into", identity=Identity.SECRET),
        Column(name="officer", doc="officer of the case", identity=Identity.SECRET), _SET,
    ),
    nodes=(NodeOf(label="Person", properties=("region",)),),
)  # fmt: skip

COMPARISONS = Record(
    name="comparisons", zh="对照人员", needs_person=True,
    doc="a person not defrauded this way, with a day to compare at",
    columns=(
        *_person("the comparison person"),
        _time("reference_time", "day to compare at", required=True),
        _REGION, Column(name="fraud_type", doc="type of fraud, if another"),
        Column(name="why_chosen", doc="why this person was chosen"), _SET,
    ),
    nodes=(NodeOf(label="Person", properties=("region",)),),
)  # fmt: skip

ORDERS = Record(
    name="orders", zh="订单", doc="an order (or sub-order)", needs_person=True,
    columns=(
        *_person("the buyer"),
        Column(name="order_no", doc="the platform's order number", required=True),
        _time("order_time", "when it was placed", required=True),
        _held("platform", "order platform"), _held("merchant", "shop"), _held("erp", "ERP or order software"),
        _held("label_vendor", "label-printing vendor"), _held("warehouse", "warehouse it was sent from"),
        _held("credit_product", "credit product it was paid with"),
        Column(name="item", doc="goods"), Column(name="price", doc="price in yuan", type=Type.AMOUNT),
        _time("paid_at", "when it was paid"), Column(name="waybill_no", doc="its parcel"), _LABEL,
    ),
    nodes=(NodeOf(label="Order", column="order_no", properties=("order_time", "item")),
           NodeOf(label="Waybill", column="waybill_no")),
    links=(Link(type="PLACED", start=_PERSON, end=End(label="Order", column="order_no")),
           Link(type="SHIPPED_AS", start=End(label="Order", column="order_no"),
                end=End(label="Waybill", column="waybill_no"))),
)  # fmt: skip

WAYBILLS = Record(
    name="waybills", zh="运单", doc="a parcel",
    columns=(
        Column(name="waybill_no", doc="its number", required=True),
        *_person("the receiver"),
        Column(name="order_no", doc="the order it carries"),
        _held("courier", "courier company"), _held("courier_account", "courier system account"),
        _held("pickup_site", "pickup site"), _held("hub", "hub"), _held("branch", "delivery branch"),
        _held("courier_person", "delivery courier"), _held("station", "station or locker"),
        _time("label_time", "when the label was issued"), _time("shipped_at", "when it was sent"),
        _time("signed_at", "when it was signed for"), _LABEL,
    ),
    nodes=(NodeOf(label="Waybill", column="waybill_no", properties=("shipped_at",)),
           NodeOf(label="Order", column="order_no")),
    links=(Link(type="RECEIVED", start=_PERSON, end=End(label="Waybill", column="waybill_no")),
           Link(type="SHIPPED_AS", start=End(label="Order", column="order_no"),
                end=End(label="Waybill", column="waybill_no"))),
)  # fmt: skip

SCANS = Record(
    name="scans", zh="快递轨迹", doc="one event of a parcel",
    columns=(
        Column(name="waybill_no", doc="the parcel", required=True),
        Column(name="scan_type", doc="pickup, departure, arrival, delivery, …", required=True),
        Column(name="site", doc="where", required=True),
        _time("scanned_at", "when", required=True),
        Column(name="operator", doc="who scanned"), Column(name="city", doc="city of the site"),
        Column(name="next_site", doc="where it goes next, or came from"),
    ),
    nodes=(NodeOf(label="Waybill", column="waybill_no"),),
)  # fmt: skip

MERCHANTS = Record(
    name="merchants", zh="商户服务商", doc="who served a shop, from when to when",
    columns=(
        Column(name="merchant", doc="shop", required=True),
        Column(name="erp", doc="its ERP"), Column(name="label_vendor", doc="its label vendor"),
        Column(name="warehouse", doc="its warehouse"), Column(name="platform", doc="platform it sells on"),
        _time("valid_from", "from when"), _time("valid_to", "to when"),
    ),
)  # fmt: skip

CALLS = Record(
    name="calls", zh="通话", doc="a call or message to a person, or a row of a call record (话单)",
    columns=(
        *_person("the person called"),
        Column(name="calling_number", doc="the number that called", type=Type.NUMBER, required=True),
        _time("call_time", "when", required=True),
        Column(name="direction", doc="who called whom"),
        Column(name="duration", doc="seconds", type=Type.COUNT),
        Column(name="claimed_identity", doc="whom the caller posed as"), _KNOWN, _NAMED, *_LINE,
    ),
    nodes=(NodeOf(label="Number", column="calling_number"), NodeOf(label="Line", column="broadband_account"),
           NodeOf(label="Installer", column="installer"), NodeOf(label="Gateway", column="gateway")),
    links=(Link(type="CALLED", start=_NUMBER_OF_CALL, end=_PERSON, properties=("call_time", "duration")),
           Link(type="HOSTED_ON", start=_NUMBER_OF_CALL, end=End(label="Line", column="broadband_account")),
           Link(type="INSTALLED_BY", start=End(label="Line", column="broadband_account"),
                end=End(label="Installer", column="installer")),
           Link(type="DIALLED_THROUGH", start=End(label="Line", column="broadband_account"),
                end=End(label="Gateway", column="gateway"))),
)  # fmt: skip

LINES = Record(
    name="lines", zh="线路", doc="what a number hangs on",
    columns=(
        Column(name="number", doc="the number", type=Type.NUMBER, required=True), *_LINE,
        Column(name="account_owner", doc="subscriber of the line", identity=Identity.SECRET),
        Column(name="opened_by", doc="agent who opened it"),
        Column(name="install_address", doc="where it was installed", identity=Identity.SECRET),
        Column(name="device_sn", doc="serial number of the modem"), Column(name="gateway_ip", doc="public address"),
        _time("opened_at", "when it was opened"), _time("closed_at", "when it was closed"),
        Column(name="operator_company", doc="operator"),
    ),
    nodes=(NodeOf(label="Number", column="number", properties=("line_type",)),
           NodeOf(label="Line", column="broadband_account", properties=("opened_at", "closed_at")),
           NodeOf(label="Installer", column="installer"), NodeOf(label="Gateway", column="gateway")),
    links=(Link(type="HOSTED_ON", start=End(label="Number", column="number"),
                end=End(label="Line", column="broadband_account")),
           Link(type="INSTALLED_BY", start=End(label="Line", column="broadband_account"),
                end=End(label="Installer", column="installer")),
           Link(type="DIALLED_THROUGH", start=End(label="Line", column="broadband_account"),
                end=End(label="Gateway", column="gateway"))),
)  # fmt: skip

SHARES = Record(
    name="shares", zh="公开份额", doc="published share of orders of one holder",
    columns=(
        Column(name="holder_kind", doc="kind of holder", required=True),
        Column(name="holder", doc="holder", required=True),
        Column(name="share", doc="share of orders, 0 to 1", type=Type.SHARE, required=True),
        _REGION, Column(name="source", doc="where it was published"),
    ),
)  # fmt: skip

EXPOSURES = Record(
    name="exposures", zh="知情记录", doc="any holder that had a person's data", needs_person=True,
    columns=(
        *_person("the person"),
        Column(name="holder_kind", doc="kind of holder; kinds are open", required=True),
        Column(name="holder", doc="holder", required=True),
        _time("seen_from", "from when; empty: had it all along, time unknown"),
        _time("seen_to", "to when"), Column(name="record", doc="because of what"),
        Column(name="protected", doc="held the record, but not the field that was used", type=Type.FLAG),
    ),
)  # fmt: skip

TRANSFERS = Record(
    name="transfers", zh="资金流水", doc="a payment",
    columns=(
        *_person("the payer"),
        Column(name="from_account", doc="account paid from", identity=Identity.SECRET, required=True),
        Column(name="to_account", doc="account paid into", identity=Identity.SECRET, required=True),
        _time("paid_at", "when", required=True),
        Column(name="amount", doc="yuan", type=Type.AMOUNT, required=True),
        Column(name="channel", doc="channel"), Column(name="bank", doc="bank"), Column(name="status", doc="status"),
    ),
    nodes=(NodeOf(label="Account", column="to_account"),),
    links=(Link(type="PAID", start=_PERSON, end=End(label="Account", column="to_account"),
                properties=("paid_at", "amount")),),
)  # fmt: skip

RECORDS = {
    record.name: record
    for record in (
        VICTIMS, COMPARISONS, ORDERS, WAYBILLS, SCANS, MERCHANTS, CALLS, LINES, SHARES, EXPOSURES, TRANSFERS,
    )
}  # fmt: skip
"""The eleven kinds of record, by name."""

SCAN_HOLDERS = {"pickup": "pickup_site", "depart": "hub", "arrive": "hub", "transfer": "hub", "deliver": "branch",
                "station": "station", "sign": "branch"}  # fmt: skip
"""Kind of holder at the site of a scan, where no waybill says what the site is; by canonical `scan_type`."""

# -------------------------------------------------------------------------------------------------- nodes of the graph
NODES = {
    node.label: node
    for node in (
        Node(label="Person", zh="人", doc="a victim or comparison person, under a pseudonym"),
        Node(label="Order", zh="订单", doc="an order"),
        Node(label="Waybill", zh="运单", doc="a parcel"),
        Node(label="Holder", zh="持有者", doc="an upstream node that held somebody's data"),
        Node(label="Number", zh="号码", doc="a calling number"),
        Node(label="Line", zh="线路", doc="a broadband account that numbers hang on"),
        Node(label="Installer", zh="装线工", doc="who installed a line"),
        Node(label="Gateway", zh="网关", doc="a gateway"),
        Node(label="Account", zh="账户", doc="an account paid into"),
    )
}
"""Labels of nodes; `id` is unique in each. Links from records are declared with the record; besides these, every
record has HELD_BY links to its holders and a Person KNOWN_TO links to those of `exposures`, with when and whence."""

SOURCE = ("source_file", "source_sheet", "source_row")
"""Columns that say where a fact comes from: SHA-256 of the file (hex), sheet, row as an editor shows it (first row 1)."""
