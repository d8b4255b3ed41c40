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
 * The view as it stands during one {@link RatingsView#read}: everything that is asked of it belongs together. Not to be
 * kept for later.
 */
public interface Reading {
    /** How the authorities of an area count on {@code day}; all zero when no authority ever lay in it. */
    Counts counts(String areaId, Family family, Judgement judgement, LocalDate day);

    /** The first day on which an authority of an area counts with a grade; empty when none ever did. */
    Optional<LocalDate> firstRated(String areaId, Family family, Judgement judgement);

    /**
     * Every authority whose reference data is known and whose region is one of the areas, abolished ones included, by name,
     * then identity.
     */
    Collection<AuthorityHistory> authorities();

    /** Which authority came from which. */
    Lineage lineage();

    /**
     * The authority that {@code alias} names: DfE code, GSS code, Ofsted URN or slug in upper or lower case. When two
     * authorities claim one alias, the one that still exists is meant, then the one with the smaller identity.
     */
    Optional<AuthorityHistory> find(String alias);
}
