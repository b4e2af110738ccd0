# The marts: docker compose run --rm dbt builds, tests and publishes them; ... dbt --test tests the published ones

FROM python:3.11-slim-bookworm
COPY dbt/requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --disable-pip-version-check --only-binary :all: -r /tmp/requirements.txt \
    && useradd --system --no-create-home --uid 10001 nhldata
WORKDIR /dbt
# the project is mounted read-only
ENV DBT_PROJECT_DIR=/dbt DBT_PROFILES_DIR=/dbt DBT_TARGET_PATH=/tmp/target DBT_LOG_PATH=/tmp/logs HOME=/tmp
USER 10001
ENTRYPOINT ["python", "/dbt/build_marts.py"]
