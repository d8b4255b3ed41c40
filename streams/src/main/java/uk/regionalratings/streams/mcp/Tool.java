package uk.regionalratings.streams.mcp;

import java.util.List;

/**
 * A question that an assistant can ask.
 *
 * @param name by which assistants call it
 * @param title for people
 * @param description when to use it and what it answers, for the assistant
 * @param parameters in the order in which they are described
 * @param asking asks and answers
 */
record Tool(String name, String title, String description, List<Parameter> parameters, Asking asking) {
    /** Answers a call. */
    @FunctionalInterface
    interface Asking {
        Answer answer(Arguments arguments) throws ToolFailure;
    }
}
