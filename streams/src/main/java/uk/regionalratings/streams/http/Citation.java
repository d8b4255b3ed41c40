package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.About;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.view.Version;

/**
 * The citation of an answer.
 *
 * @param version the version of the data; null if it has none
 * @param permalink the path that gives the same answer at any time, with every parameter written out; without a
 *     version, the path with its time. Null for a question about the present alone
 */
record Citation(@Nullable Version version, @Nullable String permalink) {
    /** The header with the version of the data behind an answer. */
    static final String VERSION = "Ratings-Version";

    static final String LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
    static final String ATTRIBUTION =
            "Source: Ofsted. Contains public sector information licensed under the Open Government" + " Licence v3.0.";

    /**
     * The permalink of an answer.
     *
     * @param path of the question
     * @param defaults the default parameters used in the answer, by name
     */
    static String permalink(
            String path, QueryParameters given, Map<String, String> defaults, @Nullable Version version) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        defaults.forEach((name, value) -> all.put(name, List.of(value)));
        all.putAll(given.without(List.of(VersionedQueries.KNOWN_AT, VersionedQueries.AT_LEAST))
                .values());
        if (version != null) {
            all.put(VersionedQueries.KNOWN_AT, List.of(version.toString()));
        }
        String parameters = all.entrySet().stream()
                .flatMap(one -> one.getValue().stream().map(value -> pair(one.getKey(), value)))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + '?' + parameters;
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Tables have no room for the citation, so every format has it in headers. */
    void addTo(Context response) {
        if (version != null) {
            response.header(VERSION, version.toString());
        }
        if (permalink != null) {
            response.res().addHeader("Link", "<" + permalink + ">; rel=\"bookmark\"");
        }
        response.res().addHeader("Link", "<" + LICENCE + ">; rel=\"license\"");
    }

    /** The citation for a file that has room for it. */
    About about(LocalDate today) {
        return new About(today, version == null ? null : version.toString(), permalink, ATTRIBUTION, LICENCE);
    }

    /** The citation's fields at the end of a JSON answer. */
    Map<String, @Nullable String> fields() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("version", version == null ? null : version.toString());
        fields.put("permalink", permalink);
        fields.put("attribution", ATTRIBUTION);
        return fields;
    }
}
