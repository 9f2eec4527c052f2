package dev.lian4j.parsers.repair;

/** What a model is told that mends a reply. */
enum FixingPrompt {
    ENGLISH("""
            An output was to follow these instructions:
            --------------
            %s
            --------------
            This is the output:
            --------------
            %s
            --------------
            It could not be read:
            --------------
            %s
            --------------
            Write the output anew so that it follows the instructions. Keep what it says, add nothing, and write \
            nothing else."""),
    CHINESE("""
            一段输出本应遵守以下要求：
            --------------
            %s
            --------------
            这是该输出：
            --------------
            %s
            --------------
            它无法解析，原因：
            --------------
            %s
            --------------
            请重写这段输出，使其符合要求。保留原有内容，不要增加内容，也不要写任何其他文字。""");

    private final String form;

    FixingPrompt(String form) {
        this.form = form;
    }

    String text(String instructions, String reply, String error) {
        return form.formatted(instructions, reply, error);
    }
}
