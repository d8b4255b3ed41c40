package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.QueryService;

/**
 * Entity tags of answers (RFC 9110 section 8.8.3). An answer depends on the data, on today's date and on the question,
 * so its tag combines these. The data's version means nothing in another process, so the tag also contains a random
 * name drawn at startup.
 */
final class EntityTags {
    /** RFC 9110 section 5.6.7; Java's own formatter leaves out the zero of single digits. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final QueryService service;

    EntityTags(QueryService service) {
        this.service = service;
    }

    /**
     * The tag of the answer to a request. To be read before the answer is computed: if data arrives in between, the
     * answer is newer than its tag, and the next request fetches it once more.
     *
     * @param form the format of the answer, such as CSV
     */
    String of(Context request, String form) {
        String question = request.path() + '?' + request.queryString();
        return "W/\"" + process + '-' + service.version() + '-'
                + service.today().toEpochDay() + '-' + form + '-' + Integer.toHexString(question.hashCode()) + '"';
    }

    /** Today in London. */
    LocalDate today() {
        return service.today();
    }

    /** The value of {@code Last-Modified}. To be read before the answer is computed, like the tag. */
    Optional<String> lastModified() {
        return service.lastModified().map(time -> HTTP_DATE.format(time.atOffset(ZoneOffset.UTC)));
    }

    /** Whether the header {@code If-None-Match} contains {@code tag}, or {@code *}. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
