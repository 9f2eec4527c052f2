package dev.lian4j.parsers.structured;

import dev.lian4j.parsers.JsonBinding;

/** What a model is told, by language. */
enum Words {
    ENGLISH(
            "Takes your answer, as its arguments.",
            "Your answer could not be used: %s\nGive the whole answer again, corrected."),
    CHINESE("接收你的答案，作为它的参数。", "你的答案无法使用：%s\n请改正后重新给出完整的答案。");

    private final String toolDescription;
    private final String again;

    Words(String toolDescription, String again) {
        this.toolDescription = toolDescription;
        this.again = again;
    }

    String toolDescription() {
        return toolDescription;
    }

    String again(String problem) {
        return again.replace("%s", problem);
    }

    String instructions(JsonBinding<?> binding) {
        return binding.formatInstructions(this == CHINESE);
    }
}
