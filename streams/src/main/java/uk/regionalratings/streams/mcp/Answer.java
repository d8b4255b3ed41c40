package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer of a tool.
 *
 * @param content what a program reads
 * @param text the same in short, for people
 */
record Answer(ObjectNode content, String text) {}
