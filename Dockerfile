# One image for every process; the command tells which: gateway, streams, alerts, setup, ingest, query, ... (--help lists them).
# Build it from jars that are there already: mvn -B package -DskipTests && docker build -t regional-ratings .
FROM eclipse-temurin:17-jre

# The one folder that a process writes to, besides /tmp. A volume that is mounted here belongs to the user below.
RUN mkdir -p /var/lib/ratings && chown 10001:10001 /var/lib/ratings

# Libraries change rarely, our modules with every commit: a layer each.
COPY operations/target/image/lib /opt/ratings/lib
COPY operations/target/image/modules operations/target/operations-*.jar /opt/ratings/modules/

ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Regional Ratings" \
      org.opencontainers.image.description="How English local authorities' children's services are rated, by region" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:17-jre"

# A number, so that an orchestrator sees that it is not root.
USER 10001:10001
WORKDIR /var/lib/ratings
STOPSIGNAL SIGTERM

# The JVM is the container's first process, so that it gets the signal to stop. Half of the container's memory is for the
# heap: the rest is for RocksDB, which keeps its caches and write buffers outside of it, for threads, and for the
# health check, a JVM of its own. JDK_JAVA_OPTIONS adds options; -Xmx in it wins over the percentage. A process that is out
# of memory ends, to be started again, rather than limp on.
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-XX:-UsePerfData", \
    "-Duser.home=/var/lib/ratings", \
    "-cp", "/opt/ratings/modules/*:/opt/ratings/lib/*", \
    "uk.regionalratings.operations.ServerCli"]
CMD ["--help"]
