/**
 * Vector stores on servers that speak HTTP. Imports the documents, models and errors of core, the stores and retrievers of
 * dataconnection, OkHttp, and Jackson.
 */
@NullMarked
package dev.lian4j.dataconnection.servers;

import org.jspecify.annotations.NullMarked;
