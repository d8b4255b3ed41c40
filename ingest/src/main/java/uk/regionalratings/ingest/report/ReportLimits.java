package uk.regionalratings.ingest.report;

import java.time.Duration;

/**
 * The limits for one report. The largest of 64 real ones has 51 pages with 133,480 characters, 54,511 drawing steps,
 * and 2.4 MB of decoded streams, the largest of them 0.4 MB. All limits leave room for more, and none lets a hostile
 * file use more than a small part of a usual heap.
 *
 * @param bytes size of the PDF, which is held in memory
 * @param streamBytes decoded size of one stream, such as the content of a page or a font
 * @param decodedBytes decoded size of all streams together, each counted every time it is read
 * @param pages number of pages
 * @param pageCharacters characters of one page; each costs some 300 bytes until its page is done
 * @param characters characters of all pages together
 * @param operators drawing steps of all pages together; nested forms multiply them
 * @param time from the first byte to the facts
 */
record ReportLimits(
        int bytes,
        int streamBytes,
        long decodedBytes,
        int pages,
        int pageCharacters,
        int characters,
        int operators,
        Duration time) {
    /** The limits in production. */
    static final ReportLimits USUAL =
            new ReportLimits(16 << 20, 8 << 20, 32 << 20, 300, 50_000, 1_000_000, 1_000_000, Duration.ofSeconds(20));
}
