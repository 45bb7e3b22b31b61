package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.run.LocalResources;
import io.systole.core.run.OperationReport;
import java.util.ArrayList;
import java.util.List;

/** A member's part: it does what its DC says, and tells the DC what has become of it. */
final class MemberDesk {
    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final Departure departure;
    private final List<OperationReport> unreported = new ArrayList<>();

    MemberDesk(Site site, Replica replica, LocalResources local, Departure departure) {
        this.site = site;
        this.replica = replica;
        this.local = local;
        this.departure = departure;
    }

    /** The DC says something that only members take. */
    void told(Message message) {
        if (message instanceof Message.Update update) {
            update(update);
        } else if (!site.joined) {
            site.ignored(message.getClass().getSimpleName(), "this node has not joined");
        } else if (message instanceof Message.Execute execute) {
            does(local.execute(execute.action(), execute.key()));
        } else if (message instanceof Message.ForgetLocal forget) {
            local.forget(forget.resource(), forget.operationKey());
        } else if (message instanceof Message.MayLeave) {
            departure.allowed();
        }
    }

    private void update(Message.Update update) {
        if (update.sequence() != replica.sequence() + 1) {
            if (update.sequence() > replica.sequence()) {
                site.send(site.dc, new Message.Resync());
            }
            return;
        }
        Cib after = Replica.next(replica.cib(), update.operations(), update.status(), update.header())
                .cib();
        if (after.root().hashCode() != update.digest() || !after.version().equals(update.after())) {
            site.log(Effect.Level.ERROR, "step " + update.sequence() + " led to another CIB here than on the DC");
            site.send(site.dc, new Message.Resync());
            return;
        }
        boolean wasSaving = replica.saving();
        replica.take(update, after);
        if (update.request() != null && !replica.saving() && !wasSaving) {
            site.send(site.dc, new Message.Stored(update.sequence(), null, replica.trouble()));
        }
    }

    /** A save has ended; {@code failure} is null where it went well. */
    void saved(long token, String failure, String trouble) {
        if (!replica.saveEnded(token, trouble)) {
            site.ignored("save " + token, "another is under way");
        } else if (site.joined) {
            site.send(site.dc, new Message.Stored(replica.stored(), failure, trouble));
        }
    }

    /** What comes of an input for this node's agents. */
    void does(LocalResources.Doings doings) {
        doings.cancels().forEach(id -> site.effect(new Effect.CancelAgent(id)));
        doings.calls().forEach(call -> site.effect(new Effect.RunAgent(call)));
        unreported.addAll(doings.reports());
        report();
    }

    /** Tells the DC, as soon as there is one, what has happened since this node's history was last sent whole. */
    void report() {
        if (site.joined) {
            unreported.forEach(report -> site.send(site.dc, new Message.Executed(report)));
            unreported.clear();
        }
    }

    /** The DC has been told this node's whole history. */
    void historyTold() {
        unreported.clear();
    }
}
