package dev.caravan.configuration;

import dev.caravan.provider.Rate;
import dev.caravan.provider.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The properties of the gateway itself. */
final class Keys {
    static final Key<String> HOST = new Key<>(
            "camel.server.host",
            Type.TEXT,
            "127.0.0.1",
            "The address that webhooks are taken at. Beyond loopback every source needs authentication.");
    static final Key<Integer> PORT = new Key<>("camel.server.port", Type.PORT, "8080", "The port of webhooks.");
    static final Key<String> MANAGEMENT_HOST = new Key<>(
            "camel.management.host",
            Type.TEXT,
            "127.0.0.1",
            "The address of health, metrics and the API. Beyond loopback it needs `management.token`.");
    static final Key<Integer> MANAGEMENT_PORT = new Key<>(
            "camel.management.port",
            Type.PORT,
            "8081",
            "The port of health, metrics and the API; another than that of webhooks.");
    static final Key<Secret> MANAGEMENT_TOKEN =
            new Key<>("management.token", Type.SECRET, "", "The bearer token of the management listener.");
    static final Key<Secret> TOKEN = new Key<>(
            "webhook.token",
            Type.SECRET,
            "",
            "What every post must carry: as bearer token, as basic password or as the last segment of the path.");
    static final Key<Long> MAX_BODY = new Key<>(
            "webhook.max-body",
            Type.SOME_BYTES,
            "1MiB",
            "The largest body that is taken; larger ones are answered with 413.");
    static final Key<Unrecognised> UNRECOGNISED = new Key<>(
            "webhook.unrecognised",
            Type.choice(Unrecognised.class),
            "park",
            "What becomes of JSON that no source recognises: kept among the dead letters, or refused with 422.");
    static final Key<Boolean> ALLOW_ANONYMOUS = new Key<>(
            "webhook.allow-anonymous",
            Type.BOOLEAN,
            "false",
            "Takes unauthenticated posts beyond loopback all the same.");
    static final Key<String> SOURCE_AUTH = new Key<>(
            "source.<name>.auth",
            Type.TEXT,
            "",
            "The [scheme](authentication.md) by which posts of this source are authenticated. Default: what its product does where the source has a secret, `token` where only `webhook.token` is set, else `none`.");
    static final Key<String> SOURCE_SECRET = new Key<>(
            "source.<name>.secret",
            Type.TEXT,
            "",
            "The folder of `secrets.directory` with what the scheme needs, a file `token` for most.");
    static final Key<String> AUTH_HEADER = new Key<>(
            "source.<name>.auth.header",
            Type.TEXT,
            "",
            "The header field that holds the signature or the secret; for `hmac`, `grafana` and `header`.");
    static final Key<String> AUTH_ALGORITHM = new Key<>(
            "source.<name>.auth.algorithm",
            Type.oneOf(List.of("sha256", "sha512")),
            "",
            "How an `hmac` is made whose value does not say so.");
    static final Key<String> AUTH_ENCODING = new Key<>(
            "source.<name>.auth.encoding",
            Type.oneOf(List.of("hex", "base64")),
            "",
            "How an `hmac` is written. Default: `hex`.");
    static final Key<String> AUTH_TIMESTAMP = new Key<>(
            "source.<name>.auth.timestamp-header",
            Type.TEXT,
            "",
            "The header field with the time that is signed before the body; for `hmac` and `grafana`.");
    static final Key<Boolean> SOURCE_NOISE = new Key<>(
            "source.<name>.noise",
            Type.BOOLEAN,
            "false",
            "Also tells what this source ignores by default, such as pulls, steps in progress and what is talked about; its page says what that is.");
    static final Key<Rate> SOURCE_RATE = new Key<>(
            "source.<name>.rate",
            Type.RATE,
            "0",
            "How many requests the source may bring in a period, `100/s`; what is beyond that is answered with 429. 0 is no limit.");
    static final Key<String> AUTH_AUDIENCE = new Key<>(
            "source.<name>.auth.audience",
            Type.TEXT,
            "",
            "Whom the tokens are made for, their claim `aud`; `oidc` and `google-oidc` need it.");
    static final Key<String> AUTH_ISSUER = new Key<>(
            "source.<name>.auth.issuer",
            Type.TEXT,
            "",
            "Who issues the tokens, their claim `iss`; `oidc` needs it. Default for `google-oidc`: Google.");
    static final Key<String> AUTH_JWKS = new Key<>(
            "source.<name>.auth.jwks",
            Type.TEXT,
            "",
            "Where the issuer's public keys lie, for `oidc` and `google-oidc`. Default: where the issuer's discovery says, for `google-oidc` Google's.");
    static final Key<String> AUTH_EMAIL = new Key<>(
            "source.<name>.auth.email",
            Type.TEXT,
            "",
            "The service account whose tokens are taken; `google-oidc` needs it.");
    static final Key<String> AUTH_TOPICS = new Key<>(
            "source.<name>.auth.topics",
            Type.TEXT,
            "",
            "The resource names of the topics whose messages are taken, separated by commas; `aws-sns` needs it.");
    static final Key<String> AUTH_CLAIMS = new Key<>(
            "source.<name>.auth.claims.<key>",
            Type.TEXT,
            "",
            "What a claim of the tokens must be, or one of its values; `oidc` needs at least one.");
    static final Key<Path> SECRETS = new Key<>(
            "secrets.directory",
            Type.PATH,
            "secrets",
            "Where secrets lie: one folder per secret, one file per key, as Kubernetes mounts them.");
    static final Key<List<String>> MANIFESTS = new Key<>(
            "flux.manifests",
            Type.LIST,
            "",
            "Files with Provider, Alert and Secret documents of Flux, like `flux/*.yaml`, relative to the working directory. Properties win over them.");
    static final Key<Boolean> CLUSTER = new Key<>(
            "flux.cluster",
            Type.BOOLEAN,
            "false",
            "Whether Provider and Alert objects, and the Secrets they name, are [taken from the Kubernetes API](flux.md#objects-of-the-cluster) and followed there. Properties and files win over them.");
    static final Key<List<String>> NAMESPACES = new Key<>(
            "flux.namespaces",
            Type.LIST,
            "",
            "Whose objects `flux.cluster` takes; `*` for those of every namespace. Default: the own namespace.");
    static final Key<Duration> SECRETS_INTERVAL = new Key<>(
            "secrets.interval",
            Type.DURATION,
            "5s",
            "How often the secrets in use are looked at; a change is taken in once it has been the same for two looks.");
    static final Key<String> JOURNAL_URL = new Key<>(
            "journal.url",
            Type.JDBC,
            "jdbc:sqlite:data/caravan.db",
            "The journal's file, or the PostgreSQL that [several replicas](scaling.md) share.");
    static final Key<String> JOURNAL_USERNAME =
            new Key<>("journal.username", Type.TEXT, "", "The user of the journal's database.");
    static final Key<Secret> JOURNAL_PASSWORD =
            new Key<>("journal.password", Type.SECRET, "", "The password of the journal's database.");
    static final Key<String> JOURNAL_SECRET = new Key<>(
            "journal.secret",
            Type.TEXT,
            "",
            "The folder of `secrets.directory` whose files `username` and `password` win over these properties; read at every connection.");
    static final Key<Path> JOURNAL_HISTORY = new Key<>(
            "journal.history",
            Type.PATH,
            "",
            "Where versions of routes and properties are kept. Default: `history` beside the journal's file, or in the working directory where there is none.");
    static final Key<Duration> RETENTION = new Key<>(
            "journal.retention", Type.DURATION, "7d", "How long events are kept that every provider has passed.");
    static final Key<Duration> DEAD_LETTER_RETENTION =
            new Key<>("journal.dead-letter-retention", Type.DURATION, "14d", "How long dead letters are kept.");
    static final Key<Integer> MAX_BACKLOG = new Key<>(
            "journal.max-backlog",
            Type.COUNT,
            "1000000",
            "How many events may wait before posts are answered with 503.");
    static final Key<Long> MIN_FREE_DISK = new Key<>(
            "journal.min-free-disk",
            Type.SIZE,
            "256MiB",
            "How much of the disk must be free; with less, posts are answered with 503. A database looks after its own.");
    static final Key<String> PUBLISH =
            new Key<>("channel.publish", Type.TEXT, "journal:events", "The endpoint that events are recorded at.");
    static final Key<String> SUBSCRIBE = new Key<>(
            "channel.subscribe",
            Type.TEXT,
            "journal:events?lane={{name}}",
            "The endpoint that a provider's lane reads; `{{name}}` is the provider's name.");
    static final Key<String> DEAD =
            new Key<>("channel.dead", Type.TEXT, "journal:dead", "The endpoint that dead letters go to.");
    static final Key<URI> TRACING_ENDPOINT = new Key<>(
            "tracing.endpoint",
            Type.HTTP,
            "",
            "Where the traces of events are sent, by OpenTelemetry's protocol over HTTP. Without it nothing is traced.");
    static final Key<Secret> TRACING_HEADERS = new Key<>(
            "tracing.headers",
            Type.SECRET,
            "",
            "What goes along with each of these requests, like `Authorization: Bearer …`; more as `{Name: value, Other: value}`.");
    static final Key<Double> TRACING_SHARE = new Key<>(
            "tracing.share", Type.SHARE, "1", "Which part of the traces is sent, the same of each event everywhere.");
    static final Key<String> KAFKA_BROKERS = new Key<>(
            "kafka.brokers",
            Type.TEXT,
            "",
            "The brokers, `host:port` separated by commas, where the journal is in Kafka ([scaling](scaling.md)).");
    static final Key<String> KAFKA_SECRET = new Key<>(
            "kafka.secret",
            Type.TEXT,
            "",
            "The folder of `secrets.directory` with what the brokers want: `username`, `password`, `ca.crt`, `tls.crt`, `tls.key`.");
    static final Key<String> KAFKA_USERNAME =
            new Key<>("kafka.username", Type.TEXT, "", "The user name, where it is not in the secret.");
    static final Key<Secret> KAFKA_PASSWORD =
            new Key<>("kafka.password", Type.SECRET, "", "The password, where it is not in the secret.");
    static final Key<String> KAFKA_MECHANISM = new Key<>(
            "kafka.mechanism",
            Type.oneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
            "SCRAM-SHA-512",
            "How user name and password are proved.");
    static final Key<Boolean> KAFKA_TLS = new Key<>(
            "kafka.tls",
            Type.BOOLEAN,
            "false",
            "Whether the brokers are spoken to by TLS; a secret with certificates says so too.");
    static final Key<Integer> KAFKA_PARTITIONS = new Key<>(
            "kafka.partitions",
            Type.COUNT,
            "12",
            "How many partitions the topic of events gets when it is made: the most attempts of one provider at a time, over all replicas.");
    static final Key<Integer> KAFKA_REPLICATION = new Key<>(
            "kafka.replication",
            Type.COUNT,
            "",
            "How many copies topics get when they are made. Default: three, or as many as there are brokers.");
    static final Key<String> KAFKA_DELIVERIES = new Key<>(
            "kafka.deliveries",
            Type.TEXT,
            "caravan-deliveries",
            "The topic by which replicas know deliveries that were accepted.");
    static final Key<String> PROFILE = new Key<>(
            "camel.main.profile",
            Type.TEXT,
            "",
            "The profile, whose properties win over those of `application.properties`: `application-<profile>.properties` beside it, or the shipped one, `kafka`. Also `--profile` and `CARAVAN_PROFILE`.");
    static final Key<LogFormat> LOG_FORMAT =
            new Key<>("log.format", Type.choice(LogFormat.class), "text", "How log lines look.");

    /** What a scheme may be told besides its secret, by the last word of the property. */
    static final Map<String, Key<String>> SOURCE_OPTIONS = Stream.of(
                    AUTH_HEADER,
                    AUTH_ALGORITHM,
                    AUTH_ENCODING,
                    AUTH_TIMESTAMP,
                    AUTH_AUDIENCE,
                    AUTH_ISSUER,
                    AUTH_JWKS,
                    AUTH_EMAIL,
                    AUTH_TOPICS)
            .collect(Collectors.toMap(
                    key -> key.pattern().substring((SOURCE_AUTH.pattern() + ".").length()),
                    Function.identity(),
                    (one, same) -> one,
                    LinkedHashMap::new));

    static final List<Key<?>> DOOR = Stream.concat(
                    Stream.<Key<?>>of(
                            HOST, PORT, TOKEN, MAX_BODY, UNRECOGNISED, ALLOW_ANONYMOUS, SOURCE_AUTH, SOURCE_SECRET),
                    Stream.concat(SOURCE_OPTIONS.values().stream(), Stream.of(AUTH_CLAIMS)))
            .toList();
    static final List<Key<?>> MANAGEMENT = List.of(MANAGEMENT_HOST, MANAGEMENT_PORT, MANAGEMENT_TOKEN);
    static final List<Key<?>> JOURNAL = List.of(
            JOURNAL_URL,
            JOURNAL_USERNAME,
            JOURNAL_PASSWORD,
            JOURNAL_SECRET,
            JOURNAL_HISTORY,
            RETENTION,
            DEAD_LETTER_RETENTION,
            MAX_BACKLOG,
            MIN_FREE_DISK);
    static final List<Key<?>> CHANNEL = List.of(PROFILE, PUBLISH, SUBSCRIBE, DEAD);
    static final List<Key<?>> KAFKA = List.of(
            KAFKA_BROKERS,
            KAFKA_SECRET,
            KAFKA_USERNAME,
            KAFKA_PASSWORD,
            KAFKA_MECHANISM,
            KAFKA_TLS,
            KAFKA_PARTITIONS,
            KAFKA_REPLICATION,
            KAFKA_DELIVERIES);

    private Keys() {}
}
