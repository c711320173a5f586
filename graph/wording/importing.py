"""What importing prints around its figures: headings, what a line is about, what was done and what comes next."""

from __future__ import annotations

from graph.verdict import Text

HEADINGS = (
    Text(zh="文件", en="file"), Text(zh="工作表", en="sheet"), Text(zh="类型", en="kind"), Text(zh="编码", en="encoding"),
    Text(zh="取用", en="taken"), Text(zh="标注", en="flagged"), Text(zh="拒收", en="refused"), Text(zh="重复", en="repeated"),
)  # fmt: skip
"""Of the table of figures."""
LABELS = {
    "refused": Text(zh="拒收", en="refused"),
    "flagged": Text(zh="标注", en="flagged"),
    "not_data": Text(zh="不是数据", en="not data"),
}
"""Before a line: what it tells of."""
ALL_REFUSED = Text(
    zh='--json 可全部列出；导入后可用 headwater refused -o 文件.xlsx --reason "补正" 导出改正',
    en='--json lists them all; once imported, headwater refused -o FILE.xlsx --reason "to correct" writes them out to be corrected',
)


def row(number: int, column: str, value: str) -> Text:
    """Where in a table a refused cell stands, and what is shown of it."""
    if not column:
        return Text(zh=f"第 {number} 行", en=f"row {number}")
    shown = f" {value}" if value else ""
    return Text(zh=f"第 {number} 行 {column} 列{shown}", en=f"row {number}, column {column}{shown}")


def more_rows(count: int) -> Text:
    """Refused rows that are not told one by one."""
    return Text(zh=f"另有 {count:,} 行", en=f"{count:,} more")


def rows(count: int, column: str, first: int) -> Text:
    """Rows with the same remark, and the first of them."""
    zh, en = (f"{column} 列，", f", column {column}") if column else ("", "")
    return Text(zh=f"{count:,} 行（{zh}首见于第 {first} 行）", en=f"{count:,} rows{en}, first row {first}")


def done(where: object, *, added: bool | None, refused: int) -> Text:
    """What was done and what comes next; `added` is None where nothing was to be written."""
    if added is None:
        return Text(
            zh="这是试运行，没有写入任何内容；去掉 --dry-run 即按此计划导入。",
            en="The same command without --dry-run imports this. Nothing was written: this was a dry run.",
        )
    if not added:
        return Text(zh=f"没有新内容，全部已在 {where} 中。", en=f"Nothing new: all of it is in {where} already.")
    if not refused:
        return Text(
            zh=f"已记入 {where}。下一步：headwater trace -w {where}",
            en=f"Recorded in {where}. Next: headwater trace -w {where}",
        )
    return Text(
        zh=f"已记入 {where}，拒收的 {refused:,} 行未取。下一步："
        f'headwater refused -w {where} -o 文件.xlsx --reason "补正" 导出，改正后再导入',
        en=f"Recorded in {where}, but for {refused:,} refused rows. Next: "
        f'headwater refused -w {where} -o FILE.xlsx --reason "to correct" writes them out, to be corrected and imported',
    )


def mapping_saved(name: str, version: int) -> Text:
    """A mapping was saved."""
    return Text(
        zh=f"导入规格 {name} 第 {version} 版已保存，表头相同的表会自动按它读取。",
        en=f"Mapping {name} v{version} is saved. Tables under the same headers are read by it.",
    )
