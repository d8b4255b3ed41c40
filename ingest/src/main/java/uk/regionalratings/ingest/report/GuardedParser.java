package uk.regionalratings.ingest.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.jspecify.annotations.Nullable;

/**
 * PDFBox's parser, with a check of every stream before it is decoded. PDFBox decodes each stream into memory as a
 * whole, and its memory settings do not limit that. So each stream is first decoded without keeping the output, and
 * its size counted. Images are skipped: they contain no text, and their decoders are the most dangerous ones.
 */
final class GuardedParser extends PDFParser {
    private static final Set<COSName> OF_PICTURES = Set.of(
            COSName.DCT_DECODE,
            COSName.DCT_DECODE_ABBREVIATION,
            COSName.JPX_DECODE,
            COSName.JBIG2_DECODE,
            COSName.CCITTFAX_DECODE,
            COSName.CCITTFAX_DECODE_ABBREVIATION);

    /** A cross-reference entry takes 5 to 20 bytes here, and some 100 in memory. No report has 2,000 of them. */
    private static final int LONGEST_CROSS_REFERENCES = 1 << 20;

    /** The width of a row that a predictor works on, allocated at once; only images have wider ones. */
    private static final int MOST_COLUMNS = 1 << 16;

    private final Guard guard;
    private final ReportLimits limits;
    private long decoded;
    private long crossReferences;

    GuardedParser(RandomAccessRead source, Guard guard) throws IOException {
        super(source, "", null, null, IOUtils.createMemoryOnlyStreamCache());
        this.guard = guard;
        this.limits = guard.limits();
    }

    /**
     * The decoded size of an encrypted stream is unknown before decryption, so encrypted PDFs are refused; Ofsted
     * encrypts no report.
     */
    @Override
    protected void prepareDecryption() throws IOException {
        if (document.getEncryptionDictionary() != null) {
            throw guard.refuse("is encrypted: save it without a password or restrictions");
        }
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        guard.check();
        COSStream stream = super.parseCOSStream(dictionary);
        // Decoding moves the position in the file, from which the parser continues.
        long position = source.getPosition();
        List<COSName> filters = filters(stream);
        COSStream safe = stream;
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))
                || filters.stream().anyMatch(OF_PICTURES::contains)) {
            safe = withoutData(stream);
        } else {
            count(stream, filters);
        }
        source.seek(position);
        return safe;
    }

    private List<COSName> filters(COSStream stream) throws IOException {
        COSBase filters = stream.getFilters();
        Set<COSName> names = new LinkedHashSet<>();
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.getObject(i) instanceof COSName name)) {
                    throw guard.refuse("is damaged: a stream has a filter without a name");
                }
                names.add(name);
            }
        } else if (filters != null) {
            throw guard.refuse("is damaged: a stream has a filter without a name");
        }
        // Replaces references, so that what is decoded later is exactly what was counted here.
        if (!names.isEmpty()) {
            COSArray direct = new COSArray();
            names.forEach(direct::add);
            stream.setItem(COSName.FILTER, direct);
        }
        return new ArrayList<>(names);
    }

    private COSStream withoutData(COSStream picture) throws IOException {
        COSStream empty = document.createCOSStream();
        picture.entrySet().forEach(entry -> empty.setItem(entry.getKey(), entry.getValue()));
        empty.removeItem(COSName.FILTER);
        empty.removeItem(COSName.DECODE_PARMS);
        try (OutputStream nothing = empty.createRawOutputStream()) {
            nothing.flush();
        }
        return empty;
    }

    private void count(COSStream stream, List<COSName> filters) throws IOException {
        checkPredictor(stream);
        long size = filters.isEmpty() ? stream.getLength() : decodedSize(stream, filters);
        checkSize(size);
        decoded += size;
        if (decoded > limits.decodedBytes()) {
            throw guard.refuse("unpacks to more than " + limits.decodedBytes() + " bytes");
        }
        if (COSName.XREF.equals(stream.getCOSName(COSName.TYPE)) || stream.containsKey(COSName.W)) {
            countCrossReferences(stream, size);
        }
    }

    private void checkSize(long size) throws IOException {
        if (size > limits.streamBytes()) {
            throw guard.refuse("has a stream that unpacks to more than " + limits.streamBytes() + " bytes");
        }
    }

    private void checkPredictor(COSStream stream) throws IOException {
        COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        List<COSBase> each = new ArrayList<>();
        if (parameters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                each.add(array.getObject(i));
            }
        } else if (parameters != null) {
            each.add(parameters);
        }
        for (@Nullable COSBase one : each) {
            if (one instanceof COSDictionary dictionary && dictionary.getInt(COSName.COLUMNS, 1) > MOST_COLUMNS) {
                throw guard.refuse(
                        "is damaged: a stream claims rows of " + dictionary.getInt(COSName.COLUMNS) + " columns");
            }
        }
    }

    private long decodedSize(COSStream stream, List<COSName> filters) throws IOException {
        byte[] between = null;
        long size = 0;
        for (int i = 0; i < filters.size(); i++) {
            boolean last = i == filters.size() - 1;
            Counter counter = new Counter(last ? null : new ByteArrayOutputStream());
            try (InputStream in = between == null ? stream.createRawInputStream() : new ByteArrayInputStream(between)) {
                FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(in, counter, stream, i);
            }
            size = counter.size;
            between = counter.kept == null ? null : counter.kept.toByteArray();
        }
        return size;
    }

    /** Entries of zero width would never end. */
    private void countCrossReferences(COSStream stream, long size) throws IOException {
        COSArray widths = stream.getCOSArray(COSName.W);
        boolean wide = false;
        for (int i = 0; widths != null && i < widths.size(); i++) {
            wide |= widths.getInt(i, 0) > 0;
        }
        crossReferences += size;
        if (crossReferences > LONGEST_CROSS_REFERENCES || !wide) {
            throw guard.refuse("is damaged: its cross-reference table can't be that of a report");
        }
    }

    /** Counts the bytes, keeps them only on request, and stops decoding when there are too many. */
    private final class Counter extends OutputStream {
        private final @Nullable ByteArrayOutputStream kept;
        private long size;

        Counter(@Nullable ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            size += length;
            checkSize(size);
            if (kept != null) {
                kept.write(bytes, offset, length);
            }
        }
    }
}
