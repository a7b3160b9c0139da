"""The tables come one by one, and all together to whoever works on any of them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from models import tables

ROOT = Path(__file__).parents[2]
FILES = sorted(path.stem for path in Path(tables.__file__).parent.glob("*.py") if path.stem not in ("__init__", "base"))


def test_the_package_gives_every_mapped_class():
    source = ast.parse(Path(tables.__file__).read_text(encoding="utf-8"))
    (typed,) = (node for node in source.body if isinstance(node, ast.If))
    lines = [line for line in typed.body if isinstance(line, ast.ImportFrom)]
    known = {line.module: " ".join(name.name for name in line.names) for line in lines}
    assert known == {f"models.tables.{file}": names for file, names in tables._NAMES.items()}
    given = {getattr(tables, name) for name in tables._FILES}
    assert {mapper.class_ for mapper in tables.Base.registry.mappers} <= given
    with pytest.raises(AttributeError):
        _ = tables.Nothing  # pyright: ignore[reportAttributeAccessIssue]


def test_base_maps_every_file_of_the_package():
    script = (
        "import sys\n"
        "from models.tables import Setting\n"
        "assert 'models.tables.score' not in sys.modules\n"
        "from models.tables import Base\n"
        "print(*sorted(name.rpartition('.')[2] for name in sys.modules if name.startswith('models.tables.')))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == sorted([*FILES, "base"])
