from django.urls import path

from merit import earlier_views, views
from merit.rule_sets import law_views

app_name = "merit"
urlpatterns = [
    path("", views.assessment, name="assessment"),
    path("dela/", views.share, name="share"),
    path("tidigare/", earlier_views.earlier_list, name="earlier_list"),
    path("tidigare/<int:pk>/", earlier_views.earlier, name="earlier"),
    path("lagen/", law_views.law, name="law"),
    path("<uuid:person>/", views.shared_assessment, name="shared"),
]
