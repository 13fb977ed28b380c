"""Names as people look for them: é is e; å ä ö are letters of their own, and found as a a o too. And lists in one order."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Concat, Lower

ACCENTED = (
    "ßàáâãæçèéêëìíîïðñòóôõøùúûüýþÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțạảấầẩẫậắằẳ"
    "ẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
)
BARE = (
    "saaaaäceeeeiiiidnooooöuuuuytyaaaccccddeeeeegggghhiiiiijkllllnnnoooorrrsssstttuuuuuuwyzzzstaaaaaaaaaa"
    "aaeeeeeeeeiioooooooooooouuuuuuuyyyy"
)
PLAIN = (
    "saaaaaceeeeiiiidnooooouuuuytyaaaccccddeeeeegggghhiiiiijkllllnnnoooorrrsssstttuuuuuuwyzzzstaaaaaaaaaa"
    "aaeeeeeeeeiioooooooooooouuuuuuuyyyy"
)


def letters(accented, bare):
    return models.GeneratedField(
        db_persist=True,
        expression=models.Func(
            Lower(Concat(models.F("given_name"), models.Value(" "), models.F("family_name"))),
            models.Value(accented),
            models.Value(bare),
            function="TRANSLATE",
            output_field=models.CharField(),
        ),
        output_field=models.CharField(max_length=401),
    )


def in_order():
    name = Concat(models.F("family_name"), models.Value(" "), models.F("given_name"))
    return models.GeneratedField(
        db_persist=True,
        expression=models.Case(models.When(protection="none", then=name), default=models.Value("Skyddad identitet")),
        output_field=models.CharField(max_length=401),
    )


def trigrams(column, name):
    return GinIndex(OpClass(models.F(column), name="gin_trgm_ops"), name=name)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_units_change_by_period")]
    operations = [
        migrations.RemoveIndex(model_name="person", name="person_search_name"),
        migrations.RemoveField(model_name="person", name="search_name"),
        migrations.AddField(model_name="person", name="search_name", field=letters(ACCENTED, BARE)),
        migrations.AddField(model_name="person", name="search_plain", field=letters(ACCENTED + "åäö", PLAIN + "aao")),
        migrations.AddField(model_name="person", name="sort_name", field=in_order()),
        migrations.AddIndex(model_name="person", index=trigrams("search_name", "person_search_name")),
        migrations.AddIndex(model_name="person", index=trigrams("search_plain", "person_search_plain")),
        migrations.AddIndex(model_name="person", index=models.Index(fields=["provider", "sort_name", "id"], name="person_in_order")),
    ]
