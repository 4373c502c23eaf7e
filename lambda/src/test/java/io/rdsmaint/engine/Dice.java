package io.rdsmaint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Chance for tests: all it gives follows from its seed. Numbers are often the least, the greatest, or near zero. */
public final class Dice {
    private static final int EDGES_OF = 8;
    private static final int ASCII = 128;

    private final SplittableRandom random;

    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True in one of two cases. */
    public boolean toss() {
        return random.nextBoolean();
    }

    /** True in one of so many cases. */
    public boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    /** From the least to the greatest, both of them possible. */
    public long between(long least, long most) {
        return switch (random.nextInt(EDGES_OF)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> Math.clamp(random.nextLong(-2, 3), least, most);
            default -> most == Long.MAX_VALUE ? anywhere(least) : random.nextLong(least, most + 1);
        };
    }

    private long anywhere(long least) {
        return least == Long.MIN_VALUE ? random.nextLong() : random.nextLong(least, Long.MAX_VALUE);
    }

    /** From the least to the greatest, both of them possible. */
    public int between(int least, int most) {
        return (int) between((long) least, (long) most);
    }

    /** Any number. */
    public long number() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A place in something of this size, none more often than another. */
    public int place(int size) {
        return random.nextInt(size);
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T of(T... these) {
        return these[random.nextInt(these.length)];
    }

    /** One of these. */
    public <T> T of(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }

    /** One of its constants. */
    public <E extends Enum<E>> E of(Class<E> type) {
        return of(type.getEnumConstants());
    }

    /** This, or in one of four cases nothing. */
    public <T> Optional<T> maybe(Supplier<T> what) {
        return oneIn(4) ? Optional.empty() : Optional.of(what.get());
    }

    /** So many of these. */
    public <T> List<T> list(int least, int most, Supplier<T> what) {
        int size = random.nextInt(least, most + 1);
        List<T> list = new ArrayList<>();
        while (list.size() < size) {
            list.add(what.get());
        }
        return list;
    }

    /** A text of these characters, of up to so many. */
    public String text(String characters, int longest) {
        int[] all = characters.codePoints().toArray();
        return text(longest, () -> all[random.nextInt(all.length)]);
    }

    /** A text of ASCII, also of what does not print, of up to so many characters. */
    public String ascii(int longest) {
        return text(longest, () -> random.nextInt(ASCII));
    }

    /** A text of anything that UTF-8 can carry, of up to so many characters: half a surrogate pair is no text. */
    public String unicode(int longest) {
        return text(longest, () -> {
            int point = random.nextInt(Character.MAX_CODE_POINT + 1);
            return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point;
        });
    }

    private String text(int longest, Supplier<Integer> character) {
        StringBuilder text = new StringBuilder();
        int length = between(0, longest);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(character.get());
        }
        return text.toString();
    }
}
