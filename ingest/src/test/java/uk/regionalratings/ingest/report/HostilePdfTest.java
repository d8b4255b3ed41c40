package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PDFs that would exceed the limits of time or memory, and PDFs with damaged bytes. */
@Tag("sized")
class HostilePdfTest {
    /**
     * The heap in which the hostile files are read, including the files themselves. It is smaller than what their
     * largest streams unpack to; the usual heap of a command is a quarter of the machine's memory.
     */
    private static final String HEAP = "-Xmx192m";

    /** How many PDFs are damaged, and how many of them come from one report. */
    private static final int PDFS = Integer.getInteger("pdfs", 150);

    private static final int OF_ONE_REPORT = 50;

    @Test
    @Timeout(300)
    void answersAllOfThemWithinASmallHeapAndBoundedTime() throws IOException, InterruptedException {
        // Given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        // In "mvn test" a second logback-test.xml is on the path, which Logback would report.
                        "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                        "-Dbomb.mib=" + HostilePdfs.BOMB_MIB,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostilePdfs.class.getName())
                .redirectErrorStream(true)
                .start();

        // When
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int exitCode = process.waitFor();

        // Then
        System.out.println("hostile PDFs within " + HEAP + ", milliseconds each:\n" + String.join("\n", lines));
        assertThat(exitCode).as(String.join("\n", lines)).isZero();
        Map<String, String[]> answers = new HashMap<>();
        lines.forEach(line -> answers.put(line.split("\t", -1)[0], line.split("\t", -1)));
        assertThat(answers).containsOnlyKeys(HostilePdfs.all().keySet());
        long most = ReportLimits.USUAL.time().plus(Duration.ofSeconds(5)).toMillis();
        answers.forEach((name, answer) -> {
            assertThat(Long.parseLong(answer[1])).as(name).isLessThan(most);
            assertThat(answer[2]).as(name).doesNotContain("UNDERSTOOD", "needs more memory");
        });
        Map.of(
                        "content of many bytes", "a stream that unpacks to more than 8388608 bytes",
                        "content of many bytes, packed and written in hex", "unpacks to more than",
                        "filter behind a reference", "unpacks to more than",
                        "object stream of many bytes", "unpacks to more than",
                        "cross-references without width", "cross-reference table",
                        "forms that draw forms", "draws more than",
                        "7 million letters", "more text than any report",
                        "encrypted", "is encrypted",
                        "too large", "is larger than")
                .forEach((name, reason) ->
                        assertThat(answers.get(name)[2]).as(name).contains(reason));
    }

    @Test
    @Timeout(60)
    void givesUpWhenTimeIsUpAndReadsTheNextOne() {
        // Given
        ReportLimits usual = ReportLimits.USUAL;
        ReportLimits veryShort = new ReportLimits(
                usual.bytes(),
                usual.streamBytes(),
                usual.decodedBytes(),
                usual.pages(),
                usual.pageCharacters(),
                usual.characters(),
                Integer.MAX_VALUE,
                Duration.ofMillis(200));
        InspectionReports hasty = new InspectionReports(RealReports.NAMES, veryShort);
        SampleReport report = ReportFuzzTest.sample(new Random(1), SampleReport.USUAL);

        // When: more of them than may be read at once
        for (int i = 0; i < 5; i++) {
            ReportReading reading = hasty.read(HostilePdfs.forms(20, 10), "a.pdf", null);
            assertThat(reading.toString()).contains("takes longer than", "s to read");
        }

        // Then
        assertThat(Guard.tooLong(usual.time())).isEqualTo("takes longer than 20 s to read");
        assertThat(new InspectionReports(RealReports.NAMES).read(SamplePdf.of(report), report.name(), null))
                .isInstanceOf(ReportReading.Understood.class);
    }

    @Test
    void aGuardRefusesOnceTimeIsUp() {
        ReportLimits usual = ReportLimits.USUAL;
        ReportLimits noTime = new ReportLimits(
                usual.bytes(),
                usual.streamBytes(),
                usual.decodedBytes(),
                usual.pages(),
                usual.pageCharacters(),
                usual.characters(),
                usual.operators(),
                Duration.ofNanos(-1));

        assertThatThrownBy(new Guard(noTime)::check).isInstanceOf(PdfRefusedException.class);
    }

    /** PDFs with bytes flipped, lost, doubled or cut off. */
    @Test
    @Timeout(300)
    void answersDamagedBytesAndReadsNoWrongGradeFromThem() {
        InspectionReports reports = new InspectionReports(RealReports.NAMES);
        int understood = 0;
        long longest = 0;
        SampleReport report = null;
        byte[] whole = new byte[0];
        for (int seed = 0; seed < PDFS; seed++) {
            Random random = new Random(seed);
            if (seed % OF_ONE_REPORT == 0) {
                report = ReportFuzzTest.sample(new Random(seed / OF_ONE_REPORT), SampleReport.USUAL);
                whole = SamplePdf.of(report);
                assertThat(reports.read(whole, report.name(), null)).isInstanceOf(ReportReading.Understood.class);
            }
            byte[] pdf = damaged(whole, random);
            long start = System.nanoTime();
            ReportReading reading = reports.read(pdf, report.name(), null);
            longest = Math.max(longest, System.nanoTime() - start);
            if (reading instanceof ReportReading.Understood read) {
                understood++;
                assertThat(SampleReport.gradesOf(read)).as("seed %d", seed).isEqualTo(report.truth());
            }
        }
        System.out.println(PDFS + " PDFs with damaged bytes: " + understood + " understood, the longest took "
                + longest / 1_000_000 + " ms");
        assertThat(Duration.ofNanos(longest)).isLessThan(ReportLimits.USUAL.time());
        assertThat(understood).isPositive();
    }

    private static byte[] damaged(byte[] pdf, Random random) {
        List<Byte> bytes = new ArrayList<>(pdf.length);
        for (byte b : pdf) {
            bytes.add(b);
        }
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.size());
            int end = Math.min(bytes.size(), at + 1 + random.nextInt(200));
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
                case 2 -> bytes.subList(at, end).clear();
                case 3 -> bytes.addAll(at, List.copyOf(bytes.subList(at, end)));
                default ->
                    bytes.subList(Math.max(at, bytes.size() / 2), bytes.size()).clear();
            }
        }
        byte[] damaged = new byte[bytes.size()];
        for (int i = 0; i < damaged.length; i++) {
            damaged[i] = bytes.get(i);
        }
        return damaged;
    }
}
