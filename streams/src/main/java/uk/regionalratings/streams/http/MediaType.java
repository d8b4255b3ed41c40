package uk.regionalratings.streams.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.AcceptHeader;

/** In which form an answer can be had. The first one is the default. */
enum MediaType {
    JSON("application/json", "application/json"),
    CSV("text/csv", "text/csv; charset=utf-8; header=present");

    private final String name;
    private final String contentType;

    MediaType(String name, String contentType) {
        this.name = name;
        this.contentType = contentType;
    }

    /** What the header {@code Content-Type} says. */
    String contentType() {
        return contentType;
    }

    /** Every name, for an error message. */
    static String names() {
        return String.join(", ", Arrays.stream(values()).map(type -> type.name).toList());
    }

    /**
     * What the header {@code Accept} prefers.
     *
     * @param accept null or blank when everything is welcome
     * @return empty when none of the types is acceptable
     */
    static Optional<MediaType> preferred(@Nullable String accept) {
        List<String> offered = Arrays.stream(values()).map(type -> type.name).toList();
        return AcceptHeader.preferred(accept, offered).map(name -> values()[offered.indexOf(name)]);
    }
}
