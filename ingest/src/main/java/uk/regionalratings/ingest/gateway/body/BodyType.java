package uk.regionalratings.ingest.gateway.body;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.ingest.source.SourceFormat;

/** The media types of bodies, each with the format of such a body. */
public enum BodyType {
    JSON("application/json", SourceFormat.JSON),
    NDJSON("application/x-ndjson", SourceFormat.NDJSON),
    CSV("text/csv", SourceFormat.CSV),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SourceFormat.WORKBOOK),
    ODS("application/vnd.oasis.opendocument.spreadsheet", SourceFormat.WORKBOOK),
    PDF("application/pdf", SourceFormat.PDF);

    private final String mediaType;
    private final SourceFormat format;

    BodyType(String mediaType, SourceFormat format) {
        this.mediaType = mediaType;
        this.format = format;
    }

    public String mediaType() {
        return mediaType;
    }

    public SourceFormat format() {
        return format;
    }

    /** @throws Refusal if the header {@code Content-Type} is missing or names none of {@code allowed} */
    public static BodyType of(Context context, BodyType... allowed) {
        String given = mediaTypeOf(context.contentType());
        return Arrays.stream(allowed)
                .filter(type -> type.mediaType.equals(given))
                .findFirst()
                .orElseThrow(() -> unsupported(allowed));
    }

    private static String mediaTypeOf(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int parameters = header.indexOf(';');
        String name = parameters < 0 ? header : header.substring(0, parameters);
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal unsupported(BodyType... allowed) {
        String names = Arrays.stream(allowed).map(type -> type.mediaType).collect(Collectors.joining(", "));
        return new Refusal(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                        "unsupported-media-type",
                        "the header Content-Type must be one of " + names)
                .header("Accept-Post", names);
    }
}
