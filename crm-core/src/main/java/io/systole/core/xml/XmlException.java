package io.systole.core.xml;

/** A document that could not be read, with the place where reading stopped. */
public final class XmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line 1-based, or 0 where unknown
     * @param column 1-based, or 0 where unknown
     */
    public XmlException(String message, int line, int column) {
        super(line > 0 ? "line " + line + ", column " + column + ": " + message : message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
