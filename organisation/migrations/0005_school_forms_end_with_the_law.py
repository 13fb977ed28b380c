"""Förskoleklass that was open, or that ran past its last day as a school form, ends that day (lag 2025:729)."""

from datetime import date

from django.db import migrations
from django.db.models import Q

FORM, LAST_DAY = "preschool_class", date(2026, 6, 30)


def end_the_form(apps, schema_editor):
    rows = apps.get_model("organisation", "UnitSchoolForm").objects.filter(school_form=FORM)
    rows.filter(starts_on__gt=LAST_DAY).delete()
    rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=LAST_DAY)).update(ends_on=LAST_DAY)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_who_works_where_from_the_index")]
    operations = [migrations.RunPython(end_the_form, migrations.RunPython.noop)]
