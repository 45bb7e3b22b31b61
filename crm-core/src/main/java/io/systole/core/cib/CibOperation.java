package io.systole.core.cib;

import io.systole.core.xml.Element;

/**
 * A change to the CIB, with the meaning of the {@code cibadmin} command of the same name.
 *
 * <p>{@code scope} is a section's element name ({@code resources}, {@code status}, {@code configuration}…) or null for
 * the whole document; an {@code xpath} of null means that the target is found by element name and id.
 */
public sealed interface CibOperation {
    /** Adds new objects; fails where one with the same id exists. */
    record Create(String scope, Element content) implements CibOperation {}

    /**
     * Merges attributes and children into the objects that match by name and id; fails where none matches, unless {@code
     * allowCreate}.
     */
    record Modify(String scope, Element content, boolean allowCreate) implements CibOperation {}

    /** Replaces a section, an object (by id) or the whole CIB. */
    record Replace(String scope, Element content) implements CibOperation {}

    /** Removes the objects that match by name, id and the attributes given. */
    record Delete(String scope, Element content) implements CibOperation {}

    /** Removes the element at an XPath; all of them where {@code multiple}. */
    record DeleteAt(String xpath, boolean multiple) implements CibOperation {}

    /** Applies a version 2 patch set; fails where it was made from another version. */
    record Patch(Element diff) implements CibOperation {}

    /** Removes all that is configured; nodes and what is known of them stay. */
    record Erase() implements CibOperation {}

    /** Increases the epoch. */
    record Bump() implements CibOperation {}

    /** Rewrites the configuration to the newest schema. */
    record Upgrade() implements CibOperation {}
}
