package dev.lambdawatch.platform;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Says which serverless platform, or else which cloud, an address or a name belongs to.
/// Immutable; any thread may ask.
///
/// An address is weaker than a name: function URLs, Cloud Run and most others share their
/// addresses with everything else that their cloud serves, so no table of addresses can tell them
/// apart. The [Tier] of an answer says how far it goes.
public final class Platforms {
    private final Services services;
    private final Names names;
    private final AddressTable addresses;

    private Platforms(Services services, Names names, AddressTable addresses) {
        this.services = services;
        this.names = names;
        this.addresses = addresses;
    }

    /// The tables of this build, read at the first call.
    public static Platforms bundled() {
        return Bundled.PLATFORMS;
    }

    /// The bundled names with another table of addresses, as [Ranges#table] writes it.
    ///
    /// @throws IllegalArgumentException if the text is no such table, naming the line
    public static Platforms of(String table) {
        return new Platforms(Services.bundled(), Names.bundled(), AddressTable.parse(table));
    }

    /// Who publishes this address: the longest prefix has it, and of two services that publish
    /// the same prefix the one that says more. Empty where nobody does.
    ///
    /// @param hi the upper 64 bits; 0 for IPv4
    /// @param lo the lower 64 bits; `0xffff` and then the address for IPv4 (`::ffff:a.b.c.d`)
    public Optional<Platform> ofAddress(long hi, long lo) {
        int index = indexOf(hi, lo);
        return index < 0 ? Optional.empty() : Optional.of(at(index));
    }

    /// The same for hot loops: a number for [#at], or -1 where nobody publishes the address. One
    /// binary search; allocates nothing. Equal numbers are one platform; unequal ones may be.
    public int indexOf(long hi, long lo) {
        return addresses.indexOf(hi, lo);
    }

    /// The platform of a number that [#indexOf] gave.
    ///
    /// @throws IndexOutOfBoundsException for any other number
    public Platform at(int index) {
        AddressTable.Block block = addresses.at(index);
        String evidence = "address in " + block.prefix() + " (" + addresses.source(block.group()) + ")";
        return platform(services.of(block.group()), block.group(), evidence);
    }

    /// Whose customers have this DNS name: suffixes match whole labels, letters without case, one
    /// trailing dot is stripped. Always of tier A. Any text may be asked.
    public Optional<Platform> ofName(String name) {
        return names.find(name);
    }

    /// The service that AWS itself names in a flow log's `pkt-dst-aws-service`: `API_GATEWAY`,
    /// `EC2` ... Empty for `-` and for a service not known here, whose address may still be.
    ///
    /// @param awsServiceTag the field as it stands in the log
    /// @param region        the Region of the log, for the group: the field names none
    public Optional<Platform> ofServiceTag(String awsServiceTag, String region) {
        String key = "aws:" + awsServiceTag;
        return services.find(key)
                .map(service ->
                        platform(service, services.group(key, region), "pkt-dst-aws-service is " + awsServiceTag));
    }

    /// What another table of addresses says differently, by the group that has addresses here and the
    /// one that has them there, in order of the first address. How a range is cut into prefixes makes
    /// no difference.
    public List<Reassigned> reassignedBy(Platforms other) {
        Map<List<String>, Reassigned> groups = new LinkedHashMap<>();
        addresses.compare(other.addresses, (owner, otherOwner, range) -> {
            Optional<Platform> from = owner < 0 ? Optional.empty() : Optional.of(at(owner));
            Optional<Platform> to = otherOwner < 0 ? Optional.empty() : Optional.of(other.at(otherOwner));
            List<String> key = List.of(
                    from.map(Platform::group).orElse(""),
                    to.map(Platform::group).orElse(""));
            groups.merge(
                    key,
                    new Reassigned(from, to, range, 1),
                    (known, more) -> new Reassigned(known.from(), known.to(), known.range(), known.ranges() + 1));
        });
        return List.copyOf(groups.values());
    }

    /// The date of the table of addresses: `2026-08-22`.
    public String asOf() {
        return addresses.asOf();
    }

    /// The same as a day; empty if the table names none.
    public Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(asOf()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// How many prefixes the table of addresses has of each operator, by its key: `aws`, `azure` ...
    public SortedMap<String, Integer> sizes() {
        return addresses.sizes();
    }

    private static Platform platform(Services.Service service, String group, String evidence) {
        return new Platform(service.name(), service.provider(), group, service.tier(), evidence);
    }

    /// Read when first asked for, once, by the rules of class initialisation.
    private static final class Bundled {
        private static final Platforms PLATFORMS = of(Resource.text("ranges.txt"));
    }
}
