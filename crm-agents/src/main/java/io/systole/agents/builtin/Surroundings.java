package io.systole.agents.builtin;

import java.nio.file.Path;

/**
 * What built-in agents find on every node.
 *
 * @param states {@code HA_RSCTMP}, by convention /run/resource-agents
 * @param run {@code HA_VARRUN}, by convention /run
 * @param announcer the program that tells the network of an address; it may be missing
 */
public record Surroundings(Path states, Path run, Path announcer, NodeAttributes attributes) {}
