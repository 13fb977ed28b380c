"""What the surroundings tell the application: read once, typed, and stopped at when missing or odd.

`read` looks at every variable before it complains, so that whoever sets up a server sees all that is wrong at once.
`.env.example` explains each name in words; `docker-compose.yml` and the launcher set the same names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from config import values
from config.values import Mode, Scanning

MINIMUM_SECRET = 50
EXAMPLE_SECRET = "change-me"  # how the secret key of .env.example begins  # noqa: S105
PREFIX = "MERITPLAN_"
SECRETS = frozenset({"SECRET_KEY", "AUDIT_KEY", "IDENTITY_KEYS", "IDENTITY_DIGEST_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"})
NAMES = (
    "MERITPLAN_MODE",
    "SECRET_KEY",
    "AUDIT_KEY",
    "IDENTITY_KEYS",
    "IDENTITY_DIGEST_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "MEDIA_ROOT",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "MALWARE_SCANNING",
    "CLAMD_ADDRESS",
    "DEMO",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
    "API_CALLS_PER_MINUTE",
    "API_REFUSALS_PER_MINUTE",
    "SECURE_PROXY",
)
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")

T = TypeVar("T")


class EnvError(Exception):
    """The settings are not usable. `problems` holds one plain sentence for each thing to put right."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("The settings in the environment cannot be used:\n" + "\n".join(f"  - {problem}" for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    mode: Mode
    secret_key: str = field(repr=False)
    audit_keys: tuple[str, ...] = field(repr=False)  # the first seals; the others are known to have sealed before
    identity_keys: tuple[str, ...] = field(repr=False)  # the first encrypts personal numbers; all of them decrypt
    identity_digest_key: str = field(repr=False)
    database: dict[str, Any] = field(repr=False)  # one entry for Django's DATABASES
    redis_url: str = field(repr=False)
    allowed_hosts: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    media_root: Path
    email_url: str = field(repr=False)
    default_from_email: str
    malware_scanning: Scanning
    clamd_address: str  # unix:/path or tcp://host:port; empty without a scanner
    demo: bool
    session_hours: int
    session_idle_minutes: int
    api_calls_per_minute: int
    api_refusals_per_minute: int
    secure_proxy: bool

    @property
    def email_backend(self) -> str:
        """Django's class for mail: printed to the console, or sent over SMTP."""
        return f"django.core.mail.backends.{urlsplit(self.email_url).scheme}.EmailBackend"

    @property
    def email_host(self) -> str:
        return urlsplit(self.email_url).hostname or ""

    @property
    def email_port(self) -> int:
        return urlsplit(self.email_url).port or 587

    @property
    def email_user(self) -> str:
        return unquote(urlsplit(self.email_url).username or "")

    @property
    def email_password(self) -> str:
        return unquote(urlsplit(self.email_url).password or "")

    @property
    def email_use_tls(self) -> bool:
        """Encrypted with STARTTLS, unless the address says ?tls=implicit or ?tls=off."""
        return values.tls(self.email_url) == "starttls"

    @property
    def email_use_ssl(self) -> bool:
        """Encrypted from the first byte, as on port 465."""
        return values.tls(self.email_url) == "implicit"

    @property
    def public_url(self) -> str:
        """How links in mail begin: the first origin that forms may be sent from, else https:// and the first host."""
        if self.csrf_trusted_origins:
            return self.csrf_trusted_origins[0]
        host = (self.allowed_hosts or LOCAL_HOSTS)[0].removeprefix(".")
        return f"{'http' if host in LOCAL_HOSTS else 'https'}://{host}"

    @property
    def broker_url(self) -> str:
        """The Redis address as Celery spells it: its scheme for a socket differs from the Redis client's."""
        parts = urlsplit(self.redis_url)
        if parts.scheme != "unix":
            return self.redis_url
        return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={dict(parse_qsl(parts.query)).get('db', '0')}"


def settings_module(environ: Mapping[str, str]) -> str:
    """The settings module of the mode. Raises EnvError where the mode is missing or unknown: no process guesses that it is a demo."""
    modules = {
        Mode.PRODUCTION: "config.settings.prod",
        Mode.DEVELOPMENT: "config.settings.dev",
        Mode.DEMO: "config.settings.demo",
        Mode.TEST: "config.settings.test",
    }
    reader = _Reader(environ)
    mode = reader.value("MERITPLAN_MODE", values.mode, default=None)
    if mode is None:
        raise EnvError(reader.problems)
    return modules[mode]


def read(environ: Mapping[str, str]) -> Env:
    """Read and check every variable. Raises EnvError with all that is missing, odd or refused."""
    reader = _Reader(environ)
    mode = reader.value("MERITPLAN_MODE", values.mode, default=None)
    relaxed = mode is not Mode.PRODUCTION  # a demo or a test may leave out what only a real server needs
    env = Env(
        mode=mode or Mode.PRODUCTION,
        secret_key=reader.text("SECRET_KEY"),
        audit_keys=reader.value("AUDIT_KEY", values.keys, default=("only-for-tests-and-demos",) if relaxed else None) or (),
        identity_keys=reader.value("IDENTITY_KEYS", values.keys, default=("only-for-tests-and-demos",) if relaxed else None) or (),
        identity_digest_key=reader.text("IDENTITY_DIGEST_KEY", default="only-for-tests-and-demos" if relaxed else None),
        database=reader.value("DATABASE_URL", values.database, default=None) or {},
        redis_url=reader.value("REDIS_URL", values.redis_url, default=None) or "",
        allowed_hosts=reader.value("ALLOWED_HOSTS", values.host_names, default=LOCAL_HOSTS if relaxed else None) or (),
        csrf_trusted_origins=reader.value("CSRF_TRUSTED_ORIGINS", values.origins, default=()) or (),
        media_root=reader.value("MEDIA_ROOT", values.absolute_path, default=None) or Path("/"),
        email_url=reader.value("EMAIL_URL", values.email, default="console:" if relaxed else None) or "",
        default_from_email=reader.text("DEFAULT_FROM_EMAIL", default="meritplan@localhost" if relaxed else None),
        malware_scanning=reader.value("MALWARE_SCANNING", values.scanning, default=Scanning.OFF if relaxed else None) or Scanning.CLAMD,
        clamd_address=reader.value("CLAMD_ADDRESS", values.clamd, default="") or "",
        demo=reader.value("DEMO", values.switch, default=False) or False,
        session_hours=reader.value("SESSION_HOURS", values.hours, default=8) or 8,
        session_idle_minutes=reader.value("SESSION_IDLE_MINUTES", values.idle_minutes, default=60) or 60,
        api_calls_per_minute=reader.value("API_CALLS_PER_MINUTE", values.calls, default=600) or 600,
        api_refusals_per_minute=reader.value("API_REFUSALS_PER_MINUTE", values.calls, default=30) or 30,
        secure_proxy=reader.value("SECURE_PROXY", values.switch, default=False) or False,
    )
    reader.problems.extend(_odd_names(environ))
    reader.problems.extend(_contradictions(env, reader.faulty))
    if mode is Mode.PRODUCTION:
        reader.problems.extend(_refused_in_production(env, reader.faulty))
    if reader.problems:
        raise EnvError(reader.problems)
    return env


def _contradictions(env: Env, faulty: set[str]) -> Iterable[str]:
    if env.malware_scanning is Scanning.CLAMD and not env.clamd_address and not faulty & {"CLAMD_ADDRESS", "MALWARE_SCANNING"}:
        yield "CLAMD_ADDRESS is missing: with MALWARE_SCANNING=clamd it says where the scanner listens, as unix:/path or tcp://host:port."


def _refused_in_production(env: Env, faulty: set[str]) -> Iterable[str]:
    if env.demo:
        yield "DEMO=on is refused in production: anybody could sign in as a made-up person."
    if env.malware_scanning is Scanning.OFF:
        yield "MALWARE_SCANNING=off is refused in production: set clamd, and CLAMD_ADDRESS."
    if "SECRET_KEY" not in faulty and (len(env.secret_key) < MINIMUM_SECRET or env.secret_key.startswith(EXAMPLE_SECRET)):
        yield f"SECRET_KEY is refused in production: it must have at least {MINIMUM_SECRET} characters and not be the one of the example."
    if any(len(key) < MINIMUM_SECRET or key.startswith(EXAMPLE_SECRET) for key in env.audit_keys):
        yield f"AUDIT_KEY is refused in production: each key needs at least {MINIMUM_SECRET} characters and must not be the example's."
    if set(env.audit_keys) & {env.secret_key}:
        yield "AUDIT_KEY is refused in production: it must not be the same as SECRET_KEY."
    yield from _refused_identity_keys(env)
    if any(host.startswith("*") for host in env.allowed_hosts):
        yield "ALLOWED_HOSTS=* is refused in production: name the host people type in the address bar."


def _refused_identity_keys(env: Env) -> Iterable[str]:
    others = {env.secret_key, *env.audit_keys}
    for name, keys in (("IDENTITY_KEYS", env.identity_keys), ("IDENTITY_DIGEST_KEY", (env.identity_digest_key,))):
        if any(key and (len(key) < MINIMUM_SECRET or key.startswith(EXAMPLE_SECRET)) for key in keys):
            yield f"{name} is refused in production: each key needs at least {MINIMUM_SECRET} characters and must not be the example's."
        elif others & set(keys):
            yield f"{name} is refused in production: it must not be the same as another setting's key."
        others |= set(keys)


def _odd_names(environ: Mapping[str, str]) -> Iterable[str]:
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in NAMES:
            known = name.removeprefix(PREFIX).removesuffix("_FILE") in NAMES
            hint = f" Did you mean {name.removeprefix(PREFIX)}?" if known else " Look for a spelling mistake."
            yield f"{name} is not a setting of Meritplan.{hint}"


class _Reader:
    """Takes values out of the environment and keeps what was wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []
        self.faulty: set[str] = set()

    def complain(self, name: str, problem: str) -> None:
        self.problems.append(problem)
        self.faulty.add(name)

    def raw(self, name: str) -> str:
        """The text of a variable, of its file where NAME_FILE is set for a secret, or nothing. An empty value counts as missing."""
        text = self.environ.get(name, "").strip()
        path = self.environ.get(f"{name}_FILE", "").strip() if name in SECRETS else ""
        if text and path:
            self.complain(name, f"{name} and {name}_FILE are both set: keep one of them.")
        if text or not path:
            return text
        try:
            text = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            self.complain(name, f"{name}_FILE names a file that cannot be read, {path}: {reason}.")
            return ""
        if not text:
            self.complain(name, f"{name} is empty in the file {path}.")
        return text

    def value(self, name: str, parse: Callable[[str], T], *, default: T | None) -> T | None:
        """The parsed value, or the default where none is set. None and a noted problem where it is odd, or missing without a default."""
        text = self.raw(name)
        if not text:
            if default is None and name not in self.faulty:
                self.complain(name, f"{name} is missing: {MEANINGS[name]}.")
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.complain(name, f"{name} is odd: {error}.")
            return None

    def text(self, name: str, *, default: str | None = None) -> str:
        return self.value(name, str, default=default) or ""


MEANINGS = {
    "MERITPLAN_MODE": f"set it to {', '.join(Mode)}",
    "SECRET_KEY": f"at least {MINIMUM_SECRET} random characters that sign sessions and links",
    "AUDIT_KEY": f"at least {MINIMUM_SECRET} random characters that seal the audit entries; an older one may follow after a comma",
    "IDENTITY_KEYS": f"at least {MINIMUM_SECRET} random characters that encrypt personal numbers; older ones may follow after commas",
    "IDENTITY_DIGEST_KEY": f"at least {MINIMUM_SECRET} random characters that personal numbers are matched with",
    "DATABASE_URL": "where PostgreSQL answers, as postgresql://user:password@host:5432/name",
    "REDIS_URL": "where Redis answers, as redis://host:6379/0 or unix:///path/to/socket?db=0",
    "ALLOWED_HOSTS": "the host names people type, with commas between",
    "MEDIA_ROOT": "the absolute path of a private folder for uploaded certificates",
    "EMAIL_URL": "how mail leaves, as smtp://user:password@host:587, or console: to print it",
    "DEFAULT_FROM_EMAIL": "the sender of mail, such as meritplan@example.se",
    "MALWARE_SCANNING": f"set it to {' or '.join(Scanning)}",
}
