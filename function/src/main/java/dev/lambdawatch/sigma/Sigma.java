package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door of the rule language: YAML in, rules out.
public final class Sigma {
    private final Placeholders placeholders;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Correlation> correlations = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private Sigma(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// All documents of one YAML file. A document that is wrong, or uses what is not supported, is
    /// refused with the construct named; the others stay. Never throws for what a file contains.
    ///
    /// @param place name of the file, for messages
    public static Parsed parse(String place, String yaml) {
        return parse(place, yaml, Map.of());
    }

    /// As [#parse(String, String)], with values for the `%placeholders%` of the modifier `expand`.
    /// A rule with a placeholder that has no values is refused.
    ///
    /// @param placeholders by name, without the percent signs
    public static Parsed parse(String place, String yaml, Map<String, List<String>> placeholders) {
        Sigma sigma = new Sigma(new Placeholders(placeholders));
        Source.of(place, yaml).forEach(sigma::document);
        return new Parsed(sigma.rules, sigma.correlations, sigma.filters, sigma.refusals, sigma.notices);
    }

    private void document(Source source) {
        String title = "";
        try {
            Optional<Yaml> document = YamlReader.read(source.text(), source.linesBefore());
            if (document.isPresent()) {
                title = Entries.title(document.get());
                read(document.get(), source);
            }
        } catch (RefusedException e) {
            refusals.add(new Refusal(source.place(e.line()), title, e.reason()));
        }
    }

    private void read(Yaml yaml, Source source) {
        if (!(yaml instanceof Yaml.Mapping map)) {
            throw new RefusedException(yaml.line(), "a document must be a map");
        }
        Entries document = new Entries(map);
        if (document.has("action")) {
            throw document.refused("action", "'action' is obsolete: the documents of a file are independent");
        }
        if (document.has("correlation")) {
            correlations.add(CorrelationReader.read(document, source));
        } else if (document.has("filter")) {
            Filter filter = FilterReader.read(document, source, placeholders);
            filters.add(filter);
            remark(FilterReader.lint(document, filter), filter.title(), source);
        } else {
            Rule rule = RuleReader.read(document, source, placeholders);
            rules.add(rule);
            remark(RuleReader.lint(document), rule.title(), source);
        }
    }

    private void remark(List<Remark> remarks, String title, Source source) {
        for (Remark remark : remarks) {
            notices.add(new Notice(source.place(remark.line()), title, remark.text()));
        }
    }
}
