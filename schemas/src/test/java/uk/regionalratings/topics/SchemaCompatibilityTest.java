package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Facts are kept for ever and consumers upgrade when they like, so each schema must read, and be read by, every version that was
 * ever released. {@link SchemaCompatibility} rather than the schema validator, which overlooks symbols added to an enum without a default.
 */
class SchemaCompatibilityTest {
    static Set<String> subjects() {
        return SchemaRegistration.subjects().keySet();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void readsAndIsReadByEveryVersionEverReleased(String subject) throws IOException {
        Schema current = SchemaRegistration.subjects().get(subject);
        for (Schema frozen : FrozenSchemas.ofPresentLine(subject)) {
            assertReads(subject, current, frozen);
            assertReads(subject, frozen, current);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void isFrozenAsItsNewestVersion(String subject) throws IOException {
        Schema current = SchemaRegistration.subjects().get(subject);
        List<Schema> versions = FrozenSchemas.of(subject);

        // Texts are compared, since Avro takes schemas that differ in documentation or defaults of enums for equal.
        String newest = versions.isEmpty() ? "" : text(versions.get(versions.size() - 1));
        assertThat(text(current))
                .as(
                        "The schema of %s has changed. Was that meant? Then add schemas/contracts/%s/%d.avsc with"
                                + " its text below; never change a released version.",
                        subject, subject, versions.size() + 1)
                .isEqualTo(newest);
    }

    /** Readers of one line take no record of another for one of theirs. */
    @Test
    void aLineOfVersionsBeginsAnewOnlyWithARecordOfAnotherName() throws IOException {
        for (Map.Entry<String, Integer> begun : SchemaRegistration.BEGUN_ANEW.entrySet()) {
            List<Schema> versions = FrozenSchemas.of(begun.getKey());
            Schema first = versions.get(begun.getValue() - 1);
            for (Schema before : versions.subList(0, begun.getValue() - 1)) {
                assertThat(before.getFullName()).isNotEqualTo(first.getFullName());
                assertThat(compatibility(first, before)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
            }
        }
    }

    @Test
    void seesThatASymbolAddedToAnEnumWithoutDefaultBreaksOldReaders() {
        // Given
        Schema old = Schema.createEnum("Grade", null, "test", List.of("GOOD"));
        Schema changed = Schema.createEnum("Grade", null, "test", List.of("GOOD", "STRONG"));
        Schema safe = Schema.createEnum("Grade", null, "test", List.of("GOOD", "UNKNOWN"), "UNKNOWN");

        // Then the check that the other tests rest on tells them apart
        assertThat(compatibility(old, changed)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
        assertThat(compatibility(safe, changed)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static String text(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema);
    }

    private static void assertReads(String subject, Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType())
                .as("%s: %s", subject, result.getResult().getIncompatibilities())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
