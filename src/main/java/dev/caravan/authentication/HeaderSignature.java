package dev.caravan.authentication;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One signature in one header field, the most usual way.
 *
 * @param fields the first of these that there is
 * @param forms what the signature may look like, the first prefix that fits
 * @param stamp the time that is signed too, if any
 */
record HeaderSignature(List<String> fields, List<Form> forms, Encoding encoding, Optional<Stamp> stamp)
        implements Claim.Reader {
    /** What stands before the signature tells how it was made; nothing, where it is always the same. */
    record Form(String prefix, Digest digest) {
        static final Form BARE_SHA1 = new Form("", Digest.SHA1);
        static final Form BARE_SHA256 = new Form("", Digest.SHA256);
        static final Form BARE_SHA512 = new Form("", Digest.SHA512);
        static final Form SHA256 = new Form("sha256=", Digest.SHA256);
        static final Form SHA512 = new Form("sha512=", Digest.SHA512);
    }

    /** The field of the time; {@code prefix}, the time and a colon are signed in front of the body. */
    record Stamp(String field, String prefix) {}

    static HeaderSignature hex(String field, Form... forms) {
        return new HeaderSignature(List.of(field), List.of(forms), Encoding.HEX, Optional.empty());
    }

    @Override
    public @Nullable Claim read(Evidence evidence) {
        String value = value(evidence);
        if (value == null) {
            return null;
        }
        for (Form form : forms) {
            if (value.startsWith(form.prefix())) {
                return claim(
                        evidence, form.digest(), value.substring(form.prefix().length()));
            }
        }
        return null;
    }

    private @Nullable String value(Evidence evidence) {
        for (String field : fields) {
            String value = evidence.header(field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Claim claim(Evidence evidence, Digest digest, String signature) {
        if (stamp.isEmpty()) {
            return new Claim(digest, encoding, List.of(signature), null, null, "");
        }
        String time = evidence.header(stamp.get().field());
        return time == null
                ? null
                : new Claim(
                        digest,
                        encoding,
                        List.of(signature),
                        null,
                        time,
                        stamp.get().prefix() + time + ":");
    }
}
