package dev.lambdawatch.platform;

/// What an address or a name belongs to, and what says so.
///
/// @param name     as people call it: `Amazon API Gateway`
/// @param provider who operates it: `AWS`
/// @param group    a stable key under which all addresses of one service in one Region count as
///     one destination: `aws:API_GATEWAY:us-east-1`; without the Region where the operator
///     publishes none: `cloudflare:EDGE`
/// @param tier     how sure the attribution is
/// @param evidence what it rests on: `address in 3.5.6.0/24 (aws-ip-ranges 2026-08-22)`. A name
///     in it is as the log had it, so it is escaped by whoever renders it
public record Platform(String name, String provider, String group, Tier tier, String evidence) {}
