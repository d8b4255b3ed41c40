package uk.regionalratings.streams.record;

import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.StandingGrade;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.vocabulary.Inspection;

/** Translates an authority's history to the record that the table {@code authority-ratings} holds, and back. */
public final class HistoryRecords {
    private HistoryRecords() {}

    /** The record with {@code history} and the standing grades that follow from it. */
    public static AuthorityRatings toRecord(AuthorityHistory history) {
        AuthorityRegistered registered = history.registration()
                .map(registration -> ContractMapping.toEvent(registration.authority(), registration.revision()))
                .orElse(null);
        List<InspectionPublished> inspections =
                history.inspections().stream().map(ContractMapping::toEvent).toList();
        return AuthorityRatings.newBuilder()
                .setAuthorityId(history.authorityId())
                .setRegistered(registered)
                .setInspections(inspections)
                .setStanding(standing(history))
                .build();
    }

    private static List<StandingGrade> standing(AuthorityHistory history) {
        return history.standing().stream()
                .map(one -> new StandingGrade(
                        ContractMapping.toContract(one.family()),
                        ContractMapping.toContract(one.judgement()),
                        ContractMapping.toContract(one.standing().grade()),
                        one.standing().inspection().inspectionId(),
                        one.standing().inspection().publishedOn(),
                        one.standing().superseded()))
                .toList();
    }

    /**
     * The history in a record.
     *
     * @throws IllegalStateException if the record contains a symbol that this version does not know, since a newer
     *     version wrote it
     */
    public static AuthorityHistory toHistory(AuthorityRatings ratings) {
        AuthorityRegistered registered = ratings.getRegistered();
        Registration registration = registered == null
                ? null
                : new Registration(ContractMapping.toAuthority(registered), registered.getRevision());
        List<Inspection> inspections = new ArrayList<>();
        for (InspectionPublished event : ratings.getInspections()) {
            try {
                inspections.add(ContractMapping.toInspection(event));
            } catch (ContractViolation e) {
                throw new IllegalStateException(
                        "the history of authority " + ratings.getAuthorityId()
                                + " was written by a newer version of the software: " + e.getMessage(),
                        e);
            }
        }
        return new AuthorityHistory(ratings.getAuthorityId(), registration, inspections);
    }
}
