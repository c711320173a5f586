"""Order files of any size, as a platform exports them, written in whole columns from a seed; every person is invented."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

ROWS = 500_000
"""Rows that are made at once."""
ORDERS_A_PERSON = 10
HEADERS = (
    "订单编号",
    "手机号",
    "买家账号",
    "收货人",
    "收货地址",
    "平台",
    "店铺名称",
    "下单时间",
    "商品名称",
    "金额",
    "运单号",
)
_BAD = 100
"""One row in so many is bad, where bad rows are asked for: by turns without a number, without a time, with a masked phone."""
_FIRST = np.datetime64("2024-01-01T00:00:00", "ms")


def write_orders(path: Path, rows: int, *, bad: bool = False, seed: int = 1) -> None:
    """Write a CSV file of orders, ten a person: phone, account, name and address of each, and what was bought where."""
    rng = np.random.Generator(np.random.PCG64(seed))
    with path.open("wb") as file:
        for first in range(0, rows, ROWS):
            frame = orders(rng, first, min(ROWS, rows - first), max(rows // ORDERS_A_PERSON, 1))
            (_spoiled(frame) if bad else frame).write_csv(file, include_header=first == 0)


def write_bad_orders(path: Path, rows: int) -> None:
    """As `write_orders`, with one row in a hundred bad."""
    write_orders(path, rows, bad=True)


def orders(rng: np.random.Generator, first: int, rows: int, persons: int) -> pl.DataFrame:
    """Rows of text under `HEADERS`, the numbers of orders counting on from `first`."""
    person, number = pl.col("person"), pl.col("number")
    seconds = rng.integers(0, 180 * 86_400, rows).astype("timedelta64[s]")
    drawn = pl.DataFrame(
        {
            "person": rng.integers(0, persons, rows), "number": np.arange(first, first + rows),
            "shop": rng.zipf(1.3, rows) % 20_000, "item": rng.integers(0, 5_000, rows),
            "cents": rng.integers(100, 90_000, rows), "at": _FIRST + seconds.astype("timedelta64[ms]"),
        }
    )  # fmt: skip
    return drawn.select(
        ("24" + (number + 10**15).cast(pl.String)).alias(HEADERS[0]),
        ("13" + (person * 7919 % 10**9).cast(pl.String).str.zfill(9)).alias(HEADERS[1]),
        ("yh_" + (person * 31 % 10**7).cast(pl.String)).alias(HEADERS[2]),
        _picked("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", person)
        + _picked("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰", person // 7)
        + _picked("霞平刚桂兰玉红华建国文斌波辉鹏飞宇浩然欣", person // 91),
        _text("云岫市松陵区听雨巷", person % 977, "号", person % 31, "栋", person % 1999, "室").alias(HEADERS[4]),
        ("平台" + _picked("甲乙丙丁戊己", person)).alias(HEADERS[5]),
        _text("店铺", pl.col("shop")).alias(HEADERS[6]),
        pl.col("at").dt.to_string("%Y-%m-%d %H:%M:%S").alias(HEADERS[7]),
        _text("商品", pl.col("item")).alias(HEADERS[8]),
        (pl.col("cents") / 100).cast(pl.String).alias(HEADERS[9]),
        ("YT" + (number + 10**12).cast(pl.String)).alias(HEADERS[10]),
    )


def _picked(characters: str, by: pl.Expr) -> pl.Expr:
    """One of the characters a row."""
    places = list(range(len(characters)))
    return (by % len(characters)).replace_strict(places, list(characters), return_dtype=pl.String).alias(HEADERS[3])


def _text(*parts: str | pl.Expr) -> pl.Expr:
    """Texts and numbers one after the other."""
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part.cast(pl.String) for part in parts])


def _spoiled(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with one in a hundred bad."""
    row = pl.int_range(pl.len())

    def every(turn: int) -> pl.Expr:
        return row % (3 * _BAD) == turn * _BAD

    number, phone, at = HEADERS[0], HEADERS[1], HEADERS[7]
    return frame.with_columns(
        pl.when(~every(0)).then(number).alias(number), pl.when(~every(1)).then(at).otherwise(pl.lit("春节前后")).alias(at),
        pl.when(~every(2)).then(phone).otherwise(pl.col(phone).str.head(3) + "****" + pl.col(phone).str.tail(4)).alias(phone),
    )  # fmt: skip
