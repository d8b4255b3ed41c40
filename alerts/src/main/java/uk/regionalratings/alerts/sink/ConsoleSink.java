package uk.regionalratings.alerts.sink;

import java.io.PrintWriter;
import java.util.List;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;

/** Prints each alert as one line. */
public final class ConsoleSink implements Sink {
    private final PrintWriter console;
    private final AlertLine line;

    /** A sink that prints to {@code console} and does not close it. */
    public ConsoleSink(PrintWriter console, AlertLine line) {
        this.console = console;
        this.line = line;
    }

    static Sink read(Section section, SinkContext context) {
        return new ConsoleSink(context.console(), context.line());
    }

    @Override
    public void deliver(List<Alert> alerts) throws DeliveryException {
        alerts.forEach(alert -> console.println(line.of(alert)));
        if (console.checkError()) {
            throw DeliveryException.temporary("the console accepts no more output");
        }
    }

    @Override
    public String describe() {
        return "console";
    }
}
