package uk.regionalratings.streams.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the tables as a Data Package (datapackage.org, version 2.0): each column of each CSV file with its type and meaning. A workbook and a
 * Parquet file of the same name have the same columns.
 *
 * @param schema the specification
 * @param name of the package
 * @param title of the package
 * @param description of the package
 * @param licenses of the data
 * @param sources of the data
 * @param resources the tables
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataPackage(
        @JsonProperty("$schema") String schema,
        String name,
        String title,
        String description,
        List<License> licenses,
        List<Source> sources,
        List<Resource> resources) {
    private static final String DATE = "default";

    /** A licence of the data. */
    public record License(String name, String path, String title) {}

    /** A source of the data. */
    public record Source(String title, String path) {}

    /** A table and its file. */
    public record Resource(
            String name,
            String path,
            String title,
            String description,
            String type,
            String format,
            String mediatype,
            String encoding,
            TableSchema schema) {}

    /** The columns of a table. */
    public record TableSchema(List<Field> fields, List<String> primaryKey, List<String> missingValues) {}

    /** A column. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(
            String name,
            String type,
            @Nullable String format,
            String description,
            @Nullable Map<String, List<String>> constraints) {}

    /** @param asOf the day of the files; null for today */
    public static DataPackage of(@Nullable LocalDate asOf) {
        return new DataPackage(
                "https://datapackage.org/profiles/2.0/datapackage.json",
                "regional-ratings",
                "Ofsted's ratings of children's services in England",
                "Graded full inspections of English local authorities' children's services since 2014, the grades that"
                        + " stand, the counts by area, and what each inspection changed. Where inspections, ratings,"
                        + " changes and areas end in .csv, they can also be had as .xlsx and .parquet, with the same"
                        + " columns.",
                List.of(new License(
                        "OGL-UK-3.0",
                        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
                        "Open Government Licence v3.0")),
                List.of(new Source(
                        "Ofsted: reports of local authorities' children's services", "https://reports.ofsted.gov.uk/")),
                Arrays.stream(Export.values())
                        .map(export -> resource(export, asOf))
                        .toList());
    }

    private static Resource resource(Export export, @Nullable LocalDate asOf) {
        Layout<?> layout = export.layout();
        return new Resource(
                layout.name(),
                export.id() + TableFormat.CSV.suffix() + (asOf == null ? "" : "?asOf=" + asOf),
                layout.title(),
                layout.meaning(),
                "table",
                "csv",
                "text/csv",
                "utf-8",
                new TableSchema(
                        layout.columns().stream().map(column -> field(column)).toList(),
                        layout.key(),
                        List.of("", CsvCell.NO_IDENTITY)));
    }

    private static Field field(Column<?> column) {
        String type =
                switch (column.type()) {
                    case TEXT -> "string";
                    case DATE -> "date";
                    case WHOLE_NUMBER -> "integer";
                    case FRACTION -> "number";
                    case TRUTH -> "boolean";
                };
        return new Field(
                column.name(),
                type,
                column.type() == Column.Type.DATE ? DATE : null,
                column.meaning(),
                column.allowed().isEmpty() ? null : Map.of("enum", column.allowed()));
    }
}
