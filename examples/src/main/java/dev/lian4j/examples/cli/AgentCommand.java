package dev.lian4j.examples.cli;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.agent.Agent;
import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.ReActAgent;
import dev.lian4j.core.agent.ReActPrompts;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.core.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An agent that works on a task with tools. */
@Command(
        name = "agent",
        description = "Let a model work on a task with tools; each step is printed.",
        footer = {
            "",
            "Example: lian agent --tools calculator,docs:examples/data \"How many hours are my days of leave?\""
        })
final class AgentCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Option(names = "--tools", split = ",", required = true, paramLabel = "TOOL", description = AgentTools.CHOICES)
    List<String> tools = List.of();

    @Option(names = "--max-steps", paramLabel = "N", description = "How often it may decide; default ${DEFAULT-VALUE}.")
    int maxSteps = 15;

    @Option(names = "--trace", paramLabel = "FILE", description = "Appends the run to this file, for lian trace.")
    @Nullable
    Path trace;

    @Parameters(paramLabel = "TASK", description = "What to do.")
    String task = "";

    AgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Answerer answerer = new ModelChooser(models, console).require();
                AgentTools chosen = AgentTools.of(tools, task, console)) {
            AgentExecutor executor = AgentExecutor.builder(
                            agent(Objects.requireNonNull(answerer.model()), chosen.tools()), chosen.tools())
                    .maxSteps(maxSteps)
                    .build();
            answer(run(executor));
        }
        return 0;
    }

    private AgentResult run(AgentExecutor executor) {
        RunListener steps = new AgentSteps(console, common.json);
        if (trace == null) {
            return executor.withListener(steps).invoke(task);
        }
        try (TraceFile file = TraceFile.to(trace)) {
            return executor.withListener(steps).withListener(file).invoke(task);
        }
    }

    /** Models that cannot call tools think, act and observe in text. */
    private Agent agent(ChatModel model, List<Tool> chosen) {
        if (model.features().contains(ChatFeature.TOOLS)) {
            return ToolCallingAgent.of(model, chosen);
        }
        return ReActAgent.of(model, chosen, Embedder.chinese(task) ? ReActPrompts.CHINESE : ReActPrompts.ENGLISH);
    }

    private void answer(AgentResult result) {
        if (common.json) {
            console.json(
                    Map.of("answer", result.text(), "reason", result.reason().name()));
        } else {
            console.out().println(result.text());
        }
    }
}
