"""A document may use our own static files and nothing else."""

import pytest
from django.core.exceptions import SuspiciousFileOperation

from reports.pdf import BASE, NotOurFileError, static_path


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "https://static.invalid.example.se/css/document.css",
        f"{BASE}../config/settings/base.py",
        f"{BASE}%2e%2e/config/env.py",
        f"{BASE}css/missing.css",
        BASE,
    ],
)
def test_nothing_but_our_files_is_read(address):
    with pytest.raises((NotOurFileError, SuspiciousFileOperation)):
        static_path(address)


def test_our_own_style_sheet_is_found():
    assert static_path(f"{BASE}css/document.css").name == "document.css"


def test_a_refusal_is_an_error_of_its_own():
    with pytest.raises(NotOurFileError):
        static_path("data:text/css,body{}")
