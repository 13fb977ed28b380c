"""The database refuses to change an earlier assessment. Whose it is may move with a merged account; retention may erase it."""

from django.db import migrations

GUARD = """
CREATE FUNCTION merit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'person_id' IS DISTINCT FROM to_jsonb(OLD) - 'person_id' THEN
        RAISE EXCEPTION '% stays as it was: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stays_as_it_was BEFORE UPDATE ON merit_earlierassessment FOR EACH ROW EXECUTE FUNCTION merit_refuse_change();
"""
UNGUARD = "DROP TRIGGER stays_as_it_was ON merit_earlierassessment; DROP FUNCTION merit_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("merit", "0003_due_at_once")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
