package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.compact.InspectionDecoder;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Reads rows of {@code authority-ratings} without the objects in between. The result is that of
 * {@link HistoryRecords#toHistory}; a test compares the two. Unusual rows are left to Avro. Thread-safe.
 */
public final class RowReader {
    /** The number of symbols of each enum in the schema. */
    private static final int FAMILIES = Family.values().length;

    private static final int JUDGEMENTS = Judgement.values().length;
    private static final int GRADES = Grade.values().length;

    private final TopicReader<AuthorityRatings> rows;

    public RowReader(ContractSerdes serdes) {
        this.rows = serdes.authorityRatingsReader();
    }

    /**
     * Reads a record of the topic.
     *
     * @param known the known history of the authority; unchanged parts of the row are taken from it
     * @throws UnreadableRecordException if the record has another form
     * @throws IllegalStateException if a newer version of the software wrote it
     * @throws uk.regionalratings.topics.SchemaLookup.RegistryUnavailableException if the registry can't be reached; try
     *     again later
     */
    public AuthorityHistory read(byte[] key, byte @Nullable [] value, @Nullable AuthorityHistory known)
            throws UnreadableRecordException {
        AuthorityHistory history = value == null || !rows.isOwn(value) ? null : decode(value, known);
        return history != null && Arrays.equals(key, history.authorityId().getBytes(StandardCharsets.UTF_8))
                ? history
                : HistoryRecords.toHistory(rows.read(key, value));
    }

    /**
     * Reads a row of the topology's own store.
     *
     * @throws DamagedStateException if the topology did not write the row
     */
    AuthorityHistory readKept(byte[] row) {
        try {
            AuthorityHistory history = rows.isOwn(row) ? decode(row, null) : null;
            return history == null ? HistoryRecords.toHistory(rows.read(row)) : history;
        } catch (UnreadableRecordException e) {
            throw new DamagedStateException(TopologyNames.AUTHORITY_HISTORY, e.reason(), e);
        }
    }

    /** Decodes a row; null if Avro has to read it. */
    static @Nullable AuthorityHistory decode(byte[] value, @Nullable AuthorityHistory known) {
        try {
            CompactReader row = CompactReader.ofValue(value);
            String authorityId = row.string(known == null ? null : known.authorityId());
            if (known != null && !known.authorityId().equals(authorityId)) {
                return null;
            }
            Registration registration = row.isPresent() ? registration(row, authorityId) : null;
            List<Inspection> before = known == null ? List.of() : known.inspections();
            List<Inspection> inspections = inspections(row, authorityId, before);
            passStanding(row);
            if (row.hasMore()) {
                return null;
            }
            return known == null
                    ? new AuthorityHistory(authorityId, registration, inspections)
                    : known.with(registration, inspections);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Registration registration(CompactReader row, String like) {
        String authorityId = row.string(like);
        long revision = row.number();
        String gssCode = row.optional((String) null);
        String ofstedUrn = row.optional((String) null);
        String name = row.string();
        String slug = row.string();
        String region = row.string().intern();
        LocalDate establishedOn = optionalDay(row);
        LocalDate abolishedOn = optionalDay(row);
        List<String> successors = new ArrayList<>();
        for (int left = row.entries(); left != 0; left = row.entries()) {
            for (; left > 0; left--) {
                successors.add(row.string());
            }
        }
        String serviceProvider = row.optional((String) null);
        String dfeCode = row.optional((String) null);
        return new Registration(
                new Authority(
                        authorityId,
                        gssCode,
                        ofstedUrn,
                        name,
                        slug,
                        region,
                        establishedOn,
                        abolishedOn,
                        successors,
                        serviceProvider,
                        dfeCode),
                revision);
    }

    private static @Nullable LocalDate optionalDay(CompactReader row) {
        return row.isPresent() ? InspectionDecoder.day(row) : null;
    }

    /** The inspections of a row; a known inspection is reused. */
    private static List<Inspection> inspections(CompactReader row, String authorityId, List<Inspection> before) {
        List<Inspection> inspections = new ArrayList<>(before.size() + 1);
        int next = 0;
        for (int left = row.entries(); left != 0; left = row.entries()) {
            for (; left > 0; left--) {
                Inspection like = next < before.size() ? before.get(next) : null;
                Inspection read = InspectionDecoder.read(row, authorityId, like);
                while (next < before.size() && Inspection.ORDER.compare(before.get(next), read) < 0) {
                    next++;
                }
                inspections.add(next < before.size() && before.get(next).equals(read) ? before.get(next) : read);
            }
        }
        return inspections;
    }

    /** Skips the standing grades, which are derived from the inspections again. */
    private static void passStanding(CompactReader row) {
        for (int left = row.entries(); left != 0; left = row.entries()) {
            for (; left > 0; left--) {
                row.symbol(FAMILIES);
                row.symbol(JUDGEMENTS);
                row.symbol(GRADES);
                row.pass();
                row.integer();
                row.flag();
            }
        }
    }
}
