package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.ContractSerdes;

/**
 * The graph as it is released, in {@code src/test/resources/topology.txt}. Before you change that file, weigh what a running
 * installation would make of the new graph:
 *
 * <ul>
 *   <li>Names of stores are names of changelog topics, and the name of the repartition is a topic: under a new name the state begins
 *       empty, while inputs go on from their last offset. Either keep the name, or drain the old version, reset the application  and replay the facts, which are kept for ever.
 *   <li>What a store or the repartition topic holds must stay readable: the frozen schemas see to the records, nothing sees to
 *       the keys. Records written by the old version may still lie in the repartition topic.
 *   <li>Sub-topologies are numbered, and tasks and state folders are named after these numbers: a new one must not come before
 *       the present ones. Old and new versions can't share a group while the numbers differ, so stop all instances, then start.
 *   <li>A name that only a node has costs nothing to change but the dashboards that show it.
 * </ul>
 *
 * When this test fails it leaves the new text in {@code target/topology.txt}.
 */
class TopologySnapshotTest {
    private static final Pattern NODE = Pattern.compile("(?:Processor|Source|Sink): (\\S+)");

    @Test
    void isTheGraphThatWasReleased() throws IOException {
        String graph = describe(EnumSet.allOf(Role.class));
        Files.writeString(Path.of("target", "topology.txt"), graph);

        assertThat(graph)
                .as(
                        "The graph has changed. Weigh what the Javadoc of this test says; then copy streams/target/topology.txt"
                                + " to streams/src/test/resources")
                .isEqualTo(released());
    }

    @Test
    void everythingHasANameOfOurs() {
        String graph = describe(EnumSet.allOf(Role.class));

        assertThat(graph).doesNotContainPattern("KSTREAM|KTABLE|STATE-STORE|[0-9]{10}");
        assertThat(names(graph))
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"))
                .contains("apply-event", "count-areas");
    }

    @Test
    void theRolesShareNothingButThePublishedTable() {
        String processor = describe(EnumSet.of(Role.PROCESSOR));
        String query = describe(EnumSet.of(Role.QUERY));

        assertThat(names(processor)).contains("apply-event", "count-areas").doesNotContain("read-authority-ratings");
        assertThat(processor).doesNotContain("global");
        assertThat(names(query)).doesNotContainAnyElementsOf(names(processor));
        assertThat(query).contains("for global store", "topics: [authority-ratings]");
    }

    @Test
    void instancesWithAndWithoutQueriesNumberTheirPartsAlike() {
        String all = describe(EnumSet.allOf(Role.class));
        String processor = describe(EnumSet.of(Role.PROCESSOR));

        // Tasks are named after these numbers, and instances of both kinds may share a group.
        assertThat(all).startsWith(processor.stripTrailing());
    }

    private static List<String> names(String graph) {
        return NODE.matcher(graph)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    private static String describe(Set<Role> roles) {
        ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
        Topology topology = new RatingsTopology(
                        ReferenceFiles.bundledAreas(), serdes, roles, new ToldByTopology(serdes))
                .build(new StreamsConfig(PipelineDriver.config()));
        return topology.describe().toString();
    }

    private static String released() throws IOException {
        try (InputStream text = TopologySnapshotTest.class.getResourceAsStream("/topology.txt")) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
