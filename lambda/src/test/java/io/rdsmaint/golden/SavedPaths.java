package io.rdsmaint.golden;

import io.rdsmaint.engine.Question;
import java.util.List;

/**
 * The paths of which every saved version is kept. An invocation that ends right after a save leaves doubt about its call; where
 * that makes code ask, the answers are here, too. The code of the commit whose versions are kept compiles this as well.
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
                        .reply(Story.asked(Question.Kind.GATE), "continue")
                        .reply(Story.asked(Question.Kind.FAILURE), "continue/reboot"),
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
