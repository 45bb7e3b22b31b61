package io.systole.core.view;

/** A ticket; null times are unknown. */
public record TicketView(String id, boolean granted, boolean standby, String lastGranted) {}
