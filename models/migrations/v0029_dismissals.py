"""Schema 29: a position that a dismissal ended names it; until now the day before was taken for a sign of it."""

# pyright: basic

from __future__ import annotations

from alembic.operations import Operations

_TIE = """
UPDATE {table} SET dismissal_id = (
    SELECT discipline.id FROM discipline JOIN code_item ON code_item.id = discipline.form_id
    WHERE list_name = 'discipline_form' AND code_item.code = 'dismissal'
        AND discipline.member_id = {table}.member_id AND date(discipline.effective_on, '-1 day') = {table}.until
    ORDER BY discipline.id LIMIT 1
)
"""


def upgrade(op: Operations) -> None:
    for table in ("post", "committee_post"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN dismissal_id INTEGER"
            f" CONSTRAINT fk_{table}_dismissal_id_discipline REFERENCES discipline (id)"
        )
        op.execute(_TIE.format(table=table))
