package uk.regionalratings.ingest.problem;

/**
 * Quotes outside text in messages: bounded, and without characters that would move a terminal's cursor or break a
 * line of the report.
 */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** {@code text} in quotation marks, shortened if long. */
    public static String of(String text) {
        int codePoints = text.codePointCount(0, text.length());
        String shown = codePoints <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return '"' + clean(shown) + '"';
    }

    /** {@code text} with control characters, unusual spaces and invisible characters written as code points. */
    public static String clean(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append(String.format("\\u%04x", c));
            }
        });
        return clean.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
