package uk.regionalratings.alerts.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertDocument;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;

/**
 * Appends each alert to a file as one line of JSON. A line is on the disk before its alert counts as delivered. The
 * file is opened for each alert, so that it can be moved away at any moment.
 */
final class FileSink implements Sink {
    private final Path file;
    private final AlertLine line;

    private FileSink(Path file, AlertLine line) {
        this.file = file;
        this.line = line;
    }

    static Sink read(Section section, SinkContext context) {
        return new FileSink(context.base().resolve(section.text("path")), context.line());
    }

    @Override
    public synchronized void deliver(List<Alert> alerts) throws DeliveryException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel open = FileChannel.open(file, options)) {
            open.position(open.size());
            endBrokenLine(open);
            for (Alert alert : alerts) {
                byte[] document = AlertDocument.bytes(alert, line);
                write(
                        open,
                        ByteBuffer.allocate(document.length + 1).put(document).put((byte) '\n'));
            }
            open.force(false);
        } catch (IOException e) {
            throw DeliveryException.temporary(file + " can't be written: " + e.getMessage());
        }
    }

    /** Completes a line that a killed process left unfinished; its alert is written again on a new line. */
    private static void endBrokenLine(FileChannel open) throws IOException {
        if (open.size() == 0) {
            return;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        open.read(last, open.size() - 1);
        if (last.get(0) != '\n') {
            write(open, ByteBuffer.allocate(1).put((byte) '\n'));
        }
    }

    private static void write(FileChannel open, ByteBuffer filled) throws IOException {
        filled.flip();
        while (filled.hasRemaining()) {
            open.write(filled);
        }
    }

    @Override
    public String describe() {
        return "file " + file;
    }
}
