package dev.lambdawatch.content;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.rule.Screening;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one file says, as far as it can be read.
///
/// @param settings     the defaults for another file
/// @param organization unknown for another file
/// @param refusals what is not in force
/// @param notices  about what is
record Reading(
        ContentFile file,
        Settings settings,
        Organization organization,
        List<Rule> rules,
        List<Correlation> correlations,
        List<Filter> filters,
        List<Refusal> refusals,
        List<Notice> notices) {

    static Reading of(ContentFile file) {
        if (file.isSettings()) {
            return ofSettings(file);
        }
        return file.isAccounts() ? ofAccounts(file) : ofSigma(file, Sigma.parse(file.key(), file.text()));
    }

    /// Of a file that cannot even be read.
    static Reading refused(ContentFile file, String reason) {
        return new Reading(
                file,
                Settings.DEFAULTS,
                Organization.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(new Refusal(file.key(), "", reason)),
                List.of());
    }

    boolean isSound() {
        return refusals.isEmpty();
    }

    private static Reading ofSettings(ContentFile file) {
        try {
            Settings settings = Settings.parse(file.text().getBytes(StandardCharsets.UTF_8));
            return whole(file, settings, Organization.UNKNOWN);
        } catch (IOException e) {
            return refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static Reading ofAccounts(ContentFile file) {
        try {
            return whole(file, Settings.DEFAULTS, Organization.parse(file.text().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static Reading whole(ContentFile file, Settings settings, Organization organization) {
        return new Reading(file, settings, organization, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Who may write rules may not be who may approve: each kind has its folder.
    private static Reading ofSigma(ContentFile file, Parsed parsed) {
        List<Refusal> refusals = new ArrayList<>(parsed.refusals());
        if (file.isFilters()) {
            parsed.rules().forEach(rule -> refusals.add(misplaced(rule.place(), rule.title(), Library.RULES)));
            parsed.correlations().forEach(one -> refusals.add(misplaced(one.place(), one.title(), Library.RULES)));
        } else {
            parsed.filters().forEach(one -> refusals.add(misplaced(one.place(), one.title(), Library.FILTERS)));
        }
        Rulebook.Screened screened = Screening.of(new Rulebook(
                file.isFilters() ? List.of() : parsed.rules(),
                file.isFilters() ? List.of() : parsed.correlations(),
                file.isFilters() ? parsed.filters() : List.of(),
                Map.of()));
        refusals.addAll(screened.refusals());
        return new Reading(
                file,
                Settings.DEFAULTS,
                Organization.UNKNOWN,
                screened.book().rules(),
                screened.book().correlations(),
                screened.book().filters(),
                refusals,
                parsed.notices());
    }

    private static Refusal misplaced(String place, String title, String folder) {
        return new Refusal(place, title, "it belongs into a file under " + folder);
    }
}
