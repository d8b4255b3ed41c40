package uk.regionalratings.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of lines in UTF-8, or in Windows-1252, which Excel writes as "CSV". A line that is not UTF-8 is the other unless a line
 * before it has shown that the source is UTF-8: then the line is damaged, and a guess would put wrong characters into it.
 */
final class LineText {
    private final StrictUtf8 utf8 = new StrictUtf8();
    private final CharsetDecoder windows = Charset.forName("windows-1252")
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean isUtf8;
    private long inWindows;
    private long first;

    /**
     * The text, or null when it is in neither encoding.
     *
     * @param line where it begins
     */
    @Nullable
    String decode(byte[] bytes, long line) {
        String text = utf8.decode(bytes);
        if (text != null) {
            isUtf8 |= text.length() < bytes.length;
            return text;
        }
        if (isUtf8) {
            return null;
        }
        try {
            String other = windows.decode(ByteBuffer.wrap(bytes)).toString();
            first = inWindows == 0 ? line : first;
            inWindows++;
            return other;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What is to be said once the source has been read; empty when nothing. */
    List<String> remarks() {
        return inWindows == 0
                ? List.of()
                : List.of("lines read as Windows-1252, since they are not UTF-8: " + inWindows + ", the first is line "
                        + first);
    }
}
