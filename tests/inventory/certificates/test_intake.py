"""What is taken in and what is refused, each with its own sentence."""

import pytest

from inventory.certificates.intake import clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Intyg från lärosätet (1).pdf", "Intyg från lärosätet (1).pdf"),
        ("C:\\Users\\asa\\Mina dokument\\intyg.pdf", "intyg.pdf"),
        ("../../etc/passwd", "passwd"),
        ("rad\nbrytning\x00\x1b.pdf", "radbrytning.pdf"),
        (
            "för\N{SOFT HYPHEN}skollärar\N{SOFT HYPHEN}examen 🎓 <b>'\"&.pdf",
            "för\N{SOFT HYPHEN}skollärar\N{SOFT HYPHEN}examen 🎓 <b>'\"&.pdf",
        ),
        ("intyg\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "intygfdp.exe"),
        ("A\N{COMBINING RING ABOVE}sa.pdf", "Åsa.pdf"),
        ("", "namnlös fil"),
        ("..", "namnlös fil"),
        ("\N{LINE SEPARATOR}", "namnlös fil"),
    ],
)
def test_names_are_kept_as_given_without_what_deceives(given, kept):
    assert clean_name(given) == kept


def test_a_very_long_name_keeps_its_beginning_and_its_ending():
    name = clean_name("å" * 400 + ".pdf")
    assert len(name) == 255
    assert name.endswith("å….pdf")
