"""The database refuses to change or remove a rule set that has been published: whatever it once answered can be proved again."""

from django.db import migrations

GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON merit_publishedruleset FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only_as_a_whole BEFORE TRUNCATE ON merit_publishedruleset FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
UNGUARD = "DROP TRIGGER append_only ON merit_publishedruleset; DROP TRIGGER append_only_as_a_whole ON merit_publishedruleset;"


class Migration(migrations.Migration):
    dependencies = [("merit", "0005_published_rule_sets"), ("audit", "0004_append_only")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
