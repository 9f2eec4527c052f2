package dev.lian4j.parsers;

/** The language that a model is told the form of its answer in. */
enum Wording {
    ENGLISH("Answer with one JSON value only. Write no other text, no comments and no Markdown around it.", """
            Answer with one JSON value only, that conforms to the JSON Schema below. Write no other text, no comments \
            and no Markdown around it. Write the data itself, not the schema; write null only where it allows null.

            JSON Schema:
            """),
    CHINESE("只用一个 JSON 值作答，前后不要写任何其他文字、注释或 Markdown 标记。", """
            只用一个符合下面 JSON Schema 的 JSON 值作答，前后不要写任何其他文字、注释或 Markdown 标记。\
            请写数据本身，不要重复 Schema；只有 Schema 允许时才写 null。

            JSON Schema：
            """);

    private final String json;
    private final String jsonAfter;

    Wording(String json, String jsonAfter) {
        this.json = json;
        this.jsonAfter = jsonAfter;
    }

    /** Any JSON. */
    String json() {
        return json;
    }

    /** JSON after a schema. */
    String jsonAfter(String schema) {
        return jsonAfter + schema;
    }

    /** The text in this language. */
    String choose(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }
}
