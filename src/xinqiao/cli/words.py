"""Are the translations compiled? Where a .po file is newer than its .mo, it is compiled again, without the system's gettext."""

import os
import tempfile
from pathlib import Path

import xinqiao


def compile_translations() -> list[Path]:
    """Compile every catalogue of the package that changed since it was last compiled; answers those it compiled."""
    package = Path(xinqiao.__file__).parent
    return [po for po in sorted(package.glob("*/locale/*/LC_MESSAGES/*.po")) if is_stale(po) and _compile(po)]


def is_stale(po: Path) -> bool:
    """Is the compiled catalogue beside `po` missing or older?"""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> bool:
    # Imported here alone: a server whose catalogues are fresh does without.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as opened:
        catalogue = read_po(opened, locale=po.parent.parent.name)
    try:
        handle, draft = tempfile.mkstemp(dir=po.parent, suffix=".draft")
    except OSError:
        # Installed read-only: the catalogues in the package are the ones there are.
        return False
    with os.fdopen(handle, "wb") as out:
        write_mo(out, catalogue)
    os.chmod(draft, 0o644)
    # Two first starts at once: each replaces with the same whole file.
    os.replace(draft, po.with_suffix(".mo"))
    return True
