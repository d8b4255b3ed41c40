package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a report, without the punctuation around it and the digits of a footnote glued to its end.
 *
 * @param text as printed: "Good"
 * @param word in lower case
 * @param line index of its line
 * @param endsSentence whether a full stop follows
 */
record Token(String text, String word, int line, boolean endsSentence) {
    private static final Pattern BARE = Pattern.compile("[(\\[*\"']*(.*?)[)\\].,:;*\"']*");
    private static final Pattern WITH_FOOTNOTE = Pattern.compile("(\\p{L}+)[.,:;]?[0-9]{1,2}");
    private static final Pattern FULL_STOP = Pattern.compile(".*[.][)\"']*[0-9]{0,2}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)*");

    /** The words of one line. A line that is no more than punctuation has none. */
    static List<Token> of(String text, int line) {
        List<Token> tokens = new ArrayList<>();
        for (String part : text.split(" ", -1)) {
            Matcher bare = BARE.matcher(part);
            String word = bare.matches() ? bare.group(1) : part;
            Matcher noted = WITH_FOOTNOTE.matcher(word);
            String kept = noted.matches() ? noted.group(1) : word;
            if (!kept.isEmpty() && !kept.equals("-")) {
                tokens.add(new Token(
                        kept,
                        kept.toLowerCase(Locale.ROOT),
                        line,
                        FULL_STOP.matcher(part).matches()));
            }
        }
        return tokens;
    }

    /** The words of all {@code lines} from {@code from} to before {@code to}, numbered by their index. */
    static List<Token> of(List<String> lines, int from, int to) {
        List<Token> tokens = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tokens.addAll(of(lines.get(i), i));
        }
        return tokens;
    }

    /** Whether it is the number of a row, a paragraph or a page: never read, since reports misnumber. */
    boolean isNumber() {
        return NUMBER.matcher(word).matches();
    }
}
