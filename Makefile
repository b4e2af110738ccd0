# Wrappers around nhldata (bin/nhldata --help) and dbt. "make" alone lists the targets.

FROM ?= 2020-08-04
TO ?= 2020-08-05
STACK ?= embedded
ONLY ?= missing
ORDER ?= oldest
DATA_DIR ?= .
S3_PORT ?= 9000
PYTHON ?= python3

# Every command uses the embedded stack of make step1. Set S3_ENDPOINT_URL and the keys for another S3.
export DATA_DIR S3_PORT
export S3_ENDPOINT_URL ?= http://127.0.0.1:$(S3_PORT)
export AWS_ACCESS_KEY_ID ?= nhldata
export AWS_SECRET_ACCESS_KEY ?= nhldata-secret
export NHLDATA_LOG_DIR ?= $(DATA_DIR)/logs

JAR := target/nhldata.jar
JAVA_SOURCES := pom.xml $(shell find src/main src/generated -type f 2>/dev/null)
NHLDATA := bin/nhldata
ARCHIVE := target/nhldata.jsa
SBOM := target/nhldata-sbom.cdx.json
VENV := .venv/.installed

# the classes of the tests, for what is started outside of Maven
WITH_CLASSPATH := dependency:build-classpath -Dmdep.outputFile=target/test-classpath.txt
TEST_CLASSPATH = "target/test-classes:target/classes:$$(cat target/test-classpath.txt)"

BENCH_DIR := target/bench
BENCH := $(BENCH_DIR)/.ready

.DEFAULT_GOAL := help
.PHONY: help init build step1 step2 run_sql dbt_run dbt_test points_leaders points_leader backfill sweep rederive status \
	dlq dlq-show dlq-replay dlq-discard routes-check doctor notify-test completion hawtio logs docs report lint lint-quick check test test-dbt .test-classes .integration-tests .tests-of-dbt faults explore explore-mutants kills mutations cluster-test seasons bench image \
	sbom scan clean clean-data down

help: ## list the targets
	@grep -hE '^[a-z0-9_-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9_-]+):.*## /\1\t/' | awk -F'\t' '{printf "  %-15s %s\n", $$1, $$2}'

init: $(JAR) $(ARCHIVE) $(VENV) ## build the application and install dbt (the other targets do so if needed)

build: $(JAR)

$(JAR): $(JAVA_SOURCES)
	@command -v mvn >/dev/null || { echo "make needs Maven 3.8 or later and a JDK 17: install them first"; exit 1; }
	@echo "building the application, a minute the first time ..."
	@mvn -B -ntp -q -Dstyle.color=never -Dmaven.test.skip=true -Dcyclonedx.skip package
	@touch $@

# AppCDS archive (class data sharing), which halves the startup time. Everything works without it
$(ARCHIVE): $(JAR) bin/archive-classes
	@echo "creating the AppCDS archive, half a minute ..."
	@bin/archive-classes

$(VENV): dbt/requirements.txt dbt/requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "dbt needs Python 3.11 or later; select one with make PYTHON=python3.12 ..."; exit 1; }
	@echo "installing dbt in .venv, half a minute ..."
	@$(PYTHON) -m venv --clear .venv && .venv/bin/pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r dbt/requirements.txt -r dbt/requirements-dev.txt && touch $@

ifneq ($(filter docker kafka,$(STACK)),)
step1:
	mkdir -p "$(DATA_DIR)/s3_data"
	FROM=$(FROM) TO=$(TO) HOST_UID=$$(id -u) HOST_GID=$$(id -g) \
		$(if $(filter kafka,$(STACK)),NHL_GAMES_CHANNEL='kafka:nhl-games?brokers=kafka:9092&groupId=nhldata') \
		docker compose $(if $(filter kafka,$(STACK)),--profile kafka) up --build
else
step1: $(JAR) $(ARCHIVE) ## start PostgreSQL and S3, load the games of FROM..TO, keep running until Ctrl-C (STACK=docker or STACK=kafka: with docker compose)
	@exec $(NHLDATA) run --embedded --or-sample --from $(FROM) --to $(TO)
endif

step2: run_sql dbt_run dbt_test ## in a second terminal: load the CSVs of the bucket, build and test the marts

run_sql: $(JAR) ## load the CSVs of the bucket that are not in PostgreSQL yet
	@$(NHLDATA) load

dbt_run: $(VENV) ## build and test the marts, and publish them if every test passes
	@.venv/bin/python dbt/build_marts.py

dbt_test: $(VENV) ## test the published marts
	@.venv/bin/python dbt/build_marts.py --test

points_leaders: $(JAR) ## print the points leaders of the teams, the ten highest
	@$(NHLDATA) leaders

points_leader: points_leaders

why: $(JAR) ## print where a number comes from: PLAYER=kucherov (or a team) SEASON=2024-25 STAT=points, PLAYOFFS=1, GAME=2024020123
	@$(NHLDATA) why "$(or $(PLAYER),$(error PLAYER is required: make why PLAYER=kucherov SEASON=2024-25 STAT=points))" $(if $(SEASON),--season "$(SEASON)") \
		$(if $(STAT),--stat "$(STAT)") $(if $(PLAYOFFS),--playoffs) $(if $(GAME),--game $(GAME))

backfill: $(JAR) ## fetch the missing games of FROM..TO, resumable; ONLY=missing|failed|all, ORDER=oldest|newest, DRY_RUN=1
	@exec $(NHLDATA) backfill --from $(FROM) --to $(TO) --only $(ONLY) --order $(ORDER) $(if $(DRY_RUN),--dry-run)

sweep: $(JAR) ## run once for FROM..TO without starting a local stack
	@exec $(NHLDATA) sweep --from $(FROM) --to $(TO)

rederive: $(JAR) ## reprocess FROM..TO from the raw documents in the bucket, without the API
	@exec $(NHLDATA) rederive --from $(FROM) --to $(TO)

status: $(JAR) ## print required actions, runs and freshness; exit code 0 if no action is required; DATE=2025-01-04 or FROM= TO=: completeness of these dates
	@$(NHLDATA) status $(if $(DATE),--date $(DATE),$(if $(filter-out file,$(origin FROM) $(origin TO)),--from $(FROM) --to $(TO)))

dlq: $(JAR) ## list the dead letters with their reasons
	@$(NHLDATA) dlq list

dlq-show: $(JAR) ## show a dead letter: GAME=2019030042
	@$(NHLDATA) dlq show $(or $(GAME),$(error GAME is required: make dlq-show GAME=2019030042))

dlq-replay: $(JAR) ## replay all dead letters, or GAME=2019030042
	@exec $(NHLDATA) dlq replay $(GAME)

dlq-discard: $(JAR) ## acknowledge and close a dead letter: GAME=2019030042 WHY="no such game"
	@$(NHLDATA) dlq discard $(or $(GAME),$(error GAME is required: make dlq-discard GAME=2019030042 WHY="…")) --why "$(or $(WHY),$(error a reason is required: WHY="…"))"

dlq-restore: $(JAR) ## revert a discard: GAME=2019030042
	@$(NHLDATA) dlq restore $(or $(GAME),$(error GAME is required: make dlq-restore GAME=2019030042))

routes-check: $(JAR) ## validate the route files without running them
	@$(NHLDATA) check

hawtio: $(JAR) ## print the URL of Hawtio: route diagrams and counters, start and stop of routes, dead letters
	@$(NHLDATA) hawtio

doctor: $(JAR) ## check connections and permissions (API, S3, PostgreSQL), with the fix for each failed check
	@$(NHLDATA) doctor

notify-test: $(JAR) ## send a test message to every configured notification channel
	@$(NHLDATA) notify test

completion: $(JAR) ## print the shell completion of bin/nhldata: source <(make -s completion)
	@$(NHLDATA) completion

logs: ## follow the log
	@tail -n 50 -F "$(NHLDATA_LOG_DIR)"/nhldata.log "$(NHLDATA_LOG_DIR)"/nhldata-verbs.$$(date +%F).0.log

docs: $(VENV) ## build the dbt docs as one page
	@.venv/bin/python dbt/docs_page.py

report: $(VENV) ## build the season report of the latest season, or of SEASON=2024-25: standings, leaders, goalies, best games, data quality
	@.venv/bin/python dbt/report/season_report.py $(if $(SEASON),--season "$(SEASON)")

lint: lint-quick ## lint the SQL and the dbt project, validate the compose files and the values schema of the chart
	@.venv/bin/sqlfluff lint --config dbt/.sqlfluff dbt/models dbt/tests

lint-quick: $(VENV)
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.compose-spec docker-compose.yml deploy/docker/secrets.yml
	@.venv/bin/check-jsonschema -q --check-metaschema deploy/helm/nhldata/values.schema.json
	@.venv/bin/python dbt/lint_conventions.py

# without the tests that are tagged slow
check: lint-quick ## check a change in a minute and a half: unit tests, and an integration test of each kind
	mvn -B -ntp -Dstyle.color=never -Dcyclonedx.skip -Djib.skip -DforkCount=2 -DexcludedGroups=slow -Dit.test='PipelineIT,RoutesIT,TransitionsIT,PgCopyIT' verify

# The dbt tests run in parallel with the integration tests, which are idle half of the time; their output is printed at the end.
test: $(VENV) lint ## run the whole test suite
	mvn -B -ntp -Dstyle.color=never -DskipITs verify $(WITH_CLASSPATH)
	@$(MAKE) --no-print-directory -k -j2 .integration-tests .tests-of-dbt; ended=$$?; \
		echo "the tests of dbt (make test-dbt):"; cat target/test-dbt.log; exit $$ended

test-dbt: $(VENV) .test-classes ## run the dbt tests (Python); TEST=test_build_marts.BuildMartsTest for some, HISTORIES=20 for more histories
	@exec java -cp $(TEST_CLASSPATH) nhldata.marts.PythonTests $(TEST)

.test-classes:
	@mvn -B -ntp -q -Dstyle.color=never test-compile $(WITH_CLASSPATH)

.integration-tests: $(ARCHIVE)
	mvn -B -ntp -Dstyle.color=never failsafe:integration-test failsafe:verify

.tests-of-dbt:
	@java -cp $(TEST_CLASSPATH) nhldata.marts.PythonTests >target/test-dbt.log 2>&1

faults: $(JAR) $(ARCHIVE) .test-classes ## inject each fault once and verify that no row is lost or duplicated (half an hour on an idle machine); FAULT="the commit" selects some
	@exec java -cp $(TEST_CLASSPATH) nhldata.faults.Campaign $(if $(FAULT),"$(FAULT)")

# SEED is that of the first history; the logs of each process are in target/explore
explore: $(JAR) $(VENV) .test-classes ## run random histories and check the invariants: SEED=1 RUNS=1000; a failing history is minimized and printed
	@exec java $(if $(SEED),-Dexplore.seed=$(SEED)) $(if $(RUNS),-Dexplore.runs=$(RUNS)) -cp $(TEST_CLASSPATH) nhldata.faults.explore.Explore

explore-mutants: $(JAR) .test-classes ## check that the search detects reverted fixes, and nothing with the fixes in place: MUTANT=A05 for one
	@for mutant in $(or $(MUTANT),A01 A05 A06 A11 A12); do echo "--- $$mutant"; \
		java -Dexplore.mutant=$$mutant -Dexplore.until-found=true -Dexplore.no-shrink=true -Dexplore.seed=$(or $(SEED),1) -Dexplore.runs=$(or $(RUNS),1000) \
		-cp $(TEST_CLASSPATH) nhldata.faults.explore.Explore || exit 1; done

kills: $(JAR) $(VENV) .test-classes ## kill -9 runs, loads and builds of the marts at random times: N=1000, SEED=1; results in bench/results
	@exec java $(if $(N),-Dkills.n=$(N)) $(if $(SEED),-Dkills.seed=$(SEED)) -cp $(TEST_CLASSPATH) nhldata.faults.explore.Kills

mutations: $(JAR) .test-classes ## mutate documents of every kind (fuzzing); each result must be correct or rejected: N=100000, SEED=1; results in bench/results
	@exec java $(if $(N),-Dmutations.n=$(N)) $(if $(SEED),-Dmutations.seed=$(SEED)) -cp $(TEST_CLASSPATH) nhldata.nhl.Mutations

cluster-test: $(JAR) $(ARCHIVE) .test-classes ## load a season with six processes and Kafka, some of which are killed; measure one, two and three fetchers (10 minutes): PART=kill|restart|pace|speed
	@exec java -cp $(TEST_CLASSPATH) nhldata.faults.ClusterTest $(PART)

seasons: $(JAR) $(ARCHIVE) $(VENV) .test-classes ## load recorded seasons, build the marts and compare them with the documents: DIR=directory of season-….tar.gz
	@exec java -cp $(TEST_CLASSPATH) nhldata.seasons.Seasons $(DIR)

image: ## build a container image without a Docker daemon: target/nhldata-image.tar, for docker load; IMAGE=name:tag BASE=image
	@mvn -B -ntp -q -Dstyle.color=never -Dmaven.test.skip=true $(if $(IMAGE),-Dimage.name=$(IMAGE)) $(if $(BASE),-Dimage.base=$(BASE)) package jib:buildTar
	@echo "docker load --input target/nhldata-image.tar    (or: skopeo copy oci-archive:target/nhldata-image.tar docker://…)"

sbom: $(SBOM) ## build the SBOM (software bill of materials): target/nhldata-sbom.cdx.json (CycloneDX)

$(SBOM): pom.xml
	@mvn -B -ntp -q -Dstyle.color=never cyclonedx:makeBom

scan: $(SBOM) ## scan the shipped libraries for known vulnerabilities with osv-scanner, grype or trivy
	@bin/scan

bench: $(JAR) $(ARCHIVE) $(BENCH) ## run the benchmarks against the theoretical limits and an I/O-only baseline in Python, a quarter of an hour: ROUNDS=5, WHAT=backfill,start
	@$(BENCH_DIR)/venv/bin/python bench/bench.py --rounds $(or $(ROUNDS),5) $(if $(WHAT),--only $(WHAT)) $(if $(SEASON),--season $(SEASON))

$(BENCH): bench/requirements.txt $(wildcard bench/java/*.java) $(JAR)
	@mkdir -p $(BENCH_DIR)/classes
	@javac -cp 'target/nhldata.jar:target/lib/*' -d $(BENCH_DIR)/classes bench/java/*.java
	@test -x $(BENCH_DIR)/venv/bin/python || $(PYTHON) -m venv $(BENCH_DIR)/venv
	@$(BENCH_DIR)/venv/bin/pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r bench/requirements.txt
	@touch $@

down: ## stop the docker compose stack
	docker compose --profile "*" down

clean: ## remove everything built; keep the data
	rm -rf target .venv dbt/target dbt/logs

# Removes only directories with the lock file of the embedded servers, and only nhldata logs: DATA_DIR may contain other files
clean-data: ## remove the data of the embedded stack and its logs, after confirmation (YES=1: without)
	@for folder in "$(DATA_DIR)/pg_data" "$(DATA_DIR)/s3_data"; do \
		if [ -e "$$folder" ] && [ ! -e "$$folder/.lock" ]; then echo "$$folder was not created by nhldata (no .lock file): nothing was removed"; exit 1; fi; \
	done
	@pid=$$(head -n 1 "$(DATA_DIR)/pg_data/cluster/postmaster.pid" 2>/dev/null); if [ -n "$$pid" ] && kill -0 "$$pid" 2>/dev/null; then \
		echo "PostgreSQL of $(DATA_DIR)/pg_data is running (process $$pid): stop make step1 with Ctrl-C first. Nothing was removed"; exit 1; fi
	@if [ -z "$(YES)" ]; then printf 'permanently remove %s/pg_data, %s/s3_data and the logs? [y/N] ' "$(DATA_DIR)" "$(DATA_DIR)"; read -r answer; \
		case "$$answer" in [yY]*) ;; *) echo "nothing was removed"; exit 1 ;; esac; fi
	rm -rf "$(DATA_DIR)/pg_data" "$(DATA_DIR)/s3_data"
	rm -f "$(NHLDATA_LOG_DIR)"/nhldata*.log "$(NHLDATA_LOG_DIR)"/nhldata*.log.gz
