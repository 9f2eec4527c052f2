package dev.lian4j.dataconnection.load.web;

import java.util.function.Predicate;

/** Which pages of a sitemap are loaded. */
record SitemapOptions(int maxPages, boolean otherHosts, Predicate<String> filter) {}
