"""Units that were there before periods were kept get one, from the first day anybody is known to have worked there."""

from django.db import migrations
from django.db.models import Min
from django.utils import timezone


def give_periods(apps, schema_editor):
    units = apps.get_model("organisation", "SchoolUnit").objects.annotate(first_day=Min("employments__starts_on"))
    periods, forms = [], []
    period, form = apps.get_model("organisation", "UnitPeriod"), apps.get_model("organisation", "UnitSchoolForm")
    for unit in units.order_by("pk").iterator():
        day = unit.first_day or timezone.localdate()
        periods.append(period(unit=unit, authority_id=unit.authority_id, name=unit.name, unit_code=unit.unit_code, starts_on=day))
        forms.extend(form(unit=unit, school_form=name, starts_on=day) for name in dict.fromkeys(unit.school_forms))
    period.objects.bulk_create(periods, 1000)
    form.objects.bulk_create(forms, 1000)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_people_and_periods")]
    operations = [migrations.RunPython(give_periods, migrations.RunPython.noop)]
