package uk.regionalratings.system.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.system.kit.NodeExample;
import uk.regionalratings.system.kit.RunningPipeline;

/** The example feed in Node.js, which uses only public libraries, against the embedded broker and registry. */
class NodeFeedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = inspection("394-node-1", "2026-05-29", "GOOD", "REQUIRES_IMPROVEMENT");
    private static final String SECOND = inspection("394-node-2", "2026-06-26", "OUTSTANDING", "REQUIRES_IMPROVEMENT");

    @TempDir
    private static Path directory;

    private static NodeExample example;
    private static RunningPipeline pipeline;

    @BeforeAll
    static void installTheExampleAndStartThePipeline() throws Exception {
        example = NodeExample.install("feed-node", directory);

        pipeline = new RunningPipeline();
        DemoHistory.register(pipeline.settings());
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void whatItPublishesIsCountedAndItReadsWhatThatChanged() throws Exception {
        // When sent twice, as by a feed that restarts
        NodeExample.Run published = run(FIRST + SECOND + FIRST + SECOND, "node", "publish.js");
        NodeExample.Run followed = run("", "node", "follow.js", "test", "--from-beginning", "--count", "4");

        // Then
        assertThat(published.exit()).as(published.output()).isZero();
        assertThat(published.output()).contains("4 published");
        assertThat(followed.exit()).as(followed.output()).isZero();
        List<String> changes = new ArrayList<>();
        for (String line : followed.output().lines().toList()) {
            JsonNode change = JSON.readTree(line);
            changes.add(String.join(
                    " ",
                    change.get("deliveryKey").asText(),
                    change.get("direction").asText(),
                    change.get("to").asText(),
                    change.get("publishedOn").asText(),
                    change.get("authority").asText()));
        }
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "394/help_and_protection/394-node-1/1 FIRST GOOD 2026-05-29 Sunderland",
                        "394/in_care/394-node-1/1 FIRST REQUIRES_IMPROVEMENT 2026-05-29 Sunderland",
                        "394/help_and_protection/394-node-2/1 IMPROVED OUTSTANDING 2026-06-26 Sunderland",
                        "394/in_care/394-node-2/1 MAINTAINED REQUIRES_IMPROVEMENT 2026-06-26 Sunderland");
    }

    @Test
    void aGradeThatTheSchemaDoesNotKnowIsNotPublished() throws Exception {
        NodeExample.Run refused =
                run(inspection("394-node-3", "2026-06-26", "EXCELLENT", "GOOD"), "node", "publish.js");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("EXCELLENT").doesNotContain("1 published");
    }

    private static String inspection(String id, String publishedOn, String help, String care) {
        return "{\"inspectionId\":\"" + id + "\",\"authorityId\":\"394\",\"framework\":\"ILACS_2026\","
                + "\"startedOn\":\"2026-05-11\",\"endedOn\":\"2026-05-15\",\"publishedOn\":\"" + publishedOn
                + "\",\"grades\":{\"help_and_protection\":\"" + help + "\",\"in_care\":\"" + care + "\"}}\n";
    }

    private static NodeExample.Run run(String input, String... command) throws IOException, InterruptedException {
        return example.run(
                Map.of(
                        "RATINGS_BOOTSTRAP_SERVERS", pipeline.stack().bootstrapServers(),
                        "RATINGS_SCHEMA_REGISTRY_URL", pipeline.stack().registryUrl()),
                input,
                command);
    }
}
