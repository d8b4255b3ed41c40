package uk.regionalratings.vocabulary;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an inspection says on a scale that is not ours: docs/decisions/0031.
 *
 * @param framework the framework's name, as the source writes it
 * @param outcomes the source's words by judgement, which need not be one of {@link Judgement}; without those words that count as grades
 */
public record OtherScale(String framework, Map<String, String> outcomes) {
    public OtherScale {
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    /** Whether it says something of a judgement. */
    public boolean judges(Judgement judgement) {
        return outcomes.containsKey(judgement.id());
    }
}
