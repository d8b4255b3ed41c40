package uk.regionalratings.streams.recount;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields in which two records of one type differ, so that a person need not compare two whole histories to
 * find a grade.
 */
final class RecordComparison {
    /** A longer list would not help. */
    private static final int MOST_FIELDS = 3;

    private final List<String> expectedFields = new ArrayList<>();
    private final List<String> foundFields = new ArrayList<>();
    private int differing;

    private RecordComparison() {}

    /** How the records differ; empty if they do not. */
    static Optional<RecountDifference> compare(
            String table, String key, SpecificRecord expected, SpecificRecord found) {
        if (expected.equals(found)) {
            return Optional.empty();
        }
        RecordComparison comparison = new RecordComparison();
        comparison.compare("", expected, found);
        int more = comparison.differing - comparison.expectedFields.size();
        return Optional.of(new RecountDifference(
                table,
                key,
                String.join(", ", comparison.expectedFields),
                String.join(", ", comparison.foundFields) + (more > 0 ? " and " + more + " more fields" : "")));
    }

    private void compare(String path, @Nullable Object expected, @Nullable Object found) {
        if (Objects.equals(expected, found)) {
            return;
        }
        if (expected instanceof SpecificRecord one && found instanceof SpecificRecord other) {
            for (Schema.Field field : one.getSchema().getFields()) {
                String name = path.isEmpty() ? field.name() : path + "." + field.name();
                compare(name, one.get(field.pos()), other.get(field.pos()));
            }
        } else if (expected instanceof List<?> ones
                && found instanceof List<?> others
                && ones.size() == others.size()) {
            for (int i = 0; i < ones.size(); i++) {
                compare(path + "[" + i + "]", ones.get(i), others.get(i));
            }
        } else if (expected instanceof List<?> ones && found instanceof List<?> others) {
            add(path, ones.size() + " entries", others.size() + " entries");
        } else {
            add(path, expected, found);
        }
    }

    private void add(String path, @Nullable Object expected, @Nullable Object found) {
        differing++;
        if (expectedFields.size() < MOST_FIELDS) {
            expectedFields.add(path + " " + expected);
            foundFields.add(path + " " + found);
        }
    }
}
