package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer of a tool.
 *
 * @param content for programs
 * @param text a short form for people
 */
record ToolAnswer(ObjectNode content, String text) {}
