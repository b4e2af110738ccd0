# The service and its commands: docker compose run --rm job status. Built with BuildKit, which docker compose uses by itself.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/maven mvn -B -ntp -q -Dmaven.repo.local=/maven -DskipTests package

FROM eclipse-temurin:17-jre-noble
RUN useradd --system --no-create-home --uid 10001 nhldata \
    && install -d -o nhldata -g nhldata /var/log/nhldata
# dbt, which the service starts after a run that loaded something
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
# An AppCDS archive of these files for this JVM shortens the start; a command that reads the routes uses most of the
# classes of the service. The link is for docker exec … nhldata status.
RUN NHLDATA_LOG_DIR=/tmp/logs java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ArchiveClassesAtExit=/app/nhldata.jsa -jar nhldata.jar check \
    && rm -rf /tmp/logs && ln -s /app/bin/nhldata /usr/local/bin/nhldata
ENV LANG=C.UTF-8 NHLDATA_LOG_DIR=/var/log/nhldata NHL_MARTS_PYTHON=/opt/dbt/bin/python \
    HOME=/tmp DBT_TARGET_PATH=/tmp/dbt/target DBT_LOG_PATH=/tmp/dbt/logs
USER 10001

# In a container the port is reached from outside it. Hawtio only listens there when it is given a password.
ENV HTTP_HOST=0.0.0.0 HAWTIO_HOST=0.0.0.0
EXPOSE 8080 8081

# Unhealthy: PostgreSQL or a bucket is unavailable, a route is stopped, or action is required with severity error; see
# docs/runbook.md. A new container would not help. bash speaks HTTP by itself; the image has no curl.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]

# The collector and the compiler of bin/nhldata (bench/NOTES.md says why), with the container's memory instead of 224 MB
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-XX:SharedArchiveFile=/app/nhldata.jsa", "-Xshare:auto", "-jar", "/app/nhldata.jar"]
CMD ["--help"]
