package uk.regionalratings.streams.view;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Lineage;

/**
 * The state of the view during one {@link RatingsView#read}: all results come from the same state. Must not be used
 * afterwards.
 */
public interface RatingsState {
    /** The counts of an area on {@code day}; all zero if no authority was ever in it. */
    Counts counts(String areaId, Family family, Judgement judgement, LocalDate day);

    /** The first day on which an authority of an area counts with a grade; empty if there is no such day. */
    Optional<LocalDate> firstRated(String areaId, Family family, Judgement judgement);

    /**
     * Every authority with known reference data whose region is one of the areas, including abolished ones, by name,
     * then identity.
     */
    Collection<AuthorityHistory> authorities();

    /** The links between predecessors and successors. */
    Lineage lineage();

    /**
     * The authority that {@code alias} names: DfE code, GSS code, Ofsted URN or slug in upper or lower case. If two
     * authorities claim one alias, the result is the one that still exists, then the one with the smaller identity.
     */
    Optional<AuthorityHistory> find(String alias);
}
