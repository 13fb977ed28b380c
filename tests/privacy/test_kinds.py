"""No data about anybody outside the plan."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from organisation.models import Person
from privacy.kinds import KINDS
from privacy.models import CountsFrom
from privacy.retention.plan import proposals


def models_about_people():
    for model in apps.get_models(include_auto_created=False):
        if hasattr(model, "pgh_tracked_model") or model._meta.proxy:
            continue  # history goes with the row it is of, and a view keeps nothing
        if model is Person or any(field.related_model is Person for field in model._meta.get_fields() if field.concrete):
            yield model._meta.label


def test_every_model_that_points_at_a_person_belongs_to_a_kind():
    covered = {model for kind in KINDS for model in kind.models}
    missing = set(models_about_people()) - covered
    assert not missing, f"Say in privacy/kinds.py how long these are kept, and why: {sorted(missing)}"


def test_the_kinds_name_no_model_that_is_gone_and_each_has_a_proposal():
    for kind in KINDS:
        for model in kind.models:
            apps.get_model(model)
    assert set(proposals()) == {kind.key for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_is_proposed_can_be_done(kind):
    data = proposals()[kind.key]
    if data["action"] == "delete_after":
        assert CountsFrom(data["counts_from"]) in kind.ways
    if data["action"] == "delete_inactual":
        assert kind.can_be_stale
    for source in kind.sources:
        for lookup in source.days.values():
            try:
                apps.get_model(source.model)._meta.get_field(lookup.partition("__")[0])
            except FieldDoesNotExist:
                pytest.fail(f"{source.model} has no {lookup}")
