package uk.regionalratings.alerts.config;

import java.util.List;

/** An alerts file can't be used; the message names every problem by file, line and field, and says what to write instead. */
public final class AlertsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlertsFileException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    /** The file as a whole can't be read. */
    public static AlertsFileException unreadable(String where, String why) {
        return new AlertsFileException(List.of(where + ": " + why));
    }
}
