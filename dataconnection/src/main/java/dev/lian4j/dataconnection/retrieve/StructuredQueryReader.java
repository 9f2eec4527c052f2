package dev.lian4j.dataconnection.retrieve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.error.OutputParserException;

/** Reads the JSON that a model made of a question, and checks it. */
record StructuredQueryReader(FilterCheck check) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The structured query that the reply says.
     *
     * @throws OutputParserException if it is none; the message is fit for the model that wrote it
     */
    StructuredQuery read(String reply, String question) {
        JsonNode json = json(reply);
        String query = json.path("query").asText("").strip();
        JsonNode limit = json.path("limit");
        return new StructuredQuery(
                query.isEmpty() ? question : query,
                filter(json.path("filter"), reply),
                limit.canConvertToInt() && limit.intValue() > 0 ? limit.intValue() : null);
    }

    /** From the first brace to the last, since models put words and fences around. */
    private static JsonNode json(String reply) {
        int from = reply.indexOf('{');
        int to = reply.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw new OutputParserException("The answer is not a JSON object with query and filter", reply);
        }
        try {
            return JSON.readTree(reply.substring(from, to + 1));
        } catch (JsonProcessingException e) {
            throw new OutputParserException("The answer is not valid JSON: " + e.getOriginalMessage(), reply);
        }
    }

    private Filter filter(JsonNode said, String reply) {
        if (said.isContainerNode()) {
            throw new OutputParserException("The filter must be one text, not an object or a list", reply);
        }
        String text = said.asText("");
        if (text.isBlank() || text.equals("NO_FILTER") || text.equals("null")) {
            return Filter.all();
        }
        try {
            Filter filter = Filter.parse(text);
            check.problem(filter).ifPresent(problem -> {
                throw new OutputParserException(problem, reply);
            });
            return filter;
        } catch (IllegalArgumentException e) {
            throw new OutputParserException(String.valueOf(e.getMessage()), reply);
        }
    }
}
