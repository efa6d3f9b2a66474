package dev.lambdawatch.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Which domain of a name somebody registered: the label in front of its public suffix, under which
/// one owner decides. Immutable.
///
/// The list is publicsuffix.org's, with its private section, in which operators of platforms name
/// the domains that their customers share: `x.workers.dev` and `y.workers.dev` have two owners. It
/// stands under `resources/dns` exactly as published, under its own licence (MPL-2.0, in its head);
/// a newer one is put in its place.
///
/// Of the rules that match, an exception (`!www.ck`) wins over all, else the longest; without any
/// the last label alone is the suffix (the list's algorithm,
/// `github.com/publicsuffix/list/wiki/Format`).
final class PublicSuffixes {
    private static final int RULE = 1;
    private static final int WILDCARD = 2;
    private static final int EXCEPTION = 4;

    /// What is said of a name, as bits.
    private final Map<String, Integer> rules = new HashMap<>();
    private int deepest = 1;

    private PublicSuffixes(String list) {
        list.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .forEach(this::add);
    }

    /// The list of this build, read at the first call.
    static PublicSuffixes bundled() {
        return Bundled.SUFFIXES;
    }

    /// @param list in the list's own format
    static PublicSuffixes parse(String list) {
        return new PublicSuffixes(list);
    }

    private void add(String rule) {
        deepest = Math.max(deepest, 1 + (int) rule.chars().filter(c -> c == '.').count());
        if (rule.startsWith("!")) {
            add(rule.substring(1), EXCEPTION);
        } else if (rule.startsWith("*.")) {
            add(rule.substring(2), WILDCARD);
        } else {
            add(rule, RULE);
        }
    }

    private void add(String name, int kind) {
        rules.merge(ascii(name), kind, (before, now) -> before | now);
    }

    /// Logs have the form that travels in packets.
    private static String ascii(String rule) {
        return rule.chars().allMatch(c -> c < 128)
                ? rule
                : IDN.toASCII(rule, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    /// The registered domain; empty for a name that is a public suffix itself, or nothing more than
    /// a top-level domain.
    ///
    /// @param name in lower case, without the dot at its end
    String registeredDomain(String name) {
        int suffix = suffixStart(name);
        if (suffix < 2) {
            return "";
        }
        return name.substring(name.lastIndexOf('.', suffix - 2) + 1);
    }

    /// Where the public suffix begins in a name.
    private int suffixStart(String name) {
        int found = name.lastIndexOf('.') + 1;
        int start = name.length() + 1;
        boolean wild = false;
        // One label more than the longest rule: a wildcard takes the label before it.
        for (int labels = 0; labels <= deepest && start > 0; labels++) {
            int next = name.lastIndexOf('.', start - 2) + 1;
            int kinds = rules.getOrDefault(name.substring(next), 0);
            if ((kinds & EXCEPTION) != 0) {
                return start;
            }
            found = wild || (kinds & RULE) != 0 ? next : found;
            wild = (kinds & WILDCARD) != 0;
            start = next;
        }
        return found;
    }

    /// Read when first asked for, once, by the rules of class initialisation.
    private static final class Bundled {
        private static final PublicSuffixes SUFFIXES = parse(text());

        private static String text() {
            try (InputStream in = PublicSuffixes.class.getResourceAsStream("/dns/public_suffix_list.dat")) {
                if (in == null) {
                    throw new IllegalStateException("the jar has no dns/public_suffix_list.dat");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("dns/public_suffix_list.dat", e);
            }
        }
    }
}
