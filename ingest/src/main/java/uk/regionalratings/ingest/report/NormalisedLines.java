package uk.regionalratings.ingest.report;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Normalises the lines of a report, so that later steps compare words and not typography. */
final class NormalisedLines {
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u2018\u2019\u201b\u02bc`\u00b4\u2032]");
    /** Hyphens and dashes of all lengths, the minus sign, and the box-drawing lines that some reports use instead. */
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212\u2043\u2500\u2501\u2574-\u257b]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Z}]+");

    private NormalisedLines() {}

    /** {@code lines} with plain quotes, dashes and spaces, without blank lines. */
    static List<String> normalised(List<String> lines) {
        return lines.stream()
                .map(NormalisedLines::normalised)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String normalised(String line) {
        if (isPlain(line)) {
            return line.strip();
        }
        // Compatibility forms: ligatures become letters, superscript footnote digits become digits, unusual spaces
        // become spaces.
        String text = Normalizer.normalize(line, Normalizer.Form.NFKC);
        text = SINGLE_QUOTES.matcher(text).replaceAll("'");
        text = DASHES.matcher(text).replaceAll("-");
        text = INVISIBLE.matcher(text).replaceAll("");
        return GAPS.matcher(text).replaceAll(" ").strip();
    }

    /** Whether the line only needs trimming, as most lines of most reports do. */
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

    /** At most {@code most} of the {@code lines}, starting at {@code from}, joined by line feeds. */
    static String joined(List<String> lines, int from, int most) {
        return String.join("\n", lines.subList(from, Math.min(lines.size(), from + most)));
    }
}
