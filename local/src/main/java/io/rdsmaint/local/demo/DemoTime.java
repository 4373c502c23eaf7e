package io.rdsmaint.local.demo;

/**
 * How time passes between two looks of the demo, and stands still while a person thinks.
 *
 * @param between lets some pass
 */
record DemoTime(Runnable between, Runnable stop, Runnable go) {
    void pass() {
        between.run();
    }

    void standStill() {
        stop.run();
    }

    void goOn() {
        go.run();
    }
}
