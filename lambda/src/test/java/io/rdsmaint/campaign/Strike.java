package io.rdsmaint.campaign;

/**
 * One thing that is to go wrong.
 *
 * @param ordinal at the how-manieth point of this kind in the run, from 1
 * @param degree from 0 to 1, what it means is the kind's own: how long, how often, who
 */
record Strike(FaultKind kind, Point point, int ordinal, double degree) {
    @Override
    public String toString() {
        return kind + " at " + point + " " + ordinal + " (%.2f)".formatted(degree);
    }
}
