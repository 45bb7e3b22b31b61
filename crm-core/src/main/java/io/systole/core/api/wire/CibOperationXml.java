package io.systole.core.api.wire;

import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;

/** CIB operations as XML elements, for the local socket and between nodes. */
public final class CibOperationXml {
    private CibOperationXml() {}

    public static Element encode(CibOperation operation) {
        if (operation instanceof CibOperation.Create create) {
            return with("create", create.scope(), create.content());
        }
        if (operation instanceof CibOperation.Modify modify) {
            Element element = with("modify", modify.scope(), modify.content());
            return modify.allowCreate() ? element.with("allow-create", "1") : element;
        }
        if (operation instanceof CibOperation.Replace replace) {
            return with("replace", replace.scope(), replace.content());
        }
        if (operation instanceof CibOperation.Delete delete) {
            return with("delete", delete.scope(), delete.content());
        }
        if (operation instanceof CibOperation.DeleteAt deleteAt) {
            return Element.of("delete-at", "xpath", deleteAt.xpath(), "multiple", deleteAt.multiple() ? "1" : null);
        }
        if (operation instanceof CibOperation.Patch patch) {
            return with("patch", null, patch.diff());
        }
        if (operation instanceof CibOperation.Erase) {
            return Element.of("erase");
        }
        if (operation instanceof CibOperation.Bump) {
            return Element.of("bump");
        }
        return Element.of("upgrade");
    }

    private static Element with(String name, String scope, Element content) {
        return Element.of(name, "scope", scope).withChild(content);
    }

    /** @throws XmlException where the element is no CIB operation */
    public static CibOperation decode(Element element) throws XmlException {
        String scope = element.attribute("scope");
        return switch (element.name()) {
            case "create" -> new CibOperation.Create(scope, content(element));
            case "modify" -> new CibOperation.Modify(scope, content(element), element.has("allow-create"));
            case "replace" -> new CibOperation.Replace(scope, content(element));
            case "delete" -> new CibOperation.Delete(scope, content(element));
            case "delete-at" -> new CibOperation.DeleteAt(element.attribute("xpath", ""), element.has("multiple"));
            case "patch" -> new CibOperation.Patch(content(element));
            case "erase" -> new CibOperation.Erase();
            case "bump" -> new CibOperation.Bump();
            case "upgrade" -> new CibOperation.Upgrade();
            default -> throw new XmlException("<" + element.name() + "> is no CIB operation", 0, 0);
        };
    }

    private static Element content(Element element) throws XmlException {
        if (element.childCount() != 1) {
            throw new XmlException("<" + element.name() + "> carries no content", 0, 0);
        }
        return element.child(0);
    }
}
