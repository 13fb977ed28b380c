# One image for web, worker and beat; docker-compose.yml says which of them a container is.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/meritplan
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
COPY requirements/base.txt requirements/base.txt
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/base.txt
COPY . .
RUN python -m launch build

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/meritplan --shell /usr/sbin/nologin meritplan \
    && install -d -o meritplan -g meritplan -m 0700 /srv/media
COPY --from=build /srv/meritplan /srv/meritplan
WORKDIR /srv/meritplan
ENV PATH=/srv/meritplan/.venv/bin:$PATH PYTHONUNBUFFERED=1
USER meritplan
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=5", "--limit-request-line=8190", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--preload", "--access-logfile=-"]
