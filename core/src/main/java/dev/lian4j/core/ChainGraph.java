package dev.lian4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chain as a picture: its compositions are opened, and steps that tell their parts; every other step is one node. Immutable.
 *
 * @param chain what is drawn
 */
public record ChainGraph(Chain<?, ?> chain) {

    /** The picture of a chain. */
    public static ChainGraph of(Chain<?, ?> chain) {
        return new ChainGraph(chain);
    }

    /** As lines for a terminal: a step a line, what belongs to it under it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        outline(chain, "", "", text);
        return text.toString();
    }

    private static void outline(Chain<?, ?> step, String indent, String label, StringBuilder text) {
        text.append(indent).append(label).append(title(step)).append('\n');
        parts(step).forEach(part -> outline(part.step(), indent + "  ", part.label(), text));
    }

    private static String title(Chain<?, ?> step) {
        if (step instanceof Sequence) {
            return "in sequence";
        }
        if (step instanceof Parallel) {
            return "in parallel";
        }
        String kind =
                step.kind() == StepKind.CHAIN ? "" : " (" + step.kind().name().toLowerCase(Locale.ROOT) + ")";
        return step.name() + kind;
    }

    /** What a composition is made of; nothing for a step that is none. A name of its own hides what a step is made of. */
    static List<Part> parts(Chain<?, ?> step) {
        if (step instanceof Sequence<?, ?> sequence) {
            return sequence.steps().stream().map(each -> new Part("", each)).toList();
        }
        if (step instanceof Parallel<?> parallel) {
            List<Part> parts = new ArrayList<>();
            parallel.branches().forEach((name, branch) -> parts.add(new Part(name + ": ", branch)));
            return parts;
        }
        if (step instanceof Branch<?, ?> branch) {
            return List.of(new Part("if: ", branch.whenTrue()), new Part("else: ", branch.otherwise()));
        }
        Part only = only(step);
        return only == null
                ? step.parts().stream().map(each -> new Part("", each)).toList()
                : List.of(only);
    }

    private static @Nullable Part only(Chain<?, ?> step) {
        if (step instanceof Assign assign) {
            return new Part(assign.key() + ": ", assign.value());
        }
        if (step instanceof Each<?, ?> each) {
            return new Part("each: ", each.step());
        }
        if (step instanceof Intercepted<?, ?> intercepted
                && !parts(intercepted.chain()).isEmpty()) {
            return new Part("", intercepted.chain());
        }
        if (step instanceof Named<?, ?> named && !parts(named.chain()).isEmpty()) {
            return new Part("", named.chain());
        }
        return null;
    }

    /** As a Mermaid flow chart, which Markdown viewers draw. */
    public String mermaid() {
        Mermaid chart = new Mermaid();
        chart.draw(chain, List.of());
        return chart.toString();
    }

    /** A part of a composition, and what it is called in it. */
    record Part(String label, Chain<?, ?> step) {}

    /** Draws nodes as it goes, and the arrows that lead to them. */
    private static final class Mermaid {
        private final StringBuilder text = new StringBuilder("flowchart TD\n");
        private int nodes;

        /** Draws a step that follows others; gives the nodes that the next one follows. */
        List<String> draw(Chain<?, ?> step, List<String> before) {
            if (step instanceof Sequence<?, ?> sequence) {
                List<String> last = before;
                for (Chain<?, ?> each : sequence.steps()) {
                    last = draw(each, last);
                }
                return last;
            }
            return step instanceof Branch || step instanceof Parallel ? fork(step, before) : node(step, before);
        }

        private List<String> fork(Chain<?, ?> step, List<String> before) {
            String open = step instanceof Branch ? "{\"if\"}" : "((\" \"))";
            String split = add(open, before);
            List<String> ends = new ArrayList<>();
            for (Part part : parts(step)) {
                String name = add("([\"" + escaped(part.label().replace(": ", "")) + "\"])", List.of(split));
                ends.addAll(draw(part.step(), List.of(name)));
            }
            return ends;
        }

        private List<String> node(Chain<?, ?> step, List<String> before) {
            List<Part> parts = parts(step);
            if (parts.isEmpty()) {
                return List.of(add("[\"" + escaped(title(step)) + "\"]", before));
            }
            String group = "n" + ++nodes;
            text.append("  subgraph ")
                    .append(group)
                    .append("[\"")
                    .append(escaped(label(step, parts)))
                    .append("\"]\n");
            parts.forEach(part -> draw(part.step(), List.of()));
            text.append("  end\n");
            before.forEach(from ->
                    text.append("  ").append(from).append(" --> ").append(group).append('\n'));
            return List.of(group);
        }

        private static String label(Chain<?, ?> step, List<Part> parts) {
            return parts.get(0).label().isEmpty()
                    ? step.name()
                    : parts.get(0).label().replace(": ", "");
        }

        private String add(String shape, List<String> before) {
            String id = "n" + ++nodes;
            text.append("  ").append(id).append(shape).append('\n');
            before.forEach(from ->
                    text.append("  ").append(from).append(" --> ").append(id).append('\n'));
            return id;
        }

        private static String escaped(String label) {
            return label.replace("#", "#35;")
                    .replace("\"", "#quot;")
                    .replace("<", "#lt;")
                    .replace(">", "#gt;");
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
