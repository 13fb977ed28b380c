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
    "portal:welcome": Row(get=who(410), nobody=410, kwargs=lambda world: {"uidb64": "MTIz", "token": "abc-123"}),
    "portal:demo_sign_in": Row(post=who(404), nobody=404, data=lambda world: {"persona": "larare"}),
    "portal:administration": Row(get=who(403, administrator=200)),
    "portal:components": Row(get=who(403, administrator=200)),
    "portal:help": OPEN,
    "portal:privacy": OPEN,
    "portal:accessibility": OPEN,
    "portal:health": OPEN,
}
