package dev.lian4j.core.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.common.McpTransportContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls that a client over HTTP cancels; the SDK's servlet takes such a message and does nothing. A call is known
 * by its session and the id of its request, so that no client stops another's.
 */
final class HttpCancellation extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String SESSION = "Mcp-Session-Id";

    private final transient OpenCalls open = new OpenCalls();
    private final int mostRequest;

    HttpCancellation(int mostRequest) {
        this.mostRequest = mostRequest;
    }

    /** What the call's context has of its request. */
    static McpTransportContext context(HttpServletRequest request) {
        Object abandoned = request.getAttribute(OpenCalls.ABANDONED);
        return abandoned == null
                ? McpTransportContext.EMPTY
                : McpTransportContext.create(Map.of(OpenCalls.ABANDONED, abandoned));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        ReadRequest read = ReadRequest.of(request, mostRequest);
        JsonNode message = McpJson.tree(read.body());
        if (message != null && message.path("method").asText().equals(OpenCalls.CANCELLED)) {
            cancel(read, response, chain, message.path("params").path("requestId"));
        } else {
            call(read, response, chain, message == null ? null : message.get("id"));
        }
    }

    /** Only what the servlet has accepted counts: it looks at where a request comes from. */
    private void cancel(ReadRequest request, HttpServletResponse response, FilterChain chain, JsonNode id)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            open.cancel(key(request, id));
        }
    }

    /** The servlet answers before it returns. */
    private void call(ReadRequest request, HttpServletResponse response, FilterChain chain, @Nullable JsonNode id)
            throws IOException, ServletException {
        if (id == null) {
            chain.doFilter(request, response);
            return;
        }
        Object key = key(request, id);
        request.setAttribute(OpenCalls.ABANDONED, open.opened(key));
        try {
            chain.doFilter(request, response);
        } finally {
            open.done(key);
        }
    }

    private static Object key(HttpServletRequest request, JsonNode id) {
        String session = request.getHeader(SESSION);
        return List.of(session == null ? "" : session, id);
    }

    @Override
    public void destroy() {
        open.cancelAll();
    }
}
