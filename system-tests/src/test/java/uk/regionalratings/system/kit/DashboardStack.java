package uk.regionalratings.system.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Provenance;

/** The whole pipeline with the real history, started once for all browser tests of this JVM, on a stack of its own. */
public final class DashboardStack implements AutoCloseable {
    private static @Nullable DashboardStack shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningPipeline pipeline = RunningPipeline.onItsOwnStack();

    /** The one stack of this JVM, started when a test class first asks for it and ended with the JVM. */
    public static synchronized DashboardStack shared() {
        if (shared == null) {
            DashboardStack started = new DashboardStack();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end-stack"));
            shared = started;
        }
        return shared;
    }

    private DashboardStack() {
        DemoHistory.publish(pipeline.settings());
        pipeline.catchUp();
    }

    /** Where the dashboard is, without a slash at the end. */
    public String url() {
        return pipeline.url();
    }

    /** The query API's answer to {@code path}, whatever its status. */
    public HttpResponse<byte[]> ask(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Accept", accept)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Whether this build of the query API answers {@code /v1/changes}. */
    public boolean offersChanges() throws IOException, InterruptedException {
        return ask("/v1/changes?limit=1", "application/json").statusCode() == 200;
    }

    /** Publishes one inspection, given as a line of NDJSON, the way that any file goes in. */
    public IngestSummary publish(String inspection) {
        AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        try (Ingest ingest = Ingest.open(pipeline.settings(), directory, Clock.systemUTC(), IngestReport.SILENT)) {
            byte[] content = inspection.getBytes(StandardCharsets.UTF_8);
            return ingest.run(new IngestSource("new.ndjson", () -> new ByteArrayInputStream(content)));
        }
    }

    /** Publishes an inspection of the history once more, as read from a document; returns when the query API tells of that. */
    public void publishFrom(String inspectionId, Provenance provenance) {
        SourcedInspections.publish(pipeline.settings(), inspectionId, provenance);
        Awaitility.await("the document").atMost(Duration.ofMinutes(1)).until(() -> new String(
                        ask("/v1/authorities", "application/json").body(), StandardCharsets.UTF_8)
                .contains(provenance.url()));
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
