#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a message did not get through. Unless the message was too long to be sent, the connection is unusable
/// afterwards.
public enum ConnectionError: Error, Hashable, Sendable {
    /// A call of the operating system failed with this value of `errno`.
    case failed(call: String, code: Int32)
    /// A message is longer than ``Connection/messageLimit``.
    case tooLong(bytes: Int, limit: Int)
    /// More descriptors arrived than the receiver allows, or than this process may have open.
    case tooManyDescriptors(limit: Int)
    /// The other side ended in the middle of a message.
    case endedEarly
}

extension ConnectionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .failed(let call, let code):
            unsafe "The other process cannot be reached: \(call) failed: \(String(cString: strerror(code)))."
        case .tooLong(let bytes, let limit):
            "A message has \(bytes) bytes, more than the \(limit) that are allowed."
        case .tooManyDescriptors(let limit):
            "A message came with more open files than the \(limit) that are allowed, or than this process "
                + "may have open."
        case .endedEarly:
            "The other process ended in the middle of a message."
        }
    }
}
