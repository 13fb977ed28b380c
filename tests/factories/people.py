"""Who there is, and where they work or answer."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from organisation.models import (
    LAST_DAY_OF_FORM,
    Authority,
    Employment,
    Person,
    Profession,
    Role,
    RoleAssignment,
    SchoolProvider,
    SchoolUnit,
    UnitPeriod,
    UnitSchoolForm,
)

PLACES = ("teaches_at", "principal_of", "deputy_of", "reviewer_of", "strategist_of", "reader_of")
FIRST_DAY_OF_UNITS = date(2000, 1, 1)


class SchoolProviderFactory(DjangoModelFactory[SchoolProvider]):
    class Meta:
        model = SchoolProvider

    name = factory.Sequence(lambda n: f"Provkommun {n}")
    kind = SchoolProvider.Kind.MUNICIPALITY


class AuthorityFactory(DjangoModelFactory[Authority]):
    class Meta:
        model = Authority

    provider = factory.SubFactory(SchoolProviderFactory)
    name = factory.Sequence(lambda n: f"Förvaltning {n}")
    committee = "Utbildningsnämnden"


class SchoolUnitFactory(DjangoModelFactory[SchoolUnit]):
    """since: the first day of the unit's period and forms."""

    class Meta:
        model = SchoolUnit

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence(lambda n: f"Provskolan {n}")
    kind = SchoolUnit.Kind.SCHOOL
    school_forms = factory.LazyFunction(lambda: ["upper_secondary"])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        since = kwargs.pop("since", FIRST_DAY_OF_UNITS)
        unit = super()._create(model_class, *args, **kwargs)
        place = {"authority": unit.authority, "area": unit.area}
        UnitPeriod.objects.create(unit=unit, name=unit.name, unit_code=unit.unit_code, starts_on=since, ends_on=unit.closed_on, **place)
        for form in unit.school_forms:
            last_day = min((day for day in (unit.closed_on, LAST_DAY_OF_FORM.get(form)) if day), default=None)
            UnitSchoolForm.objects.create(unit=unit, school_form=form, starts_on=since, ends_on=last_day)
        return unit


def _provider_of_the_place(person):
    """Where a place is given, that one's; else a new one."""
    places = (getattr(person, name, None) for name in PLACES)
    place = next((place for place in places if place is not None), None)
    if place is None:
        return SchoolProviderFactory()
    return (place.authority if isinstance(place, SchoolUnit) else place).provider


class PersonFactory(DjangoModelFactory[Person]):
    """teaches_at / principal_of / reviewer_of (authority) / strategist_of / reader_of / administrator give the role from 2020 on."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    provider = factory.LazyAttribute(_provider_of_the_place)
    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.se")
    given_name = "Åsa"
    family_name = factory.Sequence(lambda n: f"Öberg {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        teaches_at = kwargs.pop("teaches_at", None)
        profession = kwargs.pop("profession", Profession.TEACHER)
        places = {
            Role.PRINCIPAL: {"unit": kwargs.pop("principal_of", None)},
            Role.DEPUTY_PRINCIPAL: {"unit": kwargs.pop("deputy_of", None)},
            Role.REVIEWER: {"authority": kwargs.pop("reviewer_of", None)},
            Role.STRATEGIST: {"authority": kwargs.pop("strategist_of", None)},
            Role.READER: {"authority": kwargs.pop("reader_of", None)},
        }
        is_administrator = kwargs.pop("administrator", False)
        person = super()._create(model_class, *args, **kwargs)
        if teaches_at:
            EmploymentFactory(person=person, unit=teaches_at, profession=profession)
        for role, where in places.items():
            if any(value is not None for value in where.values()):
                RoleAssignment.objects.create(person=person, role=role, starts_on=date(2020, 1, 1), **where)
        if is_administrator:
            RoleAssignment.objects.create(person=person, role=Role.ADMINISTRATOR, starts_on=date(2020, 1, 1))
        return person


class EmploymentFactory(DjangoModelFactory[Employment]):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(SchoolUnitFactory)
    profession = Profession.TEACHER
    extent_percent = Decimal(100)
    starts_on = date(2018, 8, 13)
