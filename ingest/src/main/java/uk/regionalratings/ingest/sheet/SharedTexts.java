package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts that cells refer to by number, so that a workbook stores each only once. */
final class SharedTexts {
    /** How a workbook writes a character that is not allowed in XML. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> texts = new ArrayList<>();

    private SharedTexts() {}

    /** The texts of a workbook that has none. */
    static SharedTexts none() {
        return new SharedTexts();
    }

    /** Reads the part of shared strings without closing it. */
    static SharedTexts read(XmlPart part, SheetLimits limits) throws IOException {
        SharedTexts shared = new SharedTexts();
        long characters = 0;
        while (part.nextTag()) {
            if (part.isStart("si")) {
                String text = rich(part, "si");
                characters += text.length();
                if (characters > limits.sharedCharacters() || shared.texts.size() >= limits.sharedTexts()) {
                    throw new SheetException("has too much text: more than " + limits.sharedTexts()
                            + " different texts or " + limits.sharedCharacters() + " characters");
                }
                shared.texts.add(text);
            }
        }
        return shared;
    }

    /** The text with this number; null if there is none. */
    @Nullable
    String get(int number) {
        return number >= 0 && number < texts.size() ? texts.get(number) : null;
    }

    /** A text that may consist of pieces in several fonts; the pronunciation of East Asian texts is left out. */
    static String rich(XmlPart part, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (part.nextTag() && !part.isEnd(end)) {
            if (part.isStart("rPh")) {
                part.text();
            } else if (part.isStart("t")) {
                text.append(unescaped(part.text()));
            }
        }
        return text.toString();
    }

    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPED.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
