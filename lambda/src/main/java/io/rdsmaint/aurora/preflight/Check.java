package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for one kind of trouble; pure.
 *
 * @param <L> what it decides by
 * @param code stable name, carried by its findings
 * @param decisive true when nothing else counts beside what it finds
 */
public record Check<L>(String code, boolean decisive, Finder<? super L> finder) {

    /** The looking itself. */
    @FunctionalInterface
    public interface Finder<L> {
        /** Takes down what it finds. */
        void look(L look, Found found);
    }

    /** One among others. */
    public Check(String code, Finder<? super L> finder) {
        this(code, false, finder);
    }

    /** What it finds; empty when all is well. */
    public List<Finding> find(L look) {
        Found found = new Found(code);
        finder.look(look, found);
        return found.all();
    }

    /** The same check by a part of what others decide by. */
    <M> Check<M> of(Function<? super M, ? extends L> part) {
        return new Check<>(code, decisive, (look, found) -> finder.look(part.apply(look), found));
    }
}
