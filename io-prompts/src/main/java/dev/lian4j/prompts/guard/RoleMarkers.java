package dev.lian4j.prompts.guard;

import java.util.regex.Pattern;

/**
 * Takes from a text what a model or a template may take for the start of a role: control tokens, tags of chat formats,
 * lines such as {@code System:}. What is meant stays readable. Doing it twice changes nothing more.
 */
final class RoleMarkers {

    private static final String ROLES = "system|developer|user|human|assistant|ai|bot|tool|function|model"
            + "|系统|系統|开发者|用户|用戶|人类|人類|助手|助理|机器人|機器人|工具|模型";

    // Directions, joints and tags that nobody sees; the joiners that scripts and emoji need stay.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\x{E0000}-\\x{E007F}]");
    // <|im_start|>, <|eot_id|>, and with wide bars
    private static final Pattern TOKEN = Pattern.compile("<(?=[|｜])|(?<=[|｜])>");
    private static final Pattern TAG = Pattern.compile(
            "(<<|</|<|\\[/|\\[)(/?(?:INST|SYS|s|bos|eos|sop|gMASK|start_of_turn|end_of_turn|start_of_image|tool_call|tool_calls"
                    + "|tool_response|tool_result|tool_results|available_tools|function_calls?|think|system|user|assistant|human))(>>|>|\\])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile(
            "^([ \\t\\u3000>*_#-]*)(" + ROLES + ")([*_ \\t]*[:：])",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    // Alpaca's and others' "### Instruction:"
    private static final Pattern HEADING = Pattern.compile(
            "^(#{1,6}[ \\t]*)(instructions?|response|input|output|指令|指示|回答|回复|输入|输出)([ \\t]*[:：])",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private RoleMarkers() {}

    static String neutralised(String text) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        String tokens = TOKEN.matcher(seen).replaceAll(match -> match.group().equals("<") ? "< " : " >");
        String tags = TAG.matcher(tokens).replaceAll("$1 $2 $3");
        String lines = LINE.matcher(tags).replaceAll("$1[$2]$3");
        return HEADING.matcher(lines).replaceAll("$1[$2]$3");
    }
}
