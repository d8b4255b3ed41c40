package uk.regionalratings.streams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** The bundled real history as published by the topology: one record for each authority. */
public final class BundledHistory {
    private BundledHistory() {}

    /** A view of the complete history. */
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
        for (Inspection inspection : RealHistory.inspections()) {
            histories.computeIfPresent(inspection.authorityId(), (id, history) -> applied(history.apply(inspection)));
        }
        return List.copyOf(histories.values());
    }

    private static AuthorityHistory applied(Outcome outcome) {
        return ((Outcome.Applied) outcome).history();
    }
}
