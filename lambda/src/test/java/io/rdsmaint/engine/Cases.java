package io.rdsmaint.engine;

import java.util.function.Consumer;
import java.util.function.Function;

/** Tries what must hold of anything on many cases drawn by chance: the same ones in each build. */
public final class Cases {
    private static final long SEED = 20_260_304;

    private Cases() {}

    /**
     * Draws so many cases, each with dice of its own, and tries each.
     *
     * @throws AssertionError that shows the case that failed, and why
     */
    @SuppressWarnings("IllegalCatch") // whatever comes of a case belongs to it
    public static <T> void each(int cases, Function<Dice, T> draw, Consumer<T> property) {
        for (int number = 1; number <= cases; number++) {
            T drawn = draw.apply(new Dice(SEED + number));
            try {
                property.accept(drawn);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + number + " of " + cases + ": " + drawn + "\n" + e.getMessage(), e);
            }
        }
    }
}
