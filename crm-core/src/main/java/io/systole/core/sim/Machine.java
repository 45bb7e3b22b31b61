package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.Controller;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Published;
import io.systole.core.membership.ClusterView;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.value.NodeName;
import io.systole.core.value.Role;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One machine: power, disk, clock, and what runs on it; the daemon on it may die and come again. */
public final class Machine {
    private final int id;
    private final NodeName name;
    /** What runs here, by the name that history has for it. */
    final SortedMap<String, Role> active = new TreeMap<>();

    final Deque<Runnable> heldBack = new ArrayDeque<>();
    Cib disk = Cib.empty();
    boolean diskFull;
    /** What the disk complains of although it has kept what was written; empty while it is well. */
    String diskTrouble = "";

    long diskDelayMs = 4;
    boolean powered;
    private Controller daemon;
    /** What the daemon lets others see since its last step; null where nobody has looked. */
    private Published shown;
    /** What the release that is installed here speaks. */
    String featureSet = HistoryEntry.FEATURE_SET;
    /** What its daemon says is lost, while the heartbeat goes on and keeps it in every view. */
    boolean mute;
    /** A daemon that ends in good order has its last messages lost. */
    boolean lastWordsLost;
    /** Counts the lives of daemons in the whole simulation; differs between any two. */
    long life;

    ClusterView view;
    ClusterView assigned;
    /** When the process was stopped, milliseconds of the simulation; negative while it runs. */
    long pausedSinceMs = -1;
    /** How far the machine's clock is off, milliseconds. */
    long clockOffMs;

    long driftPerSecondMs;
    long driftSinceMs;
    /** The power goes after so many more effects of the daemon; 0 for not. */
    int effectsLeft;

    long wakeAtMs = Long.MAX_VALUE;

    Machine(int id, NodeName name) {
        this.id = id;
        this.name = name;
    }

    public int id() {
        return id;
    }

    public NodeName name() {
        return name;
    }

    /** @param controller of the daemon that lives from now on; null for none */
    void daemon(Controller controller) {
        daemon = controller;
        shown = null;
    }

    List<Effect> step(long nowMs, long wallMs, Input input) {
        shown = null;
        return daemon.step(nowMs, wallMs, input);
    }

    /** Whether the daemon lives, if perhaps paused. */
    public boolean up() {
        return daemon != null;
    }

    public boolean powered() {
        return powered;
    }

    public boolean paused() {
        return pausedSinceMs >= 0;
    }

    /** How far the clock has drifted since it began to. */
    long driftMs(long nowMs) {
        return (nowMs - driftSinceMs) * driftPerSecondMs / 1_000;
    }

    /** Whether it can take part in the network's traffic. */
    boolean talks() {
        return up() && !paused();
    }

    /** What runs here, by the name that history has for it. */
    public SortedMap<String, Role> active() {
        return Collections.unmodifiableSortedMap(active);
    }

    /** What survives a power cut. */
    public Cib disk() {
        return disk;
    }

    /** The view that the daemon acts in; null before the first. */
    public ClusterView view() {
        return view;
    }

    public long life() {
        return life;
    }

    /** What the daemon lets others see; null where none lives. */
    public Published published() {
        if (shown == null && daemon != null) {
            shown = daemon.published();
        }
        return shown;
    }

    public boolean leads() {
        return up() && published().dc().filter(name::equals).isPresent();
    }

    @Override
    public String toString() {
        return name.text();
    }
}
