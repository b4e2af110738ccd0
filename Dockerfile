# The service and the commands: docker compose run --rm job status. Requires BuildKit, the default of docker compose.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/maven mvn -B -ntp -q -Dmaven.repo.local=/maven -DskipTests package

FROM eclipse-temurin:17-jre-noble
RUN useradd --system --no-create-home --uid 10001 nhldata \
    && install -d -o nhldata -g nhldata /var/log/nhldata
# dbt, which the service starts after each run that loaded games
COPY dbt/requirements.txt /tmp/requirements.txt
RUN apt-get update -q && apt-get install -q -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/dbt \
    && /opt/dbt/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r /tmp/requirements.txt
WORKDIR /app
# libraries first: they change less often than the application
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/nhldata.jar /build/target/nhldata-sbom.cdx.json ./
COPY bin bin
COPY routes routes
COPY dbt dbt
# AppCDS archive of this JVM and these files, which shortens the startup; the command check loads most classes of the service.
# The link allows docker exec … nhldata status.
RUN NHLDATA_LOG_DIR=/tmp/logs java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ArchiveClassesAtExit=/app/nhldata.jsa -jar nhldata.jar check \
    && rm -rf /tmp/logs && ln -s /app/bin/nhldata /usr/local/bin/nhldata
ENV LANG=C.UTF-8 NHLDATA_LOG_DIR=/var/log/nhldata NHL_MARTS_PYTHON=/opt/dbt/bin/python \
    HOME=/tmp DBT_TARGET_PATH=/tmp/dbt/target DBT_LOG_PATH=/tmp/dbt/logs
USER 10001

# The ports must be reachable from outside the container. Hawtio is enabled only with a password.
ENV HTTP_HOST=0.0.0.0 HAWTIO_HOST=0.0.0.0
EXPOSE 8080 8081

# Unhealthy: PostgreSQL or a bucket is unavailable, a route is stopped, the last run failed or crashed. A dead letter does not
# make it unhealthy, because another container would not help. bash sends the request; the image has no curl.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]

# Garbage collector and compiler options as in bin/nhldata (see bench/NOTES.md), with a heap relative to the container memory
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-XX:SharedArchiveFile=/app/nhldata.jsa", "-Xshare:auto", "-jar", "/app/nhldata.jar"]
CMD ["--help"]
