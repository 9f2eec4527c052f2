package dev.lian4j.core.mcp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Our server as a program of its own, which tests start. */
public final class ServerMain {

    private static final CountDownLatch HANGING = new CountDownLatch(1);
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    private ServerMain() {}

    /** Serves standard input and output. */
    public static void main(String[] args) {
        var served = new McpToolServer[1];
        List<TestTool> tools = List.of(
                TestTool.of("echo", arguments -> "收到 " + arguments),
                TestTool.of("hang", arguments -> hang()),
                TestTool.of("hanging", arguments -> seen(HANGING)),
                TestTool.of("interrupted", arguments -> seen(INTERRUPTED)),
                TestTool.of("die", arguments -> die()),
                TestTool.of("noise", arguments -> noise()),
                TestTool.of("print", arguments -> print()),
                TestTool.of(
                        "environment",
                        arguments -> String.valueOf(System.getenv().keySet())),
                TestTool.of("change", arguments -> change(served[0])));
        try (McpToolServer server = McpToolServer.builder(tools)
                .name("测试", "1.0")
                .instructions("只用于测试")
                .stdio()) {
            served[0] = server;
            server.awaitEnd();
        }
    }

    private static String hang() {
        HANGING.countDown();
        boolean ended = await(new CountDownLatch(1));
        INTERRUPTED.countDown();
        return String.valueOf(ended);
    }

    private static String seen(CountDownLatch latch) {
        return await(latch) ? "yes" : "no";
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String die() {
        System.err.println("磁盘坏了");
        System.err.flush();
        Runtime.getRuntime().halt(3);
        return "never";
    }

    private static String noise() {
        byte[] line = ("日志".repeat(50) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            System.err.write(line, 0, line.length);
        }
        return "still here";
    }

    private static String print() {
        "这一行不是协议\n".repeat(200).lines().forEach(System.out::println);
        return "printed";
    }

    private static String change(McpToolServer server) {
        server.remove("noise");
        server.add(new TestTool("echo", "now something else", arguments -> "other"));
        server.add(TestTool.of("late", arguments -> "late"));
        return "changed";
    }
}
