package uk.regionalratings.streams.query.parameter;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a question as given: names with any number of values, not checked yet. */
public final class QueryParameters {
    /** No parameters: every default applies. */
    public static final QueryParameters NONE = new QueryParameters(Map.of());

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * The parameters of a parsed query string. An empty name with an empty value comes from a stray separator and is
     * ignored.
     */
    public static QueryParameters of(Map<String, List<String>> values) {
        Map<String, List<String>> given = new LinkedHashMap<>(values);
        given.computeIfPresent("", (name, texts) -> texts.stream().allMatch(String::isEmpty) ? null : texts);
        return new QueryParameters(given);
    }

    /**
     * Parameters as name, value, name, value.
     *
     * @throws IllegalArgumentException if the last name has no value
     */
    public static QueryParameters of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must come in pairs: " + Arrays.asList(namesAndValues));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new QueryParameters(values);
    }

    /** The parameters with these names. */
    public QueryParameters only(Collection<String> names) {
        Map<String, List<String>> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(names);
        return new QueryParameters(some);
    }

    /** The parameters with other names. */
    public QueryParameters without(Collection<String> names) {
        Map<String, List<String>> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return new QueryParameters(others);
    }

    /** These parameters, with a value for {@code name} unless they have one. */
    public QueryParameters orDefault(String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.putIfAbsent(name, List.of(value));
        return new QueryParameters(all);
    }

    /** The values by name, in the order in which they were given. */
    public Map<String, List<String>> values() {
        return values;
    }
}
