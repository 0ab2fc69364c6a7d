"""A letter is a file that lasts and can be read aloud: what it declares is so, as others read it.

The typesetter itself refuses what breaks PDF/A-2a or PDF/UA-1. Beside its word, a checker of other hands looks at the
machine-checkable part of PDF/UA-1, and the file's own declarations and fonts are read with a PDF library.
"""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import typst
from pdfua import validate

from tests.correspondence.test_every_letter import a_letter
from xinqiao.correspondence.letters.fonts import FOLDERS
from xinqiao.correspondence.letters.typeset import STANDARDS, typeset
from xinqiao.demonstration.seals import seal_of
from xinqiao.law.letters import letter_forms
from xinqiao.law.wording import LANGUAGES

LETTERS = [(name, language) for name in letter_forms("cn-2022").forms for language in LANGUAGES]
# The checker stumbles over an array where it expects a number; it says so itself, and it is no finding.
_STUMBLES = {"UA-14-001"}


@pytest.fixture
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    name, language = request.param
    letter = a_letter("cn-2022", name, language)
    signature = replace(letter.signature, seal=seal_of("云溪市住房和城乡建设局"))
    path = tmp_path / "letter.pdf"
    path.write_bytes(typeset(replace(letter, signature=signature)))
    return path


@pytest.mark.parametrize("kept", LETTERS, indirect=True)
def test_a_checker_of_other_hands_finds_nothing(kept: Path) -> None:
    assert [f.message for f in validate(str(kept)).findings if f.rule_id not in _STUMBLES] == []


@pytest.mark.parametrize("kept", LETTERS, indirect=True)
def test_what_the_file_declares_is_so(kept: Path) -> None:
    with pikepdf.open(kept) as pdf, pdf.open_metadata() as declared:
        assert declared["pdfaid:part"] == "2"
        assert declared["pdfaid:conformance"] == "A"
        assert declared["pdfuaid:part"] == "1"
        assert declared["dc:title"]
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in pdf.Root
        assert not pdf.is_encrypted
        assert all(_is_embedded(font) for page in pdf.pages for font in page.resources.Font.values())


def _is_embedded(font: pikepdf.Object) -> bool:
    held = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = held.FontDescriptor
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_the_typesetter_refuses_a_picture_that_nothing_is_said_of() -> None:
    source = b'#set document(title: "x")\n#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"), format: "svg")'
    with pytest.raises(typst.TypstError, match="PDF/UA"):
        typst.compile(source, format="pdf", pdf_standards=list(STANDARDS), font_paths=[str(f) for f in FOLDERS])
