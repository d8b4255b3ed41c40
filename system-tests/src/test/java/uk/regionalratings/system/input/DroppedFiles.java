package uk.regionalratings.system.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts good and bad files of every kind into a folder, and records their expected outcomes. */
final class DroppedFiles {
    private static final String CSV_HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness\n";
    private static final String FACTS = ",394,ILACS,2021-06-28,2021-07-09,2021-08-20,";

    /** One in this many rows is bad. */
    private static final int BAD_EVERY = 100;

    private final Path outside;
    private final Path folder;
    private final Random random;
    private final Set<String> good = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * The expected outcome of a file.
     *
     * @param folder done or failed
     * @param summary the beginning of the second line of its report
     */
    record Outcome(String name, String folder, String summary) {
        static Outcome failedOrDone(String name, int read, int rejected) {
            String summary =
                    name + ": " + read + " read, " + (read - rejected) + " accepted, " + rejected + " rejected";
            return new Outcome(name, rejected == 0 ? "done" : "failed", summary);
        }

        static Outcome unusable(String name) {
            return new Outcome(name, "failed", name + ": is not text");
        }
    }

    /** @param outside a folder on the same disk, from which files are renamed into {@code folder} */
    DroppedFiles(Path outside, Path folder, Random random) {
        this.outside = outside;
        this.folder = folder;
        this.random = random;
    }

    /** The ids of all good records so far. */
    Set<String> good() {
        return good;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Writes one file; the number determines its kind. */
    void drop(int number) throws IOException {
        int rows = 200 + random.nextInt(800);
        switch (number % 6) {
            case 0 -> drop(number + ".csv", csv(number, rows, false), rows, 0);
            case 1 -> drop(number + ".csv", csv(number, rows, true), rows, bad(rows));
            case 2 -> drop(number + ".json", ndjson(number, rows), rows, 0);
            case 3 -> drop(number + ".xlsx", workbook(number, rows), rows, bad(rows));
            case 4 -> drop(number + ".pdf", bytes("%PDF-1.7\n" + number), 1, 1);
            default -> drop(number + ".doc", bytes("\u0000\u0001 no list " + number), 0, 0);
        }
    }

    /** Writes a file with many rows, some of them bad. */
    void dropLarge(String name, int number, int rows) throws IOException {
        drop(name, csv(number, rows, true), rows, bad(rows));
    }

    private void drop(String name, byte[] content, int read, int rejected) throws IOException {
        if (random.nextBoolean()) {
            Path ready = Files.write(outside.resolve(name), content);
            Files.move(ready, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } else {
            writeSlowly(folder.resolve(name), content);
        }
        outcomes.add(read == 0 ? Outcome.unusable(name) : Outcome.failedOrDone(name, read, rejected));
    }

    /**
     * Writes with pauses shorter than the settling time, so that a reader that starts too early reads an incomplete
     * file.
     */
    private static void writeSlowly(Path file, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            int third = content.length / 3;
            out.write(content, 0, third);
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            out.write(content, third, third);
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            out.write(content, 2 * third, content.length - 2 * third);
        }
    }

    private static int bad(int rows) {
        return (rows + BAD_EVERY - 1) / BAD_EVERY;
    }

    private String goodId(int number, int row) {
        String id = "file-" + number + "-" + row;
        good.add(id);
        return id;
    }

    private byte[] csv(int number, int rows, boolean withBad) {
        StringBuilder csv = new StringBuilder(CSV_HEADER);
        for (int row = 0; row < rows; row++) {
            boolean bad = withBad && row % BAD_EVERY == 0;
            csv.append(bad ? "bad" : goodId(number, row)).append(FACTS).append(bad ? "Fine\n" : "GOOD\n");
        }
        return bytes(csv.toString());
    }

    private byte[] ndjson(int number, int rows) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            lines.append("{\"inspectionId\":\"")
                    .append(goodId(number, row))
                    .append("\",\"authorityId\":\"394\",\"framework\":\"ILACS\",\"startedOn\":\"2021-06-28\",")
                    .append("\"endedOn\":\"2021-07-09\",\"publishedOn\":\"2021-08-20\",")
                    .append("\"grades\":{\"overall_effectiveness\":\"GOOD\"}}\n");
        }
        return bytes(lines.toString());
    }

    private byte[] workbook(int number, int rows) throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        appendRow(sheet, CSV_HEADER.strip());
        for (int row = 0; row < rows; row++) {
            boolean bad = row % BAD_EVERY == 0;
            appendRow(sheet, (bad ? "bad" : goodId(number, row)) + FACTS + (bad ? "Fine" : "GOOD"));
        }
        sheet.append("</sheetData></worksheet>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r='r'><sheets><sheet name='List' r:id='a'/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id='a' Type='worksheet' Target='sheet.xml'/></Relationships>");
            put(zip, "xl/sheet.xml", sheet.toString());
        }
        return bytes.toByteArray();
    }

    private static void appendRow(StringBuilder sheet, String csv) {
        sheet.append("<row>");
        Stream.of(csv.split(","))
                .forEach(text -> sheet.append("<c t='str'><v>").append(text).append("</v></c>"));
        sheet.append("</row>");
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes(content));
        zip.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
