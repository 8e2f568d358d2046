internal import Files
internal import SystemPackage

/// The key by which the program recognises its own records of publications (``PublicationRecord``): 32 random bytes in
/// the user's state folder.
struct PublicationKey: Hashable, Sendable {
    private static let fileName = "publication.key"
    private static let byteCount = 32

    let bytes: [UInt8]

    /// Reads the key. Makes a new one if the key is missing, or if other users may have read it.
    ///
    /// - Returns: nil if there is no usable state folder.
    static func open(in state: StateFolder) -> PublicationKey? {
        guard let folder = state.open() else { return nil }
        // Another process may make a key at the same time. Every process uses the one that came first.
        for _ in 0..<3 {
            if let bytes = read(folder) { return PublicationKey(bytes: bytes) }
            try? make(in: folder)
        }
        return nil
    }

    private static func read(_ folder: HeldFolder) -> [UInt8]? {
        guard let file = try? folder.open(fileName), (try? file.isSecret()) == true,
            (try? file.status().isRegular) == true,
            let bytes = try? file.bytes(at: 0, count: byteCount + 1), bytes.count == byteCount
        else { return nil }
        return bytes
    }

    private static func make(in folder: HeldFolder) throws(SystemError) {
        let part = fileName + "." + PartName.randomToken()
        defer { folder.remove(part) }
        let file = try folder.create(part, permissions: .ownerReadWrite)
        var generator = SystemRandomNumberGenerator()
        try file.write((0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        try file.synchronize()
        if try folder.entry(fileName) == nil {
            do throws(SystemError) {
                try folder.link(part, to: fileName, in: folder)
            } catch {
                if !error.isExisting { throw error }
            }
        } else {
            try folder.rename(part, to: fileName, in: folder)
        }
        try folder.synchronize()
    }
}
