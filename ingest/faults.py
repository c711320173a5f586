"""Why a file cannot be used at all, and what to do: a code's sentences in both languages.

Reasons for single rows stand in `reasons.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import BadInput
from graph.verdict import Text

MOST = 50
"""Files that cannot be used which are told one by one."""

_SENTENCES: dict[str, tuple[str, str]] = {
    "unreadable": ("{file} 无法读取（{what}）。请核对文件名和读取权限",
                   "{file} cannot be read: {what}. Check the name and the permission"),
    "changed": ("{file} 在读取过程中被改动。请等其他程序写完后重新导入",
                "{file} changed while it was read. Import it again when nothing writes to it any more"),
    "empty": ("{file} 是空文件。请重新索取", "{file} is empty. Ask for the file again"),
    "no_file": ("没有指定文件。请指定文件、文件夹或 zip", "no file was named. Name files, folders or zips"),
    "empty_folder": ("{file} 里没有文件。请指定存放表格的文件夹", "{file} holds no file. Name the folder that holds the tables"),
    "no_table": ("没有找到表格（{what_zh}）。请指定含有数据的 CSV、XLSX 或其 zip",
                 "no table was found ({what}). Name files with data, as CSV, XLSX or a zip of them"),
    "not_unpacked": ("{file} 无法解压（{what}）。请不加密码重新打包", "{file} cannot be unpacked ({what}). Pack it again, without a password"),
    "zip_cut": ("{file} 是 zip 或工作簿，但结尾缺失，文件不完整。请重新拷贝或下载",
                "{file} is a zip or workbook whose end is missing: it was cut short. Copy or download it again"),
    "zip_too_deep": ("{file} 是 zip 中 zip 里的 zip。请先解开外层", "{file} is a zip within a zip within a zip. Unpack the outer one first"),
    "zip_too_large_inside": ("{file} 超过 {limit} MB，作为 zip 里的 zip 太大。请先解开外层",
                             "{file} is larger than {limit} MB, too large within a zip. Unpack the outer one first"),
    "zip_empty": ("{file} 是空的 zip。请重新索取", "{file} is an empty zip. Ask for the file again"),
    "zip_unsafe": ("{file} 解压后有 {count} 个文件、{size:,} 字节，超出安全范围。请分成几份",
                   "{file} unpacks to {count} files of {size:,} bytes, more than is safe to open. Split it"),
    "zip_bad_name": ("{file} 里有个文件名叫 {what}，不是 zip 内的正常文件名。请重新打包",
                     "{file} holds a file named {what}, which is no name of a file in the zip. Pack it again"),
    "foreign": ("{file} 是{what_zh}。请{todo_zh}", "{file} is {what}. Do this: {todo}"),
    "no_text": ("{file} 不是 {what} 编码的文本。请另存为 UTF-8 的 CSV，或 XLSX",
                "{file} cannot be read as {what} text. Save it again as CSV in UTF-8, or as XLSX"),
    "utf16_without_mark": ("{file} 是没有标记的 UTF-16 文本。请另存为 UTF-8 的 CSV，或 XLSX",
                           "{file} is UTF-16 without the mark that says so. Save it again as CSV in UTF-8, or as XLSX"),
    "binary": ("{file} 不是表格，含有二进制数据。请改发 CSV、XLSX 或其 zip",
               "{file} is no table: it holds binary data. Send it as CSV, XLSX or a zip of them"),
    "endless_line": ("{file} 第 {line} 行超过 {limit:,} 字节，不可能是表格中的一行。请重新索取",
                     "{file}, line {line}: longer than {limit:,} bytes, so no row of a table. Ask for the file again"),
    "open_quote": ("{file} 第 {line} 行：有引号打开而没有在本单元格结束处闭合（{what}）。请补上或删去引号，或在 Excel 中打开后另存",
                   "{file}, line {line}: a quote opens in this row and is not closed where its cell ends ({what}). Close it or take it out, or open the file in Excel and save it again"),
    "mostly_nothing": ("{file} 有少数行或单元格远在其他内容的右边，会用空白占满内存。请删去，或只发有用的列",
                       "{file} has a few rows or cells far to the right of all others, so it would fill memory with nothing. Delete them, or send the columns that matter"),
    "too_wide": ("{file} 超过 {limit:,} 列，不像记录表。请只发有用的列",
                 "{file} has more than {limit:,} columns, so it is no table of records. Send the columns that matter"),
    "too_many_cells": ("{file} 的单元格太多：{rows:,} 行 {width:,} 列。请另存为 CSV",
                       "{file} has more cells than can be held: {rows:,} rows of {width:,}. Save it as CSV"),
    "workbook_too_large": ("{file} 是超过 {limit} MB 的工作簿。请把各工作表另存为 CSV",
                           "{file} is a workbook of more than {limit} MB. Save its sheets as CSV"),
    "workbook_locked": ("{file} 加了密码。请去掉密码后另存", "{file} is locked with a password. Save it without one"),
    "workbook_broken": ("{file} 无法作为工作簿打开（{what}）。请在 Excel 中打开并另存为 XLSX",
                        "{file} cannot be opened as a workbook ({what}). Open it in Excel and save it again as XLSX"),
    "workbook_too_heavy": ("{file} 作为工作簿打开所需的内存或时间超出一般表格。请把各工作表另存为 CSV",
                           "{file} takes more memory or time to open as a workbook than a table does. Save its sheets as CSV"),
    "workbook_unsafe": ("{file} 解开后有 {count} 个部件、{size:,} 字节，超出一般工作簿。请另存为 CSV",
                        "{file} unpacks to {count} parts of {size:,} bytes, more than a workbook has. Save it as CSV"),
    "entities": ("{file} 自带实体定义{what}，正常的表格软件不会这样写，因此不予打开",
                 "{file} defines entities of its own{what}, as no program that writes workbooks does. It is not opened"),
    "merged_rows": ("{file} 有跨行合并的单元格，这种格式里读不出合并范围。请另存为 XLSX",
                    "{file} has cells merged over rows, which cannot be read from this format. Save it as XLSX"),
    "xml_broken": ("{file} 是损坏的 XML（{what}）。请在 Excel 中打开并另存为 XLSX",
                   "{file} is XML that is broken ({what}). Open it in Excel and save it again as XLSX"),
    "markup_too_large": ("{file} 是超过 {limit} MB 的 HTML 或 XML。请把其中的表格另存为 CSV 或 XLSX",
                         "{file} is HTML or XML of more than {limit} MB. Save its tables as CSV or XLSX"),
    "markup_without_table": ("{file} 是 HTML 或 XML，其中没有表格。请在 Excel 中打开并另存为 XLSX",
                             "{file} is HTML or XML without a table in it. Open it in Excel and save it again as XLSX"),
    "not_recognised": ("{file}：没有认出任何表格。{what_zh}。请用 --mapping 指明表头，或用 --kind 指明类型",
                       "{file}: no table was recognised. {what}. Name the headers with --mapping, or the kind with --kind"),
    "strange_kind": ("没有“{file}”这种记录类型。可选：{what_zh}", "there is no record kind {file!r}. Kinds: {what}"),
    "strange_columns": ("表头对应中的 {file} 不是列名。列名有：{what}", "the mapping names {file}, which is no column. Columns: {what}"),
    "strange_headers": ("表头对应中的 {file} 不在任何表格里，什么都没有导入。这些表格的表头是：{what}。请改正 --mapping 文件",
                        "the mapping names {file}, a header that no table has, so nothing was imported. Headers there are: {what}. Correct the --mapping file"),
    "no_mapping": ("{file} 不能作为表头对应读取（{what}）。请每行写成 \"订单编号\" = \"order_no\"；已保存的对应会按表头自动使用，无需指明",
                   "{file} cannot be read as a mapping ({what}): write lines such as \"订单编号\" = \"order_no\"; a saved mapping is used by itself for its headers"),
    "more": ("另有 {count} 个文件也无法读取", "and {count} more files that cannot be read"),
}  # fmt: skip


class Fault(BadInput):
    """Input that cannot be used, said in both languages; `code` tells which sentence it is."""

    def __init__(self, code: str, text: Text) -> None:
        """With the sentences as they are printed."""
        super().__init__(f"{text.zh} / {text.en}")
        self.code, self.text = code, text

    def __reduce__(self) -> tuple[type[Fault], tuple[str, Text]]:
        """How another process is told of it."""
        return Fault, (self.code, self.text)


class Faults(BadInput):
    """Several files that cannot be used, a line each."""

    def __init__(self, faults: Sequence[BadInput]) -> None:
        """In the order in which they were met; of very many the first, and how many more there are."""
        self.faults, self.lines = tuple(faults), _lines(faults)
        super().__init__("\n".join(self.lines))

    def __reduce__(self) -> tuple[type[Faults], tuple[tuple[BadInput, ...]]]:
        """How another process is told of it."""
        return Faults, (self.faults,)


def fault(file: object, code: str, **said: object) -> Fault:
    """The error of a code about a file; `said` is what its sentences leave open."""
    zh, en = _SENTENCES[code]
    return Fault(code, Text(zh.format(file=file, **said), en.format(file=file, **said)))


def raise_all(faults: Sequence[BadInput]) -> None:
    """Nothing where there is no fault; raises the one there is, or Faults."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Faults(faults)


def _lines(faults: Sequence[BadInput]) -> tuple[str, ...]:
    """What is printed of several errors, each once."""
    every = tuple(dict.fromkeys(" ".join(str(one).split()) for one in faults))
    beyond = len(every) - MOST
    return every if beyond <= 0 else (*every[:MOST], str(fault("", "more", count=beyond)))
