package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.NextAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * At 3 a.m. people search the runbook for the words of a question. So wherever the sources word a reason, its fixed words are
 * in the heading of a section; and no section is left whose words nobody says any more.
 */
class RunbookTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final String PAGE = read(Path.of("../docs/runbook.md"));

    /** What makes a question, and which of its arguments is the reason. */
    private static final Map<String, Integer> MAKERS = Map.of(
            "QuestionDraft.of", 1,
            "new QuestionDraft", 1,
            "StepQuestion.ask", 1,
            "ask", 1,
            "new Violation.NeedsApproval", 2,
            "new NeedsApproval", 2,
            "asking", 1);

    /** A run of fixed words that is long enough to be found by. */
    private static final int TELLING = 12;

    @Test
    void everyReasonForAStopHasItsSection() throws IOException {
        List<String> told = headings().stream().flatMap(h -> quoted(h).stream()).toList();
        List<List<String>> reasons = reasons();

        assertThat(reasons).hasSizeGreaterThan(60);
        assertThat(reasons.stream()
                        .filter(words -> words.stream()
                                .map(RunbookTest::plain)
                                .noneMatch(w -> told.stream().anyMatch(t -> w.contains(t) || t.contains(w))))
                        .toList())
                .as("reasons of which no fixed words are in a heading of docs/runbook.md")
                .isEmpty();
    }

    @Test
    void everySectionIsAboutWordsThatAreStillSaid() throws IOException {
        String said = plain(String.join("\n", literals()));

        assertThat(headings()).hasSizeGreaterThan(70);
        assertThat(headings().stream()
                        .filter(heading -> quoted(heading).stream().noneMatch(said::contains))
                        .toList())
                .as("sections of docs/runbook.md about what nobody says")
                .isEmpty();
    }

    @Test
    void everyWayToEndIsOnThePage() {
        for (NextAction.Code code : NextAction.Code.values()) {
            assertThat(PAGE).contains("`" + code.word() + "`");
        }
        assertThat(PAGE).contains("`" + Objects.requireNonNull(LogEntry.Type.OPERATION_STALLED.detailType()) + "`");
    }

    @Test
    void everySectionSaysHowToCheckAndWhatToAnswer() {
        String questions = PAGE.substring(PAGE.indexOf("\n## Questions"), PAGE.indexOf("\n## How an execution ended"));
        for (String section : questions.split("\n#### ", -1)) {
            if (!section.startsWith("\n## Questions")) {
                assertThat(section).as(section).contains("\n\n    ").contains("**Answers.** ");
            }
        }
    }

    private static List<String> headings() {
        return PAGE.lines().filter(l -> l.startsWith("#### ")).toList();
    }

    /** The quoted words of a heading that have no gap and no name in them. */
    private static List<String> quoted(String heading) {
        return Pattern.compile("\\*([^*]+)\\*")
                .matcher(heading)
                .results()
                .flatMap(m -> Stream.of(m.group(1).split("…|\\bX\\b|\\bW\\b|\\bN\\b", -1)))
                .map(RunbookTest::plain)
                .map(String::strip)
                .filter(w -> w.length() >= TELLING)
                .toList();
    }

    /** Case, punctuation at the ends and line breaks are of no interest to who searches. */
    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replace("`", "")
                .replaceAll("\\s+", " ")
                .replaceAll("[.:,;]+( |$)", "$1")
                .strip();
    }

    private static List<List<String>> reasons() throws IOException {
        List<List<String>> all = new ArrayList<>();
        scan(new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                add(call.getMethodSelect().toString(), call.getArguments());
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public Void visitNewClass(NewClassTree made, Void nothing) {
                add("new " + made.getIdentifier(), made.getArguments());
                return super.visitNewClass(made, null);
            }

            private void add(String maker, List<? extends ExpressionTree> arguments) {
                Integer reason = MAKERS.get(maker);
                if (reason != null && arguments.size() > reason) {
                    List<String> words = words(arguments.get(reason));
                    if (!words.isEmpty()) {
                        all.add(words);
                    }
                }
            }
        });
        return all;
    }

    private static List<String> literals() throws IOException {
        List<String> all = new ArrayList<>();
        scan(new TreeScanner<Void, Void>() {
            @Override
            public Void visitBinary(BinaryTree sum, Void nothing) {
                all.add(String.join("", wordsInOrder(sum)));
                return super.visitBinary(sum, null);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    all.add(text);
                }
                return super.visitLiteral(literal, null);
            }
        });
        return all;
    }

    /** The literals of an expression, with neighbours that only a line break separates joined. */
    private static List<String> words(Tree expression) {
        return Stream.of(String.join("", wordsInOrder(expression)).split("\u0000", -1))
                .map(String::strip)
                .filter(w -> w.length() >= TELLING)
                .toList();
    }

    private static List<String> wordsInOrder(Tree expression) {
        List<String> words = new ArrayList<>();
        if (expression instanceof BinaryTree sum) {
            words.addAll(wordsInOrder(sum.getLeftOperand()));
            words.addAll(wordsInOrder(sum.getRightOperand()));
        } else if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            words.add(text);
        } else {
            List<String> inside = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void nothing) {
                    if (literal.getValue() instanceof String text) {
                        inside.add(text);
                    }
                    return null;
                }
            }.scan(expression, null);
            words.add("\u0000" + String.join("\u0000", inside) + "\u0000");
        }
        return words;
    }

    private static void scan(TreeScanner<Void, Void> scanner) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(MAIN)) {
            List<Path> all = sources.filter(f -> f.toString().endsWith(".java")).toList();
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(all);
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of(), null, units);
            task.parse().forEach(unit -> scanner.scan(unit, null));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
