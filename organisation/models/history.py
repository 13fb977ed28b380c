"""Which rows of the organisation keep their history. People first: what is theirs is forgotten with them.

A person's name, address, password and number are in no event: only what decides who sees what.
"""

from audit.history import track
from organisation.models.people import Person, PersonIdentifier, PersonMerge
from organisation.models.structure import Area, Authority, SchoolProvider, SchoolUnit, UnitPeriod, UnitSchoolForm, UnitSuccession
from organisation.models.work import Delegation, Employment, Leave, RoleAssignment

track(Person, fields=["provider", "protection", "is_active", "is_staff", "is_superuser", "merged_into"])
track(PersonIdentifier, owners=["person"], exclude=["ciphertext", "digest"])
track(PersonMerge, owners=["kept", "merged"])
track(Employment, owners=["person"])
track(Leave, owners=["employment"])
track(Delegation, owners=["giver", "receiver"])
track(RoleAssignment, owners=["person"])
track(SchoolProvider, Authority, Area, SchoolUnit, UnitPeriod, UnitSchoolForm, UnitSuccession)
