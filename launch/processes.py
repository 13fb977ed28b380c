"""The processes Meritplan consists of. The demo runs these commands, and docker-compose.yml the same ones (a test compares them)."""


def web(*, bind: str) -> tuple[str, ...]:
    return (
        "gunicorn",
        "config.wsgi:application",
        f"--bind={bind}",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        "--timeout=60",
        "--graceful-timeout=5",
        "--limit-request-line=8190",  # a what-if is asked in the address, each course on offer with its term
        "--worker-tmp-dir=/dev/shm",
        "--no-control-socket",
        "--preload",
        "--access-logfile=-",
    )


def worker() -> tuple[str, ...]:
    return (
        "celery",
        "--app=config.celery",
        "worker",
        "--loglevel=INFO",
        "--concurrency=2",
        "--max-tasks-per-child=50",
        "--without-gossip",
        "--without-mingle",
    )


def beat(*, schedule: str) -> tuple[str, ...]:
    return ("celery", "--app=config.celery", "beat", "--loglevel=INFO", f"--schedule={schedule}", "--pidfile=")
