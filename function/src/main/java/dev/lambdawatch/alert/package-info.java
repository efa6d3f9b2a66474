/// Whom a finding is told, and how.
///
/// [Alerts] is the door: it takes every finding, decides whether people are told now, and keeps
/// the finding either way. What it needs from outside stands here as ports: [Sightings] remember
/// what was told, [Publisher] sends, [FindingStore] keeps. The renderers turn a finding, and
/// nothing else, into text for people ([AlertText]), a chat card, a line for machines ([Ocsf]) and
/// a page to print ([HtmlReport]).
///
/// Every text in a finding may have been chosen by an attacker. Each renderer escapes it for where
/// it goes; nothing here decides by it.
///
/// Some facts of a finding have a meaning here, where they are present: `account_name`, `ou` (the
/// organizational unit), `organization` (its id), `caller_account_name` and `score` (a number). All
/// others are shown as they are named.
@NullMarked
package dev.lambdawatch.alert;

import org.jspecify.annotations.NullMarked;
