package dev.lambdawatch.audit;

import dev.lambdawatch.audit.HabitKey.Respect;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.cloudtrail.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields beyond the raw record that a rule may name. Each gives its values for one call; none
/// where it does not apply.
enum DerivedField {
    /// The API and the function, or the API alone: what a burst counts, so that pages and repeats
    /// of one call are one.
    ACTION(
            "lambdawatch.action",
            request -> some(request.call()
                    .function()
                    .map(function -> request.call().apiName() + " " + function.arn())
                    .orElse(request.call().apiName()))),
    /// The API without its version suffix: `UpdateFunctionCode`.
    API_NAME("lambdawatch.apiName", request -> some(request.call().apiName())),
    /// For the credentials of a workload: `true` if they were used from where they belong.
    AT_HOME(
            "lambdawatch.atHome",
            request -> Workload.atHome(request.call()).map(DerivedField::word).orElse(List.of())),
    /// `true` if caller and owner are of different accounts.
    CROSS_ACCOUNT("lambdawatch.crossAccount", request -> word(request.call().crossAccount())),
    /// Where new code came from: `bucket`, `image` or `inline` (sent with the call).
    CODE_SOURCE("lambdawatch.codeSource", request -> some(request.code().map(Code::kind))),
    /// `true` if the console made the call for a person.
    CONSOLE("lambdawatch.console", request -> word(request.call().console())),
    /// Whose the destinations are that a request names: `own` or `foreign`.
    DESTINATION_OWNER("lambdawatch.destinationOwner", request -> request.owners(Captures.DESTINATIONS)),
    /// Whose the queue or stream is that a request names: `own` or `foreign`.
    EVENT_SOURCE_OWNER("lambdawatch.eventSourceOwner", request -> request.owners(List.of(Captures.EVENT_SOURCE))),
    /// `true` for the first change of a function, or the first direct invocation of one, that a
    /// principal made in this account in 90 days; else `false`. This field and the others called so are
    /// absent from reads, from calls that failed and from those of services.
    FIRST_SEEN_IN_ACCOUNT("lambdawatch.firstSeenInAccount", request -> first(request, Respect.CALLER)),
    /// `true` for a call that the principal has not made to this function in 90 days, where it is known
    /// who usually does.
    FIRST_SEEN_ON_FUNCTION("lambdawatch.firstSeenOnFunction", request -> first(request, Respect.FUNCTION)),
    /// `true` for a call from a network from which the principal has not called in 90 days, where it is
    /// known from which few it does.
    FIRST_SEEN_NETWORK("lambdawatch.firstSeenNetwork", request -> first(request, Respect.NETWORK)),
    /// `true` if no function was changed or invoked in this Region of the account in 90 days.
    FIRST_SEEN_REGION("lambdawatch.firstSeenRegion", request -> first(request, Respect.REGION)),
    /// `true` for the direct invocation with which its principal reaches a thousand in an hour and ten
    /// times what is usual for it, and at each doubling after it; else absent.
    FLOOD("lambdawatch.flood", request -> request.flood().isPresent() ? word(true) : List.of()),
    /// The function's ARN without qualifier.
    FUNCTION_ARN(
            "lambdawatch.functionArn",
            request -> some(request.call().function().map(FunctionName::arn).orElse(""))),
    /// Whom a grant lets in, the worst if several: `public`, `public_url`, `foreign`, `unscoped` (a
    /// service for any account), `service` or `own`.
    GRANTEE(
            "lambdawatch.grantee",
            request -> some(request.grant().map(grant -> grant.owner().value()))),
    /// Whose each layer of a request is: `own`, `vendor` or `foreign`.
    LAYER_OWNER("lambdawatch.layerOwner", Request::layerOwners),
    /// `succeeded`, `denied` or `failed` (for another reason).
    OUTCOME("lambdawatch.outcome", request -> word(request.call().outcome())),
    /// `true` if this monitor lives on what the call acts on.
    OURS("lambdawatch.ours", request -> word(request.ours())),
    /// The principal's stable key: the ARN of the user, or of the role that issued the session.
    PRINCIPAL(
            "lambdawatch.principal", request -> some(request.call().principal().key())),
    /// `human`, `runtime`, `automation`, `service`, `root` or `external`.
    PRINCIPAL_KIND(
            "lambdawatch.principalKind",
            request -> word(request.call().principal().kind())),
    /// The API as recorded, even where `eventName` has the bare name as well.
    RECORDED_NAME("lambdawatch.recordedName", request -> some(request.call().eventName())),
    /// To what the credentials were given: `function`, `instance` or `task`.
    RUNTIME(
            "lambdawatch.runtime",
            request -> Workload.of(request.call()).map(DerivedField::word).orElse(List.of())),
    /// `true` if a function's own credentials act on that function.
    SELF("lambdawatch.self", request -> word(Workload.onItself(request.call()))),
    /// Where the call came from, by its address: `aws`, `private`, `service` or `internet`.
    SOURCE_NETWORK(
            "lambdawatch.sourceNetwork",
            request -> Network.of(request.call().sourceAddress())
                    .map(DerivedField::word)
                    .orElse(List.of())),
    /// What a request does to a function's network: `left` its VPC, or `changed`.
    VPC("lambdawatch.vpc", request -> some(request.vpc()));

    static final String PREFIX = "lambdawatch.";

    private final String path;
    private final Function<Request, List<String>> values;

    DerivedField(String path, Function<Request, List<String>> values) {
        this.path = path;
        this.values = values;
    }

    /// The field that a rule names so.
    static Optional<DerivedField> named(String path) {
        return Arrays.stream(values()).filter(field -> field.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }

    List<String> of(Request request) {
        return values.apply(request);
    }

    /// Rules ask these of every call: no text and no list is made for it.
    private static final class Words {
        private static final List<String> TRUE = List.of("true");
        private static final List<String> FALSE = List.of("false");
        private static final Map<Enum<?>, List<String>> OF_CONSTANTS = Stream.of(
                        ApiCall.Outcome.values(), Network.values(), Principal.Kind.values(), Workload.values())
                .flatMap(Stream::<Enum<?>>of)
                .collect(Collectors.toUnmodifiableMap(
                        constant -> constant,
                        constant -> List.of(constant.name().toLowerCase(Locale.ROOT))));
    }

    private static final Set<DerivedField> OF_HABITS =
            EnumSet.of(FIRST_SEEN_IN_ACCOUNT, FIRST_SEEN_ON_FUNCTION, FIRST_SEEN_NETWORK, FIRST_SEEN_REGION, FLOOD);

    /// Those that say `true` of everything in an account that nobody has watched yet.
    private static final Set<DerivedField> OF_ACCOUNTS = EnumSet.of(FIRST_SEEN_IN_ACCOUNT, FIRST_SEEN_REGION);

    /// Whether what is asked rests on what was usual before.
    static boolean restsOnHabits(Set<String> paths) {
        return OF_HABITS.stream().anyMatch(field -> paths.contains(field.path));
    }

    /// The fields of which a value may cost a read of the state table.
    static Set<String> dear() {
        return OF_HABITS.stream().map(DerivedField::path).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether it rests on what was usual in the account.
    static boolean restsOnAccount(Set<String> paths) {
        return OF_ACCOUNTS.stream().anyMatch(field -> paths.contains(field.path));
    }

    private static List<String> first(Request request, Respect respect) {
        return request.caller().isFirst(respect).map(DerivedField::word).orElse(List.of());
    }

    private static List<String> word(boolean value) {
        return value ? Words.TRUE : Words.FALSE;
    }

    private static List<String> word(Enum<?> constant) {
        return Words.OF_CONSTANTS.getOrDefault(constant, List.of());
    }

    private static List<String> some(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }

    private static List<String> some(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
