package uk.regionalratings.ingest.feed.listing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The site's words about its documents: their kinds, and how dates are written. */
public final class ReportNames {
    /** The kind of graded full inspections. */
    public static final String GRADED = "children's services inspection";

    /** Kinds without grades of a full inspection; each is the beginning or a part of the site's words. */
    private static final Pattern NOT_GRADED = Pattern.compile("focused visit|monitoring visit|\\bjoint\\b|\\bsend\\b|"
            + "special educational needs|annual conversation|assurance visit|pilot|thematic|survey|"
            + "safeguarding children board|fostering|adoption|children's home|independent reviewing");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,2}) (\\p{L})(\\p{L}+) ([0-9]{4})");

    private ReportNames() {}

    /** Whether the site says that the document has no grades of a full inspection. */
    public static boolean isNotGraded(String kind) {
        return NOT_GRADED.matcher(plain(kind)).find();
    }

    /** Whether the site says that it has. A document of any other kind is read to find out. */
    public static boolean isGraded(String kind) {
        return plain(kind).equals(GRADED);
    }

    private static String plain(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('\u2019', '\'').strip();
    }

    /** "20 August 2021" as a day; null if the text is not one. */
    public static @Nullable LocalDate day(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return null;
        }
        try {
            return LocalDate.parse(
                    written.group(1) + " " + written.group(2).toUpperCase(Locale.ROOT)
                            + written.group(3).toLowerCase(Locale.ROOT) + " " + written.group(4),
                    DATE);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A day as "20 August 2021". */
    public static String date(LocalDate day) {
        return DATE.format(day);
    }
}
