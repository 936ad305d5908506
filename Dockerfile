# Handrail in a container: docker build -t handrail .
# Everything that lasts lies in the volume /data: settings, database (unless Postgres), key, list of erasures.

FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/handrail
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY pyproject.toml README.md LICENSE config.example.toml ./
COPY bot ./bot
COPY escalation ./escalation
COPY adapters ./adapters
COPY prompts ./prompts
COPY migrations ./migrations
RUN pip wheel --no-deps --wheel-dir /wheels . \
    && wheel="$(ls /wheels/handrail-*.whl)" \
    && /opt/handrail/bin/pip install "${wheel}[postgres]" \
    && /opt/handrail/bin/python -m compileall -q /opt/handrail/lib \
    && /opt/handrail/bin/pip uninstall --yes pip

FROM python:3.12-slim
RUN groupadd --gid 10001 handrail \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin handrail \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/handrail /opt/handrail
ENV PATH=/opt/handrail/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HANDRAIL_CONFIG=/data/handrail.toml \
    HANDRAIL_WEB__HOST=0.0.0.0 \
    HANDRAIL_WEB__PORT=8765
# The default ./data of every relative path is then the volume.
WORKDIR /
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8765
STOPSIGNAL SIGTERM
# Alive, not ready: a restart does not mend Slack.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['HANDRAIL_WEB__PORT']), timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["handrail"]
CMD ["run"]
