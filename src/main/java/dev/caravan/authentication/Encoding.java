package dev.caravan.authentication;

import java.util.Base64;
import java.util.HexFormat;

/** How a signature is written; what is written otherwise, in capitals for instance, is another signature. */
enum Encoding {
    HEX {
        @Override
        String encode(byte[] signature) {
            return HexFormat.of().formatHex(signature);
        }
    },
    BASE64 {
        @Override
        String encode(byte[] signature) {
            return Base64.getEncoder().encodeToString(signature);
        }
    };

    abstract String encode(byte[] signature);
}
