"""Every kind of record that holds data of people: which rows it is, why they are there, and from which days their time can be counted.

The retention plan, the record of processing and the page that tells people how long things are kept are all made from KINDS.
tests/privacy finds a model that points at a person and belongs to no kind.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inventory.models import KINDS as RECORD_KINDS
from inventory.models.certificate import preview_path
from privacy.kind import Kind, Source
from privacy.models import CountsFrom

MADE, CHANGED, ENDED, LEFT = CountsFrom.MADE, CountsFrom.CHANGED, CountsFrom.ENDED, CountsFrom.LEFT
STAYS_DAYS = 30  # how long a copy that anybody can order anew is kept after it was made


def _finished(on: date) -> Q:
    return Q(job__finished_at__date__lt=on - timedelta(days=STAYS_DAYS))


def _over(on: date) -> Q:
    return Q(finished_at__date__lt=on - timedelta(days=STAYS_DAYS))


def _certificate_files(rows: Iterable[Any]) -> list[str]:
    return [
        name
        for row in rows
        for name in (str(row.file.name), *(preview_path(row, page) for page in range(1, row.preview_pages + 1)))
        if name
    ]


def _report_files(rows: Iterable[Any]) -> list[str]:
    return [str(row.pdf.name) for row in rows if row.pdf]


def _pack_files(rows: Iterable[Any]) -> list[str]:
    return [name for row in rows for name in row.file_names]


def _export_files(rows: Iterable[Any]) -> list[str]:
    return [str(row.file.name) for row in rows if row.file]


def _records(only: Q, days: Mapping[CountsFrom, str]) -> tuple[Source, ...]:
    return tuple(Source(model._meta.label, days=days, only=only) for model in RECORD_KINDS.values())


OWN_ACCOUNT = _("Namn, e-postadress, användarnamn, avtryck av lösenordet, inloggningar, uppgift om skyddad identitet")

KINDS: tuple[Kind, ...] = (
    Kind(
        "drafts",
        _("Utkast som inte har skickats"),
        _("Det som är skrivet men inte skickat. Ingen rektor eller granskare ser det, och läraren kan ta bort det när som helst."),
        _("Låta läraren registrera i sin egen takt"),
        _("Utbildning, arbetsliv"),
        _records(Q(status="draft"), {MADE: "created_at", CHANGED: "changed_at"}),
        bears_on_assessment=True,
    ),
    Kind(
        "records",
        _("Skickade uppgifter och granskningen av dem"),
        _(
            "Legitimation, examina, anställningar, kurser, forskning och beslut som läraren har skickat, "
            "med granskarens beslut och motivering."
        ),
        _("Visa vad utbildning och arbete leder till enligt SFS 2025:280, och planera kompetensutveckling"),
        _("Utbildning, arbetsliv, legitimation, granskningsbeslut"),
        _records(~Q(status="draft"), {MADE: "created_at", CHANGED: "changed_at"}),
        bears_on_assessment=True,
    ),
    Kind(
        "certificates",
        _("Intyg"),
        _("Filer som läraren har laddat upp för att styrka sina uppgifter, och bilderna av deras sidor."),
        _("Styrka det som läraren har registrerat"),
        _("Intyg som kan innehålla personnummer, betyg och underskrifter"),
        (Source("inventory.Certificate", days={MADE: "uploaded_at"}, files=_certificate_files),),
    ),
    Kind(
        "answers",
        _("Svar under arbete i inventeringar"),
        _("Lärarens intresse för meritering, och vad läraren har sagt sig inte ha."),
        _("Veta vad som återstår i inventeringen"),
        _("Intresse för meritering"),
        (Source("inventory.InventoryAnswer", days={CHANGED: "changed_at", ENDED: "campaign__closes_on"}),),
    ),
    Kind(
        "submissions",
        _("Det som har skickats, som det såg ut då"),
        _("En frusen kopia för varje gång läraren har skickat, som är lärarens kvitto."),
        _("Kvitto för läraren och huvudmannens underlag"),
        _("Utbildning, arbetsliv, anställning"),
        (Source("inventory.Submission", days={MADE: "sent_at", ENDED: "campaign__closes_on"}),),
    ),
    Kind(
        "assessments",
        _("Preliminära bedömningar"),
        _("Vad lärarens uppgifter leder till, nu och tidigare. Den nuvarande räknas om när uppgifter, datum eller regler ändrar den."),
        _("Visa läraren vad som återstår till nästa nivå"),
        _("Bedömning av meriteringsnivå"),
        (
            Source("merit.StoredAssessment", days={MADE: "assessed_at"}),
            Source("merit.EarlierAssessment", days={MADE: "assessed_at"}),
        ),
        holds=False,
    ),
    Kind(
        "choices",
        _("Kursval och rektors svar"),
        _("De kurser som läraren har valt i huvudmannaplanen, varför, och vad rektor har svarat."),
        _("Planera kurser, vikarier och budget"),
        _("Kursval, syfte, rektors svar"),
        (
            Source("plans.CourseChoice", days={MADE: "changed_at", CHANGED: "changed_at"}),
            Source(
                "plans.CourseOffer",
                person="proposed_by",
                only=Q(proposed_by__isnull=False, choices__isnull=True, plan_courses__isnull=True, unit_courses__isnull=True),
            ),
        ),
    ),
    Kind(
        "scenarios",
        _("Sparade tankar"),
        _("Det läraren har velat pröva under Tänk om och själv har sparat. Bara läraren ser det, och kan ta bort det."),
        _("Låta läraren komma tillbaka till en fråga om vad kurser och arbete skulle leda till"),
        _("Tänkta kurser, tänkt omfattning av arbetet"),
        (Source("plans.Scenario", days={MADE: "created_at", CHANGED: "changed_at"}),),
        holds=False,
    ),
    Kind(
        "unit_plans",
        _("Vem som har beslutat enhetens plan"),
        _("Rektorns namn på den beslutade planen."),
        _("Visa vem som har fattat beslutet"),
        _("Beslutsfattarens namn"),
        (Source("plans.UnitPlan", person="decided_by", provider="unit__authority__provider"),),
        kept=_("Beslutade planer bevaras."),
        holds=False,
    ),
    Kind(
        "rule_sets",
        _("Vem som har valt hur lagen läses"),
        _("Administratörens namn på det som har publicerats om hur lagen läses, och på utkast till det."),
        _("Visa vem som har valt en läsning, så att gamla bedömningar går att förklara"),
        _("Administratörens namn"),
        (
            Source("merit.PublishedRuleSet", person="published_by", provider="provider"),
            Source("merit.RuleSetDraft", person="changed_by", provider="provider"),
        ),
        kept=_("Regelversioner bevaras så länge någon har bedömts med dem."),
    ),
    Kind(
        "reports",
        _("Beställda dokument"),
        _("PDF-filer och ansökningspaket som någon har beställt. De kan beställas på nytt. Filerna i ett paket tas bort efter sju dagar."),
        _("Ge ut planer på papper, och underlag för ansökan om meriteringsnivå"),
        _("Vem som har beställt vad; ett pakets intyg medan det finns"),
        (
            Source("reports.Report", person="ordered_by", days={MADE: "ordered_at"}, stale=_finished, files=_report_files),
            Source("reports.ApplicationPack", days={MADE: "ordered_at"}, stale=_finished, files=_pack_files),
            Source(
                "jobs.Job",
                person="owner",
                days={MADE: "created_at"},
                only=Q(report__isnull=True, pack__isnull=True, person_export__isnull=True, public_extract__isnull=True),
                stale=_over,
            ),
        ),
        stale_when=_("Trettio dagar efter att dokumentet blev klart."),
        holds=False,
    ),
    Kind(
        "brought_along",
        _("Uppgifter från en tidigare huvudman"),
        _("Anställningar, uppdrag, granskningar, kursval och annat som följde med när någon flyttade sina uppgifter hit."),
        _("Visa vad som gällde hos den tidigare huvudmannen"),
        _("Arbetsliv, granskningsbeslut, kursval, läsningar"),
        (Source("privacy.BroughtAlong", days={MADE: "taken_in_at"}),),
    ),
    Kind(
        "exports",
        _("Beställda kopior av uppgifter"),
        _("Att någon har beställt en kopia av allt om en person, och varför. Själva kopian tas bort efter sju dagar."),
        _("Rätten till tillgång och dataportabilitet, artikel 15 och 20"),
        _("Vem som beställde, skäl, tidpunkt"),
        (
            Source("privacy.PersonExport", days={MADE: "ordered_at"}, files=_export_files),
            Source("privacy.PersonImport", person="uploaded_by", days={MADE: "uploaded_at"}, files=_export_files),
        ),
        holds=False,
    ),
    Kind(
        "notices",
        _("Besked, påminnelser och mejl"),
        _("Det personen har fått veta på sidan och med mejl, vart mejlen gick, och vad personen har valt att få med mejl."),
        _("Berätta när något har hänt eller behöver göras"),
        _("Vad som sades och när, e-postadress"),
        (
            Source("notices.Notice", days={MADE: "told_at"}),
            Source("notices.Mail", days={MADE: "created_at"}),
            Source("notices.Reminder", days={MADE: "ordered_at", ENDED: "ended_on"}),
            Source("notices.DeadAddress", days={MADE: "found_at"}),
            Source("notices.Preference", only=Q(person__is_active=False)),
        ),
        also=("notices.ReminderSent",),
        holds=False,
    ),
    Kind(
        "roles",
        _("Uppdrag och det som har lämnats över"),
        _("Rollerna personen har haft, var och när, och vad personen har lämnat över eller tagit emot."),
        _("Ge rätt personer rätt behörighet"),
        _("Uppdrag, plats, period"),
        (
            Source("organisation.Delegation", person="receiver", days={MADE: "starts_on", ENDED: "ends_on"}, provider="receiver__provider"),
            Source("organisation.RoleAssignment", days={MADE: "starts_on", ENDED: "ends_on"}, keeps_last=True),
        ),
        holds=False,
    ),
    Kind(
        "employments",
        _("Anställningar hos huvudmannen"),
        _("Var personen har arbetat, som vad, i vilken omfattning och när, och ledigheter."),
        _("Avgöra vem som ser vems uppgifter, och vem som ska svara i inventeringen"),
        _("Befattning, enhet, omfattning, period, slag av ledighet"),
        (
            Source("organisation.Leave", person="employment__person", days={MADE: "starts_on", ENDED: "ends_on"}),
            Source("organisation.Employment", days={MADE: "starts_on", ENDED: "ends_on"}, keeps_last=True),
        ),
    ),
    Kind(
        "identifiers",
        _("Personnummer och andra nummer"),
        _("Personnummer eller samordningsnummer, krypterat. Det visas aldrig i sin helhet för andra."),
        _("Säker identifiering enligt 3 kap. 10 § lagen (2018:218)"),
        _("Personnummer, samordningsnummer, tillfälligt nummer"),
        (Source("organisation.PersonIdentifier", days={MADE: "added_at", ENDED: "ended_at"}),),
        holds=False,
    ),
    Kind(
        "merges",
        _("Sammanslagna och åtskilda konton"),
        _("Att två konton visade sig vara samma person, eller inte var det."),
        _("En person ska ha ett konto"),
        _("Vilka konton det gällde, skäl"),
        (
            Source("organisation.PersonMerge", person="kept", days={MADE: "merged_at"}),
            Source("organisation.NotTheSamePerson", person="first", days={MADE: "said_at"}),
        ),
        holds=False,
    ),
    Kind(
        "register_checks",
        _("Registerkontroller hos Skolverket"),
        _("Att huvudmannen har frågat Skolverkets register, och vad som blev av varje rad i svaret. Personnumren tas bort efter en tid."),
        _("Kontrollera legitimationer och beslut om meriteringsnivå mot Skolverkets register"),
        _("Vem som frågade och varför, vilka rader som gällde personen"),
        (
            Source("inventory.RegisterAnswerRow", days={MADE: "answer__uploaded_at"}),
            Source("inventory.RegisterAnswer", person="uploaded_by", days={MADE: "uploaded_at"}, provider="provider"),
            Source("inventory.RegisterCheck", person="ordered_by", days={MADE: "ordered_at"}, provider="provider"),
        ),
        holds=False,
    ),
    Kind(
        "insights",
        _("Insyn och utlämnanden"),
        _("När en systemförvaltare har öppnat någons uppgifter, med skälet, och vad som har lämnats ut om personen på begäran."),
        _("Visa vem som har sett vad, och vad som har lämnats ut på begäran"),
        _("Vem, skäl, tidpunkt, vad som lämnades ut och vad som maskades"),
        (
            Source("privacy.Insight", days={MADE: "opened_at"}),
            Source("privacy.ExtractItem", days={MADE: "extract__created_at"}),
            Source("privacy.PublicExtract", person="made_by", days={MADE: "created_at"}, only=Q(items__isnull=True), files=_report_files),
        ),
        holds=False,
    ),
    Kind(
        "shortcomings",
        _("Anmälda brister i tillgängligheten"),
        _("Det någon har anmält, och hur vi når den som vill ha svar."),
        _("Rätta brister enligt lagen (2018:1937)"),
        _("Kontaktuppgift, hjälpmedel"),
        (Source("privacy.ShortcomingReport", person="", days={MADE: "reported_at", ENDED: "handled_at"}, provider="provider"),),
        stale_when="",
        holds=False,
    ),
    Kind(
        "machine_clients",
        _("Maskinklienter och deras kontakter"),
        _("Vem man når om ett program som frågar efter bedömningar, och vem som har gett ut eller spärrat dess nycklar."),
        _("Veta vilka program som får anropa, och nå den som svarar för dem"),
        _("Kontaktuppgift i tjänsten, vem som har gett ut och spärrat"),
        (Source("api.MachineClient", person="", days={MADE: "created_at", ENDED: "revoked_at"}, provider="provider"),),
        stale_when="",
        also=("api.ClientKey", "api.ClientUse"),
        holds=False,
    ),
    Kind(
        "rules",
        _("Vem som har ändrat gallringsreglerna"),
        _("Namnet på den som senast ändrade en regel."),
        _("Visa vem som har ändrat"),
        _("Den ändrandes namn"),
        (Source("privacy.RetentionRule", person="changed_by", provider="provider"),),
        kept=_("Reglerna hör till huvudmannens dokumenthanteringsplan och bevaras."),
        holds=False,
    ),
    Kind(
        "log",
        _("Logg över vem som har ändrat och läst"),
        _("Vem som har ändrat, granskat eller öppnat vad, och när. Loggen går inte att ändra utan att det syns."),
        _("Kunna kontrollera i efterhand, och visa var och en vem som har läst"),
        _("Vem, vad, när"),
        (Source("audit.Entry", person="", days={MADE: "at"}, provider="subject__provider"),),
        stale_when="",
        holds=False,
    ),
    Kind(
        "account",
        _("Konto och namn"),
        _(
            "Namn, e-postadress, användarnamn, lösenordets avtryck, senaste inloggning och var personen är inloggad. "
            "Töms när inget annat finns kvar."
        ),
        _("Inloggning, och att rätt personer ska se rätt saker"),
        OWN_ACCOUNT,
        (Source("organisation.Person", person="pk", provider="provider"),),
        also=("account.EmailAddress", "account.EmailConfirmation", "portal.OpenSession"),
        holds=False,
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}
ACCOUNT = BY_KEY["account"]
LOG = BY_KEY["log"]  # one chain for the whole installation: see privacy.retention.log
