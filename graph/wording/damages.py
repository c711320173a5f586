"""What `verify` finds, in words: the codes of `graph.ledger.Difference`."""

from __future__ import annotations

from graph.verdict import Text

DAMAGES = {
    "file_missing": Text(zh="文件不见了", en="the file is gone"),
    "file_unreadable": Text(zh="文件无法读取", en="the file cannot be read"),
    "file_changed": Text(zh="内容与导入时不同（SHA-256 不符）", en="is not what was imported (its SHA-256 differs)"),
    "unreadable": Text(zh="无法读取", en="cannot be read"),
    "unsound": Text(zh="数据库结构损坏", en="the database is damaged inside"),
    "layout_changed": Text(zh="表或触发器被改动", en="tables or triggers are not those that were made"),
    "log_changed": Text(
        zh="预写日志损坏，其中已保存的内容读不出来", en="the log is damaged: what was saved in it cannot be read"
    ),
    "entry_missing": Text(zh="链中缺少记录", en="an entry of the chain is missing"),
    "entry_changed": Text(zh="链中的记录被改动", en="an entry of the chain is not what was recorded"),
    "chain_cut": Text(zh="链的末尾被截断或更换", en="the chain does not end where it ended"),
    "rows_changed": Text(zh="行与记录时不同", en="rows are not what the entry recorded"),
    "rows_unrecorded": Text(zh="有行没有任何记录登记", en="rows that no entry recorded"),
    "ledger_older": Text(
        zh="保险库记得账本里没有的记录：旁边的账本是较早的副本",
        en="it remembers an entry that the ledger does not have: the ledger beside it is an older copy",
    ),
    "vault_older": Text(
        zh="这次导入存入的内容不在保险库中：保险库是较早的副本",
        en="what this import put into the vault is not there: the vault is an older copy",
    ),
    "not_known": Text(zh="链中没有此前抄下的哈希", en="the hash written down earlier is in no chain"),
}
