package uk.regionalratings.ingest.sheet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook, found through the directory at the end of its ZIP archive (APPNOTE.TXT 4.3). The JDK reads
 * this directory only from a file on disk, and its {@code ZipInputStream} fails on archives that were written as
 * streams, as many programs write workbooks.
 */
final class Archive {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_ENTRY_SIZE = 46;
    private static final int LOCAL_ENTRY = 0x04034b50;
    private static final int LOCAL_ENTRY_SIZE = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final SheetLimits limits;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Set<Entry> checked = new HashSet<>();
    private long unpackedBytes;

    /** Where a part is and how it is compressed. */
    private record Entry(int flags, int method, int checksum, int size, int header) {}

    /**
     * @param bytes a ZIP archive; not copied
     * @throws SheetException if it is not one
     */
    Archive(byte[] bytes, SheetLimits limits) throws SheetException {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void readDirectory() throws SheetException {
        int end = bytes.length - END_SIZE;
        while (end >= 0 && end >= bytes.length - END_SIZE - LONGEST_COMMENT && buffer.getInt(end) != END) {
            end--;
        }
        if (end < 0 || buffer.getInt(end) != END) {
            throw damaged(null);
        }
        int position = buffer.getInt(end + 16);
        while (buffer.getInt(position) == DIRECTORY_ENTRY) {
            int nameLength = unsignedShort(position + 28);
            String name = new String(bytes, position + DIRECTORY_ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
            Entry entry = new Entry(
                    unsignedShort(position + 8),
                    unsignedShort(position + 10),
                    buffer.getInt(position + 16),
                    buffer.getInt(position + 24),
                    buffer.getInt(position + 42));
            if (entries.putIfAbsent(plain(name), entry) != null) {
                throw new SheetException("is damaged: it holds two parts of the same name");
            }
            if (entries.size() > limits.entries()) {
                throw new SheetException("holds more than " + limits.entries() + " files; no workbook does");
            }
            position += DIRECTORY_ENTRY_SIZE + nameLength + unsignedShort(position + 30) + unsignedShort(position + 32);
        }
    }

    /** Whether there is a part of this name. */
    boolean has(String part) {
        return entries.containsKey(plain(part));
    }

    /**
     * The decompressed content of a part, bounded; null if there is no such part. Its checksum is verified, since a
     * flipped bit could turn one grade into another.
     */
    @Nullable
    InputStream open(String part) throws IOException {
        Entry entry = entries.get(plain(part));
        if (entry == null) {
            return null;
        }
        if (!checked.contains(entry)) {
            check(entry);
            checked.add(entry);
        }
        return unpacked(entry);
    }

    private void check(Entry entry) throws IOException {
        try (InputStream once = unpacked(entry)) {
            CRC32 checksum = new CRC32();
            byte[] block = new byte[1 << 14];
            for (int read = once.read(block); read >= 0; read = once.read(block)) {
                checksum.update(block, 0, read);
                unpackedBytes += read;
                if (unpackedBytes > limits.allBytes()) {
                    throw new SheetException("unpacks to more than " + limits.allBytes() + " bytes");
                }
            }
            if ((int) checksum.getValue() != entry.checksum()) {
                throw damaged(null);
            }
        } catch (ZipException | EOFException | IndexOutOfBoundsException e) {
            throw damaged(e);
        }
    }

    private InputStream unpacked(Entry entry) throws SheetException {
        int header = entry.header();
        if ((entry.flags() & ENCRYPTED) != 0 || buffer.getInt(header) != LOCAL_ENTRY) {
            throw damaged(null);
        }
        int start = header + LOCAL_ENTRY_SIZE + unsignedShort(header + 26) + unsignedShort(header + 28);
        if (start > bytes.length || (entry.method() == STORED && entry.size() < 0)) {
            throw damaged(null);
        }
        InputStream packed = new ByteArrayInputStream(bytes, start, bytes.length - start);
        return switch (entry.method()) {
            case STORED -> new PartStream(new ByteArrayInputStream(bytes, start, entry.size()), limits);
            // DEFLATE data marks its own end.
            case DEFLATED -> new PartStream(new Inflating(packed), limits);
            default -> throw new SheetException("uses a compression that no spreadsheet program uses");
        };
    }

    /** Frees its off-heap memory when closed; the JDK's class does so only with its default inflater. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream packed) {
            super(packed, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    private int unsignedShort(int position) {
        return buffer.getShort(position) & 0xffff;
    }

    private static SheetException damaged(@Nullable Exception cause) {
        return new SheetException("is a damaged ZIP archive or a workbook with a password", cause);
    }

    /**
     * Some programs begin names with a slash, use backslashes, or write names in a different case from the references
     * to them.
     */
    private static String plain(String name) {
        String forward = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return forward.startsWith("/") ? forward.substring(1) : forward;
    }
}
