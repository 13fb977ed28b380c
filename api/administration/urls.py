from django.urls import path

from api.administration import views

app_name = "machine_clients"
urlpatterns = [
    path("", views.clients, name="list"),
    path("ny/", views.client_new, name="new"),
    path("<int:pk>/", views.client, name="client"),
    path("<int:pk>/andra/", views.client_change, name="change"),
    path("<int:pk>/fornya/", views.key_renew, name="renew"),
    path("<int:pk>/sparra/", views.client_revoke, name="revoke"),
]
