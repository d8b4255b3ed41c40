package uk.regionalratings.streams.export;

import blue.strategic.parquet.ParquetWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The file formats of a table. */
public enum TableFormat {
    /** RFC 4180 in UTF-8 with a header; dates as 2021-08-20. An unknown identifier is {@link CsvCell#NO_IDENTITY}. */
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        public void write(Table table, About about, OutputStream out) throws IOException {
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                List<? extends Column<?>> columns = table.columns();
                csv.writeRecord(columns.stream().map(Column::name).toList());
                for (Iterator<Row> rows = table.rows().iterator(); rows.hasNext(); ) {
                    Row row = rows.next();
                    List<String> cells = new ArrayList<>(columns.size());
                    for (int column = 0; column < columns.size(); column++) {
                        Object value = row.cell(column);
                        boolean unknown = value == null && columns.get(column).isIdentity();
                        cells.add(unknown ? CsvCell.NO_IDENTITY : CsvCell.of(value));
                    }
                    csv.writeRecord(cells);
                }
            }
        }
    },

    /** An Excel workbook: a sheet with the table, and one with its citation. Texts are text cells, even if they consist of digits; dates are dates. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        /** The number of rows in memory before they are written. */
        private static final int ROWS_AT_ONCE = 500;

        @Override
        public void write(Table table, About about, OutputStream out) throws IOException {
            Workbook workbook = new Workbook(out, "RegionalRatings", "1.0");
            Worksheet sheet = workbook.newWorksheet(table.layout().sheet());
            List<? extends Column<?>> columns = table.columns();
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column).name());
            }
            sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
            sheet.freezePane(0, 1);
            int number = 1;
            for (Iterator<Row> rows = table.rows().iterator(); rows.hasNext(); number++) {
                Row row = rows.next();
                for (int column = 0; column < columns.size(); column++) {
                    cell(sheet, number, column, row.cell(column));
                }
                if (number % ROWS_AT_ONCE == 0) {
                    sheet.flush();
                }
            }
            cite(workbook.newWorksheet("about"), table.layout(), about);
            workbook.finish();
        }

        private static void cite(Worksheet sheet, Layout<?> layout, About about) {
            List<@Nullable String> cells = Arrays.asList(
                    "title", layout.title(),
                    "rows", layout.meaning(),
                    "retrieved", about.retrievedOn().toString(),
                    "version", about.version(),
                    "permalink", about.permalink(),
                    "attribution", about.attribution(),
                    "licence", about.licence());
            for (int i = 0; i < cells.size(); i++) {
                String text = cells.get(i);
                if (text != null) {
                    sheet.value(i / 2, i % 2, text);
                }
            }
        }

        private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
            if (value instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            } else if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value instanceof Boolean truth) {
                sheet.value(row, column, truth);
            } else if (value != null) {
                sheet.value(row, column, value.toString());
            }
        }
    },

    /**
     * Apache Parquet with typed columns. The end of the file has the index, so the file is completed on disk before any
     * of it is sent.
     */
    PARQUET("application/vnd.apache.parquet") {
        @Override
        public void write(Table table, About about, OutputStream out) throws IOException {
            Path file = Files.createTempFile("export-", ".parquet");
            try {
                write(table, file);
                Files.copy(file, out);
            } finally {
                Files.delete(file);
            }
        }

        private static void write(Table table, Path file) throws IOException {
            List<? extends Column<?>> columns = table.columns();
            MessageType schema = new MessageType(
                    table.layout().name(),
                    columns.stream().map(column -> type(column)).toList());
            try (ParquetWriter<Row> parquet = ParquetWriter.writeFile(schema, file.toFile(), (row, values) -> {
                for (int column = 0; column < columns.size(); column++) {
                    Object value = row.cell(column);
                    if (value != null) {
                        values.write(columns.get(column).name(), stored(value));
                    }
                }
            })) {
                for (Iterator<Row> rows = table.rows().iterator(); rows.hasNext(); ) {
                    parquet.write(rows.next());
                }
            }
        }

        private static Type type(Column<?> column) {
            return switch (column.type()) {
                case TEXT ->
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
                case DATE ->
                    Types.optional(PrimitiveTypeName.INT32)
                            .as(LogicalTypeAnnotation.dateType())
                            .named(column.name());
                case WHOLE_NUMBER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
                case FRACTION -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
                case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            };
        }

        private static Object stored(Object value) {
            return value instanceof LocalDate date ? Math.toIntExact(date.toEpochDay()) : value;
        }
    };

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The value of the header {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** The suffix of such a file: {@code .csv}. */
    public String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Writes a whole table, row by row. May close {@code out}. */
    public abstract void write(Table table, About about, OutputStream out) throws IOException;
}
