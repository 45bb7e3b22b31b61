package io.systole.core.cib;

import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies changes to a CIB, all or none, with the meaning that the {@code cibadmin} command gives them, and moves the
 * version: the epoch on a change of the configuration (num_updates becomes 0), num_updates on a change of the status,
 * nothing where nothing changed.
 */
public final class CibEngine {
    private CibEngine() {}

    /**
     * What became of a change.
     *
     * @param cib the new CIB, or the old one where the change was refused
     * @param messages why it was refused, or warnings
     */
    public record Outcome(Cib cib, CrmExit exit, List<String> messages) {
        public boolean ok() {
            return exit == CrmExit.OK;
        }
    }

    /** Applies the operations in their order. The result is checked by {@link CibValidation} where the configuration moved. */
    public static Outcome apply(Cib before, List<CibOperation> operations) {
        Element root = before.root();
        CibVersion floor = before.version();
        boolean bumped = false;
        try {
            for (CibOperation operation : operations) {
                root = step(root, operation);
                bumped |= operation instanceof CibOperation.Bump;
            }
        } catch (Refused e) {
            return new Outcome(before, e.exit(), List.of(e.getMessage()));
        }
        root = CibSections.complete(root);
        boolean configurationMoved = bumped || configurationDiffers(before.root(), root);
        List<String> warnings = new ArrayList<>();
        if (configurationMoved) {
            List<CibFinding> findings = CibValidation.check(root);
            List<String> errors = CibFinding.sentences(findings, true);
            if (!errors.isEmpty()) {
                // What was wrong before, in a CIB that came from elsewhere, must not stand in the way of mending it.
                errors = new ArrayList<>(errors);
                errors.removeAll(CibFinding.sentences(CibValidation.check(before.root()), true));
            }
            if (!errors.isEmpty()) {
                return new Outcome(before, CrmExit.CONFIG, errors);
            }
            warnings.addAll(CibFinding.sentences(findings, false));
        }
        return new Outcome(versioned(root, before.root(), floor, configurationMoved), CrmExit.OK, warnings);
    }

    private static Element step(Element root, CibOperation operation) throws Refused {
        if (operation instanceof CibOperation.Create create) {
            return CibEdit.create(root, create.scope(), create.content());
        }
        if (operation instanceof CibOperation.Modify modify) {
            return CibEdit.modify(root, modify.scope(), modify.content(), modify.allowCreate());
        }
        if (operation instanceof CibOperation.Replace replace) {
            return CibEdit.replace(root, replace.scope(), replace.content());
        }
        if (operation instanceof CibOperation.Delete delete) {
            return CibEdit.delete(root, delete.scope(), delete.content());
        }
        if (operation instanceof CibOperation.DeleteAt deleteAt) {
            return CibEdit.deleteAt(root, deleteAt.xpath(), deleteAt.multiple());
        }
        if (operation instanceof CibOperation.Patch patch) {
            return CibPatch.apply(root, patch.diff());
        }
        if (operation instanceof CibOperation.Erase) {
            return erased(root);
        }
        if (operation instanceof CibOperation.Upgrade) {
            return SchemaUpgrade.upgrade(root);
        }
        return root;
    }

    /**
     * Nothing configured any more, under a larger admin epoch, as Pacemaker has it, so that no other copy wins over it. Nodes
     * and what runs on them stay known, without their attributes: they are members all the same, and what runs is to be
     * stopped.
     */
    private static Element erased(Element root) {
        Element configuration = Cib.empty().configuration();
        Element nodes = root.child("configuration").child("nodes");
        if (nodes != null) {
            List<Element> bare = nodes.children("node").stream()
                    .map(node -> node.withChildren(List.of()))
                    .toList();
            Element empty = configuration.child("nodes");
            configuration = configuration.replacing(configuration.children().indexOf(empty), empty.withChildren(bare));
        }
        CibVersion version = CibVersion.of(root);
        return new CibVersion(version.adminEpoch() + 1, version.epoch(), 0)
                .in(root.replacing(root.children().indexOf(root.child("configuration")), configuration));
    }

    private static boolean configurationDiffers(Element before, Element after) {
        if (!before.child("configuration").equals(after.child("configuration"))) {
            return true;
        }
        for (String attribute : List.of("validate-with", "crm_feature_set", "remote-tls-port")) {
            if (!before.attribute(attribute, "").equals(after.attribute(attribute, ""))) {
                return true;
            }
        }
        return CibVersion.of(before).adminEpoch() != CibVersion.of(after).adminEpoch();
    }

    private static Cib versioned(Element root, Element before, CibVersion floor, boolean configurationMoved) {
        CibVersion asked = CibVersion.of(root);
        CibVersion next;
        if (configurationMoved) {
            // A replacement may carry a larger version of its own; never go below what was there.
            boolean larger = asked.adminEpoch() > floor.adminEpoch()
                    || asked.adminEpoch() == floor.adminEpoch() && asked.epoch() > floor.epoch();
            next = larger
                    ? new CibVersion(asked.adminEpoch(), asked.epoch(), 0)
                    : new CibVersion(floor.adminEpoch(), floor.epoch() + 1, 0);
        } else if (!root.equals(floor.in(before)) && !floor.in(root).equals(before)) {
            next = new CibVersion(floor.adminEpoch(), floor.epoch(), floor.numUpdates() + 1);
        } else {
            next = floor;
        }
        return new Cib(next.in(root));
    }
}
