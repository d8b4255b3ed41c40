package uk.regionalratings.streams.mcp;

/** A tool can't answer. The message tells the assistant why, and what to do. */
final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ToolFailure(String message) {
        super(message);
    }
}
