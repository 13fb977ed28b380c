from django.urls import path

from inventory.review import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:pk>/", views.person, name="person"),
    path("<slug:slug>/<uuid:pk>/", views.record, name="record"),
]
