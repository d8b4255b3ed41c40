package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Provenance;

class ProvenanceHeadersTest {
    private static final String URL = "https://files.ofsted.gov.uk/v1/file/50168072";
    private static final Instant TIME = Instant.parse("2026-08-20T09:30:00Z");

    private final Headers headers = new RecordHeaders();

    private void put(String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    @Test
    void whatIsWrittenIsRead() {
        Provenance provenance = Provenance.of(URL, "00ff", TIME);
        ProvenanceHeaders.add(headers, Provenance.of("another", "11", Instant.EPOCH));

        ProvenanceHeaders.add(headers, provenance);

        assertThat(ProvenanceHeaders.read(headers)).contains(provenance);
        assertThat(provenance.digest()).isEqualTo("sha-256=00ff");
        assertThat(headers).hasSize(3);
    }

    @Test
    void withoutAnAddressThereIsNoDocument() {
        put(ProvenanceHeaders.DIGEST, "sha-256=00ff");
        put(ProvenanceHeaders.RETRIEVED_AT, TIME.toString());
        assertThat(ProvenanceHeaders.read(headers)).isEmpty();

        put(ProvenanceHeaders.URL, "");
        assertThat(ProvenanceHeaders.read(headers)).isEmpty();

        headers.add(ProvenanceHeaders.URL, null);
        assertThat(ProvenanceHeaders.read(headers)).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsLeftOut() {
        put(ProvenanceHeaders.URL, URL);
        put(ProvenanceHeaders.DIGEST, "0".repeat(100_000));
        put(ProvenanceHeaders.RETRIEVED_AT, "yesterday");

        assertThat(ProvenanceHeaders.read(headers)).contains(new Provenance(URL, null, null));
    }
}
