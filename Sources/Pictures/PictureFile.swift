internal import Libav

/// A file's content in memory, at a fixed address because C decoders keep pointers to it.
@safe final class PictureFile: @unchecked Sendable {
    // Sendable: `init` writes the memory before it returns, and nothing writes it afterwards.

    /// The content. Code that stores the pointer must keep the file alive as well.
    let memory: UnsafeRawBufferPointer

    /// Opens a file, and reads it as ``init(_:limits:)`` does.
    convenience init(_ path: String, limits: PictureLimits) throws(PictureFault) {
        let file: MediaFile
        do {
            file = try MediaFile(path)
        } catch {
            throw PictureFault(error)
        }
        try self.init(file, limits: limits)
    }

    /// Reads a whole file, once its first bytes have shown that it is a picture.
    init(_ file: MediaFile, limits: PictureLimits) throws(PictureFault) {
        let size = Int(file.count)
        guard size > 0 else { throw PictureFault(.truncated, "the file is empty") }

        // Pages that are never written to cost nothing.
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(size, max(limits.maximumBytes, Self.sniffedBytes)), alignment: 16)
        do throws(PictureFault) {
            let first = try unsafe Self.fill(buffer, to: Self.sniffedBytes, from: 0, file)
            let start = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[..<first]))
            guard PictureFormat.sniff(start) != nil else { throw .unknownFormat(start) }
            guard size <= limits.maximumBytes else {
                throw PictureFault(
                    .tooLarge(.bytes), "the file has \(size) bytes, more than \(limits.maximumBytes)")
            }
            let count = try unsafe Self.fill(buffer, to: size, from: first, file)
            unsafe memory = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        } catch {
            unsafe buffer.deallocate()
            throw error
        }
    }

    deinit { unsafe memory.deallocate() }

    /// Calls `body` with the file's bytes; the span is valid only inside it.
    func withBytes<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(unsafe Span<UInt8>(_unsafeBytes: memory))
    }

    /// The bytes of several ranges, one after the other, as far as the file has them.
    func bytes<Offset: BinaryInteger>(_ ranges: [Range<Offset>]) -> [UInt8] {
        withBytes { bytes in
            ranges.flatMap { bytes.bytes(Int(clamping: $0.lowerBound)..<Int(clamping: $0.upperBound)) }
        }
    }

    /// How many bytes ``PictureFormat/sniff(_:)`` may look at.
    private static let sniffedBytes = 4096

    /// Reads up to the offset `end` or the end of the file, whichever comes first, and returns how far the buffer is
    /// filled.
    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, to end: Int, from start: Int, _ file: MediaFile
    ) throws(PictureFault) -> Int {
        let rest = unsafe UnsafeMutableRawBufferPointer(
            rebasing: buffer[start..<max(start, min(end, buffer.count))])
        do {
            return try unsafe start + file.read(at: Int64(start), into: rest)
        } catch {
            throw PictureFault(error)
        }
    }
}

extension PictureFault {
    init(_ error: MediaFileError) {
        self.init(error.kind == .unreadable ? .unreadable : .missing, sentence: error.message)
    }

    /// A fault in the words of a sentence: faults are worded for the middle of one.
    init(_ code: PictureError.Code, sentence: String) {
        let words = sentence.prefix(1).lowercased() + sentence.dropFirst()
        self.init(code, words.hasSuffix(".") ? String(words.dropLast()) : words)
    }
}
