package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.error.DocumentLoadException;
import okhttp3.HttpUrl;

/** Addresses of the web. */
final class Addresses {

    private Addresses() {}

    /**
     * An address, without what is not sent: the fragment, and names and passwords, which are not to be seen in messages.
     *
     * @throws DocumentLoadException if it is none of the web
     */
    static HttpUrl parse(String address) {
        HttpUrl url = HttpUrl.parse(address.strip());
        if (url == null) {
            throw new DocumentLoadException(
                    address.replaceFirst("//[^/@]*@", "//"),
                    "is no address of the web; those start with https:// or http://");
        }
        return bare(url);
    }

    static HttpUrl bare(HttpUrl url) {
        return url.newBuilder().username("").password("").fragment(null).build();
    }
}
