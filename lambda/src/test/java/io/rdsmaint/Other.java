package io.rdsmaint;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Classes of a package that are not in some of its parts. */
final class Other extends DescribedPredicate<JavaClass> {
    private final String all;
    private final List<String> parts;

    Other(String all, String... parts) {
        super("in " + all + " but not in " + String.join(", ", parts));
        this.all = all;
        this.parts = List.of(parts);
    }

    private static boolean in(JavaClass used, String name) {
        return used.getPackageName().equals(name) || used.getPackageName().startsWith(name + ".");
    }

    @Override
    public boolean test(JavaClass used) {
        return in(used, all) && parts.stream().noneMatch(part -> in(used, part));
    }
}
