package io.rdsmaint.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.rdsmaint.engine.Target;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The commands of a question stand under "to look closer". At 3 a.m. they are pasted without a second thought, so none of
 * them may change anything; what changes something stands only inside a sentence that says so.
 */
class LookingCommandsTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern READING = Pattern.compile("aws [a-z-]+ (describe|get|list)-[a-z-]+ .*");
    private static final Pattern CHANGING = Pattern.compile("aws [a-z-]+ (?!describe-|get-|list-)[a-z-]+ .*");

    @Test
    void theCommandsToLookCloserOnlyRead() throws Exception {
        List<String> commands = new ArrayList<>(all(Commands.class));
        commands.addAll(all(UpgradeCommands.class));

        assertThat(commands).hasSizeGreaterThan(15);
        assertThat(commands.stream()
                        .flatMap(c -> Stream.of(c.split("; ", -1)))
                        .filter(c -> !READING.matcher(c).matches()))
                .isEmpty();
    }

    @Test
    void whatChangesSomethingIsKeptApart() throws Exception {
        assertThat(all(Remedies.class))
                .hasSizeGreaterThan(8)
                .allMatch(c -> CHANGING.matcher(c).matches());
    }

    @Test
    void whatChangesSomethingStandsInsideASentence() throws IOException {
        List<String> bare = new ArrayList<>();
        List<String> used = new ArrayList<>();
        scan((path, call) -> {
            if (call.getMethodSelect().toString().startsWith("Remedies.")) {
                used.add(call.toString());
                if (!inSentence(path)) {
                    bare.add(call.toString());
                }
            }
        });

        assertThat(used).hasSizeGreaterThan(8);
        assertThat(bare).as("commands that change something, by themselves").isEmpty();
    }

    @Test
    void commandsThatAreWrittenOutOnlyRead() throws IOException {
        List<String> changing = new ArrayList<>();
        scan((path, call) -> {
            boolean own = path.getCompilationUnit().getSourceFile().getName().endsWith("Remedies.java");
            if (!own && call.getMethodSelect().toString().matches("(Commands\\.)?aws") && !handedOn(call)) {
                String written = literals(call.getArguments().getLast());
                if (!written.matches("(describe|get|list)-.*")) {
                    changing.add(call.toString());
                }
            }
        });

        assertThat(changing).isEmpty();
    }

    /** The commands that StatusAdvice has completed stand in its sentences. */
    private static boolean handedOn(MethodInvocationTree call) {
        return call.getArguments().getLast() instanceof IdentifierTree;
    }

    /** Its words go on before or after it. */
    private static boolean inSentence(TreePath path) {
        Tree parent = path.getParentPath().getLeaf();
        return parent instanceof BinaryTree
                || (parent instanceof ReturnTree && file(path).equals("Remedies.java"));
    }

    private static String file(TreePath path) {
        return Path.of(path.getCompilationUnit().getSourceFile().getName())
                .getFileName()
                .toString();
    }

    private static String literals(Tree tree) {
        if (tree instanceof BinaryTree sum) {
            return literals(sum.getLeftOperand()) + literals(sum.getRightOperand());
        }
        return tree instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "";
    }

    /** What every method of a class gives that makes a command from a target and names. */
    private static List<String> all(Class<?> type) throws Exception {
        Target target = new Target(Target.UNNAMED_KIND, "123456789012", "us-east-1", "c", "cluster-C", null, null);
        List<String> all = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean command = Modifier.isStatic(method.getModifiers())
                    && !Modifier.isPrivate(method.getModifiers())
                    && !method.isSynthetic()
                    && method.getReturnType() == String.class
                    && !method.getName().equals("aws");
            if (command) {
                method.setAccessible(true);
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(t -> t == Target.class
                                ? target
                                : t == int.class
                                        ? 1
                                        : t == List.class ? List.of("n") : t == boolean.class ? (Object) true : "n")
                        .toArray();
                all.add((String) method.invoke(null, arguments));
            }
        }
        return all;
    }

    /** Is told of every call of a method in the sources. */
    private interface Visitor {
        void visit(TreePath path, MethodInvocationTree call);
    }

    private static void scan(Visitor visitor) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(MAIN.resolve("io/rdsmaint/aurora"))) {
            List<Path> all = sources.filter(f -> f.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(all));
            task.parse()
                    .forEach(unit -> new TreePathScanner<Void, Void>() {
                        @Override
                        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                            visitor.visit(getCurrentPath(), call);
                            return super.visitMethodInvocation(call, null);
                        }
                    }.scan(unit, null));
        }
    }
}
