"""Under /administration/: people, their employments, roles and what they hand over."""

from django.urls import path

from organisation.administration import people_views as people
from organisation.administration import role_views as roles
from organisation.administration import work_views as work

urlpatterns = [
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.person_new, name="person_new"),
    path("personer/<uuid:pk>/", people.person, name="person"),
    path("personer/<uuid:pk>/uppgifter/", people.person_details, name="person_details"),
    path("personer/<uuid:pk>/inbjudan/", people.person_invite, name="person_invite"),
    path("personer/<uuid:pk>/avsluta/", people.person_end, name="person_end"),
    path("personer/<uuid:pk>/oppna/", people.person_open, name="person_open"),
    path("personer/<uuid:pk>/anstallning/ny/", work.employment_new, name="employment_new"),
    path("anstallningar/<int:pk>/andra/", work.employment_change, name="employment_change"),
    path("anstallningar/<int:pk>/avsluta/", work.employment_end, name="employment_end"),
    path("anstallningar/<int:pk>/ta-bort/", work.employment_remove, name="employment_remove"),
    path("anstallningar/<int:pk>/ledighet/ny/", work.leave_new, name="leave_new"),
    path("ledigheter/<int:pk>/avsluta/", work.leave_end, name="leave_end"),
    path("roller/", roles.role_list, name="roles"),
    path("personer/<uuid:pk>/roll/ny/", roles.role_new, name="role_new"),
    path("roller/<int:pk>/avsluta/", roles.role_end, name="role_end"),
    path("delegeringar/", roles.delegation_list, name="delegations"),
    path("personer/<uuid:pk>/delegering/ny/", roles.delegation_new, name="delegation_new"),
    path("delegeringar/<int:pk>/avsluta/", roles.delegation_end, name="delegation_end"),
]
