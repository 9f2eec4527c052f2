package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;

/**
 * A server and how it speaks.
 *
 * @param transport the way to it
 * @param provider whose it is
 * @param deployments whether the model's name is part of the path, as on Azure
 */
record Endpoint(JsonTransport transport, Provider provider, boolean deployments) {

    Dialect dialect() {
        return provider.dialect();
    }

    <R> R post(String operation, ObjectNode body, boolean stream, Run run, Assembler.Factory<R> assemblers) {
        return transport.call(new Post(path(operation, body), body, stream), run, assemblers);
    }

    private String path(String operation, ObjectNode body) {
        if (!deployments) {
            return operation;
        }
        String deployment = body.path("model").asText();
        if (!deployment.matches("[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("'" + deployment + "' is no name of a deployment; set model(...) to"
                    + " letters, digits, '-', '_' and '.'");
        }
        return "openai/deployments/" + deployment + "/" + operation;
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}
