package dev.caravan.explain;

/** What senders post. */
final class Payloads {
    static final String PUSH = """
            {"id":"831e1650-001e-001b-66ab-eeb76e069631","timestamp":"2020-10-14T00:15:02.82330594Z","action":"push",\
            "target":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","size":524,\
            "digest":"sha256:a71f","repository":"startkubernetes/sk-web","tag":"1"},\
            "request":{"host":"myregistry.azurecr.io","method":"PUT"}}""";
    static final String PING = "{\"action\":\"ping\",\"id\":\"1\"}";

    private Payloads() {}
}
