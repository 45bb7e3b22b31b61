package io.systole.policy.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Actions, latest first. A walk over the list does not see what is added while it goes on. */
public final class ActionList implements Iterable<Action> {
    private final List<Action> oldestFirst = new ArrayList<>(4);

    public void add(Action action) {
        oldestFirst.add(action);
    }

    public boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    public int size() {
        return oldestFirst.size();
    }

    /** The latest action with this key, on this node unless that is null. */
    public Action findKey(String key, Node node) {
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            Action action = oldestFirst.get(i);
            if (action.key.equalsIgnoreCase(key) && (node == null || action.node == node)) {
                return action;
            }
        }
        return null;
    }

    /** The latest action of this task, on this node unless that is null. */
    public Action findTask(String task, Node node) {
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            Action action = oldestFirst.get(i);
            if (action.task.equalsIgnoreCase(task) && (node == null || action.node == node)) {
                return action;
            }
        }
        return null;
    }

    /**
     * All actions with this key, oldest first. An action without a node is taken to be on the node asked for.
     *
     * @param node null for any
     */
    public List<Action> allWithKey(String key, Node node) {
        List<Action> found = new ArrayList<>(2);
        for (Action action : this) {
            if (!action.key.equalsIgnoreCase(key)) {
                continue;
            }
            if (node == null || action.node == node) {
                found.add(0, action);
            } else if (action.node == null) {
                action.node = node;
                found.add(0, action);
            }
        }
        return found;
    }

    /** All actions with this key that have exactly this node, oldest first; none for no node. */
    public List<Action> exactly(String key, Node node) {
        List<Action> found = new ArrayList<>(2);
        if (node != null) {
            for (Action action : this) {
                if (action.node == node && action.key.equalsIgnoreCase(key)) {
                    found.add(0, action);
                }
            }
        }
        return found;
    }

    @Override
    public Iterator<Action> iterator() {
        return new Iterator<>() {
            private int next = oldestFirst.size() - 1;

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public Action next() {
                if (next < 0) {
                    throw new NoSuchElementException();
                }
                return oldestFirst.get(next--);
            }
        };
    }
}
