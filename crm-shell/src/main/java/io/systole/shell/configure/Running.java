package io.systole.shell.configure;

import io.systole.core.view.ResourceView;
import io.systole.policy.view.LiveState;
import io.systole.shell.edit.Draft;
import java.util.List;

/** Where a resource of the configuration runs now. */
final class Running {
    private Running() {}

    /** The names of the nodes that the resource, as it was when the draft was begun, is active on. */
    static List<String> on(String id, Draft draft) {
        if (draft.base().section("resources").find(id) == null) {
            return List.of();
        }
        return search(
                LiveState.of(draft.base(), System.currentTimeMillis()).view().resources(), id);
    }

    private static List<String> search(List<? extends ResourceView> among, String id) {
        for (ResourceView resource : among) {
            if (resource.id().equals(id)) {
                return resource.activeOn();
            }
            List<String> inner = search(resource.members(), id);
            if (!inner.isEmpty()) {
                return inner;
            }
        }
        return List.of();
    }
}
