package uk.regionalratings.ingest.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;

/** PDFs made to exhaust their reader, written by hand object by object. */
final class HostilePdfs {
    /** The decompressed size of the largest streams: more than the reader's whole heap. */
    static final int BOMB_MIB = Integer.getInteger("bomb.mib", 256);

    private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
    private static final String PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    private static final String PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            + "/Resources<</Font<</F 5 0 R>>/XObject<</A 6 0 R>>>>>>";
    private static final String FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

    private static byte @Nullable [] zeros;

    private HostilePdfs() {}

    /**
     * Reads each of them in this process, and prints the result and the time taken. For a process with a small heap.
     */
    public static void main(String[] arguments) throws IOException {
        InspectionReports reports = new InspectionReports(RealReports.NAMES);
        for (Map.Entry<String, Pdf> entry : all().entrySet()) {
            byte[] pdf = entry.getValue().make();
            long start = System.nanoTime();
            ReportReading reading = reports.read(pdf, "a.pdf", null);
            long millis = (System.nanoTime() - start) / 1_000_000;
            String what = reading instanceof ReportReading.Refused refused
                    ? refused.problem().message()
                    : "UNDERSTOOD";
            System.out.println(entry.getKey() + "\t" + millis + "\t" + what.replaceAll("\\s+", " "));
        }
    }

    /** Makes the bytes of one PDF, which can take a second. */
    @FunctionalInterface
    interface Pdf {
        byte[] make() throws IOException;
    }

    /** All of them by name, each made on demand. */
    static Map<String, Pdf> all() {
        Map<String, Pdf> all = new LinkedHashMap<>();
        all.put("content of many bytes", () -> page(stream("/Filter/FlateDecode", zeros())));
        all.put(
                "content of many bytes, packed and written in hex",
                () -> page(stream("/Filter[/ASCIIHexDecode/FlateDecode]", hex(zeros()))));
        all.put(
                "content of many bytes, run-length coded",
                () -> page(stream("/Filter/RunLengthDecode", runs(15 << 20))));
        all.put(
                "filter behind a reference",
                () -> withObjects(
                        List.of(CATALOG, PAGES, PAGE, FONT, FONT, FONT, "/FlateDecode"),
                        4,
                        stream("/Filter 7 0 R", zeros())));
        all.put("object stream of many bytes", () -> objectStream(zeros()));
        all.put(
                "cross-references of many bytes",
                () -> crossReferences("/W[1 2 1]/Size 2000000000/Filter/FlateDecode", zeros()));
        all.put("cross-references without width", () -> crossReferences("/W[0 0 0]/Size 2000000000", new byte[10]));
        all.put("cross-references of one byte each", () -> crossReferences("/W[1 0 0]/Size 2000000000", ones(7 << 20)));
        all.put(
                "predictor of 2 billion columns",
                () -> page(stream(
                        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000/Colors 32/BitsPerComponent 16>>",
                        packed(new byte[100]))));
        all.put(
                "page tree that is a loop",
                () -> plain(
                        CATALOG,
                        "<</Type/Pages/Kids[3 0 R]/Count 9>>",
                        "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>"));
        all.put("page tree that is a deep chain", () -> chain(200_000));
        all.put(
                "one page a million times",
                () -> plain(
                        CATALOG,
                        "<</Type/Pages/Kids[" + "3 0 R ".repeat(1_000_000) + "]/Count 1000000>>",
                        PAGE,
                        FONT,
                        FONT,
                        FONT));
        all.put("forms that draw forms", () -> forms(20, 10));
        all.put(
                "a form that draws itself",
                () -> withObjects(
                        List.of(CATALOG, PAGES, PAGE, "", FONT),
                        4,
                        stream("", "/A Do".getBytes(StandardCharsets.US_ASCII)),
                        stream(
                                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 6 0 R>>>>",
                                "/A Do /A Do".getBytes(StandardCharsets.US_ASCII))));
        all.put(
                "7 million letters",
                () -> page(stream(
                        "/Filter/FlateDecode",
                        packed(("BT /F 9 Tf (" + "a".repeat(7_000_000) + ") Tj ET")
                                .getBytes(StandardCharsets.US_ASCII)))));
        all.put(
                "7 million numbers",
                () -> page(stream(
                        "/Filter/FlateDecode",
                        packed(("[" + "999 ".repeat(2_000_000) + "] TJ").getBytes(StandardCharsets.US_ASCII)))));
        all.put(
                "arrays in arrays",
                () -> page(stream(
                        "/Filter/FlateDecode", packed("[".repeat(7_000_000).getBytes(StandardCharsets.US_ASCII)))));
        all.put("dictionaries in dictionaries", () -> plain("<</A".repeat(1_000_000)));
        all.put(
                "picture of 4 gigapixels as text",
                () -> page(stream("/Filter/DCTDecode/Width 65535/Height 65535", jpeg())));
        all.put("encrypted", () -> encrypted());
        all.put("half of it", () -> half());
        all.put("nothing but its first line", () -> "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
        all.put("random bytes", () -> random());
        all.put("15 MiB of object headers", () -> ("%PDF-1.4\n" + "1 0 obj<</Type/Catalog>>endobj\n".repeat(480_000))
                .getBytes(StandardCharsets.US_ASCII));
        all.put("too large", () -> Arrays.copyOf("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), (16 << 20) + 1));
        return all;
    }

    private static byte[] page(byte[] content) {
        return withObjects(List.of(CATALOG, PAGES, PAGE, "", FONT, FONT), 4, content);
    }

    private static byte[] plain(String... objects) {
        return withObjects(List.of(objects), 0);
    }

    /** A PDF of numbered objects; those from number {@code first} on are {@code streams}. */
    private static byte[] withObjects(List<String> objects, int first, byte[]... streams) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        write(pdf, "%PDF-1.7\n");
        List<Integer> offsets = new ArrayList<>();
        int count = Math.max(objects.size(), first + streams.length - 1);
        for (int number = 1; number <= count; number++) {
            offsets.add(pdf.size());
            write(pdf, number + " 0 obj\n");
            boolean isStream = number >= first && number < first + streams.length;
            pdf.writeBytes(
                    isStream ? streams[number - first] : objects.get(number - 1).getBytes(StandardCharsets.US_ASCII));
            write(pdf, "\nendobj\n");
        }
        int start = pdf.size();
        write(pdf, "xref\n0 " + (count + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> write(pdf, String.format("%010d 00000 n \n", offset)));
        write(pdf, "trailer<</Root 1 0 R/Size " + (count + 1) + ">>\nstartxref\n" + start + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static byte[] stream(String entries, byte[] bytes) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, "<<" + entries + "/Length " + bytes.length + ">>\nstream\n");
        stream.writeBytes(bytes);
        write(stream, "\nendstream");
        return stream.toByteArray();
    }

    private static byte[] crossReferences(String entries, byte[] bytes) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        write(pdf, "%PDF-1.7\n1 0 obj\n" + CATALOG + "\nendobj\n");
        int start = pdf.size();
        write(pdf, "7 0 obj\n");
        pdf.writeBytes(stream("/Type/XRef/Root 1 0 R" + entries, bytes));
        write(pdf, "\nendobj\nstartxref\n" + start + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static byte[] objectStream(byte[] packed) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        write(pdf, "%PDF-1.7\n");
        int objects = pdf.size();
        write(pdf, "5 0 obj\n");
        pdf.writeBytes(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed));
        write(pdf, "\nendobj\n");
        int start = pdf.size();
        // Object 1 is in stream 5, object 5 is where it is.
        byte[] entries = {2, 0, 0, 5, 0, 1, 0, 0, (byte) objects, 0};
        write(pdf, "7 0 obj\n");
        pdf.writeBytes(stream("/Type/XRef/Root 1 0 R/W[1 3 1]/Index[1 1 5 1]/Size 8", entries));
        write(pdf, "\nendobj\nstartxref\n" + start + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    /** A page that draws a form, which draws the next one many times, and so on. */
    static byte[] forms(int depth, int times) {
        List<byte[]> streams = new ArrayList<>();
        streams.add(stream("", "/A Do".getBytes(StandardCharsets.US_ASCII)));
        streams.add(FONT.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < depth; i++) {
            streams.add(stream(
                    "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A " + (7 + i) + " 0 R>>>>",
                    "/A Do ".repeat(times).getBytes(StandardCharsets.US_ASCII)));
        }
        return withObjects(List.of(CATALOG, PAGES, PAGE), 4, streams.toArray(byte[][]::new));
    }

    private static byte[] chain(int depth) {
        List<String> objects = new ArrayList<>(List.of(CATALOG));
        for (int i = 0; i < depth; i++) {
            objects.add("<</Type/Pages/Kids[" + (i + 3) + " 0 R]/Count 1>>");
        }
        objects.add(PAGE);
        return withObjects(objects, 0);
    }

    private static byte[] encrypted() throws IOException {
        byte[] pdf = page(stream("", "BT /F 9 Tf (text) Tj ET".getBytes(StandardCharsets.US_ASCII)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] half() {
        byte[] pdf = SamplePdf.of(ReportFuzzTest.sample(new java.util.Random(1)));
        return Arrays.copyOf(pdf, pdf.length / 2);
    }

    private static byte[] random() {
        byte[] bytes = new byte[1 << 20];
        new java.util.Random(1).nextBytes(bytes);
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 5);
        return bytes;
    }

    /** The compressed bytes of the largest streams, made once. */
    private static byte[] zeros() {
        if (zeros == null) {
            zeros = zeros(BOMB_MIB << 20);
        }
        return zeros;
    }

    private static byte[] zeros(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(9), 1 << 16)) {
            byte[] block = new byte[1 << 16];
            for (int written = 0; written < size; written += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return hex.append('>').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Each pair of bytes stands for 128 of the second. */
    private static byte[] runs(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i += 2) {
            bytes[i] = (byte) 129;
        }
        return bytes;
    }

    private static byte[] ones(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    /** Claims 65,535 by 65,535 pixels and contains none. */
    private static byte[] jpeg() {
        int[] bytes = {
            0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9
        };
        byte[] jpeg = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            jpeg[i] = (byte) bytes[i];
        }
        return jpeg;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
