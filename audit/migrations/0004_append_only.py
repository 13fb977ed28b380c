"""The database refuses to change or remove what happened, and remembers which entries are not sealed yet."""

from django.db import migrations, models

GUARDS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The one exception: audit.retention, for the length of its own transaction. Any hole it does not account for shows when verified.
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_entry' AND current_setting('meritplan.audit_retention', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION audit_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_waiting (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER audit_waits AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_wait();
"""
GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only_as_a_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
UNGUARD = "DROP TRIGGER append_only ON {table}; DROP TRIGGER append_only_as_a_whole ON {table};"
TABLES = ("audit_entry", "audit_seal", "audit_removal")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_digest_what_was_written")]

    operations = [
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="entry_has_a_digest"),
        ),
        migrations.RunSQL(
            GUARDS + "".join(GUARD.format(table=table) for table in TABLES),
            "".join(UNGUARD.format(table=table) for table in TABLES)
            + "DROP TRIGGER audit_waits ON audit_entry; DROP FUNCTION audit_wait(); DROP FUNCTION audit_refuse();",
        ),
    ]
