package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.FormattedPrompt;
import java.util.Map;

/**
 * The prompts of {@link ReActAgent}; any chain from {@code tools}, {@code tool_names}, {@code input} and
 * {@code agent_scratchpad} to a request can take their place. After Yao et al., "ReAct", 2022, in LangChain's form.
 */
public final class ReActPrompts {

    /** In English. */
    public static final Chain<Map<String, Object>, ChatRequest> ENGLISH = of("""
            Answer the question as well as you can. You have these tools:

            %s

            Use this form:

            Question: the question that you must answer
            Thought: what you think is to be done
            Action: the tool to call, one of [%s]
            Action Input: what the tool is given
            Observation: what the tool says
            ... (Thought, Action, Action Input and Observation may come again)
            Thought: I now know the answer
            Final Answer: the answer to the question

            Question: %s
            %sThought:""");

    /** In Chinese; the words of the form stay English, which models know. */
    public static final Chain<Map<String, Object>, ChatRequest> CHINESE = of("""
            请尽力回答问题。你可以使用下列工具:

            %s

            请按下面的格式书写:

            Question: 要回答的问题
            Thought: 你认为该做什么
            Action: 要调用的工具,只能是 [%s] 之一
            Action Input: 给工具的输入
            Observation: 工具的结果
            ……(Thought、Action、Action Input、Observation 可以重复多次)
            Thought: 我知道答案了
            Final Answer: 对问题的回答

            Question: %s
            %sThought:""");

    private ReActPrompts() {}

    private static Chain<Map<String, Object>, ChatRequest> of(String text) {
        return FormattedPrompt.of("ReActPrompt", text, "tools", "tool_names", "input", "agent_scratchpad");
    }
}
