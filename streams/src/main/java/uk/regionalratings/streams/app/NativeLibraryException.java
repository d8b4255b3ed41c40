package uk.regionalratings.streams.app;

/** A native library cannot be loaded. The message is one line that gives the cause and the remedy. */
public final class NativeLibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do about the failure. */
    public static final String REMEDY =
            "Name a folder that programs may run from: RATINGS_JAVA_OPTS=-Djava.io.tmpdir=DIR ./ratings, or"
                    + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR in a container";

    private final String found;

    private NativeLibraryException(String found, Throwable cause) {
        super(found + ". " + REMEDY, cause);
        this.found = found;
    }

    static NativeLibraryException of(Throwable cause) {
        String folder = System.getProperty("java.io.tmpdir");
        return new NativeLibraryException(
                "RocksDB's native library can't be loaded from the temporary folder " + folder + " (" + reason(cause)
                        + "); the folder is probably mounted noexec or full",
                cause);
    }

    /** The cause without the remedy. */
    public String found() {
        return found;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
