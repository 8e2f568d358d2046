internal import CSandbox
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One end of a connection between two processes on this machine. It carries messages, and open files with them.
///
/// Both ends use this type, so they agree on how messages are framed and how long one may be. A message is its length
/// in four bytes, most significant byte first, followed by its bytes; descriptors travel with the first byte. Any
/// thread may send, and messages go one after the other. One thread at a time may receive. Both block. A confined
/// process can still send and receive messages, but cannot send descriptors.
///
/// Corresponds to a Unix stream socket (`unix(7)`).
public final class Connection: Sendable {
    /// The most bytes of one message, in either direction. A plan of many slides has some hundred thousand.
    public static let messageLimit = 8 << 20

    private let descriptor: Int32
    private let turn = Mutex(())

    /// Takes over a connected Unix stream socket, such as a standard input that the parent has set up as one, and
    /// closes it at the end.
    public init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Makes two connected ends, both closed when a program is executed.
    ///
    /// - Returns: one end, and the descriptor of the other one, which the caller must close or hand to a process. As
    ///   long as any process has the far end open, the near one sees no end of stream.
    ///
    /// Corresponds to `socketpair(2)`.
    public static func pair() throws(ConnectionError) -> (near: Connection, far: Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #else
            let type = SOCK_STREAM
        #endif
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw .failed(call: "socketpair", code: errno)
        }
        #if !canImport(Glibc)
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #endif
        return (Connection(owning: ends[0]), ends[1])
    }

    /// Whether nothing has arrived yet, so that receiving would wait.
    ///
    /// Corresponds to `poll(2)` with `POLLIN` and no time to wait.
    public var isQuiet: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 0
    }

    /// Sends a message and copies of descriptors; the caller keeps its own.
    ///
    /// - Throws: ``ConnectionError``; with ``ConnectionError/tooLong(bytes:limit:)`` if the message is longer than
    ///   ``messageLimit``, in which case nothing was sent.
    /// - Precondition: no more than 253 descriptors come with the message, the kernel's maximum.
    public func send(_ message: [UInt8], descriptors: [Int32] = []) throws(ConnectionError) {
        guard message.count <= Self.messageLimit else {
            throw .tooLong(bytes: message.count, limit: Self.messageLimit)
        }
        let bytes = Framing.framed(message)
        try turn.withLock { (_) throws(ConnectionError) in try send(framed: bytes, descriptors) }
    }

    private func send(framed bytes: [UInt8], _ descriptors: [Int32]) throws(ConnectionError) {
        var sent = 0
        while sent < bytes.count {
            // Only with the first byte; otherwise they would arrive again with the rest.
            let attached = sent == 0 ? descriptors : []
            let count = unsafe bytes.withUnsafeBytes { bytes in
                let rest = unsafe bytes.baseAddress?.advanced(by: sent)
                let length = bytes.count - sent
                let sent = unsafe csandbox_send(descriptor, rest, length, attached, Int32(attached.count))
                // A filter that forbids sending still lets the process write to an open socket.
                let mayOnlyWrite = sent < 0 && [EPERM, ENOSYS].contains(errno) && attached.isEmpty
                return mayOnlyWrite ? unsafe write(descriptor, rest, length) : sent
            }
            if count >= 0 {
                sent += count
            } else if errno != EINTR {
                throw .failed(call: "send", code: errno)
            }
        }
    }

    /// Waits for a message.
    ///
    /// - Parameter descriptorLimit: the most descriptors that may come with the message; more are an error. If it is 0,
    ///   all descriptors are closed unseen.
    /// - Returns: nil if the other side has ended and nothing was on its way from it.
    /// - Throws: ``ConnectionError``, after closing all descriptors that arrived; with
    ///   ``ConnectionError/tooLong(bytes:limit:)`` if the message is longer than ``messageLimit``.
    public func receive(descriptorLimit: Int = 0) throws(ConnectionError) -> ReceivedMessage? {
        var descriptors = ReceivedDescriptors(limit: descriptorLimit)
        var header: [UInt8] = []
        try receive(Framing.headerBytes, into: &header, &descriptors)
        if header.isEmpty { return nil }
        guard header.count == Framing.headerBytes else { throw .endedEarly }
        let length = Framing.length(header)
        guard length <= Self.messageLimit else { throw .tooLong(bytes: length, limit: Self.messageLimit) }
        var bytes: [UInt8] = []
        try receive(length, into: &bytes, &descriptors)
        guard bytes.count == length else { throw .endedEarly }
        return ReceivedMessage(bytes: bytes, descriptors: descriptors)
    }

    /// Receives until there are `count` bytes, or the end.
    ///
    /// Does not trust the length: memory grows only with the bytes that arrive.
    private func receive(
        _ count: Int, into bytes: inout [UInt8], _ descriptors: inout ReceivedDescriptors
    ) throws(ConnectionError) {
        var buffer = [UInt8](repeating: 0, count: min(count, 64 << 10))
        while bytes.count < count {
            let wanted = min(buffer.count, count - bytes.count)
            let received = try receive(into: &buffer, wanted, &descriptors)
            if received == 0 { return }
            bytes += buffer[..<received]
        }
    }

    private func receive(
        into buffer: inout [UInt8], _ wanted: Int, _ descriptors: inout ReceivedDescriptors
    ) throws(ConnectionError) -> Int {
        var room = [Int32](repeating: -1, count: descriptors.remaining)
        while true {
            var count: Int32 = 0
            var isTruncated = false
            // If no descriptors are expected, reading suffices, which even a confined process may do. The kernel does
            // not deliver descriptors to `read`.
            let received =
                room.isEmpty && descriptors.limit == 0
                ? unsafe read(descriptor, &buffer, wanted)
                : unsafe csandbox_receive(
                    descriptor, &buffer, wanted, &room, descriptors.limit == 0 ? -1 : Int32(room.count),
                    &count,
                    &isTruncated)
            if received < 0 {
                if errno == EINTR { continue }
                // The kernel reports this once if the other side has ended without reading everything that was sent to
                // it.
                if errno == ECONNRESET { return 0 }
                throw .failed(call: "receive", code: errno)
            }
            descriptors.append(room.prefix(Int(count)))
            if isTruncated { throw .tooManyDescriptors(limit: descriptors.limit) }
            return received
        }
    }
}
