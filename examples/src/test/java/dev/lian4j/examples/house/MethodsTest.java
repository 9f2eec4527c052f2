package dev.lian4j.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bars of the house for methods, read from the syntax trees of every module's sources. */
class MethodsTest {

    /** A method that has a body, and the lines between its braces; those of the braces are not counted. */
    private record Method(String name, long lines, boolean throwsByDefault) {}

    private static final List<Method> METHODS = new ArrayList<>();

    @BeforeAll
    static void readAllSources() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(Repository.mainSources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(unit, positions).scan(unit, null);
            }
        }
    }

    /** Notes each method that has a body. */
    private static final class Reader extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getBody() != null) {
                String file =
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                METHODS.add(
                        new Method(file + "#" + method.getName(), lines(method.getBody()), throwsByDefault(method)));
            }
            return super.visitMethod(method, null);
        }

        private long lines(BlockTree body) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body) - 1);
            return Math.max(0, last - first - 1);
        }

        private boolean throwsByDefault(MethodTree method) {
            return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE
                    && method.getModifiers().getFlags().contains(Modifier.DEFAULT)
                    && new Throwing().scan(method.getBody(), null) != null;
        }
    }

    /** Finds a throw of the code itself, not of what it makes. */
    private static final class Throwing extends TreeScanner<Boolean, Void> {

        @Override
        public Boolean visitThrow(ThrowTree tree, Void unused) {
            return true;
        }

        @Override
        public Boolean visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
            return null;
        }

        @Override
        public Boolean visitClass(ClassTree tree, Void unused) {
            return null;
        }

        @Override
        public Boolean reduce(Boolean one, Boolean other) {
            return one != null ? one : other;
        }
    }

    @Test
    void areShort() {
        List<Method> byLength =
                METHODS.stream().sorted(Comparator.comparing(Method::lines)).toList();

        assertThat(byLength).hasSizeGreaterThan(500);
        assertThat(byLength.get(byLength.size() / 2).lines()).isLessThanOrEqualTo(4);
        assertThat(byLength.get(byLength.size() * 9 / 10).lines()).isLessThanOrEqualTo(12);
        assertThat(METHODS).filteredOn(method -> method.lines() > 50).isEmpty();
    }

    @Test
    void ofInterfacesDoNotThrowByDefault() {
        assertThat(METHODS).filteredOn(Method::throwsByDefault).isEmpty();
    }
}
