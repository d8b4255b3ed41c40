package uk.regionalratings.ingest.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes lines from UTF-8 or from Windows-1252, which Excel writes as "CSV". A line that is not UTF-8 is read as
 * Windows-1252, unless an earlier line has shown that the source is UTF-8. In that case the line is damaged, and a
 * guess would put wrong characters into it.
 */
public final class LineText {
    private final StrictUtf8 utf8 = new StrictUtf8();
    private final CharsetDecoder windows = Charset.forName("windows-1252")
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean isUtf8;
    private long inWindows;
    private long first;

    /**
     * The text, or null if the line is in neither encoding.
     *
     * @param line the number of its first line
     */
    @Nullable
    public String decode(byte[] bytes, long line) {
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

    /** Remarks to report once the source has been read; may be empty. */
    public List<String> remarks() {
        return inWindows == 0
                ? List.of()
                : List.of("lines read as Windows-1252, since they are not UTF-8: " + inWindows + ", the first is line "
                        + first);
    }
}
