package nhldata.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The MD5 of each file, computed again only if its size or modification time has changed. It is stored in the file's extended attributes, which
 * s3proxy uses, or in memory if the file system does not support them.
 */
final class FileETags {
    /** s3proxy's attribute: 16 bytes of MD5, or the ETag of a multipart upload as a string. */
    private static final String MD5 = "user.content-md5";
    /** Attribute of this class: size and modification time of the file for which s3proxy's attribute is valid. */
    private static final String DESCRIBED = "user.content-md5-of";

    private static final int MD5_BYTES = 16;

    private record Described(String sizeAndTime, String etag) {
    }

    private final Map<Path, Described> withoutAttributes = new ConcurrentHashMap<>();

    /** Hexadecimal digits without quotes; empty if the file does not exist, or cannot be read. */
    Optional<String> of(Path file) {
        try {
            String now = sizeAndTime(file);
            Optional<String> known = fromAttributes(file, now).or(() -> fromMemory(file, now));
            return known.isPresent() ? known : Optional.of(describe(file, now));
        } catch (IOException notAFileOrGone) {
            return Optional.empty();
        }
    }

    /** Called when s3proxy has just written the file, so that its attribute is valid and need not be computed. */
    void trust(Path file) {
        try {
            UserDefinedFileAttributeView attributes = attributes(file);
            if (attributes.list().contains(MD5)) {
                attributes.write(DESCRIBED, StandardCharsets.US_ASCII.encode(sizeAndTime(file)));
            }
        } catch (IOException | UnsupportedOperationException computedWhenAskedFor) {
            return;
        }
    }

    private static Optional<String> fromAttributes(Path file, String sizeAndTime) {
        try {
            UserDefinedFileAttributeView attributes = attributes(file);
            List<String> names = attributes.list();
            if (!names.contains(MD5) || !names.contains(DESCRIBED) || !text(attributes, DESCRIBED).equals(sizeAndTime)) {
                return Optional.empty();
            }
            byte[] md5 = bytes(attributes, MD5);
            return Optional.of(md5.length == MD5_BYTES ? HexFormat.of().formatHex(md5) : new String(md5, StandardCharsets.US_ASCII));
        } catch (IOException | UnsupportedOperationException noAttributesHere) {
            return Optional.empty();
        }
    }

    private Optional<String> fromMemory(Path file, String sizeAndTime) {
        return Optional.ofNullable(withoutAttributes.get(file)).filter(known -> known.sizeAndTime().equals(sizeAndTime)).map(Described::etag);
    }

    private String describe(Path file, String sizeAndTime) throws IOException {
        byte[] md5 = md5(file);
        String etag = HexFormat.of().formatHex(md5);
        try {
            // size and time last: without them, or if they differ, the MD5 is computed again
            attributes(file).write(MD5, ByteBuffer.wrap(md5));
            attributes(file).write(DESCRIBED, StandardCharsets.US_ASCII.encode(sizeAndTime));
        } catch (IOException | UnsupportedOperationException noAttributesOrSomebodyElsesFile) {
            withoutAttributes.put(file, new Described(sizeAndTime, etag));
        }
        return etag;
    }

    private static UserDefinedFileAttributeView attributes(Path file) {
        UserDefinedFileAttributeView attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (attributes == null) {
            throw new UnsupportedOperationException(file + " has no extended attributes");
        }
        return attributes;
    }

    private static String sizeAndTime(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a file");
        }
        return attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private static byte[] md5(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static String text(UserDefinedFileAttributeView attributes, String name) throws IOException {
        return new String(bytes(attributes, name), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(UserDefinedFileAttributeView attributes, String name) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(attributes.size(name));
        attributes.read(name, value);
        return value.array();
    }
}
