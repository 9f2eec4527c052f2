package dev.lian4j.core.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that breaks the protocol in the way that its first argument names. */
public final class FakeServerMain {

    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");

    private FakeServerMain() {}

    /** Answers each request by hand. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (args[0].equals("garbage")) {
            "这不是协议\n".repeat(200).lines().forEach(out::println);
            out.flush();
        }
        if (args[0].equals("exits")) {
            System.err.println("缺少配置");
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher id = ID.matcher(line);
            if (id.find() && !args[0].equals("silent")) {
                out.print(answer(args[0], line, id.group(1)));
                out.flush();
            }
        }
    }

    private static String answer(String mode, String request, String id) {
        String result = "{}";
        if (request.contains("\"initialize\"")) {
            result = "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"fake\",\"version\":\"1\"}}";
        } else if (request.contains("tools/list")) {
            result = "{\"tools\":[" + tool("weather.get") + "," + tool("weather/get") + "," + tool("查天气") + ","
                    + tool("plain") + "," + tool("plain") + "]}";
        } else if (mode.equals("chatty")) {
            return "开始工作了\n" + reply(id, "{\"content\":[{\"type\":\"text\",\"text\":\"好\"}]}");
        } else if (mode.equals("huge")) {
            result = "{\"content\":[{\"type\":\"text\",\"text\":\"" + "大".repeat(400_000) + "\"}]}";
        } else if (mode.equals("wrong")) {
            result = "{\"content\":42}";
        } else if (mode.equals("refuses")) {
            return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32602,\"message\":\"没有这个城市\"}}\n";
        } else if (mode.equals("kinds")) {
            result = "{\"content\":[{\"type\":\"image\",\"data\":\"AAAA\",\"mimeType\":\"image/png\"},"
                    + "{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///a.txt\",\"text\":\"文本\"}},"
                    + "{\"type\":\"resource_link\",\"name\":\"b\",\"uri\":\"file:///b\"}],\"isError\":true}";
        } else if (mode.equals("structured")) {
            result = "{\"content\":[],\"structuredContent\":{\"度数\":0.10}}";
        }
        return reply(id, result);
    }

    private static String tool(String name) {
        return "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"}}";
    }

    private static String reply(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n";
    }
}
