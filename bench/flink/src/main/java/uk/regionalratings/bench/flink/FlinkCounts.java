package uk.regionalratings.bench.flink;

import java.io.IOException;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Counts authorities by area and grade of overall effectiveness with Flink SQL on a local cluster. The query takes the
 * newest event of each authority, joins its areas, groups and counts, with mini-batches, two-phase aggregation and
 * exactly-once delivery at a checkpoint every second. Configured through the environment like the other peers (see
 * PeerSettings in the module bench). Stops when its standard input closes.
 */
public final class FlinkCounts {
    private static final String EVENTS =
            """
            CREATE TABLE events (
              `authorityId` STRING NOT NULL, `inspectionId` STRING NOT NULL, `revision` INT NOT NULL,
              `endedOn` DATE NOT NULL, `publishedOn` DATE NOT NULL,
              `grades` ARRAY<ROW<`judgement` STRING NOT NULL, `grade` STRING NOT NULL> NOT NULL> NOT NULL
            ) WITH ('connector' = 'kafka', 'topic' = 'inspection-published', 'properties.bootstrap.servers' = '%s',
              'properties.group.id' = '%s', 'scan.startup.mode' = 'earliest-offset',
              'value.format' = 'avro-confluent', 'value.avro-confluent.url' = '%s',
              'value.avro-confluent.schema' = '%s')
            """;
    /**
     * The columns the query needs. Enums are declared as in the contract, because Avro does not read an enum as a
     * string.
     */
    private static final String SCHEMA =
            """
            {"type": "record", "name": "InspectionPublished", "namespace": "uk.regionalratings.contract", "fields": [
              {"name": "authorityId", "type": "string"}, {"name": "inspectionId", "type": "string"},
              {"name": "revision", "type": "int"},
              {"name": "endedOn", "type": {"type": "int", "logicalType": "date"}},
              {"name": "publishedOn", "type": {"type": "int", "logicalType": "date"}},
              {"name": "grades", "type": {"type": "array", "items": {"type": "record", "name": "JudgementGrade", "fields": [
                {"name": "judgement", "type": {"type": "enum", "name": "Judgement", "symbols": ["UNKNOWN",
                  "OVERALL_EFFECTIVENESS", "IMPACT_OF_LEADERS", "HELP_AND_PROTECTION", "IN_CARE", "CARE_LEAVERS",
                  "IN_CARE_AND_CARE_LEAVERS", "ADOPTION"], "default": "UNKNOWN"}},
                {"name": "grade", "type": {"type": "enum", "name": "Grade", "symbols": ["UNKNOWN", "OUTSTANDING",
                  "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE"], "default": "UNKNOWN"}}]}}}]}
            """;

    private static final String COUNTS =
            """
            CREATE TABLE counts (`areaAndGrade` STRING, `n` BIGINT, PRIMARY KEY (`areaAndGrade`) NOT ENFORCED)
            WITH ('connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
              'key.format' = 'raw', 'value.format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY',
              'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '%s',
              'properties.transaction.timeout.ms' = '600000')
            """;
    private static final String LATEST =
            """
            CREATE VIEW latest AS SELECT authorityId, grade FROM (
              SELECT authorityId, grade, ROW_NUMBER() OVER (
                PARTITION BY authorityId ORDER BY publishedOn DESC, endedOn DESC, inspectionId DESC, revision DESC) AS place
              FROM (SELECT authorityId, grades[1].grade AS grade, publishedOn, endedOn, inspectionId, revision FROM events))
            WHERE place = 1
            """;
    private static final String INSERT =
            """
            INSERT INTO counts SELECT area || '/' || grade AS areaAndGrade, COUNT(*) AS n
            FROM latest CROSS JOIN UNNEST(%s) AS areas (area) GROUP BY area || '/' || grade
            """;

    private FlinkCounts() {}

    public static void main(String[] arguments) throws IOException {
        String kafka = variable("RATINGS_BOOTSTRAP_SERVERS");
        String application = variable("BENCH_APPLICATION");
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.dir", "file://" + variable("BENCH_STATE_DIR"));
        configuration.setString("execution.checkpointing.storage", "filesystem");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                Integer.parseInt(variable("BENCH_THREADS")), configuration);
        environment.enableCheckpointing(1_000, CheckpointingMode.EXACTLY_ONCE);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.getConfig().set("table.exec.mini-batch.enabled", "true");
        tables.getConfig().set("table.exec.mini-batch.allow-latency", "200 ms");
        tables.getConfig().set("table.exec.mini-batch.size", "5000");
        tables.getConfig().set("table.optimizer.agg-phase-strategy", "TWO_PHASE");
        tables.executeSql(EVENTS.formatted(kafka, application, variable("RATINGS_SCHEMA_REGISTRY_URL"), SCHEMA));
        tables.executeSql(COUNTS.formatted(variable("BENCH_OUTPUT_TOPIC"), kafka, application));
        tables.executeSql(LATEST);
        tables.executeSql(INSERT.formatted(areas()));
        var unused = System.in.read();
    }

    /**
     * The areas of an authority, selected by its number modulo the number of regions. Overall effectiveness is the
     * first grade of every event.
     */
    private static String areas() {
        String[] turns = variable("BENCH_AREAS_BY_TURN").split(";", -1);
        StringJoiner cases = new StringJoiner(" ", "CASE MOD(CAST(authorityId AS INT), " + turns.length + ") ", " END");
        for (int turn = 0; turn < turns.length; turn++) {
            String areas = "ARRAY['" + turns[turn].replace(",", "', '") + "']";
            cases.add(turn < turns.length - 1 ? "WHEN " + turn + " THEN " + areas : "ELSE " + areas);
        }
        return cases.toString();
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
