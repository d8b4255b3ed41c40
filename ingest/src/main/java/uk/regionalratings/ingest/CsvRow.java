package uk.regionalratings.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One CSV record that has been told apart from its neighbours.
 *
 * @param line where it begins
 * @param original its line or lines as received
 * @param fields its fields; empty when there is a problem
 * @param problem why it can't be read, in words; null when it can
 */
@SuppressWarnings("ArrayRecordComponent")
record CsvRow(long line, byte[] original, List<String> fields, @Nullable String problem) {}
