"""Pages of the portal. Open ones answer everybody; the overview is for those who oversee an authority or lead a unit."""

from tests.access.row import Row, who

OPEN = Row(get=who(200), nobody=200)
ROWS: dict[str, Row] = {
    "account_login": Row(get=who(302), post=who(302), nobody=200),
    "account_logout": Row(get=who(200), post=who(302)),
    "account_change_password": Row(get=who(200), post=who(200)),
    "portal:start": Row(get=who(200)),
    "portal:account": Row(get=who(200)),
    "portal:session": Row(get=who(200), post=who(200), nobody=200),
    "portal:end_session": Row(post=who(302), kwargs=lambda world: {"ref": "00000000000000000000"}),
    "portal:sign_out_everywhere": Row(post=who(302)),
    "portal:set_theme": Row(post=who(302)),
    "portal:set_language": Row(post=who(302)),
    "portal:resume": Row(get=who(302), post=who(302)),
    "portal:welcome": Row(get=who(410), post=who(410), nobody=410, kwargs=lambda world: {"uidb64": "MTIz", "token": "abc-123"}),
    "portal:demo_sign_in": Row(post=who(404), nobody=404, data=lambda world: {"persona": "larare"}),
    "portal:administration": Row(get=who(403, administrator=200)),
    "portal:components": Row(get=who(403, administrator=200)),
    "portal:overview": Row(
        get=who(403, principal=200, deputy=200, strategist=302, reader=302),
    ),
    "portal:authority_overview": Row(
        get={
            **who(403, "teacher", "colleague", "principal", "deputy", "reviewer", "other_teacher", "other_principal"),
            **who(200, "strategist", "reader"),
        },
        kwargs=lambda world: {"pk": world.authority.pk},
    ),
    "portal:help": OPEN,
    "portal:privacy": OPEN,
    "portal:accessibility": OPEN,
    "portal:health": OPEN,
}
