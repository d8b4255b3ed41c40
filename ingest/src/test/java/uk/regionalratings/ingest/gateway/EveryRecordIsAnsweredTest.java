package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import uk.regionalratings.ingest.FilesToTry;
import uk.regionalratings.ingest.WrittenFile;
import uk.regionalratings.ingest.gateway.body.BodyType;
import uk.regionalratings.ingest.source.SourceFormat;

/**
 * Nothing that a feed sends is lost: read = accepted + duplicate + rejected, however it was written, for
 * every type of body. {@code -Dfiles=N} tries more bodies.
 */
@Tag("sized")
class EveryRecordIsAnsweredTest {
    /** One for each layout of a report, since two layouts have the same identity and would contradict each other. */
    private static final Map<String, TestGateway> GATEWAYS = new HashMap<>();

    private static int bodies;

    @AfterContainer
    static void stop() {
        GATEWAYS.values().forEach(TestGateway::close);
        GATEWAYS.clear();
    }

    @AddLifecycleHook(FilesToTry.class)
    @Property(shrinking = ShrinkingMode.OFF)
    void inABody(@ForAll long seed) {
        bodies++;
        String ids = "b" + bodies + "-";
        for (BodyType type : BodyType.values()) {
            check(type, WrittenFile.of(type.format(), ids + type + "-", seed));
        }
    }

    private static void check(BodyType type, WrittenFile file) {
        // Given
        TestGateway gateway =
                GATEWAYS.computeIfAbsent(file.kind(), unused -> TestGateway.with(GatewaySettings.FEED_BURST, 100_000));
        List<String> before = shown(gateway);
        int rejectedBefore = gateway.kafka.rejected().size();
        Set<String> fresh = new LinkedHashSet<>(file.accepted());
        fresh.removeAll(before);
        int rejected = file.rejected().size();
        int read = file.accepted().size() + rejected;

        // When
        HttpResponse<String> answer = gateway.client()
                .postTo("?published=" + file.publishedOn(), type.mediaType(), BodyPublishers.ofByteArray(file.bytes()));

        // Then
        if (!file.isUsable()) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Client.kind(answer)).isEqualTo("unusable-body");
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(rejected == 0 ? 200 : rejected == read ? 422 : 207);
        assertThat(Client.summary(answer))
                .isEqualTo(String.format(
                        "%d read, %d accepted, %d duplicate, %d rejected, 0 failed",
                        read, fresh.size(), file.accepted().size() - fresh.size(), rejected));
        // The column of notes is not read. The remarks of a workbook are about its sheets.
        if (type.format() != SourceFormat.WORKBOOK) {
            boolean told = json(answer).at("/summary/remarks").toString().contains("\"columns not read: note\"");
            assertThat(told).isEqualTo(type == BodyType.CSV);
        }
        List<String> after = new ArrayList<>(before);
        after.addAll(fresh);
        assertThat(shown(gateway)).isEqualTo(after);
        assertThat(gateway.kafka.rejected()).hasSize(rejectedBefore + rejected);
    }

    private static List<String> shown(TestGateway gateway) {
        return gateway.kafka.published().stream().map(WrittenFile::shown).toList();
    }
}
