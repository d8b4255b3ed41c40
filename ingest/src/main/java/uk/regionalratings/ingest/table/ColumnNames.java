package uk.regionalratings.ingest.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Maps the column names of the sector's lists to those of the native form: "Date published" is {@code published_on}.
 * Names are compared by letters and digits alone.
 */
public final class ColumnNames {
    private static final String BUNDLED = "columns.csv";
    private static final String COLUMN = "column";
    private static final String ALIAS = "alias";
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** "Help and protection grade" means the column of help and protection. */
    private static final Pattern OF_A_GRADE = Pattern.compile("(.+?)(?:grade|judgement|judgment|rating)");

    private static final Pattern WORD_OF_A_GRADE =
            Pattern.compile("(?:^|[^a-z])(?:grades?|judge?ments?|ratings?|effectiveness)(?:$|[^a-z])");

    /** Words that the names of judgements contain, however they are written. */
    private static final List<String> PARTS_OF_JUDGEMENTS = List.of(
            "helpandprotection",
            "childrenincare",
            "lookedafter",
            "careleavers",
            "impactofleaders",
            "leadership",
            "experiencesandprogress",
            "adoption");

    /** Stands for a column that is not read. */
    private static final String NOT_READ = "-";

    private final Map<String, String> columns;

    private ColumnNames(Map<String, String> columns) {
        this.columns = Map.copyOf(columns);
    }

    /** The bundled names. */
    public static ColumnNames bundled() {
        return Bundled.NAMES;
    }

    /** Read only once, on first use, since the gateway needs the names for every request. */
    private static final class Bundled {
        private static final ColumnNames NAMES = readBundled();
    }

    private static ColumnNames readBundled() {
        Map<String, String> columns = new HashMap<>();
        try (InputStream in = ColumnNames.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the software lacks " + BUNDLED);
            }
            read(BUNDLED, new InputStreamReader(in, StandardCharsets.UTF_8), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ColumnNames(columns);
    }

    /**
     * The bundled names, overridden by those of a file.
     *
     * @param file CSV with the columns {@code column} and {@code alias}; {@code -} as the column marks an alias that
     *     is not read
     * @throws IngestException if the file can't be read or names an unknown column
     */
    public static ColumnNames withFile(Path file) {
        Map<String, String> columns = new HashMap<>(bundled().columns);
        Map<String, String> own = new HashMap<>();
        try (Reader text = Files.newBufferedReader(file)) {
            read(file.toString(), text, own);
        } catch (IOException e) {
            throw new IngestException(file + ": can't be read (" + Causes.describe(e) + ")", e);
        }
        columns.putAll(own);
        return new ColumnNames(columns);
    }

    /** The native column that a list's column name means, if any; native names are known too. */
    public Optional<String> columnOf(String name) {
        return lookUp(name).filter(column -> !column.equals(NOT_READ));
    }

    /** Whether the name of an unread column suggests a judgement; false for columns known not to be read. */
    public boolean mayBeJudgement(String name) {
        String words = VisibleText.of(name).toLowerCase(Locale.ROOT);
        String plain = plain(words);
        boolean looksLikeOne = WORD_OF_A_GRADE.matcher(words.replace('_', ' ')).find()
                || PARTS_OF_JUDGEMENTS.stream().anyMatch(plain::contains);
        return looksLikeOne && lookUp(name).isEmpty();
    }

    private Optional<String> lookUp(String name) {
        String plain = plain(name);
        String known = columns.get(plain);
        Matcher grade = OF_A_GRADE.matcher(plain);
        return known == null && grade.matches()
                ? Optional.ofNullable(columns.get(grade.group(1)))
                        .filter(column -> Judgement.ofId(column).isPresent())
                : Optional.ofNullable(known);
    }

    private static void read(String source, Reader text, Map<String, String> columns) throws IOException {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().allowUnclosedQuote(false).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : csv) {
                put(source, row, columns);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new IngestException(source + ": is not CSV in UTF-8 (" + Causes.describe(e) + ")", e);
        }
    }

    private static void put(String source, NamedCsvRecord row, Map<String, String> columns) {
        String place = source + ":" + row.getStartingLineNumber() + ": ";
        if (row.findField(COLUMN).isEmpty() || row.findField(ALIAS).isEmpty()) {
            throw new IngestException(place + "must have the columns " + COLUMN + " and " + ALIAS, null);
        }
        String column = row.getField(COLUMN).strip().toLowerCase(Locale.ROOT);
        String alias = plain(row.getField(ALIAS));
        boolean known = column.equals(NOT_READ)
                || InspectionField.ofColumn(column).isPresent()
                || Judgement.ofId(column).isPresent();
        if (!known) {
            throw new IngestException(place + Quoted.of(column) + " is not a column: use one of " + all(), null);
        }
        if (alias.isEmpty()) {
            throw new IngestException(place + "the alias has no letters or digits", null);
        }
        String other = columns.put(alias, column);
        if (other != null && !other.equals(column)) {
            throw new IngestException(
                    place + Quoted.of(row.getField(ALIAS)) + " can't mean both " + other + " and " + column, null);
        }
    }

    private static String all() {
        List<String> fields =
                Stream.of(InspectionField.values()).map(InspectionField::column).toList();
        return String.join(", ", fields) + ", " + String.join(", ", Judgement.ids()) + ", or " + NOT_READ;
    }

    /** The letters and digits alone, in lower case. */
    static String plain(String name) {
        return NOT_OF_A_NAME
                .matcher(VisibleText.of(name).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }
}
