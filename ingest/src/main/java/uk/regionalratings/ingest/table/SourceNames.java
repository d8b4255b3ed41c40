package uk.regionalratings.ingest.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.vocabulary.Authority;

/**
 * The names that reports and lists use.
 *
 * @param directory the authorities that inspections can be about
 * @param authorities their names
 * @param columns the names of columns in lists
 * @param frameworks the frameworks that the product's own formats name, and their scales
 */
public record SourceNames(
        AuthorityDirectory directory, AuthorityNames authorities, ColumnNames columns, Frameworks frameworks) {
    private static final String AUTHORITY = "authority";
    private static final String NAME = "name";

    /** The bundled names. */
    public static SourceNames bundled(AuthorityDirectory directory) {
        return new SourceNames(directory, new AuthorityNames(directory), ColumnNames.bundled(), Frameworks.bundled());
    }

    /**
     * The bundled names and those of files, which take precedence.
     *
     * @param columns see {@link ColumnNames#withFile}; null if there is none
     * @param names CSV with two columns, an authority's code or slug and a name for it; null if there is none
     * @throws IngestException if a file can't be read, or names an unknown authority or column
     */
    public static SourceNames withFiles(AuthorityDirectory directory, @Nullable Path columns, @Nullable Path names) {
        return new SourceNames(
                directory,
                new AuthorityNames(directory, names == null ? Map.of() : read(names, directory)),
                columns == null ? ColumnNames.bundled() : ColumnNames.withFile(columns),
                Frameworks.bundled());
    }

    /** These names with other frameworks. */
    public SourceNames with(Frameworks others) {
        return new SourceNames(directory, authorities, columns, others);
    }

    private static Map<String, Authority> read(Path file, AuthorityDirectory directory) {
        Map<String, Authority> names = new HashMap<>();
        try (Reader text = Files.newBufferedReader(file);
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().allowUnclosedQuote(false).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : csv) {
                put(file + ":" + row.getStartingLineNumber() + ": ", row, directory, names);
            }
        } catch (IOException e) {
            throw new IngestException(file + ": can't be read (" + Causes.describe(e) + ")", e);
        } catch (CsvParseException | UncheckedIOException e) {
            throw new IngestException(file + ": is not CSV in UTF-8 (" + Causes.describe(e) + ")", e);
        }
        return names;
    }

    private static void put(
            String place, NamedCsvRecord row, AuthorityDirectory directory, Map<String, Authority> names) {
        if (row.findField(AUTHORITY).isEmpty() || row.findField(NAME).isEmpty()) {
            throw new IngestException(place + "must have the columns " + AUTHORITY + " and " + NAME, null);
        }
        String name = row.getField(NAME);
        String alias = row.getField(AUTHORITY);
        Authority authority = directory
                .find(alias)
                .orElseThrow(() -> new IngestException(
                        place + Quoted.of(alias) + " is not an authority: use a DfE code, GSS code, Ofsted URN or slug",
                        null));
        if (name.chars().noneMatch(Character::isLetter)) {
            throw new IngestException(place + "the name has no letters", null);
        }
        Authority other = names.putIfAbsent(name, authority);
        if (other != null && !other.equals(authority)) {
            throw new IngestException(
                    place + Quoted.of(name) + " can't mean both " + other.slug() + " and " + authority.slug(), null);
        }
    }
}
