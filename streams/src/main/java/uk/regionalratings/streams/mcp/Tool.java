package uk.regionalratings.streams.mcp;

import java.util.List;

/**
 * A question that an assistant can ask.
 *
 * @param name the name by which assistants call it
 * @param title for people
 * @param description for the assistant: when to use it and what it answers
 * @param parameters in the order of their description
 * @param asking computes the answer
 */
record Tool(String name, String title, String description, List<Parameter> parameters, Asking asking) {
    /** Answers a call. */
    @FunctionalInterface
    interface Asking {
        ToolAnswer answer(Arguments arguments) throws ToolFailure;
    }
}
