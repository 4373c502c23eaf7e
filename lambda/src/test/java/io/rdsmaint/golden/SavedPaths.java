package io.rdsmaint.golden;

import io.rdsmaint.engine.Question;
import java.util.List;

/**
 * The paths of which every saved version is kept: of each type the one on which nothing goes wrong, two that are rolled back and
 * one that is aborted. The code of the commit whose versions are kept compiles this as well.
 */
final class SavedPaths {
    private SavedPaths() {}

    static List<Story> all() {
        return List.of(
                story("instance_type_change/usual"),
                story("instance_type_change/rolled-back"),
                story("instance_type_change/troubled"),
                new Story(
                                "storage_type_change",
                                "completed",
                                "storage",
                                "demo-storage",
                                "{'target_storage_type':'aurora-iopt1'}")
                        .gate("Verify")
                        .reply(Story.asked(Question.Kind.GATE), "continue"),
                story("instance_cycle/usual")
                        .gate("Fail over to demo-restart-2")
                        .reply(Story.asked(Question.Kind.GATE), "continue"),
                story("engine_upgrade/usual"),
                story("engine_upgrade/rolled-back"));
    }

    /** The path of this name. */
    static Story named(String path) {
        return find(all(), path);
    }

    private static Story story(String path) {
        Story story = find(Stories.all(), path);
        story.moments.clear();
        return story;
    }

    private static Story find(List<Story> stories, String path) {
        return stories.stream().filter(s -> s.path().equals(path)).findFirst().orElseThrow();
    }
}
