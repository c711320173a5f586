"""A case in which people are hard to tell apart: two victims share a telephone, an export shows the third one masked."""

from __future__ import annotations

from pathlib import Path

VICTIMS = """姓名,联系电话,身份证号,住址,首次来电时间
沈穗岚,13800138000,,溪汀市湉水街12号3栋1201室,2024-05-20 10:00
冯樨翎,13900139001,110101190005168222,枳浦市杪榆路5号1栋302室,2024-05-21 10:00
赵禾汀,13900139001,110101190003155591,枳浦市杪榆路7号,2024-05-22 10:00
"""
ORDERS = """订单编号,买家会员名,收货人手机,收货人姓名,收货地址,下单时间,平台,店铺名称
A1,tb_881,138****8000,沈*,溪汀市湉水街12号3幢1201室,2024-05-01 10:00,某宝,甲店
A2,tb_990,,冯樨翎,杪榆路5-1-302,2024-05-02 10:00,某宝,甲店
A3,,13800138000,,,2024-05-10 10:00,某宝,甲店
"""
SECRETS = ("沈穗岚", "冯樨翎", "13800138000", "13900139001", "110101190005168222", "湉水街", "杪榆路", "tb_881")


def shared_phone(folder: Path) -> list[Path]:
    """The files of the case, written into a folder: victims, then orders."""
    files = [folder / "台账.csv", folder / "订单.csv"]
    for file, text in zip(files, (VICTIMS, ORDERS), strict=True):
        file.write_text(text, "utf-8")
    return files
