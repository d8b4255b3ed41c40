package uk.regionalratings.streams.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param path encoded
 * @param parameters encoded, as name=value
 */
public record Question(String path, List<String> parameters) {
    /** A request without parameters. */
    public static Question of(String path) {
        return new Question(path, List.of());
    }

    /** The same request with one more parameter, unless its value is null. */
    public Question with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<String> more = new ArrayList<>(parameters);
        more.add(name + "=" + encoded(value));
        return new Question(path, more);
    }

    /** Path and parameters. */
    public String address() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    /** {@code text} as a part of a path or as a value. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
