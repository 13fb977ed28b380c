"""Signing in and out. The names are those the sign-in library asks for; signing up has no address."""

from django.urls import path

from portal.passwords import ChangePassword
from portal.sign_in import SignIn, SignOut

urlpatterns = [
    path("logga-in/", SignIn.as_view(), name="account_login"),
    path("logga-ut/", SignOut.as_view(), name="account_logout"),
    path("konto/losenord/", ChangePassword.as_view(), name="account_change_password"),
]
