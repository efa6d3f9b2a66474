package dev.lambdawatch.finding;

import java.util.List;

/// What found it: a rule, a correlation or a detector, with what a responder needs to know about
/// it.
///
/// @param id             stable identifier, part of a finding's id
/// @param name           short name for people and for allow-lists: `lambda_code_changed`
/// @param title          one line
/// @param version        changes whenever the detection does (a hash of the rule, say)
/// @param description    what it looks for and what it does not see
/// @param techniques     ATT&CK
/// @param falsePositives harmless acts that look the same
/// @param runbook        next steps in order. A step that begins with `$ ` is a command: its
///     `{placeholders}` are filled with shell-quoted facts of the finding; in any other step they
///     are filled as text
public record Detection(
        String id,
        String name,
        String title,
        String version,
        String description,
        List<Technique> techniques,
        List<String> falsePositives,
        List<String> runbook) {

    public Detection {
        techniques = List.copyOf(techniques);
        falsePositives = List.copyOf(falsePositives);
        runbook = List.copyOf(runbook);
    }
}
