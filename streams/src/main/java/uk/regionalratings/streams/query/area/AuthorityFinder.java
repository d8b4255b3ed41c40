package uk.regionalratings.streams.query.area;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;

/**
 * Finds the authority in a question by code, GSS code, Ofsted URN or slug, and by any form of its name that the ingest
 * accepts. The index of names is rebuilt when the published reference data has changed. Thread-safe.
 */
public final class AuthorityFinder {
    private static final String ALLOWED =
            "an authority is named by its DfE code, GSS code, Ofsted URN, slug or name; /v1/authorities lists them all";

    private final RatingsView view;
    private final AtomicReference<@Nullable Index> last = new AtomicReference<>();

    public AuthorityFinder(RatingsView view) {
        this.view = view;
    }

    /** @param version the latest version of the view for which the index is known to be right */
    private record Index(long version, List<Authority> authorities, AuthorityNames names) {
        Index at(long newer) {
            return new Index(newer, authorities, names);
        }
    }

    /**
     * The authority that {@code alias} names.
     *
     * @param day if several authorities have had the name, the result is the one that existed on this day
     */
    public Optional<AuthorityHistory> find(RatingsState state, String alias, LocalDate day) {
        return state.find(alias).or(() -> named(state, alias, day).flatMap(one -> state.find(one.authorityId())));
    }

    private Optional<Authority> named(RatingsState state, String alias, LocalDate day) {
        AuthorityNames names = names(state);
        return names.byCode(alias)
                .or(() -> Optional.ofNullable(names.find(alias, day)))
                .or(() -> Optional.ofNullable(names.findOnly(alias)));
    }

    /** The hint for an unknown alias: the authority that was probably meant, or else how authorities are named. */
    public String hint(String alias) {
        return view.read(state -> hint(state, alias));
    }

    /** The problem with a parameter that names an unknown authority. */
    public ParameterProblem unknown(RatingsState state, String alias) {
        return ParameterProblem.of(ParameterReader.AUTHORITY, alias, "is not a known authority", hint(state, alias));
    }

    public String hint(RatingsState state, String alias) {
        return names(state)
                .nearest(alias)
                .map(near -> "did you mean \"" + near.slug() + "\" (" + near.name() + ", " + near.authorityId() + ")?")
                .orElse(ALLOWED);
    }

    private AuthorityNames names(RatingsState state) {
        long version = view.version();
        Index known = last.get();
        if (known == null || known.version() != version) {
            List<Authority> authorities = state.authorities().stream()
                    .map(history -> history.authority().orElseThrow())
                    .toList();
            known = known != null && known.authorities().equals(authorities)
                    ? known.at(version)
                    : new Index(version, authorities, new AuthorityNames(AuthorityDirectory.ofPublished(authorities)));
            last.set(known);
        }
        return known.names();
    }
}
