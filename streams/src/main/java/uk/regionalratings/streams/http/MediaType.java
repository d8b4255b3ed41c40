package uk.regionalratings.streams.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.AcceptHeader;

/** The media types of an answer. The first one is the default. */
enum MediaType {
    JSON("application/json", "application/json"),
    CSV("text/csv", "text/csv; charset=utf-8; header=present");

    private final String name;
    private final String contentType;

    MediaType(String name, String contentType) {
        this.name = name;
        this.contentType = contentType;
    }

    /** The value of the header {@code Content-Type}. */
    String contentType() {
        return contentType;
    }

    /** All names, for an error message. */
    static String names() {
        return String.join(", ", Arrays.stream(values()).map(type -> type.name).toList());
    }

    /**
     * Selects a type by the header {@code Accept}.
     *
     * @param accept null or blank if any type will do
     * @return empty if none of the types is acceptable
     */
    static Optional<MediaType> preferred(@Nullable String accept) {
        List<String> offered = Arrays.stream(values()).map(type -> type.name).toList();
        return AcceptHeader.preferred(accept, offered).map(name -> values()[offered.indexOf(name)]);
    }
}
