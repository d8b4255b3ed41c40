package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One word of a report, without surrounding punctuation and without footnote digits attached to its end.
 *
 * @param text as printed: "Good"
 * @param word in lower case
 * @param line index of its line
 * @param endsSentence whether a full stop follows
 */
record Token(String text, String word, int line, boolean endsSentence) {
    private static final String BEFORE = "([*\"'";
    private static final String BEHIND = ")].,:;*\"'";

    /** The words of one line; none if it consists of punctuation. */
    static List<Token> of(String text, int line) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int space = text.indexOf(' ', start);
            int end = space < 0 ? text.length() : space;
            add(text, start, end, line, tokens);
            start = end + 1;
        }
        return tokens;
    }

    private static void add(String text, int from, int to, int line, List<Token> tokens) {
        int start = from;
        while (start < to && BEFORE.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = withoutPunctuation(text, start, to);
        boolean fullStop = text.substring(end, to).contains(".");
        int footnote = end;
        while (footnote > start && isDigit(text.charAt(footnote - 1))) {
            footnote--;
        }
        int word = withoutPunctuation(text, start, footnote);
        boolean noted = footnote < end && end - footnote <= 2 && word > start && isAllLetters(text, start, word);
        if (noted) {
            fullStop |= text.substring(word, footnote).contains(".");
            end = word;
        }
        String kept = text.substring(start, end);
        if (!kept.isEmpty() && !kept.equals("-")) {
            tokens.add(new Token(kept, kept.toLowerCase(Locale.ROOT), line, fullStop));
        }
    }

    private static int withoutPunctuation(String text, int start, int to) {
        int end = to;
        while (end > start && BEHIND.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isAllLetters(String text, int start, int end) {
        return text.substring(start, end).codePoints().allMatch(Character::isLetter);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The words of the {@code lines} from {@code from} (inclusive) to {@code to} (exclusive), with the index of their
     * line.
     */
    static List<Token> of(List<String> lines, int from, int to) {
        List<Token> tokens = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tokens.addAll(of(lines.get(i), i));
        }
        return tokens;
    }

    /** Whether it numbers a row, a paragraph or a page. Such numbers are ignored, since reports misnumber. */
    boolean isNumber() {
        return isDigit(word.charAt(0)) && word.chars().allMatch(c -> isDigit((char) c) || c == '.');
    }
}
