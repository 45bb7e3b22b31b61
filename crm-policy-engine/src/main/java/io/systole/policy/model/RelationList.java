package io.systole.policy.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Relations of one action, latest first. A walk over the list does not see what is added while it goes on. */
public final class RelationList implements Iterable<Relation> {
    private List<Relation> oldestFirst = new ArrayList<>(4);

    public void add(Relation relation) {
        oldestFirst.add(relation);
    }

    public boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    public int size() {
        return oldestFirst.size();
    }

    /** Puts one relation for each action, ascending by the action's id, in the place of all. */
    public void deduplicate() {
        List<Relation> sorted = new ArrayList<>(oldestFirst);
        java.util.Collections.reverse(sorted);
        sorted.sort((a, b) -> Integer.compare(a.action.id, b.action.id));
        List<Relation> unique = new ArrayList<>(sorted.size());
        Relation last = null;
        for (Relation relation : sorted) {
            if (last != null && last.action == relation.action) {
                last.flags |= relation.flags;
                last.graphed |= relation.graphed;
            } else {
                relation.graphed = false;
                unique.add(relation);
                last = relation;
            }
        }
        java.util.Collections.reverse(unique);
        oldestFirst = unique;
    }

    @Override
    public Iterator<Relation> iterator() {
        List<Relation> list = oldestFirst;
        return new Iterator<>() {
            private int next = list.size() - 1;

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public Relation next() {
                if (next < 0) {
                    throw new NoSuchElementException();
                }
                return list.get(next--);
            }
        };
    }
}
