extension ObjectReader {
    /// Reads a file size.
    mutating func fileSize(_ name: String) -> FileSize? {
        let allowed = "a size from 10kB to 1000GB with its unit (B, kB, MB, GB, KiB, MiB, GiB), such as 8MB"
        if records(name, .string(StringShape(allowed: allowed, pattern: FileSize.pattern))) { return nil }
        guard let text = string(name, allowed: allowed) else { return nil }
        let found = JSONValue.string(text).summary
        guard let size = FileSize(text) else {
            note(name, .badValue, found: found, allowed: allowed)
            return nil
        }
        guard FileSize.range.contains(size.bytes) else {
            note(name, .outOfRange, found: found, allowed: allowed)
            return nil
        }
        return size
    }
}
