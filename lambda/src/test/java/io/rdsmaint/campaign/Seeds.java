package io.rdsmaint.campaign;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The seeds of a test run: half of them always the same, so that nothing that they once showed comes back, and half of them those
 * of the commit under test, so that each commit looks where none has looked before. The same commit has the same ones.
 *
 * @param first of the commit's half
 */
record Seeds(long first) {
    /** How many there are of each half. */
    static final long EACH = 1_200;

    /** Beyond all that people count up from 1. */
    private static final long BEYOND = 1_000_000_000;

    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{12})[0-9a-f]{28,52}");

    /** Those of what is built. */
    static Seeds ofThisCommit() {
        return of(System.getenv().getOrDefault("CAMPAIGN_COMMIT", ""));
    }

    /**
     * The seeds of a commit.
     *
     * @param id as git prints it; blank for sources that are no commit, which have the seeds that follow the fixed half
     * @throws IllegalArgumentException for what is no commit's id
     */
    static Seeds of(String id) {
        String given = id.strip().toLowerCase(Locale.ROOT);
        if (given.isEmpty()) {
            return new Seeds(EACH + 1);
        }
        Matcher matcher = COMMIT.matcher(given);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the id of a commit: '" + id + "'");
        }
        return new Seeds(BEYOND + Long.parseLong(matcher.group(1), 16));
    }

    /** All of them, the fixed half first. */
    LongStream all() {
        return LongStream.concat(LongStream.rangeClosed(1, EACH), LongStream.range(first, first + EACH));
    }

    /** Which they are, in words. */
    @Override
    public String toString() {
        return "seeds 1 to %d and %d to %d".formatted(EACH, first, first + EACH - 1);
    }

    /** How people run them again. */
    List<String> commands() {
        return List.of(
                "scripts/campaign --seed 1 --runs " + EACH,
                "scripts/campaign --seed %d --runs %d".formatted(first, EACH));
    }
}
