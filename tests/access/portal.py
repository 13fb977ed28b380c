"""Pages of the portal. Open ones answer everybody; the overview is for those who oversee an authority or lead a unit."""

from tests.access.row import Row, who

OPEN = Row(get=who(200), nobody=200)
ROWS: dict[str, Row] = {
    "account_login": Row(get=who(302), nobody=200),
    "account_logout": Row(get=who(200)),
    "account_change_password": Row(get=who(200)),
    "portal:start": Row(get=who(200)),
    "portal:account": Row(get=who(200)),
    "portal:set_theme": Row(post=who(302)),
    "portal:set_language": Row(post=who(302)),
    "portal:resume": Row(get=who(302)),
    "portal:welcome": Row(get=who(410), nobody=410, kwargs=lambda world: {"uidb64": "MTIz", "token": "abc-123"}),
    "portal:demo_sign_in": Row(post=who(404), nobody=404, data=lambda world: {"persona": "larare"}),
    "portal:administration": Row(get=who(403, administrator=200)),
    "portal:components": Row(get=who(403, administrator=200)),
    "portal:overview": Row(
        get=who(
            403, principal=200, deputy=200, other_principal=200, foreign_principal=200, strategist=302, other_strategist=302, reader=302
        )
        | {"foreign_strategist": 302}
    ),
    "portal:authority_overview": Row(
        get=who(404, teacher=403, colleague=403, principal=403, deputy=403, other_principal=403, reviewer=403, strategist=200, reader=200),
        kwargs=lambda world: {"pk": world.authority.pk},
    ),
    "portal:help": OPEN,
    "portal:privacy": OPEN,
    "portal:accessibility": OPEN,
    "portal:health": OPEN,
}
