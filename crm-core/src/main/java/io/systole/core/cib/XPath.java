package io.systole.core.cib;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of XPath that people, agents and tools use on a CIB: {@code /cib/configuration/resources}, {@code
 * //primitive[@id='x']}, {@code //nvpair[@name='a' and @value='b']}, {@code //*[@id="x"]}, {@code //op[2]}, and unions with
 * {@code |}. Predicates are conjunctions of attribute tests ({@code @a='b'}, {@code @a}) or a position.
 */
public final class XPath {
    /** Longer expressions are refused. */
    static final int LENGTH_MAX = 8192;

    private final List<List<Step>> alternatives;

    private XPath(List<List<Step>> alternatives) {
        this.alternatives = alternatives;
    }

    private record Test(String attribute, String value) {
        boolean holds(Element element) {
            String actual = element.attribute(attribute);
            return value == null ? actual != null : value.equals(actual);
        }
    }

    /** @param position 1-based, 0 for any */
    private record Step(boolean anyDepth, String name, List<Test> tests, int position) {
        boolean holds(Element element) {
            if (!name.equals("*") && !name.equals(element.name())) {
                return false;
            }
            for (Test test : tests) {
                if (!test.holds(element)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @throws IllegalArgumentException with a sentence where the text is not such an expression */
    public static XPath parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("the XPath is longer than " + LENGTH_MAX + " characters");
        }
        List<List<Step>> alternatives = new ArrayList<>();
        XPathReader reader = new XPathReader(text);
        do {
            List<Step> steps = new ArrayList<>();
            while (reader.atSlash()) {
                boolean anyDepth = reader.slashes() == 2;
                String name = reader.name();
                List<Test> tests = new ArrayList<>();
                int position = 0;
                while (reader.accept("[")) {
                    if (reader.atDigit()) {
                        position = reader.number();
                    } else {
                        do {
                            reader.expect("@");
                            String attribute = reader.name();
                            tests.add(new Test(attribute, reader.accept("=") ? reader.quoted() : null));
                        } while (reader.accept("and "));
                    }
                    reader.expect("]");
                }
                steps.add(new Step(anyDepth, name, List.copyOf(tests), position));
            }
            if (steps.isEmpty()) {
                throw reader.unexpected("an XPath begins with / or //");
            }
            alternatives.add(steps);
        } while (reader.accept("|"));
        reader.end();
        return new XPath(alternatives);
    }

    /** The matching elements below (or at) the root, in document order, each as the indexes that lead to it. */
    public List<int[]> paths(Element root) {
        Set<List<Integer>> found = new LinkedHashSet<>();
        for (List<Step> steps : alternatives) {
            Step first = steps.get(0);
            int[] seen = {0};
            if (first.holds(root)) {
                seen[0]++;
                descend(root, new ArrayList<>(), steps, 1, found, first.position() <= 1);
            }
            if (first.anyDepth()) {
                anywhere(root, new ArrayList<>(), steps, 0, found, seen);
            }
        }
        List<int[]> paths = new ArrayList<>();
        found.forEach(
                path -> paths.add(path.stream().mapToInt(Integer::intValue).toArray()));
        return paths;
    }

    /** The matching elements, in document order. */
    public List<Element> elements(Element root) {
        List<Element> elements = new ArrayList<>();
        for (int[] path : paths(root)) {
            elements.add(at(root, path));
        }
        return elements;
    }

    static Element at(Element root, int[] path) {
        Element element = root;
        for (int index : path) {
            element = element.child(index);
        }
        return element;
    }

    private void descend(
            Element element,
            List<Integer> path,
            List<Step> steps,
            int next,
            Set<List<Integer>> found,
            boolean positionHolds) {
        if (!positionHolds) {
            return;
        }
        if (next == steps.size()) {
            found.add(List.copyOf(path));
            return;
        }
        if (steps.get(next).anyDepth()) {
            anywhere(element, path, steps, next, found, new int[] {0});
        } else {
            children(element, path, steps, next, found);
        }
    }

    private void children(Element element, List<Integer> path, List<Step> steps, int at, Set<List<Integer>> found) {
        Step step = steps.get(at);
        int seen = 0;
        for (int i = 0; i < element.childCount(); i++) {
            if (step.holds(element.child(i))) {
                seen++;
                path.add(i);
                descend(element.child(i), path, steps, at + 1, found, step.position() == 0 || step.position() == seen);
                path.remove(path.size() - 1);
            }
        }
    }

    private void anywhere(
            Element element, List<Integer> path, List<Step> steps, int at, Set<List<Integer>> found, int[] seen) {
        Step step = steps.get(at);
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            path.add(i);
            if (step.holds(child)) {
                seen[0]++;
                descend(child, path, steps, at + 1, found, step.position() == 0 || step.position() == seen[0]);
            }
            anywhere(child, path, steps, at, found, seen);
            path.remove(path.size() - 1);
        }
    }
}
