package uk.regionalratings.ingest.record;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of an inspection, except its grades, as CSV and NDJSON name them. */
public enum InspectionField {
    INSPECTION_ID(true),
    AUTHORITY_ID(true),
    REVISION(false),
    WITHDRAWN(false),
    WITHDRAWN_REASON(false),
    FRAMEWORK(true),
    STARTED_ON(true),
    ENDED_ON(true),
    PUBLISHED_ON(true),
    REPORT_URL(false);

    private final boolean required;
    private final String column = name().toLowerCase(Locale.ROOT);
    private final String property = camelCase(column);

    InspectionField(boolean required) {
        this.required = required;
    }

    boolean isRequired() {
        return required;
    }

    /** The header of its CSV column: {@code published_on}. */
    public String column() {
        return column;
    }

    /** The name of its JSON property: {@code publishedOn}. */
    public String property() {
        return property;
    }

    public static Optional<InspectionField> ofColumn(String column) {
        return Stream.of(values()).filter(field -> field.column.equals(column)).findFirst();
    }

    public static Optional<InspectionField> ofProperty(String property) {
        return Stream.of(values())
                .filter(field -> field.property.equals(property))
                .findFirst();
    }

    /** The columns that every CSV source must have. */
    public static List<String> requiredColumns() {
        return Stream.of(values())
                .filter(InspectionField::isRequired)
                .map(InspectionField::column)
                .toList();
    }

    private static String camelCase(String column) {
        return Pattern.compile("_([a-z])").matcher(column).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }
}
