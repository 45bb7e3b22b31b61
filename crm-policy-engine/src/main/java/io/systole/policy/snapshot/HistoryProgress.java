package io.systole.policy.snapshot;

import io.systole.core.xml.Element;
import io.systole.policy.model.OnFail;

/** What has been learnt so far from the operations of a resource on a node. */
final class HistoryProgress {
    OnFail onFail = OnFail.IGNORE;
    Element lastFailure;
}
