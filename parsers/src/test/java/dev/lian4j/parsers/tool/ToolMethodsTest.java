package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolMethodsTest {

    enum Level {
        LOW,
        HIGH
    }

    record Item(String name, int count) {}

    static class Base {
        @ToolMethod(description = "now")
        public String now() {
            return "2026-11-23";
        }

        @ToolMethod(description = "of the base")
        String overridden() {
            return "base";
        }
    }

    static class Shop extends Base {
        final List<String> notes = new ArrayList<>();

        @ToolMethod(description = "下一个订单")
        String order(
                @ToolParam(description = "商品") List<Item> items,
                @ToolParam(defaultValue = "LOW") Level level,
                @ToolParam(defaultValue = "1") int copies,
                @ToolParam(required = false) LocalDate on,
                @Nullable String remark,
                Optional<String> coupon,
                Map<String, Integer> extras,
                Run run) {
            return items + " " + level + " " + copies + " " + on + " " + remark + " " + coupon + " " + extras + " "
                    + run.cancelled();
        }

        @ToolMethod(description = "Remembers a note")
        void note(String text) {
            notes.add(text);
        }

        @ToolMethod(description = "Reads a file", name = "read_file")
        String read(@ToolParam(name = "文件") String path) throws IOException {
            throw new IOException("no such file: " + path);
        }

        @ToolMethod(description = "of a class")
        static int twice(int number) {
            return 2 * number;
        }

        @Override
        @ToolMethod(description = "of the shop")
        String overridden() {
            return "shop";
        }

        String noTool() {
            return "";
        }
    }

    private final Shop shop = new Shop();
    private final Toolbox tools = Toolbox.of(ToolMethods.of(shop));

    private ToolMessage call(String name, String arguments) {
        return tools.invoke(new ToolCall("1", name, arguments));
    }

    @Test
    void areTheMarkedMethodsByName() {
        assertThat(tools.tools())
                .extracting(Tool::name)
                .containsExactly("note", "now", "order", "overridden", "read_file", "twice");
    }

    @Test
    void parametersBecomeTheSchema() {
        Map<String, Object> schema = tools.specs().get(2).parameters();

        assertThat(schema)
                .containsEntry("type", "object")
                .containsEntry("required", List.of("items", "extras"))
                .containsEntry("additionalProperties", false);
        assertThat(schema.get("properties"))
                .isEqualTo(Map.of(
                        "items",
                        Map.of(
                                "type",
                                "array",
                                "description",
                                "商品",
                                "items",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("name", Map.of("type", "string"), "count", Map.of("type", "integer")),
                                        "required",
                                        List.of("name", "count"),
                                        "additionalProperties",
                                        false)),
                        "level",
                        Map.of("type", "string", "enum", List.of("LOW", "HIGH"), "default", "LOW"),
                        "copies",
                        Map.of("type", "integer", "default", 1),
                        "on",
                        Map.of("type", "string", "format", "date"),
                        "remark",
                        Map.of("type", "string"),
                        "coupon",
                        Map.of("type", "string"),
                        "extras",
                        Map.of("type", "object", "additionalProperties", Map.of("type", "integer"))));
    }

    @Test
    void argumentsBecomeParametersAndTheRunIsHandedOver() {
        assertThat(call(
                                "order",
                                "{\"items\":[{\"name\":\"笔\",\"count\":2}],\"extras\":{\"礼盒\":1},"
                                        + "\"on\":\"2026-11-23\",\"coupon\":\"双十一\"}")
                        .text())
                .isEqualTo("[Item[name=笔, count=2]] LOW 1 2026-11-23 null Optional[双十一] {礼盒=1} false");
    }

    @Test
    void argumentsThatDoNotFitAreTold() {
        assertThat(call("order", "{\"items\":[{\"name\":\"笔\"}],\"extras\":{}}").text())
                .contains("at $.items[0] required property 'count' not found");
        assertThat(call("order", "{\"items\":[],\"extras\":{},\"on\":\"2026-02-30\"}")
                        .text())
                .contains("Field 'on': ");
        assertThat(call("twice", "{\"number\":3000000000}"))
                .extracting(ToolMessage::error)
                .isEqualTo(true);
    }

    @Test
    void aMethodThatGivesNothingIsDone() {
        assertThat(call("note", "{\"text\":\"买笔\"}")).isEqualTo(new ToolMessage("1", "Done."));
        assertThat(shop.notes).containsExactly("买笔");
    }

    @Test
    void aMethodWithoutParametersTakesNoArgumentsInAnyForm() {
        for (String arguments : List.of("", "{}", "null")) {
            assertThat(call("now", arguments)).isEqualTo(new ToolMessage("1", "2026-11-23"));
        }
    }

    @Test
    void aCheckedExceptionIsToldAsItself() {
        assertThat(call("read_file", "{\"文件\":\"笔记.txt\"}"))
                .isEqualTo(new ToolMessage("1", "Tool 'read_file' failed: IOException: no such file: 笔记.txt", true));
    }

    @Test
    void staticAndOverridingMethodsAreCalled() {
        assertThat(call("twice", "{\"number\":21}").text()).isEqualTo("42");
        assertThat(call("overridden", "{}").text()).isEqualTo("shop");
    }

    static class Twins {
        @ToolMethod(description = "", name = "twin")
        void one() {}

        @ToolMethod(description = "", name = "twin")
        void other() {}
    }

    static class NoDefault {
        @ToolMethod(description = "")
        void call(@ToolParam(required = false) int count) {}
    }

    static class BadDefault {
        @ToolMethod(description = "")
        void call(@ToolParam(defaultValue = "viele") int count) {}
    }

    record Loop(Loop next) {}

    static class Endless {
        @ToolMethod(description = "")
        void call(Loop loop) {}
    }

    @Test
    void whatCannotBeAToolIsRefusedWhenBuilt() {
        Map<Object, String> problems = Map.of(
                new Object(),
                "has no method marked @ToolMethod",
                new Twins(),
                "Two tools are named 'twin'",
                new NoDefault(),
                "Field 'count' cannot be left out",
                new BadDefault(),
                "The default 'viele' of 'count' is no int",
                new Endless(),
                "Loop -> Loop",
                "text",
                "has no method marked @ToolMethod");
        problems.forEach((holder, problem) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolMethods.of(holder))
                .withMessageContaining(problem));
    }
}
