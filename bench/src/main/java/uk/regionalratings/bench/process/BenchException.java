package uk.regionalratings.bench.process;

/** The benchmark cannot continue; the message gives the reason. */
public final class BenchException extends RuntimeException {
    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
