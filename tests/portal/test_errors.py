"""What cannot be taken in is answered with a page of our own, in the reader's language."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_more_text_than_any_form_holds_gets_a_page_that_says_what_to_do(settings):
    response = Client().post("/logga-in/", {"login": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert response.status_code == 413
    assert "<h1>Det du skickade gick inte att läsa</h1>" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_body_that_is_broken_off_gets_the_page_or_is_read_as_far_as_it_goes(content_type):
    response = Client().generic("POST", "/logga-in/", b"--x\r\nfoo", content_type=content_type)
    assert response.status_code in {200, 400}
    assert "<h1>" in response.content.decode()


def test_more_fields_than_any_form_holds_gets_the_page_too(settings):
    response = Client().post("/logga-in/", {f"field{number}": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})
    assert response.status_code == 400
    assert "Det du skickade gick inte att läsa" in response.content.decode()
