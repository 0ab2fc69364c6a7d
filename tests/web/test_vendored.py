"""What we keep of others is what they published: digest by digest, with its licence, without font, crown or pictures."""

import hashlib
import re

from tests.architecture.tree import PACKAGE

VENDORED = PACKAGE / "web" / "static" / "vendor"
FOLDERS = sorted(folder for folder in VENDORED.iterdir() if folder.is_dir())


def test_every_vendored_file_is_the_one_of_its_manifest_and_has_a_licence():
    for folder in FOLDERS:
        said = (folder / "MANIFEST.sha256").read_text(encoding="utf-8").split("\n")
        listed = {line.split()[1]: line.split()[0] for line in said if line}
        found = {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in folder.iterdir()
            if file.name not in {"MANIFEST.sha256", "README.md"}
        }
        assert listed == found, folder.name
        assert any("LICENSE" in name for name in found), folder.name


def test_neither_font_nor_crown_nor_picture_of_the_base_is_kept():
    base = VENDORED / "govuk-frontend"
    assert not [file.name for file in base.rglob("*") if file.suffix in {".woff", ".woff2", ".png", ".ico", ".svg"}]
    style = (base / "govuk-frontend.css").read_text(encoding="utf-8")
    assert not re.search(r"GDS Transport|@font-face|url\(|crown", style, re.I)
