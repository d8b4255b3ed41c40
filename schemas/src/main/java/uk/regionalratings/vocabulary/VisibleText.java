package uk.regionalratings.vocabulary;

/**
 * Texts as a reader sees them. Spreadsheets and web pages leave invisible characters behind: no-break and thin
 * spaces, zero-width characters, byte order marks, soft hyphens, directional marks. Words, dates and identities are
 * compared without them.
 */
public final class VisibleText {
    private VisibleText() {}

    /** {@code text} without invisible characters, with a single space for each gap and none at the ends. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isGap(codePoint)) {
                gap = visible.length() > 0;
            } else if (!isInvisible(codePoint)) {
                if (gap) {
                    visible.append(' ');
                    gap = false;
                }
                visible.appendCodePoint(codePoint);
            }
        }
        return visible.toString();
    }

    /** {@code text} without gaps and invisible characters at its ends; the rest is unchanged. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isNothing(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isNothing(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Whether {@code text} has nothing visible. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(VisibleText::isNothing);
    }

    /** Whether the text is printable ASCII with single spaces between words, as nearly all texts are. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    private static boolean isNothing(int codePoint) {
        return isGap(codePoint) || isInvisible(codePoint);
    }

    private static boolean isGap(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT;
    }
}
