package io.systole.core.message;

import io.systole.core.value.NodeName;

/**
 * Names one request of one life of a daemon, so that a change that is sent twice is made once.
 *
 * @param incarnation of the requesting daemon
 * @param number counts the daemon's requests from 1
 */
public record RequestId(NodeName node, long incarnation, long number) {}
