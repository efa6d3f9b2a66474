package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.sigma.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call as the rules see it: captured values where they stand, derived ones when they are first
/// asked for.
final class AuditEvent implements Event {
    private final FieldPlan plan;
    private final Request request;

    /// As far as somebody has asked; of most calls nobody asks for any.
    private @Nullable List<String> @Nullable [] derived;

    AuditEvent(FieldPlan plan, Request request) {
        this.plan = plan;
        this.request = request;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<String>[] room(int count) {
        return new List[count];
    }

    @Override
    public int count(int field) {
        if (plan.isDerived(field)) {
            List<String> values = derived(field);
            return values.isEmpty() ? -1 : values.size();
        }
        if (plan.isEventName(field) && hasTwoNames()) {
            return 2;
        }
        return request.call().captured().count(plan.slot(field));
    }

    @Override
    public String value(int field, int index) {
        if (plan.isDerived(field)) {
            return derived(field).get(index);
        }
        if (plan.isEventName(field) && index == 1) {
            return request.call().apiName();
        }
        return request.call().captured().value(plan.slot(field), index);
    }

    /// A versioned Lambda API answers to its raw and to its bare name, so that rules written for
    /// either find it.
    private boolean hasTwoNames() {
        ApiCall call = request.call();
        return !call.eventName().equals(call.apiName());
    }

    private List<String> derived(int field) {
        if (derived == null) {
            derived = room(plan.derivedCount());
        }
        int place = plan.slot(field);
        List<String> values = derived[place];
        if (values == null) {
            values = plan.derived(field).of(request);
            derived[place] = values;
        }
        return values;
    }
}
