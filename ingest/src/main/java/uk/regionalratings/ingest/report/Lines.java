package uk.regionalratings.ingest.report;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Brings the lines of a report into one way of writing, so that what follows compares words and not typography. */
final class Lines {
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u2018\u2019\u201b\u02bc`\u00b4\u2032]");
    /** Hyphens and dashes of all lengths, the minus sign, and the box-drawing lines that some reports have in their place. */
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212\u2043\u2500\u2501\u2574-\u257b]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Z}]+");

    private Lines() {}

    /** {@code lines} with plain quotes, dashes and spaces; blank ones are left out. */
    static List<String> normalised(List<String> lines) {
        return lines.stream()
                .map(Lines::normalised)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String normalised(String line) {
        if (isPlain(line)) {
            return line.strip();
        }
        // Compatibility forms: ligatures become letters, raised footnote digits become digits, odd spaces become
        // spaces.
        String text = Normalizer.normalize(line, Normalizer.Form.NFKC);
        text = SINGLE_QUOTES.matcher(text).replaceAll("'");
        text = DASHES.matcher(text).replaceAll("-");
        text = INVISIBLE.matcher(text).replaceAll("");
        return GAPS.matcher(text).replaceAll(" ").strip();
    }

    /** Whether there is nothing to change but the ends: most lines of most reports. */
    private static boolean isPlain(String line) {
        char last = 'x';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '~' || c == '`' || (c == ' ' && last == ' ')) {
                return false;
            }
            last = c;
        }
        return true;
    }

    /** {@code lines} from {@code from}, at most {@code most} of them, one after another with line feeds between. */
    static String joined(List<String> lines, int from, int most) {
        return String.join("\n", lines.subList(from, Math.min(lines.size(), from + most)));
    }
}
