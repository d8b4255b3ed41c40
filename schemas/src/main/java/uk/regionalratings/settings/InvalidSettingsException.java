package uk.regionalratings.settings;

import java.util.List;

/** Settings with which a process can't start. The message names every problem. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems what is wrong; each names its setting */
    public InvalidSettingsException(List<String> problems) {
        super("can't start with these settings:" + System.lineSeparator() + "  - "
                + String.join(System.lineSeparator() + "  - ", problems));
    }
}
