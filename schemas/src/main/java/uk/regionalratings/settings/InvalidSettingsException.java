package uk.regionalratings.settings;

import java.util.List;

/** Settings that a process can't start with. The message names every problem. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems what is wrong, each in words that name its setting */
    public InvalidSettingsException(List<String> problems) {
        super("can't start with these settings:" + System.lineSeparator() + "  - "
                + String.join(System.lineSeparator() + "  - ", problems));
    }
}
