"""导入 / Import — what is in these files, and what will be taken of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import importing, queries
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.parts import mapping_editor, past_imports, plan_files, plan_strip, problem_list
from dashboard.parts.frame import trouble
from dashboard.words import number, tr
from graph.errors import HeadwaterError, Overtaken
from ingest import Receipt
from ingest.planned import Plan, PlannedTable
from ingest.saving import edited

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]
_ROUND = "import_round"
_PLAN = "import_plan"
_DONE = "import_done"
_ANEW = "import_anew"


def page() -> None:
    """The page: upload at the left, the plan of what was uploaded at the right."""
    access = queries.access()
    st.html(html.header(tr("导入"), tr("先看计划，再提交。预览与提交是同一份计划。"), [Chip(tr("原件不改动"), "tint")]))
    left, right = st.columns([6, 7], gap="small")
    with left:
        plan = _plan(access)
        picked = plan_files.plan_files(plan) if plan else None
        past_imports.past_imports(importing.past_imports(access), partial(importing.change, access))
    with right:
        if plan:
            _decide(access, plan, picked)
        else:
            _said_last()


def _plan(access: queries.Access) -> Plan | None:
    """The uploader, and the plan of what is in it; planned anew only when the files or the ledger change."""
    with st.container(key="card_upload"):
        key = f"upload_{st.session_state.get(_ROUND, 0)}"
        files = st.file_uploader(tr("文件"), TYPES, accept_multiple_files=True, key=key, label_visibility="collapsed")
        if not files:
            st.session_state.pop(_PLAN, None)
            st.html(html.page(html.paragraph(tr("拖入订单、面单、快递轨迹、话单或受害人台账。原件不改动。"))))
            return None
    uploads = (access, *(file.file_id for file in files))
    kept = st.session_state.get(_PLAN)
    if kept is None or kept[0] != uploads:
        st.session_state[_ANEW] = kept is not None and kept[0][1:] == uploads[1:]
        try:
            with st.spinner(tr("读取 → 识别 → 核对 → 计划"), show_time=True):
                kept = (uploads, importing.plan(access, [(file.name, file.getvalue()) for file in files]))
        except HeadwaterError as error:
            remedy = tr(
                "有文件读不了或认不出是哪类记录，所以一个都没有取。请移除下面点名的文件，或在 Excel 里改正表头后另存为 CSV 或 XLSX，再重新放入。"
            )
            trouble(tr("这些文件"), error, remedy)
            return None
        st.session_state[_PLAN] = kept
    plan: Plan = kept[1]
    return plan


def _decide(access: queries.Access, plan: Plan, picked: PlannedTable | None) -> None:
    """The plan's strip and tables; committing it empties the uploader and says what was recorded.

    Where somebody else imported meanwhile, the plan is made anew and shown before it can be committed.
    """
    if st.session_state.pop(_ANEW, False):
        st.html(html.page(html.chip(Chip(tr("提交前有人导入或撤回了别的文件：已重新计划，请看过再提交。"), "warn"))))
    if plan_strip.plan_strip(plan, _ROUND):
        try:
            receipt = importing.record(access, plan)
        except Overtaken:
            st.rerun()
        except HeadwaterError as error:
            trouble(tr("这份计划"), error, tr("请点“放弃”，重新放入文件，看过新计划再提交。"), deed=True)
            return
        st.session_state[_DONE] = (plan, receipt)
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()
    if picked:
        edit = mapping_editor.mapping_editor(picked)
        if edit is not None:
            _save(access, picked, edit)
        problem_list.problem_list(picked)


def _save(access: queries.Access, table: PlannedTable, edit: mapping_editor.Edit) -> None:
    """Save how a table is to be read, and plan anew; where it cannot be read so, say why."""
    try:
        importing.save_mapping(access, edit.name, edited(table, edit.kind, edit.mapping))
    except HeadwaterError as error:
        trouble(tr("这份导入规格"), error, tr("请改正对应关系后再保存。"), deed=True)
        return
    st.session_state.pop(_PLAN, None)
    st.rerun()


def _said_last() -> None:
    """What the last commit of this session recorded."""
    done: tuple[Plan, Receipt] | None = st.session_state.get(_DONE)
    if done is None:
        return
    plan, receipt = done
    chip = _recorded(plan) if receipt.added else Chip(tr("这些文件此前已导入，没有新内容，未新增账目"))
    with st.container(key="card_done"):
        st.html(html.page(html.chip(chip)))


def _recorded(plan: Plan) -> Chip:
    """The counts of a plan that was carried out, and its entry in the ledger."""
    taken, flagged, refused = (
        number(sum(counts)) for counts in zip(*((t.taken, t.flagged, t.refused) for t in plan.tables), strict=True)
    )
    said = tr(
        "已入账：取 {t}，标记 {f}，拒绝 {r}。账目 {entry}",
        t=taken, f=flagged, r=refused, entry=plan_strip.short(plan.digest),
    )  # fmt: skip
    return Chip(said, "ok")
