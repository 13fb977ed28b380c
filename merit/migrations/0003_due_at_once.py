"""Assessments stored before their outcomes were kept by condition are due at once: the next night writes what they lack."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("merit", "0002_history_of_assessments")]

    operations = [
        migrations.RunSQL("UPDATE merit_storedassessment SET changes_on = reference_date WHERE answer_digest = ''", migrations.RunSQL.noop),
    ]
