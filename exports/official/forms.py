"""The superior's forms by their names on the command line, to be asked where a row stands in another of them."""

from __future__ import annotations

from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples
from exports.official.spec import Official

OFFICIALS: dict[str, Official] = {
    one.key: one
    for one in (
        form_1.OFFICIAL,
        form_2.OFFICIAL,
        peoples.FORM_2B,
        form_3.OFFICIAL,
        peoples.FORM_3B,
        form_5.OFFICIAL,
        form_6.OFFICIAL,
        form_7.OFFICIAL,
    )
}
