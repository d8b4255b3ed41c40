package uk.regionalratings.ingest.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an XML part on their way to the parser. The parser holds whole tags and comments in memory, so the
 * distance between tags is limited, and constructs that no workbook needs (comments, document types, CDATA) are
 * refused.
 */
final class PartStream extends FilterInputStream {
    private final SheetLimits limits;
    private long total;
    private int sinceTag;
    private boolean afterBracket;

    PartStream(InputStream in, SheetLimits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            check(buffer[i]);
        }
        return read;
    }

    private void check(byte b) throws SheetException {
        total++;
        sinceTag++;
        if (total > limits.partBytes()) {
            throw new SheetException("has a part that unpacks to more than " + limits.partBytes() + " bytes");
        }
        // "<?" is allowed only at the very beginning, for the XML declaration.
        if (afterBracket && (b == '!' || (b == '?' && total > 10))) {
            throw new SheetException(
                    "holds XML comments, CDATA, instructions or document types, which no workbook needs");
        }
        afterBracket = b == '<';
        if (afterBracket) {
            sinceTag = 0;
        }
        if (sinceTag > limits.markupBytes()) {
            throw new SheetException("holds a text or a tag of more than " + limits.markupBytes() + " bytes");
        }
    }
}
