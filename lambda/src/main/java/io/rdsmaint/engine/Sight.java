package io.rdsmaint.engine;

import java.util.List;

/**
 * What a look at the world shows to a person who is asked whether a step may begin.
 *
 * @param observed what was seen, with values; each part of a sentence
 * @param commands paste-ready commands to look closer, none of which changes anything
 */
public record Sight(List<String> observed, List<String> commands) {
    public Sight {
        observed = List.copyOf(observed);
        commands = List.copyOf(commands);
    }
}
