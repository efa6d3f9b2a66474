package dev.lambdawatch.content;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The accounts of an Organization: which are ours, what people call them, and the unit that each
/// is in. `accounts.json` in the state bucket, or the file that `replay --org` names.
///
/// Names are for people: a rule decides by numbers alone, and an account without a name is told by
/// its number.
///
/// @param id       `o-...`, or empty
/// @param accounts by their ids
public record Organization(String id, Map<String, Account> accounts) {
    /// No account is known.
    public static final Organization UNKNOWN = new Organization("", Map.of());

    /// An account.
    ///
    /// @param id   twelve digits
    /// @param name what it is called, or empty
    /// @param unit the names of the organizational units that it is in, from the top, with slashes:
    ///     `Workloads/Production`; empty if it is in none or that is not known
    public record Account(String id, String name, String unit) {
        public Account {
            if (!id.matches("\\d{12}")) {
                throw new IllegalArgumentException("an account is twelve digits, not '" + id + "'");
            }
        }
    }

    /// The largest file of accounts, in bytes. AWS's own list of ten thousand has 4 MB.
    public static final int LARGEST_FILE = 8 << 20;

    public Organization {
        accounts = Map.copyOf(accounts);
    }

    /// An Organization of these accounts.
    public static Organization of(String id, List<Account> accounts) {
        Map<String, Account> byId = new TreeMap<>();
        accounts.forEach(account -> byId.put(account.id(), account));
        return new Organization(id, byId);
    }

    /// Reads what [#json] writes, the output of `aws organizations list-accounts`, or text of an
    /// account a line: its number, and its name behind a space if one likes.
    ///
    /// @throws IOException if it is none of them, naming what is wrong
    public static Organization parse(byte[] content) throws IOException {
        if (content.length > LARGEST_FILE) {
            throw new IOException("accounts have at most " + LARGEST_FILE + " bytes, these have more");
        }
        return AccountsFile.read(content);
    }

    /// As JSON, in the order of the account ids:
    /// `{"organization": "o-...", "accounts": [{"id": ..., "name": ..., "ou": ...}]}`.
    public byte[] json() {
        return AccountsFile.write(this);
    }

    /// The ids of the accounts.
    public Set<String> ids() {
        return accounts.keySet();
    }

    /// Hands findings on with the names of the accounts in them: the facts `account_name` and `ou`
    /// of the account where it happened, `caller_account_name` of a caller's that is another one,
    /// and `organization`, each where it is known.
    public FindingSink naming(FindingSink next) {
        return accounts.isEmpty() ? next : finding -> next.accept(named(finding));
    }

    /// The finding with the names of the accounts in it.
    public Finding named(Finding finding) {
        Map<String, String> facts = new LinkedHashMap<>();
        find(finding.account()).ifPresent(account -> {
            facts.put("account_name", account.name());
            facts.put("ou", account.unit());
            facts.put("organization", id);
        });
        String caller = finding.subject().account();
        if (!caller.equals(finding.account())) {
            find(caller).ifPresent(account -> facts.put("caller_account_name", account.name()));
        }
        facts.values().removeIf(String::isEmpty);
        return finding.with(facts);
    }

    private Optional<Account> find(String account) {
        return Optional.ofNullable(accounts.get(account));
    }
}
