package uk.regionalratings.streams;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.topology.HistoryRecords;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The bundled real history as the topology would publish it: one record for each authority. */
public final class BundledHistory {
    private BundledHistory() {}

    /** A view that holds the whole history. */
    public static RatingsView view() {
        RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
        records().forEach(view::update);
        return view;
    }

    /** One complete record for each authority. */
    public static List<AuthorityRatings> records() {
        return histories().stream().map(HistoryRecords::toRecord).toList();
    }

    /** One complete history for each authority. */
    public static List<AuthorityHistory> histories() {
        Map<String, AuthorityHistory> histories = new LinkedHashMap<>();
        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            AuthorityHistory empty = AuthorityHistory.empty(authority.authorityId());
            histories.put(authority.authorityId(), applied(empty.register(new Registration(authority, 1))));
        }
        for (Inspection inspection : inspections()) {
            histories.computeIfPresent(inspection.authorityId(), (id, history) -> applied(history.apply(inspection)));
        }
        return List.copyOf(histories.values());
    }

    private static AuthorityHistory applied(Outcome outcome) {
        return ((Outcome.Applied) outcome).history();
    }

    /** Every inspection in the order of the file. */
    public static List<Inspection> inspections() {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(ReferenceFiles.sampleHistory(), StandardCharsets.UTF_8))) {
            return csv.stream().map(BundledHistory::inspection).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inspection inspection(NamedCsvRecord row) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            String grade = row.getField(judgement.id());
            if (!grade.isEmpty()) {
                grades.put(judgement, GradeGiven.of(Grade.valueOf(grade)));
            }
        }
        return new Inspection(
                row.getField("inspection_id"),
                row.getField("authority_id"),
                1,
                false,
                Framework.valueOf(row.getField("framework")),
                LocalDate.parse(row.getField("started_on")),
                LocalDate.parse(row.getField("ended_on")),
                LocalDate.parse(row.getField("published_on")),
                grades,
                row.getField("report_url"));
    }
}
