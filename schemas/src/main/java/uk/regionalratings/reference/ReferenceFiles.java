package uk.regionalratings.reference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;

/**
 * Reads the authorities and areas files. Reference data is small and everything else rests on it, so the first
 * problem stops the reading with a {@link ReferenceFileException} that names file, line, field and reason.
 */
public final class ReferenceFiles {
    /** The bundled history: a resource beside this class. */
    public static final String SAMPLE_HISTORY = "inspections.csv";

    private static final List<String> AUTHORITY_COLUMNS = List.of(
            "authority_id",
            "gss_code",
            "ofsted_urn",
            "name",
            "slug",
            "region",
            "established_on",
            "abolished_on",
            "successor_ids",
            "service_provider",
            "dfe_code");
    /** Codes of the statistics office by the DfE code of the authority that had them. Read once: they never change. */
    private static final Map<String, List<FormerCode>> FORMER_GSS_CODES = readFormerGssCodes();

    /** A code of the statistics office, and the last day on which it was the authority's. */
    private record FormerCode(String code, LocalDate validTo) {}

    private ReferenceFiles() {}

    /** The codes that the statistics office gave an authority before a reorganisation; empty for most. */
    static List<String> formerGssCodes(String authorityId) {
        return FORMER_GSS_CODES.getOrDefault(authorityId, List.of()).stream()
                .map(FormerCode::code)
                .toList();
    }

    /** The statistics office's code for an authority on a day; null if unknown. */
    public static @Nullable String gssCodeOn(Authority authority, LocalDate day) {
        return FORMER_GSS_CODES.getOrDefault(authority.authorityId(), List.of()).stream()
                .filter(former -> !day.isAfter(former.validTo()))
                .min(Comparator.comparing(FormerCode::validTo))
                .map(FormerCode::code)
                .orElse(authority.gssCode());
    }

    private static Map<String, List<FormerCode>> readFormerGssCodes() {
        String file = "former-codes.csv";
        Map<String, List<FormerCode>> codes = new HashMap<>();
        for (Row row : rows(file, bundled(file), List.of("authority_id", "former_gss_code", "valid_to"))) {
            codes.computeIfAbsent(row.required("authority_id"), unused -> new ArrayList<>())
                    .add(new FormerCode(row.required("former_gss_code"), LocalDate.parse(row.required("valid_to"))));
        }
        return Map.copyOf(codes);
    }

    /** The bundled areas. */
    public static Areas bundledAreas() {
        return AreasFile.read("areas.csv", bundled("areas.csv"));
    }

    /** The bundled authorities. */
    public static List<Authority> bundledAuthorities() {
        return authorities("authorities.csv", bundled("authorities.csv"), bundledAreas());
    }

    /** The bundled graded full inspections, as CSV. */
    public static InputStream sampleHistory() {
        InputStream resource = ReferenceFiles.class.getResourceAsStream(SAMPLE_HISTORY);
        if (resource == null) {
            throw new IllegalStateException("the resource " + SAMPLE_HISTORY + " is missing from the jar");
        }
        return resource;
    }

    /** The areas of a file. */
    public static Areas areas(Path file) {
        return AreasFile.read(file.toString(), open(file));
    }

    /** The authorities of a file, in its order. */
    public static List<Authority> authorities(Path file, Areas areas) {
        return authorities(file.toString(), open(file), areas);
    }

    private static List<Authority> authorities(String name, Reader text, Areas areas) {
        List<Authority> authorities = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (Row row : rows(name, text, AUTHORITY_COLUMNS)) {
            String authorityId = row.required("authority_id");
            if (!Authority.isId(authorityId)) {
                throw row.problem(
                        "authority_id",
                        "must be a 3-digit DfE code, or 001 to 099 until it has one, not \"" + authorityId + "\"");
            }
            if (!listed.add(authorityId)) {
                throw row.problem("authority_id", authorityId + " is listed twice");
            }
            String region = row.required("region");
            if (!areas.isRegion(region)) {
                throw row.problem("region", "\"" + region + "\" is not a region: use one of " + areas.regionIds());
            }
            String dfeCode = row.optional("dfe_code");
            if (dfeCode != null && !Authority.isProvisional(authorityId)) {
                throw row.problem(
                        "dfe_code",
                        "is only for authorities with a provisional authority_id, from 001 to 099: leave it empty");
            }
            if (dfeCode != null && !Authority.isDfeCode(dfeCode)) {
                throw row.problem("dfe_code", "must be a 3-digit DfE code, not \"" + dfeCode + "\"");
            }
            LocalDate establishedOn = row.date("established_on");
            LocalDate abolishedOn = row.date("abolished_on");
            if (establishedOn != null && abolishedOn != null && abolishedOn.isBefore(establishedOn)) {
                throw row.problem("abolished_on", abolishedOn + " is before established_on " + establishedOn);
            }
            authorities.add(new Authority(
                    authorityId,
                    row.optional("gss_code"),
                    row.optional("ofsted_urn"),
                    row.required("name"),
                    row.required("slug"),
                    region,
                    establishedOn,
                    abolishedOn,
                    row.list("successor_ids"),
                    row.optional("service_provider"),
                    dfeCode));
        }
        return authorities;
    }

    static Reader bundled(String name) {
        InputStream resource = ReferenceFiles.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IllegalStateException("the resource " + name + " is missing from the jar");
        }
        return new InputStreamReader(resource, StandardCharsets.UTF_8);
    }

    static Reader open(Path file) {
        try {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ReferenceFileException(file + ": can't be read (" + e.getMessage() + ")", e);
        }
    }

    static List<Row> rows(String file, Reader text, List<String> columns) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(text)) {
            return csv.stream()
                    .map(csvRecord -> new Row(file, csvRecord).requireSound(columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReferenceFileException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ReferenceFileException(file + ": not a CSV file with a header line (" + e.getMessage() + ")", e);
        }
    }

    record Row(String file, NamedCsvRecord csv) {
        /** A column that is misspelt would be missing, and a field that is not closed would hold the rows that follow it. */
        Row requireSound(List<String> columns) {
            for (String column : csv.getHeader()) {
                if (!columns.contains(column)) {
                    throw new ReferenceFileException(
                            file + ", line 1: there is no column \"" + column
                                    + "\": correct it or take it out; the columns are " + String.join(", ", columns),
                            null);
                }
                if (csv.getFieldCount() != csv.getHeader().size()) {
                    throw new ReferenceFileException(
                            file + ", line " + line() + ": has " + csv.getFieldCount()
                                    + " fields, and the header has "
                                    + csv.getHeader().size()
                                    + ": write a comma for each empty field",
                            null);
                }
                if (csv.getField(column).chars().anyMatch(c -> c == '\n' || c == '\r')) {
                    throw problem(column, "runs over more than one line: close the quotation mark that opens it");
                }
            }
            return this;
        }

        @Nullable
        String optional(String field) {
            return csv.findField(field)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .orElse(null);
        }

        String required(String field) {
            String text = optional(field);
            if (text == null) {
                throw problem(field, "is empty or the column is missing");
            }
            return text;
        }

        List<String> list(String field) {
            String text = optional(field);
            return text == null
                    ? List.of()
                    : Arrays.stream(text.split(";", -1)).map(String::strip).toList();
        }

        /** A whole number from 0; null if the cell is empty or the column is missing. */
        @Nullable
        Integer number(String field) {
            String text = optional(field);
            try {
                Integer number = text == null ? null : Integer.valueOf(text);
                if (number == null || number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, like negative numbers.
            }
            throw problem(field, "\"" + text + "\" is not a whole number from 0");
        }

        @Nullable
        LocalDate date(String field) {
            String text = optional(field);
            try {
                return text == null ? null : LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw problem(field, "\"" + text + "\" is not a date: write it as YYYY-MM-DD");
            }
        }

        long line() {
            return csv.getStartingLineNumber();
        }

        ReferenceFileException problem(String field, String message) {
            return new ReferenceFileException(file + ", line " + line() + ", " + field + ": " + message, null);
        }
    }
}
