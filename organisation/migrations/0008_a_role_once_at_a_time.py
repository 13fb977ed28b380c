"""Nobody has the same role in the same place twice on one day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations, models
from django.db.models.functions import Coalesce


def there(place):
    return Coalesce(place, models.Value(0), output_field=models.BigIntegerField())


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_names_as_people_look_for_them")]
    operations = [
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("person", "="),
                    ("role", "="),
                    (there("unit"), "="),
                    (there("authority"), "="),
                    (models.Func("starts_on", "ends_on", models.Value("[]"), function="DATERANGE"), "&&"),
                ],
            ),
        ),
    ]
