"""The indicators of cells and villages counted a second time, from the tables and from what their cards say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import cached_property

from tests.exports.raw_book import DAY, is_alive
from tests.exports.recount_months import Row, holds
from tests.exports.recount_stretch import Stretch, Told


class Places(Stretch):
    """The cells and villages of a time."""

    @cached_property
    def _served(self) -> dict[int, int]:
        """Village → the cell that serves it on the day."""
        return {row["village_id"]: row["cell_id"] for row in self.book.table("cell_village") if holds(row, self.day)}

    def _kind(self, cell: Row) -> str | None:
        return self.book.codes.get(cell["kind_id"])

    def cells(self, admitting_cells: Collection[int | None]) -> dict[str, Told]:
        whole, serving = len(self.alive), Counter(self._served.values())
        founded = [row for row in self.book.table("cell") if self.is_in(row["valid_from"])]
        least = self.rule(self.day)["least_official"]
        official, maybe = Counter[int](), Counter[int]()
        for place in self.now.on_list.values():
            official[place.cell] += place.standing == "official"
            maybe[place.cell] += place.standing != "probationary"
        small = sum(maybe[row["id"]] < least for row in self.alive)
        open_to = sum(official[row["id"]] < least <= maybe[row["id"]] for row in self.alive)
        admitting = {*admitting_cells} & {row["id"] for row in self.alive}
        kinds, new = Counter(map(self._kind, self.alive)), Counter(map(self._kind, founded))
        joint = sum(serving[row["id"]] > 1 for row in self.alive)
        return {
            "cells": Told(whole),
            "cells_joint": Told(joint, whole),
            "cells_founded": Told(len(founded)),
            "cells_closed": Told(sum(self.is_in(row["valid_to"]) for row in self.book.table("cell"))),
            "cells_small": Told(small, whole, open_to),
            "cells_admitting": Told(len(admitting), whole),
            "school_cells": Told(kinds["school"], None, kinds[None]),
            "health_cells": Told(kinds["health"], None, kinds[None]),
            "cells_joint_split": Told(self._splits()),
            **{f"cells_founded_{kind}": Told(new[kind]) for kind in ("village", "school", "health")},
        }

    def _splits(self) -> int:
        found: set[tuple[str, int]] = set()
        for one in self.book.table("reorganization"):
            if one["kind"] == "split" and self.is_in(one["effective_on"]):
                eve = date.fromisoformat(one["effective_on"]) - DAY
                for row in self.book.table("succession"):
                    links = [link for link in self.book.table("cell_village") if link["cell_id"] == row["cell_id"]]
                    if row["reorganization_id"] == one["id"] and sum(holds(link, eve) for link in links) > 1:
                        found.add((one["effective_on"], row["cell_id"]))
        return len(found)

    def villages(self) -> dict[str, Told]:
        alive = [row for row in self.book.table("village") if is_alive(row, self.day)]
        serving, whole = Counter(self._served.values()), len(alive)
        living = Counter(self.office.home(who) for who in self.now.on_list)
        own = {row["id"] for row in alive if serving[self._served.get(row["id"], 0)] == 1}
        empty = [row["id"] for row in alive if not living[row["id"]]]
        is_open = living[None] > 0
        peopled = sum(row["id"] not in own and living[row["id"]] > 0 for row in alive)
        cared = [row for row in alive if self.months.in_charge(row["id"], self.day)]
        return {
            "villages": Told(whole),
            "villages_own": Told(len(own), whole),
            "villages_with_cell": Told(sum(row["id"] in self._served for row in alive), whole),
            "villages_no_own": Told(whole - len(own), whole),
            "villages_members_no_own": Told(peopled, whole, len({*empty} - own) if is_open else 0),
            "villages_white": Told(0 if is_open else len(empty), whole, len(empty) if is_open else 0),
            "villages_in_charge": Told(len(cared), whole),
            **self._households(alive),
        }

    def _households(self, alive: list[Row]) -> dict[str, Told]:
        active = {who for who, place in self.now.on_list.items() if place.duty == "active"}
        held = [
            row
            for row in self.book.table("assignment")
            if row["task"] == "households" and holds(row, self.day) and row["member_id"] in self.now.on_list
        ]
        count = unknown = 0
        for village in alive:
            groups: dict[str, set[int | None]] = {}
            for row in held:
                if row["village_id"] == village["id"]:
                    groups.setdefault(row["group_name"].casefold(), set()).add(row["households"])
            numbers = [max((one for one in group if one is not None), default=None) for group in groups.values()]
            is_known = village["households"] is not None and None not in numbers
            unknown += not is_known
            count += sum(one or 0 for one in numbers) if is_known else 0
        whole = sum(village["households"] or 0 for village in alive)
        return {
            "members_household_groups": Told(len({row["member_id"] for row in held} & active), len(active)),
            "households_in_charge": Told(count, whole, unknown),
        }
